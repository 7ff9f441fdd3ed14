"""The targets in force on a day as known at a moment."""

from datetime import date, datetime
from fractions import Fraction

from assessment.countable import LEDGER
from assessment.models import Target, TargetSet
from assessment.parts import YEAR
from units.models import Region

Holder = int | None  # a unit's id; None for the region itself
Key = tuple[Holder, str, str, str]  # (holder, measure, set, part)


def all_targets(region: Region, *, year: int, on: date, as_of: datetime) -> dict[Key, Target]:
    """(holder, measure, set, part) -> the target in force on a day as known at a moment. One statement.

    Quarters and months are cumulative; none is worked out from another, and what nobody gave is absent.
    """
    return _first_of_each(Target.objects.filter(region=region, year=year), on, as_of)


def targets(region: Region, *, year: int, on: date, as_of: datetime) -> dict[tuple[Holder, str], Target]:
    """(holder, measure) -> the region's own target for the whole year. One statement."""
    rows = Target.objects.filter(region=region, year=year, target_set=TargetSet.OWN, part=YEAR)
    return {key[:2]: row for key, row in _first_of_each(rows, on, as_of).items()}


def target_sums(
    region: Region, *, year: int, on: date, as_of: datetime
) -> dict[tuple[Holder, str], Fraction]:
    """The same as numbers, for what the credit ledger counts: 元, 美元 or projects."""
    found = targets(region, year=year, on=on, as_of=as_of)
    return {key: LEDGER[key[1]].exact(row.quantity) for key, row in found.items() if key[1] in LEDGER}


def latest_targets(region: Region, *, year: int) -> dict[Key, Target]:
    """The newest version of each target, also one whose day has not come: what a further version follows."""
    rows = Target.objects.filter(region=region, year=year).order_by("version")
    return {row.key: row for row in rows}


def _first_of_each(rows, on: date, as_of: datetime) -> dict[Key, Target]:
    found: dict[Key, Target] = {}
    for row in rows.in_force(on=on, known_at=as_of):
        found.setdefault(row.key, row)
    return found
