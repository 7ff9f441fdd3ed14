"""The monthly reports of the invented town: most come in time, some late, some never, a few units are exempt."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from assessment import actions
from assessment.demonstration import places
from assessment.demonstration.papers import paper
from assessment.models import Exemption, ReportDuty

SEED = 84
DAYS_AGO = 185
TITLE, DAY = "招商引资工作月报", 25
LATE, MISSING, INCOMPLETE = 0.08, 0.03, 0.02  # of the reports
EXEMPT = ("305", "306")  # in turn, one month in four


def plan(cast, timeline) -> None:
    """The calendar is laid down half a year ago; each month since then brings its reports."""
    rng = Random(SEED)  # noqa: S311 - invented data, not a secret
    opening = max(date(cast.today.year, 1, 4), cast.today - timedelta(days=DAYS_AGO))
    timeline.add(_at(cast, opening, 8), _layer(cast, cast.today.year))
    for month in range(12):
        start = date(cast.today.year, month + 1, 1)
        if month % 4 == 1:
            timeline.add(
                _at(cast, start + timedelta(days=9), 9), _exempter(cast, start, EXEMPT[month // 4 % 2])
            )
        for number, place in enumerate(places.ASSESSED):
            chance, days = rng.random(), rng.randint(1, 6)
            timeline.add(
                _at(cast, start + timedelta(days=14), 9),
                _sender(cast, start, place.code, chance, days, number),
            )


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 40), cast.zone)


def _layer(cast, year: int) -> Callable:
    return lambda at: actions.plan_duties(
        region=cast.region, title=TITLE, what="本月新增线索、签约和到位情况，存在问题和下月打算。", year=year,
        rhythm="month", day=DAY, by=cast.people["supervisor"], at=at,
    )  # fmt: skip


def _duty(cast, start: date) -> ReportDuty | None:
    """None for the months before the calendar began."""
    return ReportDuty.objects.filter(region=cast.region, title=TITLE, period_start=start).first()


def _sender(cast, start: date, code: str, chance: float, days: int, number: int) -> Callable:
    """Decides in the middle of the month when the report will come."""

    def act(at: datetime) -> None:
        duty = _duty(cast, start)
        exempt = duty and Exemption.objects.filter(duty=duty, unit=cast.units[code], state="granted").exists()
        if duty is None or exempt or chance < MISSING:
            return
        late = chance < MISSING + LATE
        day = duty.due_on + timedelta(days=days if late else -(days % 3))
        lacking = not late and chance > 1 - INCOMPLETE
        cast.schedule(_at(cast, day, 9 + number % 8), lambda now: _send(cast, duty, code, lacking, now))

    return act


def _send(cast, duty: ReportDuty, code: str, lacking: bool, at: datetime) -> None:
    unit = cast.units[code]
    file = paper(f"{unit.short_name}{duty.period_name}月报", TITLE, unit.name, duty.period_name)
    given = {"duty": duty, "unit": unit, "received_on": at.date(), "file": file, "at": at}
    if lacking:
        actions.hand_in(
            **given, is_incomplete=True, reason="缺到位资金明细表", by=cast.people["office_clerk"]
        )
    else:
        actions.hand_in(**given, by_unit=True, by=cast.clerk_of(code))


def _exempter(cast, start: date, code: str) -> Callable:
    def act(at: datetime) -> None:
        if duty := _duty(cast, start):
            asked = actions.ask_exemption(
                duty=duty, unit=cast.units[code], reason="机构调整，本月无招商任务", document="免报请示",
                by=cast.clerk_of(code), at=at,
            )  # fmt: skip
            cast.schedule(at + timedelta(days=1), lambda now: _grant(cast, asked, now))

    return act


def _grant(cast, asked: Exemption, at: datetime) -> None:
    actions.decide_exemption(exemption=asked, grant=True, words="同意", by=cast.people["supervisor"], at=at)
