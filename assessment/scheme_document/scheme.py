"""A scheme as the engine holds it: frozen, complete and already checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from assessment.rules import Rounding
from assessment.scheme_document.consequence_rules import ConsequenceRule
from assessment.scheme_document.group_rules import (
    Conversion,
    Grading,
    Joint,
    Overlap,
    Progress,
    RankRule,
    Veto,
)
from assessment.scheme_document.items import Block, Indicator, Node, walk
from assessment.sources import Clock, Source, leaves_of

FORMAT = 1
RANK_BY = ("total",)


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

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The scored items, in order, whatever blocks they stand in."""
        return tuple(one for one, _ in walk(self.nodes) if isinstance(one, Indicator))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(one for one, _ in walk(self.nodes) if isinstance(one, Block))

    @cached_property
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
    consequences: tuple[ConsequenceRule, ...] = ()

    def group_for(self, unit_class: str, code: str = "") -> Group | None:
        """The group of a unit by its class (and code); None when the scheme leaves it out."""
        named = next((group for group in self.groups if code and code in group.units), None)
        return named or next((group for group in self.groups if group.holds(unit_class, code)), None)

    @property
    def leaves(self) -> tuple[Source, ...]:
        """What must be looked up for the whole scheme, each number once."""
        own = [leaf for group in self.groups for leaf in group.leaves]
        asked = [source for rule in self.consequences for source in rule.sources]
        own += [leaf for source in asked for leaf in leaves_of(source)]
        return tuple({leaf.key: leaf for leaf in own}.values())

    def clock(self, until: date) -> Clock:
        return Clock(self.year, until, self.first_month)
