"""Points in proportion: actual to target (F1), and one measure to another (M3, then F1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment import rules
from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.gaps import unknown, zero_or_less, zero_target
from assessment.functions.scoring_base import Function, actual_and_target, same_units
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
from assessment.sources import Input, Need, Source


@dataclass(frozen=True)
class CappedProportion(Function):
    """F1: `points × clamp(actual ÷ target, 0, cap)`. Used by S04, S05, S15, S20, S21, S31 and S35."""

    code: ClassVar[str] = "capped_proportion"
    name: ClassVar[str] = "按完成比例计分"
    help: ClassVar[str] = "得分为分值乘以完成率，可设封顶倍数；不设即超额照加。"
    needs_target: ClassVar[bool] = True

    measure: Source = parameter(Grammar.SOURCE, "完成数")
    target: Source = parameter(Grammar.TARGET, "目标数")
    cap: Fraction | None = parameter(
        Grammar.NUMBER, "封顶倍数", default=Fraction(1), above=0, most=100, may_be_null=True
    )

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return actual_and_target(self)

    def problems(self) -> list[tuple[str, str]]:
        return same_units(self)

    def sentence(self, points: Fraction) -> str:
        top = "超额按比例加分" if self.cap is None else "超额不加分"
        if self.cap is not None and self.cap != 1:
            top = f"最高计到任务的{percent(self.cap)}"
        return f"{self.measure.label}按完成目标的比例计分，完成目标得{plain(points)}分，{top}。"

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
class Ratio(Function):
    """M3 then F1: `points × clamp(numerator ÷ denominator ÷ full_at, 0, cap)`. Used by S17, S20 and S21.

    `full_at` is the ratio that earns full points: 1 in S21, less where a method asks for 90 % or 30 %.
    """

    code: ClassVar[str] = "ratio"
    name: ClassVar[str] = "按两项指标之比计分"
    help: ClassVar[str] = "先求分子与分母之比，达到满分线得满分，不足的按比例。"

    numerator: Source = parameter(Grammar.SOURCE, "分子")
    denominator: Source = parameter(Grammar.SOURCE, "分母")
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

    def sentence(self, points: Fraction) -> str:
        top = "" if self.cap == 1 else "，不封顶" if self.cap is None else f"，最高计到{percent(self.cap)}"
        over, under = self.numerator.label, self.denominator.label
        return f"{over}与{under}之比达到{percent(self.full_at)}的得{plain(points)}分，不足的按比例计分{top}。"

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
    if gap := unknown(target):
        return gap
    return zero_target(target) if target.value <= 0 else unknown(actual)


def _no_ratio(over: Input, under: Input) -> Outcome:
    if gap := unknown(over, under):
        return gap
    return Outcome(None, Status.NO_BASE, f"{under.label}为{zero_or_less(under.value)}，{NO_SCORE}")
