"""A scheme as the engine holds it: frozen, complete and already checked."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.functions import Need, ScoringFunction
from assessment.rules import Rounding

FORMAT = 1
RANK_BY = ("total",)


@dataclass(frozen=True)
class Example:
    """A worked example: named numbers (元, 美元, 个, 分) and the points they must give; None for "—"."""

    inputs: tuple[tuple[str, Fraction | None], ...]
    points: Decimal | None


@dataclass(frozen=True)
class Indicator:
    """One scored item: its sentence in the official paper, and how it is worked out."""

    code: str
    name: str
    points: Fraction
    function: ScoringFunction
    sentence: str = ""
    note: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """The numbers that must be looked up before this item can be scored."""
        return tuple(self.function.needs(self.code, self.name))


@dataclass(frozen=True)
class Group:
    """The items of one class of units; units are ranked inside their group."""

    unit_class: str
    indicators: tuple[Indicator, ...]

    @property
    def points(self) -> Fraction:
        return sum((one.points for one in self.indicators), Fraction(0))


@dataclass(frozen=True)
class Scheme:
    """One year's method of assessment, as decided by one document."""

    name: str
    year: int
    groups: tuple[Group, ...]
    document: str = ""
    rounding: Rounding = Rounding()
    rank_by: str = "total"
    note: str = ""

    def group_for(self, unit_class: str) -> Group | None:
        """The group of a class of units; None when the scheme leaves that class out."""
        return next((group for group in self.groups if group.unit_class == unit_class), None)
