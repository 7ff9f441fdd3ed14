"""The manual marks in force on a day as known at a moment."""

from datetime import date, datetime

from assessment.models import ManualMark, Scheme


def marks(scheme: Scheme, *, on: date, as_of: datetime) -> dict[tuple[int, str], ManualMark]:
    """(unit id, code) -> the mark in force on a day as known at a moment. One statement."""
    found: dict[tuple[int, str], ManualMark] = {}
    for row in ManualMark.objects.filter(scheme=scheme).in_force(on=on, known_at=as_of):
        found.setdefault((row.unit_id, row.indicator), row)
    return found
