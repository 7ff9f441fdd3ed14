"""Where a number of a scheme comes from, and the number itself once somebody has looked it up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from projects.measures import MEASURES

Unit = Literal["yuan", "usd", "count", "points", "rate"]


class Window(StrEnum):
    """The days whose postings are summed; both end at the day the run is counted to."""

    YEAR_TO_DATE = "year_to_date"
    CUMULATIVE_SINCE = "cumulative_since"


class Kind(StrEnum):
    """Who supplies a number: the credit ledger, the list of targets, or a person's entry."""

    MEASURE = "measure"
    TARGET = "target"
    MARK = "mark"


@dataclass(frozen=True)
class Measured:
    """A sum over the credit ledger: a code of projects.measures, in a window; `since` if cumulative."""

    code: str
    window: Window = Window.YEAR_TO_DATE
    since: date | None = None

    kind = Kind.MEASURE

    @property
    def key(self) -> str:
        since = f":{self.since.isoformat()}" if self.since else ""
        return f"{self.kind}:{self.code}:{self.window}{since}"

    @property
    def label(self) -> str:
        name = MEASURES[self.code].name
        return f"累计{name}" if self.window == Window.CUMULATIVE_SINCE else name

    @property
    def unit(self) -> Unit:
        return MEASURES[self.code].unit


@dataclass(frozen=True)
class Targeted:
    """The unit's target of the scheme's year for one measure, in that measure's unit."""

    code: str

    kind = Kind.TARGET

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"

    @property
    def label(self) -> str:
        return f"{MEASURES[self.code].name}目标"

    @property
    def unit(self) -> Unit:
        return MEASURES[self.code].unit


@dataclass(frozen=True)
class Entered:
    """A number a person enters for a unit, with evidence (M8): a mark, or a count the ledger does not keep.

    Two indicators of a group that name the same code share the one entry.
    """

    code: str
    label: str
    unit: Unit

    kind = Kind.MARK

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"


Source = Measured | Targeted | Entered


@dataclass(frozen=True)
class Input:
    """One number with its name and origin. Value in 元, 美元, 个 or 分, exact; None when there is none."""

    name: str
    label: str
    value: Fraction | None
    unit: Unit
    kind: Kind
    source: str


@dataclass(frozen=True)
class Need:
    """A number an indicator asks for: its name inside the function, and the source to ask."""

    name: str
    source: Source

    def filled(self, value: Fraction | None) -> Input:
        return Input(self.name, self.source.label, value, self.source.unit, self.source.kind, self.source.key)
