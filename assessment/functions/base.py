"""What every scoring function has in common: typed parameters, the numbers it needs, an outcome in words."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Protocol

from assessment.functions.sources import Input, Need
from assessment.rules import Rounding


class Status(StrEnum):
    """Why an item has the points it has."""

    SCORED = "scored"
    CAPPED = "capped"
    NO_TARGET = "no_target"
    NO_BASE = "no_base"
    NOT_ENTERED = "not_entered"


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
    SOURCE = "source"
    TARGET = "target"


def parameter(
    grammar: Grammar,
    label: str,
    *,
    default: Any = MISSING,
    above: int | None = None,
    most: int | None = None,
    may_be_null: bool = False,
) -> Any:
    """A dataclass field that a scheme document fills. Numbers lie in (above, most]."""
    metadata = {
        "grammar": grammar,
        "label": label,
        "above": above,
        "most": most,
        "may_be_null": may_be_null,
    }
    return field(default=default, metadata=metadata)


def parameters(function: Any) -> tuple[Field, ...]:
    """The parameters of a scoring function (class or instance), in order."""
    return tuple(one for one in fields(function) if "grammar" in one.metadata)


class ScoringFunction(Protocol):
    """One way of turning numbers into points. A new one: a frozen dataclass like this, in FUNCTIONS."""

    code: ClassVar[str]
    name: ClassVar[str]
    needs_target: ClassVar[bool]

    def needs(self, code: str, name: str) -> Sequence[Need]:
        """The numbers to look up, for the indicator of this code and name."""

    def problems(self) -> Sequence[tuple[str, str]]:
        """(parameter, Chinese sentence) for values that do not go together."""

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        """Points out of `points`. Never raises for a missing, zero or negative number."""
