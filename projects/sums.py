"""What lists of projects, facts and postings add up to, summed by the database.

Sums that are judged (per unit, window and moment) are made by assessment.facts alone.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from projects.family import in_family_of
from projects.measures import MEASURES
from projects.models import Arrival, Milestone, Ownership, Posting, Project, Status
from promo.money import AmountField

DOMESTIC = Q(project__ownership=Ownership.DOMESTIC)
FOREIGN = Q(project__ownership=Ownership.FOREIGN)
CONTRACT = ("signed", "supplement")
ENDED = Q(project__status=Status.TERMINATED) | Q(project__merged_into__status=Status.TERMINATED)


@dataclass(frozen=True)
class Totals:
    """Verified sums of a set of projects: yuan of domestic ones, dollars of foreign ones, never added together."""

    signed_cny: Decimal
    signed_usd: Decimal
    arrived_cny: Decimal
    arrived_usd: Decimal
    open_cny: Decimal = Decimal(
        0
    )  # the open contracted stock (在库合同额): contracts of projects that were not ended
    open_usd: Decimal = Decimal(0)


def signings() -> QuerySet[Milestone]:
    """Verified contracts and supplements that count, with their verified reversals, which carry the same sum below
    zero."""
    return Milestone.objects.verified().counting().filter(kind__in=CONTRACT)


def _sum_of(facts: QuerySet, field: str) -> Coalesce:
    """Of the project and of what was merged into it; two subqueries, because each finds its rows by an index."""
    own, merged = (
        Subquery(
            facts.filter(**{path: OuterRef("pk")})
            .order_by()
            .values(path)
            .annotate(total=Sum(field))
            .values("total"),
            output_field=AmountField(),
        )
        for path in ("project", "project__merged_into")
    )
    return Coalesce(own + merged, own, merged, output_field=AmountField())


def with_sums(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Adds signed_cny, signed_usd, arrived_cny, arrived_usd; None where nothing was verified."""
    arrivals = Arrival.objects.verified().counting()
    return rows.annotate(
        signed_cny=_sum_of(signings(), "cny"),
        signed_usd=_sum_of(signings(), "usd"),
        arrived_cny=_sum_of(arrivals, "cny"),
        arrived_usd=_sum_of(arrivals, "usd"),
    )


def totals_of(rows: QuerySet[Project]) -> Totals:
    """The sums over a filtered set in two statements, whatever its size."""
    among = in_family_of(rows)
    both = {"yuan": Sum("cny", filter=DOMESTIC), "dollars": Sum("usd", filter=FOREIGN)}
    still = {
        "open_cny": Sum("cny", filter=DOMESTIC & ~ENDED),
        "open_usd": Sum("usd", filter=FOREIGN & ~ENDED),
    }
    signed = signings().filter(among).aggregate(**both, **still)
    arrived = Arrival.objects.verified().counting().filter(among).aggregate(**both)
    zero = Decimal(0)
    return Totals(
        signed["yuan"] or zero, signed["dollars"] or zero, arrived["yuan"] or zero, arrived["dollars"] or zero,
        signed["open_cny"] or zero, signed["open_usd"] or zero,
    )  # fmt: skip


def counted_of(facts: QuerySet) -> dict[str, Decimal | None]:
    """What a set of facts counts for: `cny` of domestic projects, `usd` of foreign ones; None where there is none."""
    return facts.aggregate(
        cny=Sum("cny", filter=DOMESTIC, output_field=AmountField()),
        usd=Sum("usd", filter=FOREIGN, output_field=AmountField()),
    )


def by_measure(postings: QuerySet[Posting], *, with_also: bool = False) -> list[dict]:
    """measure, quantity (in the ledger's integers) and count, in the order of the measures.

    What is also counted (兼计) is left out of the quantity, unless the postings are those of one unit.
    """
    rows = postings.order_by("measure").values("measure")
    of_total = Q() if with_also else Q(is_also=False)
    found = rows.annotate(quantity=Sum("quantity", filter=of_total), count=Count("pk"))
    whole = {row["measure"]: {**row, "quantity": int(row["quantity"] or 0)} for row in found}
    return [whole[code] for code in MEASURES if code in whole]


def by_unit(postings: QuerySet[Posting]) -> list[dict]:
    """Unit, measure and quantity (in the ledger's integers) in the order of the units; what is nil is left out."""
    columns = ("unit__order", "unit__code", "unit__short_name", "measure", "is_also")
    rows = postings.order_by("unit__order", "unit__code", "measure", "is_also").values(*columns)
    found = rows.annotate(quantity=Sum("quantity"))
    return [{**row, "quantity": int(row["quantity"])} for row in found if row["quantity"]]
