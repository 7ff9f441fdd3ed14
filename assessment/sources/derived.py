"""Numbers made of other numbers: ratio, growth, sum, group statistic, place, another item's points (M3-M6, F17)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from assessment.sources.leaves import Kind, Leaf, Measured, Recorded, Unit


class Stat(StrEnum):
    """OVERALL is total over total: of a ratio the sum of the numerators over that of the denominators."""

    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    TOTAL = "total"
    OVERALL = "overall"


STAT_WORDS = {
    Stat.MAX: "最高值", Stat.MIN: "最低值", Stat.MEAN: "平均值", Stat.TOTAL: "合计", Stat.OVERALL: "总体水平",
}  # fmt: skip


@dataclass(frozen=True)
class Quotient:
    """M3: numerator ÷ denominator, 1 for 100 %. None where the denominator is missing, zero or below."""

    numerator: "Source"
    denominator: "Source"
    name: str = ""

    kind: ClassVar[Kind] = Kind.DERIVED
    unit: ClassVar[Unit] = "rate"

    @cached_property
    def key(self) -> str:
        return f"ratio({self.numerator.key}/{self.denominator.key})"

    @property
    def label(self) -> str:
        return self.name or f"{self.numerator.label}与{self.denominator.label}之比"

    @property
    def parts(self) -> tuple["Source", ...]:
        return self.numerator, self.denominator


@dataclass(frozen=True)
class Growth:
    """M4: change against the same days of the year before, -0.0892 for 下降8.92%; None without a base."""

    of: Measured | Recorded
    name: str = ""

    kind: ClassVar[Kind] = Kind.DERIVED
    unit: ClassVar[Unit] = "rate"

    @property
    def base(self) -> Measured | Recorded:
        label = {"label": f"上年同期{self.of.label}"} if isinstance(self.of, Recorded) else {}
        return replace(self.of, shift=self.of.shift - 1, **label)

    @cached_property
    def key(self) -> str:
        return f"growth({self.of.key})"

    @property
    def label(self) -> str:
        return self.name or f"{self.of.label}同比增幅"

    @property
    def parts(self) -> tuple["Source", ...]:
        return self.of, self.base


@dataclass(frozen=True)
class Combined:
    """Several numbers of one unit added with their factors: a fixed rate for dollars, -1 for what is taken off."""

    terms: tuple[tuple["Source", Fraction], ...]
    name: str
    measured_in: Unit

    kind: ClassVar[Kind] = Kind.DERIVED

    @property
    def unit(self) -> Unit:
        return self.measured_in

    @cached_property
    def key(self) -> str:
        return f"sum({'+'.join(f'{factor}*{source.key}' for source, factor in self.terms)})"

    @property
    def label(self) -> str:
        return self.name

    @property
    def parts(self) -> tuple["Source", ...]:
        return tuple(source for source, _ in self.terms)


@dataclass(frozen=True)
class OfGroup:
    """M5: a statistic over the units of the group that have the number."""

    stat: Stat
    of: "Source"

    kind: ClassVar[Kind] = Kind.DERIVED

    @property
    def unit(self) -> Unit:
        return self.of.unit

    @cached_property
    def key(self) -> str:
        return f"{self.stat}({self.of.key})"

    @property
    def label(self) -> str:
        return f"全组{self.of.label}{STAT_WORDS[self.stat]}"

    @property
    def parts(self) -> tuple["Source", ...]:
        return (self.of,)


@dataclass(frozen=True)
class Place:
    """M6: the place in the group by a number; equal numbers share a place and the next is skipped."""

    of: "Source"
    lowest_first: bool = False

    kind: ClassVar[Kind] = Kind.DERIVED
    unit: ClassVar[Unit] = "count"

    @cached_property
    def key(self) -> str:
        return f"place({self.of.key}{',low' if self.lowest_first else ''})"

    @property
    def label(self) -> str:
        return f"{self.of.label}位次"

    @property
    def parts(self) -> tuple["Source", ...]:
        return (self.of,)


@dataclass(frozen=True)
class Sharing:
    """How many units of the group share a unit's place, the unit itself included."""

    place: Place

    kind: ClassVar[Kind] = Kind.DERIVED
    unit: ClassVar[Unit] = "count"
    label: ClassVar[str] = "并列单位数"

    @cached_property
    def key(self) -> str:
        return f"sharing({self.place.key})"

    @property
    def parts(self) -> tuple["Source", ...]:
        return (self.place,)


@dataclass(frozen=True)
class PointsOf:
    """F17: what another item or block of the same group has earned."""

    code: str
    name: str = ""

    kind: ClassVar[Kind] = Kind.DERIVED
    unit: ClassVar[Unit] = "points"
    parts: ClassVar[tuple] = ()

    @cached_property
    def key(self) -> str:
        return f"points({self.code})"

    @property
    def label(self) -> str:
        return self.name or f"{self.code}得分"


Derived = Quotient | Growth | Combined | OfGroup | Place | Sharing | PointsOf
Source = Leaf | Derived


def leaves_of(source: Source):
    """The numbers to look up behind a source, depth first."""
    if source.kind != Kind.DERIVED:
        yield source
    for part in getattr(source, "parts", ()):
        yield from leaves_of(part)


def items_of(source: Source):
    """The codes of the items whose points a source reads."""
    if isinstance(source, PointsOf):
        yield source.code
    for part in getattr(source, "parts", ()):
        yield from items_of(part)
