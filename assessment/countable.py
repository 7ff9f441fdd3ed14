"""What a target can be set for: the measures of the credit ledger, and the figures an office keeps beside it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from assessment.models import FigureKind
from projects.measures import MEASURES, Unit
from projects.models.credit import WHOLE
from promo.money import hundredths, in_wan, major_units, read_amount, stripped
from promo.reading import Unreadable, fold
from units.models import Region

MONEY_UNITS = {"yuan": ("元", "万元", "亿元"), "usd": ("美元", "万美元", "亿美元")}  # a sum may be typed in
UNIT_WORDS = {"yuan": "万元", "usd": "万美元", "count": "个"}
WHOLE_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)", re.ASCII)
MOST_COUNTED = 100_000
BELOW_ZERO = "目标数不能为负。"


@dataclass(frozen=True)
class Countable:
    """Quantities are integers in the smallest unit: 分 (yuan), cents (usd), 1/10000 of one (count)."""

    code: str
    name: str
    unit: Unit
    is_active: bool = True  # whether a new target may be set for it

    @property
    def unit_word(self) -> str:
        """The unit that people type and read it in."""
        return UNIT_WORDS[self.unit]

    @property
    def table_kind(self) -> str:
        """The kind of its columns in a promo.tables.Table."""
        return "count" if self.unit == "count" else "amount_wan"

    def exact(self, quantity: int) -> Fraction:
        """A stored quantity in 元, 美元 or 个."""
        return Fraction(quantity, WHOLE if self.unit == "count" else 100)

    def read(self, text: str, *, unit: str = "") -> int:
        """What was typed, as a quantity, zero or more; amounts are typed in `unit`, or else in 万元 or 万美元.

        Raises Unreadable with a Chinese sentence.
        """
        if self.unit == "count":
            found = _whole(text)
        else:
            found = hundredths(read_amount(text, unit=unit or self.unit_word))
        if found < 0:
            raise Unreadable(BELOW_ZERO)
        return found

    def typed(self, quantity: int) -> str:
        """A stored quantity in the form that `read` reads back the same."""
        if self.unit == "count":
            return str(quantity // WHOLE)
        return stripped(f"{in_wan(major_units(quantity)):f}")


def _whole(text: str) -> int:
    digits = fold(text)
    if not WHOLE_NUMBER.fullmatch(digits):
        raise Unreadable("数量只能填写整数，例如 12。")
    count = int(digits.replace(",", "")[:20])
    if count > MOST_COUNTED:
        raise Unreadable("数量过大，请核对。")
    return count * WHOLE


LEDGER = {one.code: Countable(one.code, one.name, one.unit) for one in MEASURES.values()}
WITHOUT_TARGETS = ("points",)


def countables(region: Region) -> dict[str, Countable]:
    """Everything countable in a region, in the order of pages; also what is no longer in use. One statement."""
    kinds = FigureKind.objects.filter(region=region).exclude(unit__in=WITHOUT_TARGETS)
    figures = {one.code: Countable(one.code, one.name, one.unit, one.is_active) for one in kinds}
    return LEDGER | figures
