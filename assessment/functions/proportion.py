"""Points in proportion: actual to target (F1), and one measure to another (M3, then F1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment import rules
from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.sources import Entered, Input, Measured, Need, Targeted
from assessment.functions.words import (
    NO_SCORE,
    equals_percent,
    equals_points,
    is_whole_percent,
    percent,
    plain,
    quantity,
    shown,
)
from assessment.rules import Rounding


@dataclass(frozen=True)
class CappedProportion:
    """F1: `points × clamp(actual ÷ target, 0, cap)`. Used by S04, S05, S15, S20, S21, S31 and S35."""

    code: ClassVar[str] = "capped_proportion"
    name: ClassVar[str] = "按完成比例计分"
    needs_target: ClassVar[bool] = True

    measure: Measured | Entered = parameter(Grammar.SOURCE, "完成数")
    target: Targeted | Entered = parameter(Grammar.TARGET, "目标数")
    cap: Fraction | None = parameter(
        Grammar.NUMBER, "封顶倍数", default=Fraction(1), above=0, most=100, may_be_null=True
    )

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return Need("actual", self.measure), Need("target", self.target)

    def problems(self) -> list[tuple[str, str]]:
        if self.measure.unit != self.target.unit:
            return [("target", "目标数与完成数的计量单位不同，无法计算完成率")]
        return []

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        actual, target = inputs["actual"], inputs["target"]
        completion = rules.rate(actual.value, target.value)
        if completion is None:
            return _no_completion(actual, target)
        if completion < 0:
            return _negative(actual, completion, rounding)
        division = f"{shown(actual)} ÷ {shown(target)}"
        earned = rules.capped_proportion(points, actual.value, target.value, self.cap)
        if self.cap is not None and completion > self.cap:
            words = f"{division} {equals_percent(completion)}，{_capped(points, self.cap, rounding)}"
            return Outcome(earned, Status.CAPPED, words, completion)
        words = f"{division} × {plain(points)} {equals_points(earned, rounding)}"
        return Outcome(earned, Status.SCORED, words, completion)


@dataclass(frozen=True)
class Ratio:
    """M3 then F1: `points × clamp(numerator ÷ denominator ÷ full_at, 0, cap)`. Used by S17, S20 and S21.

    `full_at` is the ratio that earns full points: 1 in S21, less where a method asks for 90 % or 30 %.
    """

    code: ClassVar[str] = "ratio"
    name: ClassVar[str] = "按两项指标之比计分"
    needs_target: ClassVar[bool] = False

    numerator: Measured | Entered = parameter(Grammar.SOURCE, "分子")
    denominator: Measured | Entered = parameter(Grammar.SOURCE, "分母")
    full_at: Fraction = parameter(Grammar.NUMBER, "满分线", default=Fraction(1), above=0, most=100)
    cap: Fraction | None = parameter(
        Grammar.NUMBER, "封顶倍数", default=Fraction(1), above=0, most=100, may_be_null=True
    )

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return Need("numerator", self.numerator), Need("denominator", self.denominator)

    def problems(self) -> list[tuple[str, str]]:
        if self.numerator.unit != self.denominator.unit:
            return [("denominator", "分母与分子的计量单位不同，不能相除")]
        return []

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        over, under = inputs["numerator"], inputs["denominator"]
        found = rules.ratio(over.value, under.value)
        if found is None:
            return _no_ratio(over, under)
        if found < 0:
            return _negative(over, found, rounding)
        division = f"{over.label} {shown(over)} ÷ {under.label} {shown(under)} {equals_percent(found)}"
        earned = rules.capped_proportion(points, found, self.full_at, self.cap)
        if self.cap is not None and found / self.full_at > self.cap:
            words = f"{division}，{self._line()}{_capped(points, self.cap, rounding)}"
            return Outcome(earned, Status.CAPPED, words, found)
        words = f"{division}，{self._product(over, under, found, points)} {equals_points(earned, rounding)}"
        return Outcome(earned, Status.SCORED, words, found)

    def _line(self) -> str:
        return "" if self.full_at == 1 else f"超过满分线{percent(self.full_at)}，"

    def _product(self, over: Input, under: Input, found: Fraction, points: Fraction) -> str:
        """Goes on with the percentage where that is exact, otherwise with the two numbers behind it."""
        start = quantity(found, "rate") if is_whole_percent(found) else f"{shown(over)} ÷ {shown(under)}"
        line = "" if self.full_at == 1 else f" ÷ {percent(self.full_at)}"
        return f"{start}{line} × {plain(points)}"


def _capped(points: Fraction, cap: Fraction, rounding: Rounding) -> str:
    if cap == 1:
        return f"封顶100%，得 {rounding.of(points):f}"
    return f"封顶{percent(cap)}，{percent(cap)} × {plain(points)} {equals_points(points * cap, rounding)}"


def _negative(counted: Input, completion: Fraction, rounding: Rounding) -> Outcome:
    """Reversals of earlier years can outweigh this year's facts; the item then earns 0, not less."""
    words = f"{counted.label} {shown(counted)}，为负数按0计，得 {rounding.of(0):f}"
    return Outcome(Fraction(0), Status.SCORED, words, completion)


def _no_completion(actual: Input, target: Input) -> Outcome:
    if target.value is None:
        return Outcome(None, Status.NO_TARGET, f"未下达目标，{NO_SCORE}")
    if target.value <= 0:
        return Outcome(None, Status.NO_TARGET, f"目标为{_zero_or_less(target)}，{NO_SCORE}")
    return _not_entered(actual)


def _no_ratio(over: Input, under: Input) -> Outcome:
    if over.value is None or under.value is None:
        return _not_entered(over if over.value is None else under)
    return Outcome(None, Status.NO_BASE, f"{under.label}为{_zero_or_less(under)}，{NO_SCORE}")


def _zero_or_less(given: Input) -> str:
    return "0" if given.value == 0 else "负数"


def _not_entered(missing: Input) -> Outcome:
    return Outcome(None, Status.NOT_ENTERED, f"{missing.label}尚未填报，{NO_SCORE}")
