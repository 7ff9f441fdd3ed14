"""What a target can be set for: the measures of the credit ledger, and the figures an office keeps beside it."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.models import FigureKind
from projects.measures import MEASURES, Unit
from projects.models.credit import WHOLE
from units.models import Region


@dataclass(frozen=True)
class Countable:
    """Quantities are integers in the smallest unit: 分 (yuan), cents (usd), 1/10000 of one (count)."""

    code: str
    name: str
    unit: Unit
    is_active: bool = True  # whether a new target may be set for it

    def exact(self, quantity: int) -> Fraction:
        """A stored quantity in 元, 美元 or 个."""
        return Fraction(quantity, WHOLE if self.unit == "count" else 100)


LEDGER = {one.code: Countable(one.code, one.name, one.unit) for one in MEASURES.values()}
WITHOUT_TARGETS = ("points",)


def countables(region: Region) -> dict[str, Countable]:
    """Everything countable in a region, in the order of pages; also what is no longer in use. One statement."""
    kinds = FigureKind.objects.filter(region=region).exclude(unit__in=WITHOUT_TARGETS)
    figures = {one.code: Countable(one.code, one.name, one.unit, one.is_active) for one in kinds}
    return LEDGER | figures
