"""What a scheme says of a group beside its items: lines, places, grades, vetoes, conversions, progress."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.functions import Condition, Named
from assessment.sources import Source


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
