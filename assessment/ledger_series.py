"""Sums over the ledger for reports and the dashboard: every measure at once, by unit, by month, and what was added.

Together with assessment.facts the only place that sums postings. Sums leave here as exact Fractions of 元, 美元 or
projects.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from assessment.facts import exact
from projects.measures import MEASURES
from projects.models import Posting
from units.models import Region


class UnitSums(dict[tuple[int, str], Fraction]):
    """(unit id, measure) -> sum; `also` is the part of it that is also counted (兼计) and enters no total."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.also: dict[tuple[int, str], Fraction] = {}


def sums_by_unit(region: Region, *, start: date, end: date, as_of: datetime) -> UnitSums:
    """(unit id, measure) -> sum of the statistical days [start, end); one statement."""
    rows = _known(region, as_of).counted_in(start, end)
    summed = rows.order_by().values("unit_id", "measure", "is_also").annotate(sum=Sum("quantity"))
    found = UnitSums()
    for row in summed:
        key, amount = (row["unit_id"], row["measure"]), exact(row["measure"], row["sum"])
        if amount:
            found[key] = found.get(key, Fraction(0)) + amount
        if amount and row["is_also"]:
            found.also[key] = amount
    return found


def region_totals(by_unit: UnitSums) -> dict[str, Fraction]:
    """Measure -> sum of all units without what is also counted, 0 where nothing was posted."""
    totals = dict.fromkeys(MEASURES, Fraction(0))
    for key, amount in by_unit.items():
        totals[key[1]] += amount - by_unit.also.get(key, 0)
    return totals


def by_month(
    region: Region, measure: str, *, start: date, end: date, as_of: datetime
) -> dict[tuple[int, int], Fraction]:
    """(year, month) -> sum of the month; one statement for as many years as asked."""
    rows = _known(region, as_of).counted().counted_in(start, end).filter(measure=measure).order_by()
    summed = (
        rows.annotate(year=ExtractYear("statistical_on"), month=ExtractMonth("statistical_on"))
        .values("year", "month")
        .annotate(sum=Sum("quantity"))
    )
    return {(row["year"], row["month"]): exact(measure, row["sum"]) for row in summed}


@dataclass
class Addition:
    """What one fact added to one measure: its sum over all units, who earned it, and whether it came late, or was
    taken back or counted again after its period was closed (`is_adjusted`)."""

    project_id: int
    project_name: str
    kind: str
    fact_id: int
    event_on: date
    statistical_on: date
    is_reversal: bool
    is_adjusted: bool = False
    by_unit: dict[str, int] = field(default_factory=dict)
    also: dict[str, int] = field(default_factory=dict)

    @property
    def quantity(self) -> int:
        return sum(self.by_unit.values())

    @property
    def units(self) -> list[str]:
        """Those with something left after changes of shares; whose credit is also counted (兼计) stands behind."""
        also = [f"{name}（兼计）" for name, quantity in self.also.items() if quantity]
        return [name for name, quantity in self.by_unit.items() if quantity] + also


def additions(
    region: Region, *, start: date, end: date, as_of: datetime, since: datetime,
    which: Q | None = None, apart: date | None = None,
) -> dict[str, list[Addition]]:  # fmt: skip
    """Measure -> facts that were added in a period: dated in it, or dated earlier and posted after `since`; of all
    postings, or of `which`. What a fact added before the day `apart` and since then are two additions: where its own
    period was closed it counts on days of both.

    With the former report's `as_of` as `since`, nothing is told twice and nothing is left out, however late a report
    is drafted. Facts whose postings cancel out (a changed share) are left out.
    """
    late = Q(statistical_on__lt=start, posted_at__gt=since)
    rows = (
        _known(region, as_of)
        .filter(Q(statistical_on__gte=start, statistical_on__lt=end) | late)
        .select_related("project", "unit", "milestone", "arrival")
        .order_by("statistical_on", "number")
    )
    if which is not None:
        rows = rows.filter(which)
    found: dict[str, dict[tuple, Addition]] = defaultdict(dict)
    for posting in rows:
        kind = "arrival" if posting.arrival_id else "milestone"
        fact = getattr(posting, kind)
        is_before = apart is not None and posting.statistical_on < apart
        one = found[posting.measure].setdefault((kind, fact.pk, is_before), _addition(posting, kind, fact))
        name = posting.unit.short_name
        kept = one.also if posting.is_also else one.by_unit
        kept[name] = kept.get(name, 0) + posting.quantity
        one.is_adjusted |= posting.belongs_on is not None
    return {measure: [one for one in facts.values() if one.quantity] for measure, facts in found.items()}


def _addition(posting: Posting, kind: str, fact) -> Addition:
    return Addition(
        project_id=posting.project_id,
        project_name=posting.project.name,
        kind=kind,
        fact_id=fact.pk,
        event_on=fact.event_on,
        statistical_on=posting.statistical_on,
        is_reversal=fact.reverses_id is not None,
    )


def _known(region: Region, as_of: datetime):
    return Posting.objects.filter(region=region).known_at(as_of)
