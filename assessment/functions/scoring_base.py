"""The parts that scoring functions share: actual against target, conditions on numbers, held points."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.functions.base import Outcome, Status, parameters
from assessment.functions.gaps import unknown, zero_target
from assessment.functions.words import equals_percent, quantity, shown
from assessment.rules import Rounding
from assessment.sources import Input, Kind, Need, leaves_of


class Function:
    """What holds for every scoring function unless it says otherwise."""

    help = ""

    @property
    def needs_target(self) -> bool:
        return any(leaf.kind == Kind.TARGET for need in self.needs("", "") for leaf in leaves_of(need.source))

    def problems(self) -> list[tuple[str, str]]:
        return []


@dataclass(frozen=True)
class Reached:
    """How far a unit came: the rate (or the number itself without a target), with its words."""

    value: Fraction
    actual: Input
    target: Input | None
    words: str

    def distance(self, line: Fraction, by: str) -> Fraction:
        """Beyond `line`, below zero for short of it: in the rate, or in the number's own unit."""
        if by == "rate":
            return self.value - line if self.target or self.actual.unit == "rate" else self.value / line - 1
        return self.actual.value - self.target.value * line if self.target else self.value - line


def reached(inputs: Mapping[str, Input]) -> Reached | Outcome:
    """What "actual" and, where there is one, "target" say; an Outcome where that is nothing."""
    actual, target = inputs["actual"], inputs.get("target")
    if target is None:
        return unknown(actual) or Reached(actual.value, actual, None, f"{actual.label} {shown(actual)}")
    if gap := unknown(target):
        return gap
    if target.value <= 0:
        return zero_target(target)
    if gap := unknown(actual):
        return gap
    value = actual.value / target.value
    return Reached(value, actual, target, f"{shown(actual)} ÷ {shown(target)} {equals_percent(value)}")


def actual_and_target(function) -> tuple[Need, ...]:
    actual = Need("actual", function.measure)
    return (actual,) if function.target is None else (actual, Need("target", function.target))


def same_units(function) -> list[tuple[str, str]]:
    if function.target is not None and function.measure.unit != function.target.unit:
        return [("target", "目标数与完成数的计量单位不同，无法计算完成率")]
    return []


def held(
    x: Fraction, least: Fraction | None, most: Fraction | None, words: str, rounding: Rounding,
    rate: Fraction | None = None,
) -> Outcome:  # fmt: skip
    """The points between two bounds, saying so where a bound held them."""
    if most is not None and x > most:
        return Outcome(most, Status.CAPPED, f"{words}，超过上限，按{rounding.of(most):f}计", rate)
    if least is not None and x < least:
        return Outcome(least, Status.CAPPED, f"{words}，低于下限，按{rounding.of(least):f}计", rate)
    return Outcome(x, Status.SCORED, words, rate)


OPERATORS = {
    "at_least": ("≥", "达到", lambda x, y: x >= y),
    "above": (">", "超过", lambda x, y: x > y),
    "below": ("<", "低于", lambda x, y: x < y),
    "at_most": ("≤", "不超过", lambda x, y: x <= y),
    "equals": ("=", "等于", lambda x, y: x == y),
}


@dataclass(frozen=True)
class Condition:
    """One number held against one line; `value` names the number."""

    value: str
    operator: str
    line: Fraction

    def holds(self, inputs: Mapping[str, Input]) -> bool:
        return OPERATORS[self.operator][2](inputs[self.value].value, self.line)

    def sentence(self, labels: Mapping[str, tuple[str, str]]) -> str:
        """'完成率达到100%'; `labels` are (label, unit) by name."""
        label, unit = labels[self.value]
        return f"{label}{OPERATORS[self.operator][1]}{_round(self.line, unit)}"


@dataclass(frozen=True)
class Named:
    """A number under a short name, for conditions to speak of."""

    name: str
    source: object


def labels_of(values: tuple[Named, ...]) -> dict[str, tuple[str, str]]:
    return {one.name: (one.source.label, one.source.unit) for one in values}


def _round(x: Fraction, unit: str) -> str:
    from_words = quantity(x, unit)
    return from_words.replace(".00万", "万").replace(".00%", "%")


def listed(values: tuple[Named, ...], inputs: Mapping[str, Input]) -> str:
    return "，".join(f"{inputs[one.name].label} {shown(inputs[one.name])}" for one in values)


def clamp(x: Fraction, least: Fraction | None, most: Fraction | None) -> Fraction:
    if least is not None and x < least:
        return least
    return most if most is not None and x > most else x


__all__ = [
    "OPERATORS", "Condition", "Function", "Named", "Reached", "actual_and_target", "clamp", "held", "labels_of",
    "listed", "parameters", "reached", "same_units",
]  # fmt: skip
