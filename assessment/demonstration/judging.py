"""Targets, the scheme, marks and published rankings of the invented town, each at its time of the year."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from assessment import actions
from assessment.demonstration import contesting, places
from assessment.models import Scheme
from promo import jobs
from promo.periods import add_months

SCHEME = Path(__file__).resolve().parent.parent / "schemes" / "town_2026.json"
WAN, PROJECT = 10_000 * 100, 10_000  # in the ledger's integers
PER_WEIGHT = {"signed_amount": 1_300 * WAN, "arrived_capital": 560 * WAN}
REGION_TARGETS = {
    "signed_amount": 150_000 * WAN, "arrived_capital": 62_000 * WAN, "arrived_foreign": 400 * WAN,
    "started_count": 56 * PROJECT, "completed_count": 34 * PROJECT,
}  # fmt: skip
WITHOUT_TARGETS = {"306"}  # a unit without targets shows "—" and is not ranked
REVISED = ("401", "103")
PUBLISHED_MONTHS = 5
HUNG_OUT, CORRECTED = 1, 2  # months back


def plan(cast, timeline) -> None:
    """Everything of both years; what lies in the future or before the beginning drops out."""
    for year in (cast.today.year - 1, cast.today.year):
        opening = opening_of(cast, year)
        if opening is None:
            continue
        timeline.add(_at(cast, opening, 9), _schemer(cast, year))
        timeline.add(_at(cast, opening, 10), _user(cast, year))
        timeline.add(_at(cast, opening, 11), _targets(cast, year, opening))
        timeline.add(_at(cast, date(year, 7, 10), 10), _revisions(cast, year))
        for month in (4, 7, 10):
            timeline.add(_at(cast, date(year, month, 8), 15), _marker(cast, year, month))
    _rankings(cast, timeline)


def opening_of(cast, year: int) -> date | None:
    """The day a year's targets are given; the town is two years old."""
    first = cast.today - timedelta(days=720)
    return max(date(year, 1, 5), first) if year >= first.year else None


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), cast.zone)


def _schemer(cast, year: int) -> Callable:
    text = SCHEME.read_text(encoding="utf-8").replace("2025", str(year - 1)).replace("2026", str(year))
    return lambda at: actions.adopt_scheme(region=cast.region, text=text, by=cast.people["supervisor"], at=at)


def _scheme(cast, year: int) -> Scheme:
    return Scheme.objects.get(region=cast.region, year=year)


def _user(cast, year: int) -> Callable:
    return lambda at: actions.put_in_use(
        scheme=_scheme(cast, year), by=cast.people["second_supervisor"], at=at
    )


def _targets(cast, year: int, opening: date) -> Callable:
    def act(at: datetime) -> None:
        common = {
            "region": cast.region, "year": year, "effective_from": opening, "by": cast.people["supervisor"], "at": at,
            "document": f"青政发〔{year}〕1号",
        }  # fmt: skip
        for measure, quantity in REGION_TARGETS.items():
            actions.record_target(unit=None, measure=measure, quantity=quantity, **common)
        for place in places.ASSESSED:
            for measure, quantity in quantities_of(place).items():
                actions.record_target(
                    unit=cast.units[place.code], measure=measure, quantity=quantity, **common
                )

    return act


def quantities_of(place: places.Place) -> dict[str, int]:
    if place.code in WITHOUT_TARGETS:
        return {}
    weight = (
        place.weight * 6 // 10 if place.unit_class == "park" else place.weight
    )  # parks bring foreign capital too
    found = {measure: each * weight for measure, each in PER_WEIGHT.items()}
    found["started_count"] = max(1, weight // 2) * PROJECT
    if place.unit_class == "park":
        found["arrived_foreign"] = 120 * WAN
    return found


def _revisions(cast, year: int) -> Callable:
    """Two units get other targets in July; what was published before keeps the old ones."""

    def act(at: datetime) -> None:
        for place in places.ASSESSED:
            if place.code in REVISED:
                actions.record_target(
                    region=cast.region, unit=cast.units[place.code], year=year, measure="arrived_capital",
                    quantity=quantities_of(place)["arrived_capital"] * 9 // 10, effective_from=at.date(),
                    document=f"青政发〔{year}〕17号", by=cast.people["supervisor"], at=at, expected=1,
                )  # fmt: skip

    return act


def _marker(cast, year: int, month: int) -> Callable:
    def act(at: datetime) -> None:
        version = {4: 0, 7: 1, 10: 2}[month]
        for number, place in enumerate(places.ASSESSED):
            actions.give_mark(
                scheme=_scheme(cast, year), unit=cast.units[place.code], indicator="management",
                hundredths=600 + 25 * ((number * 7 + month) % 15), marked_on=at.date(), expected=version,
                reason=f"{(month - 1) // 3}季度日常检查记录", by=cast.people["supervisor"], at=at,
            )  # fmt: skip

    return act


def _rankings(cast, timeline) -> None:
    """The months that ended lately, worked out on the second day of the next and published on the third; of one the
    ranking hangs out and is objected to, one is corrected later."""
    first = cast.today.replace(day=1)
    for back in range(PUBLISHED_MONTHS, -1, -1):
        month = add_months(first, -back)
        until = month - timedelta(days=1)
        if until.year == cast.today.year:
            timeline.add(_at(cast, month + timedelta(days=1), 9), _ranker(cast, until, back))


def _ranker(cast, until: date, back: int) -> Callable:
    def act(at: datetime) -> None:
        scheme = _scheme(cast, until.year)
        run = actions.request_run(scheme=scheme, until=until, by=cast.people["supervisor"], at=at)
        running = jobs.claim(run.job_id, now=at)
        actions.finish_run(run=run, standing=actions.standing_of(run), at=at + timedelta(minutes=1))
        running.finish(note="已计算。")
        goes_out = contesting.hang_out if back == HUNG_OUT else _publish
        cast.schedule(at + timedelta(days=1), lambda now: goes_out(cast, run, now))
        if back == CORRECTED:
            cast.schedule(at + timedelta(days=20), lambda now: contesting.correct(cast, run, now))

    return act


def _publish(cast, run, at: datetime) -> None:
    run.refresh_from_db()
    actions.publish_run(
        run=run, by=cast.people["second_supervisor"], at=at, reason="月度排名供内部掌握进度，不公示"
    )
