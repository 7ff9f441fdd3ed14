"""What the invented office keeps beside the ledger: a year of figures and events, some returned, one taken back."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from assessment import actions
from assessment.demonstration import places
from assessment.demonstration.papers import paper
from assessment.models import FigureKind, UnitRecord
from promo.periods import add_months

SEED = 57
WAN, ONCE = 10_000 * 100, 10_000
DAYS_AGO = 360
STILL_WAITING = timedelta(days=6)
RETURNED, REVERSED = {5, 31}, 12  # by the order in which they are entered
# code, every so many months, quantities from and to in the smallest unit, name of the paper
REGULAR = (
    ("export_earnings", 3, 8 * WAN, 60 * WAN, "出口报关单汇总"),
    ("funds_won", 2, 30 * WAN, 400 * WAN, "资金下达文件"),
    ("fixed_assets", 3, 200 * WAN, 2_600 * WAN, "入统审核表"),
    ("outreach_trips", 1, ONCE, ONCE, "外出招商情况报告"),
    ("visits_received", 1, ONCE, 2 * ONCE, "接待记录"),
    ("promotion_events", 4, ONCE, ONCE, "推介活动总结"),
    ("commendations", 6, ONCE, ONCE, "表彰决定"),
    ("criticisms", 5, ONCE, ONCE, "通报"),
)  # fmt: skip
UNITS_A_TIME = 2


def plan(cast, timeline) -> None:
    """The kinds are set up first; then every month some units have something to show."""
    rng = Random(SEED)  # noqa: S311 - invented data, not a secret
    first = (cast.today - timedelta(days=DAYS_AGO)).replace(day=1)
    timeline.add(_at(cast, first, 8), lambda at: _kinds(cast, at))
    number = 0
    for month in range(13):
        start = add_months(first, month)
        for code, every, low, high, title in REGULAR:
            if month % every:
                continue
            for place in rng.sample(places.ASSESSED, UNITS_A_TIME):
                day = start + timedelta(days=rng.randint(2, 26))
                quantity = _between(rng, low, high)
                act = _recorder(cast, number, code, place.code, day, quantity, title)
                timeline.add(_at(cast, day + timedelta(days=1), 10 + number % 6), act)
                number += 1


def _between(rng: Random, low: int, high: int) -> int:
    """A round figure: whole 万元, or whole times."""
    step = WAN if high >= WAN else ONCE
    return rng.randint(low // step, high // step) * step


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 20), cast.zone)


def _kinds(cast, at: datetime) -> None:
    actions.add_ready_made_kinds(region=cast.region, by=cast.people["supervisor"], at=at)


def _recorder(cast, number: int, code: str, unit_code: str, day: date, quantity: int, title: str) -> Callable:
    def act(at: datetime) -> None:
        kind = FigureKind.objects.get(region=cast.region, code=code)
        unit = cast.units[unit_code]
        by_unit = not kind.is_event and number % 3 == 0
        name = f"{title}（{day.year}）{number + 1}号"
        row = actions.enter_record(
            kind=kind, unit=unit, quantity=quantity, happened_on=day, document=name,
            by=cast.clerk_of(unit_code) if by_unit else cast.people["office_clerk"], by_unit=by_unit, at=at,
            file=paper(name, title, unit.name, kind.name, f"{day:%Y年%m月%d日}"),
        )  # fmt: skip
        if number in RETURNED:
            cast.schedule(at + timedelta(days=1), lambda now: _return(cast, row, now))
        elif at < cast.end - STILL_WAITING:
            cast.schedule(at + timedelta(days=2 + number % 3), lambda now: _verify(cast, row, now))
            if number == REVERSED:
                cast.schedule(at + timedelta(days=30), lambda now: _take_back(cast, row, now))

    return act


def _verify(cast, row: UnitRecord, at: datetime) -> None:
    row.refresh_from_db()
    actions.verify_record(row=row, version=row.version, by=cast.people["director"], at=at)


def _return(cast, row: UnitRecord, at: datetime) -> None:
    actions.return_record(
        row=row, reason="材料未加盖公章，请补充", version=row.version, by=cast.people["director"], at=at
    )


def _take_back(cast, row: UnitRecord, at: datetime) -> None:
    row.refresh_from_db()
    against = actions.reverse_record(
        row=row, reason="与上月登记重复", document="登记更正通知", statistical_on=at.date(),
        by=cast.people["office_clerk"], at=at,
    )  # fmt: skip
    cast.schedule(at + timedelta(days=1), lambda now: _verify(cast, against, now))
