"""Numbers that somebody must look up for a unit: in the ledger, among targets, records, marks and reports."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

from assessment.sources.qualification import EVERYTHING, Qualification, Weighted
from assessment.sources.windows import WINDOW_WORDS, Window
from projects.measures import MEASURES

Unit = Literal["yuan", "usd", "count", "points", "rate", "days"]


class Kind(StrEnum):
    """Who supplies a number."""

    MEASURE = "measure"
    TARGET = "target"
    MARK = "mark"
    RECORD = "record"
    PANEL = "panel"
    REPORTS = "reports"
    ELAPSED = "elapsed"
    FIXED = "fixed"
    DERIVED = "derived"


class Shares(StrEnum):
    """How a project's credit goes to its units (taxonomy: S18 equal, S24 both whole, S27 single owner)."""

    LEDGER = "ledger"
    EQUAL = "equal"
    WHOLE = "whole"
    LEAD = "lead"


@dataclass(frozen=True)
class Measured:
    """A sum over the credit ledger: a code of projects.measures, in a window, of the projects that qualify.

    `table` multiplies each posting by the factor of the first line that fits (`otherwise` where none fits): industry
    coefficients, or points per project, for which `in_points` says that the sum is points. `highest` takes the best
    project instead of the sum. `shift` looks whole years back. `reported` counts sums as reported, before the cut.
    """

    code: str
    window: Window = Window.YEAR_TO_DATE
    since: date | None = None
    last: date | None = None
    where: Qualification = EVERYTHING
    table: tuple[Weighted, ...] = ()
    otherwise: Fraction = Fraction(1)
    in_points: bool = False
    highest: bool = False
    shares: Shares = Shares.LEDGER
    shift: int = 0
    reported: bool = False
    name: str = ""

    kind: ClassVar[Kind] = Kind.MEASURE

    @cached_property
    def key(self) -> str:
        parts = [f"{self.kind}:{self.code}:{self.window}"]
        parts += [one.isoformat() for one in (self.since, self.last) if one]
        parts += [f"where({self.where.key})"] if self.where != EVERYTHING else []
        parts += [f"table({','.join(one.key for one in self.table)},{self.otherwise})"] if self.table else []
        parts += [word for word, is_so in self._flags() if is_so]
        return ":".join(parts)

    def _flags(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("points", self.in_points), ("highest", self.highest), (str(self.shares), self.shares != Shares.LEDGER),
            (f"shift{self.shift}", self.shift != 0), ("reported", self.reported),
        )  # fmt: skip

    @property
    def label(self) -> str:
        if self.name:
            return self.name
        words = "" if self.window == Window.YEAR_TO_DATE else WINDOW_WORDS[self.window]
        back = "上年同期" if self.shift == -1 else f"{-self.shift}年前同期" if self.shift else ""
        return f"{back}{words}{MEASURES[self.code].name}{'（上报数）' if self.reported else ''}"

    @property
    def unit(self) -> Unit:
        return "points" if self.in_points else MEASURES[self.code].unit


@dataclass(frozen=True)
class Targeted:
    """The unit's target of the scheme's year: of which set, and for the year or up to a part of it.

    `prorate` makes a time target out of the annual one: by months begun ("month") or days gone ("day"); "issued"
    takes the quarterly or monthly targets that were issued (S20), the newest whose end has been reached.
    `measured_in` is the unit of a figure that is no ledger measure.
    """

    code: str
    target_set: str = "own"
    prorate: str = ""
    name: str = ""
    measured_in: Unit | None = None

    kind: ClassVar[Kind] = Kind.TARGET

    @cached_property
    def key(self) -> str:
        tail = "".join(
            f":{part}" for part in (self.target_set if self.target_set != "own" else "", self.prorate) if part
        )
        return f"{self.kind}:{self.code}{tail}"

    @property
    def label(self) -> str:
        named = self.name or (MEASURES[self.code].name if self.code in MEASURES else self.code)
        return f"{named}{'时序目标' if self.prorate else '目标'}"

    @property
    def unit(self) -> Unit:
        return self.measured_in or (MEASURES[self.code].unit if self.code in MEASURES else "count")


@dataclass(frozen=True)
class Entered:
    """A number a person enters for a unit, with evidence (M8): a mark, or a count the ledger does not keep.

    Two indicators of a group that name the same code share the one entry.
    """

    code: str
    label: str
    unit: Unit

    kind: ClassVar[Kind] = Kind.MARK

    @cached_property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True)
class Recorded:
    """The sum of verified records of a kind (figures and dated events, M7 and M8) in a window."""

    code: str
    label: str
    unit: Unit
    window: Window = Window.YEAR_TO_DATE
    since: date | None = None
    last: date | None = None
    shift: int = 0

    kind: ClassVar[Kind] = Kind.RECORD

    @cached_property
    def key(self) -> str:
        parts = [f"{self.kind}:{self.code}:{self.window}"]
        parts += [one.isoformat() for one in (self.since, self.last) if one]
        parts += [f"shift{self.shift}"] if self.shift else []
        return ":".join(parts)


@dataclass(frozen=True)
class Panelled:
    """What a panel's marking round gave a unit, once closed and confirmed (F16).

    `method` is mean, weighted, trimmed or ballots; `weights` are (class of markers, weight); `trim` are the highest and
    as many lowest marks left out. The value is the aggregate; its arithmetic in words comes with it.
    """

    code: str
    label: str
    method: str = "mean"
    weights: tuple[tuple[str, Fraction], ...] = ()
    trim: int = 0
    missing: str = "no_score"

    kind: ClassVar[Kind] = Kind.PANEL

    @property
    def unit(self) -> Unit:
        return "count" if self.method == "ballots" else "points"

    @cached_property
    def key(self) -> str:
        weights = ",".join(f"{name}={weight}" for name, weight in self.weights)
        return f"{self.kind}:{self.code}:{self.method}:{weights}:{self.trim}:{self.missing}"


FAULTS = {"missing": "未报次数", "late": "迟报次数", "late_days": "迟报天数", "incomplete": "漏报错报次数"}


@dataclass(frozen=True)
class Reports:
    """How often a unit failed the reporting calendar in a window: missing, late, days late, incomplete."""

    what: str
    window: Window = Window.YEAR_TO_DATE
    since: date | None = None
    last: date | None = None

    kind: ClassVar[Kind] = Kind.REPORTS
    shift: ClassVar[int] = 0

    @cached_property
    def key(self) -> str:
        return ":".join(
            [f"{self.kind}:{self.what}:{self.window}", *(d.isoformat() for d in (self.since, self.last) if d)]
        )

    @property
    def label(self) -> str:
        return FAULTS[self.what]

    @property
    def unit(self) -> Unit:
        return "days" if self.what == "late_days" else "count"


@dataclass(frozen=True)
class Elapsed:
    """The share of the assessment year that has gone by: months begun ÷ 12, or days ÷ days (时序进度)."""

    mode: str = "month"

    kind: ClassVar[Kind] = Kind.ELAPSED
    label: ClassVar[str] = "时间进度"
    unit: ClassVar[Unit] = "rate"

    @cached_property
    def key(self) -> str:
        return f"{self.kind}:{self.mode}"


@dataclass(frozen=True)
class Fixed:
    """A number that the paper itself states."""

    value: Fraction
    label: str
    unit: Unit

    kind: ClassVar[Kind] = Kind.FIXED

    @cached_property
    def key(self) -> str:
        return f"{self.kind}:{self.value}:{self.unit}"


Leaf = Measured | Targeted | Entered | Recorded | Panelled | Reports | Elapsed | Fixed
