"""Sums over the ledger for the measures of a scheme, each for all units at once."""

from collections.abc import Collection
from datetime import datetime
from fractions import Fraction

from assessment.facts.ledger import exact, sums
from assessment.sources import Clock, Measured, days_of
from units.models import Region


class Sums(dict[int, Fraction]):
    """Unit id -> exact number in the measure's unit; `also` are the units that have also-counted credit in it."""

    also: frozenset[int] = frozenset()


def measured_sums(
    sources: Collection[Measured], *, region: Region, clock: Clock, as_of: datetime
) -> dict[str, Sums]:
    """Key of the measure -> its sums. A unit without postings is left out: it has 0."""
    return {one.key: _summed(one, region, clock, as_of) for one in sources}


def days(source, clock: Clock):
    """The half-open days of a source that has a window, as seen from the run's day (or years before it)."""
    at = clock.shifted(source.shift) if source.shift else clock
    return days_of(source.window, at, since=source.since, last=source.last)


def _summed(source: Measured, region: Region, clock: Clock, as_of: datetime) -> Sums:
    start, end = days(source, clock)
    earned = sums(source.code, region=region, start=start, end=end, as_of=as_of)
    found = Sums({unit_id: exact(source.code, quantity) for unit_id, quantity in earned.items()})
    found.also = earned.also
    return found
