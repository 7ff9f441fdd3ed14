"""Items and blocks of a scheme as the engine holds them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from assessment.functions import Need, ScoringFunction, Status
from assessment.sources import items_of


@dataclass(frozen=True)
class Example:
    """A worked example: named numbers (元, 美元, 个, 分) and the points they must give; None for "—"."""

    inputs: tuple[tuple[str, Fraction | None], ...]
    points: Decimal | None


@dataclass(frozen=True)
class Gap:
    """What an item is worth when a number is missing: left out ("—"), so many points, or scored another way."""

    kind: str = "leave_out"
    points: Fraction | None = None


LEAVE_OUT = Gap()
DEFAULT_GAPS: Mapping[Status, Gap] = {
    Status.NO_TARGET: LEAVE_OUT,
    Status.ZERO_TARGET: LEAVE_OUT,
    Status.NO_BASE: LEAVE_OUT,
    Status.NOT_ENTERED: LEAVE_OUT,
    Status.ALL_EQUAL: Gap("full"),
}


@dataclass(frozen=True)
class Indicator:
    """One scored item: its sentence in the official paper, and how it is worked out.

    `least` and `most` hold the points of this item; `gaps` say what a missing number leads to, `otherwise` is the other
    way of scoring where a gap asks for it. `weight` is the item's weight in a weighted block.
    """

    code: str
    name: str
    points: Fraction
    function: ScoringFunction
    sentence: str = ""
    note: str = ""
    examples: tuple[Example, ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    gaps: Mapping[Status, Gap] = field(default_factory=lambda: dict(DEFAULT_GAPS))
    otherwise: ScoringFunction | None = None
    weight: Fraction = Fraction(1)
    bonus: bool = False

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """The numbers that must be looked up before this item can be scored."""
        other = self.otherwise.needs(self.code, self.name) if self.otherwise else ()
        renamed = tuple(Need(f"otherwise.{need.name}", need.source) for need in other)
        return (*self.function.needs(self.code, self.name), *renamed)

    @cached_property
    def needs_target(self) -> bool:
        return self.function.needs_target

    @property
    def reads(self) -> frozenset[str]:
        """The codes of the items whose points this one reads."""
        return frozenset(code for need in self.needs for code in items_of(need.source))


@dataclass(frozen=True)
class Block:
    """Items that belong together: added up, or weighted as an index; held by a floor and a cap of their own.

    A bonus block adds to the total without belonging to the full mark. `pass_mark` is what a unit must reach here.
    """

    code: str
    name: str
    nodes: tuple["Node", ...]
    is_weighted: bool = False
    bonus: bool = False
    least: Fraction | None = None
    most: Fraction | None = None
    pass_mark: Fraction | None = None
    weight: Fraction = Fraction(1)
    note: str = ""

    @cached_property
    def points(self) -> Fraction:
        """The full mark, without bonuses."""
        whole = sum(
            (one.points * (one.weight if self.is_weighted else 1) for one in self.nodes if not one.bonus),
            Fraction(0),
        )
        return whole if self.most is None else min(whole, self.most)

    @property
    def reads(self) -> frozenset[str]:
        return frozenset().union(*(one.reads for one in self.nodes))


Node = Indicator | Block


def walk(nodes: tuple[Node, ...], depth: int = 0) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, a block before what it holds."""
    for one in nodes:
        yield one, depth
        if isinstance(one, Block):
            yield from walk(one.nodes, depth + 1)
