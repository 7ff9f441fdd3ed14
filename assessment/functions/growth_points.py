"""F10: a unit measured against its own last year; F13: another rate for each bracket of completion."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.gaps import unknown
from assessment.functions.scoring_base import (
    Function,
    actual_and_target,
    held,
    reached,
    same_units,
)
from assessment.functions.steps import Steps
from assessment.functions.words import equals_percent, equals_points, percent, plain, quantity, shown
from assessment.rules import Rounding
from assessment.sources import Growth, Input, Measured, Need, Recorded


@dataclass(frozen=True, kw_only=True)
class OwnBaseYear(Function):
    """F10, used by S32: as much as last year is worth `level` of the points; better and worse by steps."""

    code: ClassVar[str] = "own_base_year"
    name: ClassVar[str] = "与本单位上年比较计分"
    help: ClassVar[str] = "与上年同期持平得基本分的若干成，每增减一档加减分。"

    measure: Measured | Recorded = parameter(Grammar.SOURCE, "完成数")
    level: Fraction = parameter(
        Grammar.NUMBER, "持平得分（占分值）", default=Fraction(4, 5), least=0, most=10
    )
    up: Steps = parameter(Grammar.STEPS, "每增一档加分")
    down: Steps | None = parameter(Grammar.STEPS, "每减一档扣分", default=None, may_be_null=True)
    most: Fraction | None = parameter(
        Grammar.NUMBER, "最高（占分值）", default=Fraction(3, 2), may_be_null=True
    )
    least: Fraction | None = parameter(
        Grammar.NUMBER, "最低（占分值）", default=Fraction(0), may_be_null=True
    )

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        growth = Growth(self.measure)
        return Need("actual", self.measure), Need("base", growth.base), Need("growth", growth)

    def problems(self) -> list[tuple[str, str]]:
        return (
            []
            if isinstance(self.measure, Measured | Recorded)
            else [("measure", "须为台账数或记录数，才有上年同期")]
        )

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        growth = inputs["growth"]
        if gap := unknown(growth):
            return gap
        start = points * self.level
        steps, verb = (self.up, "加") if growth.value >= 0 or not self.down else (self.down, "扣")
        moved = steps.earned(abs(growth.value)) if growth.value >= 0 or self.down else Fraction(0)
        earned = start + moved if verb == "加" else start - moved
        change = "增长" if growth.value >= 0 else "下降"
        words = (
            f"比上年同期{change}{quantity(abs(growth.value), 'rate')}，持平得{plain(start)}分，"
            f"{steps.words(abs(growth.value), 'rate', verb) if moved else '不加减分'}，得 {rounding.of(earned):f}"
        )
        most, least = (None if k is None else k * points for k in (self.most, self.least))
        return held(earned, least, most, words, rounding, growth.value)

    def sentence(self, points: Fraction) -> str:
        down = f"，{self.down.sentence('rate', '扣')}" if self.down else ""
        return (
            f"{self.measure.label}与上年同期持平的得{plain(points * self.level)}分，比上年同期"
            f"{self.up.sentence('rate', '加')}{down}。"
        )


@dataclass(frozen=True)
class Bracket:
    """Up to `upto` (None: without end) each `step` is worth `points`."""

    upto: Fraction | None
    step: Fraction
    points: Fraction


@dataclass(frozen=True, kw_only=True)
class Piecewise(Function):
    """F13, used by S07: each bracket of the rate (or of the number) pays at its own price."""

    code: ClassVar[str] = "piecewise"
    name: ClassVar[str] = "分段累进计分"
    help: ClassVar[str] = "把完成率分成几段，每一段内每若干个百分点得不同的分，各段相加。"

    measure: object = parameter(Grammar.SOURCE, "完成数")
    target: object | None = parameter(Grammar.TARGET, "目标数", default=None, may_be_null=True)
    brackets: tuple[Bracket, ...] = parameter(Grammar.BRACKETS, "各段")
    whole: bool = parameter(Grammar.FLAG, "只计整档", default=False)
    most: Fraction | None = parameter(Grammar.NUMBER, "最高分", default=None, least=0, may_be_null=True)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return actual_and_target(self)

    def problems(self) -> list[tuple[str, str]]:
        ends = [one.upto for one in self.brackets]
        if any(end is None for end in ends[:-1]) or ends[:-1] != sorted(set(ends[:-1])):
            return [("brackets", "各段的上限应从小到大，只有最后一段可以不设上限")]
        if len(ends) > 1 and ends[-1] is not None and ends[-1] <= ends[-2]:
            return [("brackets", "各段的上限应从小到大，只有最后一段可以不设上限")]
        return same_units(self)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        how = reached(inputs)
        if isinstance(how, Outcome):
            return how
        low, earned, said = Fraction(0), Fraction(0), []
        unit = "rate" if how.target else how.actual.unit
        for one in self.brackets:
            high = how.value if one.upto is None else min(how.value, one.upto)
            if high <= low:
                break
            steps = (high - low) / one.step
            steps = Fraction(math.floor(steps)) if self.whole else steps
            earned += steps * one.points
            said.append(
                f"{quantity(low, unit)}至{quantity(high, unit)}部分 {plain(steps)} × {plain(one.points)}"
            )
            low = high
        words = f"{how.words}，{' + '.join(said) or '0'} {equals_points(earned, rounding)}"
        return held(earned, None, self.most, words, rounding, how.value)

    def sentence(self, points: Fraction) -> str:
        low, said = Fraction(0), []
        is_rate = self.target is not None or self.measure.unit == "rate"
        for one in self.brackets:
            show = percent if is_rate else (lambda x: quantity(x, self.measure.unit))
            end = "以上" if one.upto is None else f"至{show(one.upto)}"
            said.append(f"{show(low)}{end}的部分，每{show(one.step)}得{plain(one.points)}分")
            low = one.upto or low
        top = f"，最高{plain(self.most)}分" if self.most is not None else ""
        return f"{self.measure.label}按完成率分段计分：{'；'.join(said)}{top}。"


@dataclass(frozen=True)
class ToFull(Function):
    """F1 for a number that has no target: `points × clamp(x ÷ full_at, 0, cap)`; a rate of 1 is 100 %."""

    code: ClassVar[str] = "to_full"
    name: ClassVar[str] = "按与满分线之比计分"
    help: ClassVar[str] = "比率或数额达到满分线得满分，不足的按比例。"

    measure: object = parameter(Grammar.SOURCE, "完成数")
    full_at: Fraction = parameter(Grammar.NUMBER, "满分线", default=Fraction(1), above=0)
    cap: Fraction | None = parameter(
        Grammar.NUMBER, "封顶倍数", default=Fraction(1), above=0, most=100, may_be_null=True
    )
    below_zero: bool = parameter(Grammar.FLAG, "负数照计", default=False)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return (Need("actual", self.measure),)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        actual = inputs["actual"]
        if gap := unknown(actual):
            return gap
        share = actual.value / self.full_at
        earned = points * share
        said = actual.words or f"{actual.label} {shown(actual)}"
        line = "" if self.full_at == 1 else f" ÷ {quantity(self.full_at, actual.unit)}"
        rate = f" {equals_percent(share)}" if self.full_at != 1 else ""
        words = f"{said}{line}{rate}，× {plain(points)} {equals_points(earned, rounding)}"
        most = None if self.cap is None else points * self.cap
        return held(earned, None if self.below_zero else Fraction(0), most, words, rounding, share)

    def sentence(self, points: Fraction) -> str:
        top = "，不封顶" if self.cap is None else "" if self.cap == 1 else f"，最高计到{percent(self.cap)}"
        return (
            f"{self.measure.label}达到{quantity(self.full_at, self.measure.unit)}的得{plain(points)}分，"
            f"不足的按比例计分{top}。"
        )


__all__ = ["Bracket", "OwnBaseYear", "Piecewise", "Status", "ToFull"]
