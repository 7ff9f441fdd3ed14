"""What every scoring function has in common: typed parameters, the numbers it needs, an outcome in words."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Protocol

from assessment.rules import Rounding
from assessment.sources import Input, Need


class Status(StrEnum):
    """Why an item has the points it has."""

    SCORED = "scored"
    CAPPED = "capped"
    NO_TARGET = "no_target"
    ZERO_TARGET = "zero_target"
    NO_BASE = "no_base"
    NOT_ENTERED = "not_entered"
    ALL_EQUAL = "all_equal"


# What may be missing; for each a scheme states what then happens (scheme_document.missing).
GAPS = (Status.NO_TARGET, Status.ZERO_TARGET, Status.NO_BASE, Status.NOT_ENTERED, Status.ALL_EQUAL)


@dataclass(frozen=True)
class Outcome:
    """Exact points (None for "—"), the rate behind them where there is one, and the arithmetic in words."""

    points: Fraction | None
    status: Status
    words: str
    rate: Fraction | None = None


class Grammar(StrEnum):
    """What a parameter may hold in a scheme document; scheme_document reads and writes each kind."""

    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    CHOICE = "choice"
    TEXT = "text"
    SOURCE = "source"
    TARGET = "target"
    STEPS = "steps"
    TIERS = "tiers"
    NUMBERS = "numbers"
    BRACKETS = "brackets"
    DEDUCTIONS = "deductions"
    BANDS = "bands"
    CHECKS = "checks"
    CASES = "cases"


def parameter(grammar: Grammar, label: str, *, default: Any = MISSING, **rule: Any) -> Any:
    """A dataclass field that a scheme document fills.

    `rule` bounds it: above (exclusive), least and most for numbers, choices for CHOICE, may_be_null for what may be
    left open, help for a word to the clerk.
    """
    return field(default=default, metadata={"grammar": grammar, "label": label, **rule})


def parameters(function: Any) -> tuple[Field, ...]:
    """The parameters of a scoring function (class or instance), in order."""
    return tuple(one for one in fields(function) if "grammar" in one.metadata)


class ScoringFunction(Protocol):
    """One way of turning numbers into points. A new one: a frozen dataclass like this, in FUNCTIONS."""

    code: ClassVar[str]
    name: ClassVar[str]
    help: ClassVar[str]

    @property
    def needs_target(self) -> bool:
        """Whether a unit without targets cannot be ranked by this item."""

    def needs(self, code: str, name: str) -> Sequence[Need]:
        """The numbers to look up, for the indicator of this code and name."""

    def problems(self) -> Sequence[tuple[str, str]]:
        """(parameter, Chinese sentence) for values that do not go together."""

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        """Points out of `points`. Never raises for a missing, zero or negative number."""

    def sentence(self, points: Fraction) -> str:
        """The rule in one Chinese sentence, as an official paper would put it."""
