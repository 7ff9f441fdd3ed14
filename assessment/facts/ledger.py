"""Sums over the credit ledger "as known at a moment", for all units of a region in one statement."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Q, Sum

from projects.measures import MEASURES
from projects.models import LedgerHead, Posting
from projects.models.credit import WHOLE
from units.models import Region


def exact(measure: str, quantity: int) -> Fraction:
    """A quantity of the ledger or of a target in 元, 美元 or projects."""
    return Fraction(quantity, WHOLE if MEASURES[measure].unit == "count" else 100)


def known_now(now: datetime) -> datetime:
    """The moment that includes all that is posted, for a look that is not kept. Writes nothing."""
    head = LedgerHead.objects.values_list("posted_at", flat=True).first()
    return max(now, head) if head else now


class Earned(dict[int, int]):
    """Unit id -> quantity, with what is also counted (兼计); `also` is the part of it that enters no total."""

    def __init__(self, quantities: Mapping[int, int], also: Mapping[int, int]) -> None:
        super().__init__(quantities)
        self.also = dict(also)


def sums(measure: str, *, region: Region, start: date, end: date, as_of: datetime) -> Earned:
    """Unit id -> what it earned in start <= statistical day < end, in the ledger's integers. One statement."""
    rows = Posting.objects.filter(region=region, measure=measure).counted_in(start, end).known_at(as_of)
    summed = (
        rows.order_by()
        .values("unit")
        .annotate(total=Sum("quantity"), also=Sum("quantity", filter=Q(is_also=True)))
    )
    found = list(summed.values_list("unit", "total", "also"))
    return Earned(
        {unit_id: int(total) for unit_id, total, _ in found},
        {unit_id: int(also) for unit_id, _, also in found if also},
    )
