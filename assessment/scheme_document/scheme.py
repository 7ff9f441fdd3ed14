"""A scheme as the engine holds it: frozen, complete and already checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assessment.functions import Condition, Named, Need, ScoringFunction, Status
from assessment.rules import Rounding
from assessment.sources import Clock, Source, items_of, leaves_of

FORMAT = 1
RANK_BY = ("total",)


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

    @property
    def needs(self) -> tuple[Need, ...]:
        """The numbers that must be looked up before this item can be scored."""
        other = self.otherwise.needs(self.code, self.name) if self.otherwise else ()
        renamed = tuple(Need(f"otherwise.{need.name}", need.source) for need in other)
        return (*self.function.needs(self.code, self.name), *renamed)

    @property
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

    @property
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


@dataclass(frozen=True)
class Joint:
    """Two or more organisations assessed as one line (S37): their numbers are added, the targets too."""

    name: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Overlap:
    """A unit whose figures include those of others (a zone and its towns): they count in both, once in the total."""

    unit: str
    includes: tuple[str, ...]


@dataclass(frozen=True)
class RankRule:
    """By what units are placed: the total, an item, or a number; `then` are items that part equals in turn.

    ties: "share" (1, 2, 2, 4), "dense" (1, 2, 2, 3) or "order" (the fixed order of units parts equals).
    """

    by: str | Source = "total"
    lowest_first: bool = False
    ties: str = "share"
    then: tuple[str, ...] = ()


@dataclass(frozen=True)
class When:
    """Conditions on named numbers that must all hold, with the words of the paper for it."""

    values: tuple[Named, ...]
    conditions: tuple[Condition, ...]
    why: str = ""


@dataclass(frozen=True)
class Grade:
    name: str
    at_least: Fraction


@dataclass(frozen=True)
class Move:
    """So many grades up (below zero: down) when the conditions hold (S25, S13)."""

    steps: int
    when: When


@dataclass(frozen=True)
class Grading:
    """Grades from the best downwards; a failed pass mark lowers the grade by `failed`."""

    grades: tuple[Grade, ...] = ()
    rest: str = ""
    moves: tuple[Move, ...] = ()
    failed: int = 1


@dataclass(frozen=True)
class Veto:
    """A number that must be zero, else the unit may not be commended; the score stays as it is."""

    name: str
    source: Source
    effect: str


@dataclass(frozen=True)
class Conversion:
    """The total as part of another assessment: × factor, at the most `most`; at least `floor` when `when` holds."""

    name: str
    factor: Fraction
    most: Fraction | None = None
    floor: Fraction | None = None
    when: When | None = None


@dataclass(frozen=True)
class Progress:
    """Completion held against elapsed time; `half` is what must be done by the middle of the year."""

    measure: Source
    target: Source
    mode: str = "month"
    half: Fraction = Fraction(1, 2)


@dataclass(frozen=True)
class UnitExample:
    """One unit of a group example: numbers by (item, input), what they must give by item, and the place."""

    name: str
    given: tuple[tuple[str, str, Fraction | None], ...]
    points: tuple[tuple[str, Decimal | None], ...] = ()
    values: tuple[tuple[str, str, Decimal | None], ...] = ()
    total: Decimal | None = None
    rank: int | None = None


@dataclass(frozen=True)
class SharedSum:
    """A sum of a project with the units that brought it, for a group example; goes to item · input by the shares."""

    item: str
    need: str
    amount: Fraction
    by: tuple[str, ...]


@dataclass(frozen=True)
class GroupExample:
    """Several units worked out together, for items that compare them and for places."""

    name: str
    units: tuple[UnitExample, ...]
    sums: tuple[SharedSum, ...] = ()


@dataclass(frozen=True)
class Group:
    """The items of the units that are ranked together.

    A unit belongs to the group by its class on the `day` ("until": the run's last day, "start": the first of the
    assessment year) or by name; `left_out` says whether the weights of the other items are rescaled ("rescale") when an
    item is left out, or stay ("keep"). Units of a group that is not `ranked` are examined without a place.
    """

    unit_class: str
    nodes: tuple[Node, ...]
    code: str = ""
    name: str = ""
    classes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    ranked: bool = True
    day: str = "until"
    joint: tuple[Joint, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    left_out: str = "keep"
    least: Fraction | None = None
    most: Fraction | None = None
    rank: RankRule = RankRule()
    grading: Grading = Grading()
    vetoes: tuple[Veto, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    progress: Progress | None = None
    examples: tuple[GroupExample, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The scored items, in order, whatever blocks they stand in."""
        return tuple(one for one, _ in walk(self.nodes) if isinstance(one, Indicator))

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(one for one, _ in walk(self.nodes) if isinstance(one, Block))

    @property
    def points(self) -> Fraction:
        """The full mark, without bonuses."""
        return sum((one.points for one in self.nodes if not one.bonus), Fraction(0))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every number the group asks for, items first, then ranking, grades, vetoes, conversions and progress."""
        found = [need.source for one in self.indicators for need in one.needs]
        found += [] if isinstance(self.rank.by, str) else [self.rank.by]
        whens = [move.when for move in self.grading.moves]
        whens += [one.when for one in self.conversions if one.when]
        found += [named.source for when in whens for named in when.values]
        found += [one.source for one in self.vetoes]
        found += [self.progress.measure, self.progress.target] if self.progress else []
        return tuple(found)

    @property
    def leaves(self) -> tuple[Source, ...]:
        """What must be looked up for the group, each number once."""
        return tuple({leaf.key: leaf for source in self.sources for leaf in leaves_of(source)}.values())

    def holds(self, unit_class: str, code: str) -> bool:
        """Whether a unit of this class and code belongs here; a name goes before a class."""
        if code in self.without:
            return False
        return code in self.units or unit_class in self.classes


@dataclass(frozen=True)
class Scheme:
    """One year's method of assessment, as decided by one document.

    `first_month` 12 makes the year run from December to November. `effective_from` and `effective_to` (inclusive) bound
    the days for which runs may be made; None is the whole year. `rates` are the fixed rates of the paper.
    """

    name: str
    year: int
    groups: tuple[Group, ...]
    document: str = ""
    rounding: Rounding = Rounding()
    rank_by: str = "total"
    note: str = ""
    first_month: int = 1
    effective_from: date | None = None
    effective_to: date | None = None
    rates: tuple[tuple[str, Fraction], ...] = ()
    consequences: tuple = ()

    def group_for(self, unit_class: str, code: str = "") -> Group | None:
        """The group of a unit by its class (and code); None when the scheme leaves it out."""
        named = next((group for group in self.groups if code and code in group.units), None)
        return named or next((group for group in self.groups if group.holds(unit_class, code)), None)

    def clock(self, until: date) -> Clock:
        return Clock(self.year, until, self.first_month)
