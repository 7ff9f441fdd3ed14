"""Sums of the judged town's ledger as a scheme would ask for them."""

from datetime import date
from fractions import Fraction

from assessment.facts import known_now, measured_sums
from assessment.sources import Clock, Measured, Qualification, Weighted
from tests.factories import NOW

CLOCK = Clock(2026, date(2026, 11, 19))


def gathered(judged, *sources: Measured, as_of=None, clock: Clock = CLOCK) -> list[dict[str, Fraction]]:
    """For each measure: short name of the unit -> its number; zeros left out."""
    names = {unit.pk: key for key, unit in judged.units.items()}
    as_of = as_of or known_now(NOW)
    found = measured_sums(sources, region=judged.town.region, clock=clock, as_of=as_of)
    return [{names[pk]: x for pk, x in found[one.key].items() if x} for one in sources]


def where(**conditions) -> Qualification:
    return Qualification(**conditions)


def line(factor: str, **conditions) -> Weighted:
    return Weighted(Qualification(**conditions), Fraction(factor))
