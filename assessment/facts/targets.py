"""The targets in force on a day as known at a moment."""

from datetime import date, datetime

from assessment.models import Target
from units.models import Region

Holder = int | None  # a unit's id; None for the region itself


def targets(region: Region, *, year: int, on: date, as_of: datetime) -> dict[tuple[Holder, str], Target]:
    """(holder, measure) -> the target in force on a day as known at a moment. One statement."""
    found: dict[tuple[Holder, str], Target] = {}
    rows = Target.objects.filter(region=region, year=year).in_force(on=on, known_at=as_of)
    for row in rows:
        found.setdefault((row.unit_id, row.measure), row)
    return found
