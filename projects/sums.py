"""What lists of projects, facts and postings add up to, summed by the database from the ledger itself, so that a list
says what the dashboard says: a joint venture counts in yuan and in dollars, doubted and repeated facts not at all.

Sums that are judged (per unit, window and moment) are made by assessment.facts alone.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from projects.family import in_family_of
from projects.measures import MEASURES
from projects.models import Arrival, Milestone, Posting, Project, Status
from promo.money import AmountField

CONTRACT = ("signed", "supplement")
ENDED = Q(project__status=Status.TERMINATED) | Q(project__merged_into__status=Status.TERMINATED)
MONEY = {
    "signed_cny": "signed_amount", "signed_usd": "signed_foreign", "arrived_cny": "arrived_capital",
    "arrived_usd": "arrived_foreign",
}  # fmt: skip


@dataclass(frozen=True)
class Totals:
    """Verified sums of a set of projects: domestic capital in yuan, foreign in dollars, never added together."""

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


def _sum_of(rows: QuerySet, field: str, which: Q | None = None) -> Coalesce:
    """Of the project and of what was merged into it; two subqueries, because each finds its rows by an index."""
    own, merged = (_total(rows, path, field, which) for path in ("project", "project__merged_into"))
    return Coalesce(own + merged, own, merged, output_field=AmountField())


def _total(rows: QuerySet, path: str, field: str, which: Q | None = None) -> Subquery:
    """`which` of the rows are added; it stands in the sum, so that they are looked up by nothing but `path`."""
    found = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(
        found.annotate(total=Sum(field, filter=which)).values("total"), output_field=AmountField()
    )


def in_yuan(name: str) -> Coalesce:
    """The verified contracts ('signed') or arrivals in yuan, whatever their currency: to put projects in order."""
    facts = signings() if name == "signed" else Arrival.objects.verified().counting()
    return _sum_of(facts, "cny")


def with_sums(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Adds signed_cny, signed_usd, arrived_cny, arrived_usd as the ledger counts them (a joint venture has both); None
    where nothing was posted."""
    counted = Posting.objects.counted()
    return rows.annotate(
        **{name: _sum_of(counted, "quantity", Q(measure=measure)) for name, measure in MONEY.items()}
    )


def totals_of(rows: QuerySet[Project]) -> Totals:
    """The sums over a filtered set in one statement, whatever its size."""
    postings = Posting.objects.counted().filter(in_family_of(rows))
    asked = {name: Q(measure=measure) for name, measure in MONEY.items()}
    asked |= {f"open_{one}": asked[f"signed_{one}"] & ~ENDED for one in ("cny", "usd")}
    found = postings.aggregate(
        **{name: Sum("quantity", filter=which, output_field=AmountField()) for name, which in asked.items()}
    )
    return Totals(**{name: total or Decimal(0) for name, total in found.items()})


def with_counted(facts: QuerySet) -> QuerySet:
    """Adds `counted_cny` and `counted_usd`: what each fact counts for; None for what does not count (now)."""
    path, counted, nothing = facts.model._meta.model_name, Posting.objects.counted(), Value(0, AmountField())
    sums = {
        unit: _total(counted, path, "quantity", Q(measure__in=_measures(unit))) for unit in ("cny", "usd")
    }
    return facts.annotate(
        **{
            f"counted_{unit}": NullIf(total, nothing, output_field=AmountField())
            for unit, total in sums.items()
        }
    )


def counted_of(facts: QuerySet) -> dict[str, Decimal | None]:
    """What a set of facts counts for, as the ledger has it; None where there is none."""
    path = facts.model._meta.model_name
    rows = Posting.objects.counted().filter(**{f"{path}__in": facts.order_by().values("pk")})
    return rows.aggregate(
        **{
            unit: Sum("quantity", filter=Q(measure__in=_measures(unit)), output_field=AmountField())
            for unit in ("cny", "usd")
        }
    )


def _measures(unit: str) -> list[str]:
    return [measure for name, measure in MONEY.items() if name.endswith(unit)]


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
