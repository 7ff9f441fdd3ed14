"""What the invented town aims at beside its own targets: the county's, base and stretch, and quarters of the year."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from assessment import actions
from assessment.actions import TargetEntry
from assessment.demonstration import places
from assessment.demonstration.judging import (
    REGION_TARGETS,
    REVISED,
    WITHOUT_TARGETS,
    opening_of,
    quantities_of,
)
from assessment.models import TargetSet
from assessment.parts import QUARTERS

SHARES = dict(zip(QUARTERS, (20, 45, 70, 100), strict=True))  # per cent of the year, cumulative
IN_QUARTERS = ("signed_amount", "arrived_capital")
AIM = "arrived_capital"
ABOVE = {
    "signed_amount": 95,
    "arrived_capital": 97,
}  # the county asks for a little less than the town promises
BASE, STRETCH = 90, 115


def plan(cast, timeline) -> None:
    """Both years, after the own targets of the year were given."""
    for year in (cast.today.year - 1, cast.today.year):
        if opening := opening_of(cast, year):
            timeline.add(_at(cast, opening, 12), _aims(cast, year, opening))
            timeline.add(_at(cast, date(year, 7, 10), 11), _lowered(cast, year))


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), cast.zone)


def _aims(cast, year: int, opening: date) -> Callable:
    def act(at: datetime) -> None:
        common = {
            "region": cast.region, "year": year, "effective_from": opening, "by": cast.people["supervisor"], "at": at,
        }  # fmt: skip
        actions.record_targets(entries=list(_from_above()), document=f"样政发〔{year}〕3号", **common)
        actions.record_targets(entries=list(_of_the_town(cast)), document=f"青政发〔{year}〕2号", **common)

    return act


def _from_above() -> Iterable[TargetEntry]:
    for measure, percent in ABOVE.items():
        whole = REGION_TARGETS[measure] * percent // 100
        yield TargetEntry(None, measure, whole, TargetSet.SUPERIOR)
        yield from _quarters(None, measure, whole, TargetSet.SUPERIOR)


def _of_the_town(cast) -> Iterable[TargetEntry]:
    for measure in IN_QUARTERS:
        yield from _quarters(None, measure, REGION_TARGETS[measure], TargetSet.OWN)
    yield from _spread(None, REGION_TARGETS[AIM])
    for place in places.ASSESSED:
        unit = cast.units[place.code]
        if place.code in WITHOUT_TARGETS:
            continue
        quantities = quantities_of(place)
        for measure in IN_QUARTERS:
            yield from _quarters(unit, measure, quantities[measure], TargetSet.OWN)
        yield from _spread(unit, quantities[AIM])


def _spread(unit, whole: int) -> Iterable[TargetEntry]:
    yield TargetEntry(unit, AIM, whole * BASE // 100, TargetSet.BASE)
    yield TargetEntry(unit, AIM, whole * STRETCH // 100, TargetSet.STRETCH)


def _quarters(unit, measure: str, whole: int, target_set: str, expected: int = 0) -> Iterable[TargetEntry]:
    for part, percent in SHARES.items():
        yield TargetEntry(unit, measure, whole * percent // 100, target_set, part, expected)


def _lowered(cast, year: int) -> Callable:
    """The two units whose targets are lowered in July have lower quarters from then on, too."""

    def act(at: datetime) -> None:
        entries = [
            entry
            for place in places.ASSESSED
            if place.code in REVISED
            for entry in _quarters(
                cast.units[place.code], AIM, quantities_of(place)[AIM] * 9 // 10, TargetSet.OWN, expected=1
            )
        ]
        actions.record_targets(
            region=cast.region, year=year, entries=entries, effective_from=at.date(), document=f"青政发〔{year}〕17号",
            by=cast.people["supervisor"], at=at,
        )  # fmt: skip

    return act
