"""Verified money of projects, summed by the database: a column for a list, one pair of statements for its totals."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from projects.models import Arrival, Milestone, Ownership, Project
from promo.money import AmountField

DOMESTIC = Q(project__ownership=Ownership.DOMESTIC)
FOREIGN = Q(project__ownership=Ownership.FOREIGN)


@dataclass(frozen=True)
class Totals:
    """Verified sums of a set of projects: yuan of domestic ones, dollars of foreign ones, never added together."""

    signed_cny: Decimal
    signed_usd: Decimal
    arrived_cny: Decimal
    arrived_usd: Decimal


def signings() -> QuerySet[Milestone]:
    """Verified contracts with their verified reversals, which carry the same sum below zero."""
    return Milestone.objects.verified().filter(kind="signed")


def _sum_of(facts: QuerySet, field: str) -> Subquery:
    rows = facts.filter(project=OuterRef("pk")).order_by().values("project").annotate(total=Sum(field))
    return Subquery(rows.values("total"), output_field=AmountField())


def with_sums(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Adds signed_cny, signed_usd, arrived_cny, arrived_usd; None where nothing was verified."""
    arrivals = Arrival.objects.verified()
    return rows.annotate(
        signed_cny=_sum_of(signings(), "cny"),
        signed_usd=_sum_of(signings(), "usd"),
        arrived_cny=_sum_of(arrivals, "cny"),
        arrived_usd=_sum_of(arrivals, "usd"),
    )


def totals_of(rows: QuerySet[Project]) -> Totals:
    """The sums over a filtered set in two statements, whatever its size."""
    among = Q(project__in=rows.order_by().values("pk"))
    both = {"cny": Sum("cny", filter=DOMESTIC), "usd": Sum("usd", filter=FOREIGN)}
    signed = signings().filter(among).aggregate(**both)
    arrived = Arrival.objects.verified().filter(among).aggregate(**both)
    zero = Decimal(0)
    return Totals(
        signed["cny"] or zero, signed["usd"] or zero, arrived["cny"] or zero, arrived["usd"] or zero
    )
