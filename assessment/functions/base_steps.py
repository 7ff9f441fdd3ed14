"""F2 and F4: base points when a line is met, more above it and less below it, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.scoring_base import (
    Function,
    Reached,
    actual_and_target,
    held,
    reached,
    same_units,
)
from assessment.functions.steps import Steps, step_words
from assessment.functions.words import equals_points, percent, plain
from assessment.rules import Rounding
from assessment.sources import Input, Need, Source

UNDER = {"proportional": "按比例计分", "zero": "不得分", "steps": "分档扣分", "base": "不扣分"}


@dataclass(frozen=True)
class BaseSteps(Function):
    """F2: met -> base; over: more per step; under: in proportion, by steps, or nothing (S01 S03 S04 S08 S11 S16 S34).

    With a target the rate is held against `met_at` (1 is 100 %), without one the number itself. Without `target`,
    steps by "rate" of a number that is no rate count against the line.
    """

    code: ClassVar[str] = "base_steps"
    name: ClassVar[str] = "完成得基本分，超欠分档加减"
    help: ClassVar[str] = "完成目标得基本分；超过的每一档加分，不足的按比例、分档扣分或不得分。"

    measure: Source = parameter(Grammar.SOURCE, "完成数")
    target: Source | None = parameter(Grammar.TARGET, "目标数", default=None, may_be_null=True)
    met_at: Fraction = parameter(Grammar.NUMBER, "完成线", default=Fraction(1), above=0)
    base: Fraction | None = parameter(Grammar.NUMBER, "基本分", default=None, least=0, may_be_null=True)
    up: Steps | None = parameter(Grammar.STEPS, "超额加分", default=None, may_be_null=True)
    under: str = parameter(Grammar.CHOICE, "未完成时", default="proportional", choices=UNDER)
    down: Steps | None = parameter(Grammar.STEPS, "欠额扣分", default=None, may_be_null=True)
    least: Fraction | None = parameter(Grammar.NUMBER, "最低分", default=Fraction(0), may_be_null=True)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return actual_and_target(self)

    def problems(self) -> list[tuple[str, str]]:
        found = same_units(self)
        if (self.under == "steps") != (self.down is not None):
            found.append(("down", "“分档扣分”须填写欠额扣分的档，其他方式不填"))
        return found

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        how = reached(inputs)
        if isinstance(how, Outcome):
            return how
        base = points if self.base is None else self.base
        if how.value >= self.met_at:
            return self._over(how, base, rounding)
        return self._under(how, base, rounding)

    def _over(self, how: Reached, base: Fraction, rounding: Rounding) -> Outcome:
        if self.up is None:
            return Outcome(
                base, Status.SCORED, f"{how.words}，已完成，得基本分 {rounding.of(base):f}", how.value
            )
        beyond = how.distance(self.met_at, self.up.by)
        more = self.up.earned(beyond)
        steps = self.up.words(beyond, how.actual.unit, "加") if beyond else "未超额"
        capped = Status.CAPPED if self.up.is_capped(beyond) else Status.SCORED
        words = f"{how.words}，基本分{plain(base)}，{steps}，{plain(base)} + {plain(more)}"
        return Outcome(base + more, capped, f"{words} {equals_points(base + more, rounding)}", how.value)

    def _under(self, how: Reached, base: Fraction, rounding: Rounding) -> Outcome:
        if self.under in ("zero", "base"):
            earned = Fraction(0) if self.under == "zero" else base
            told = "不得分" if self.under == "zero" else "不扣分"
            words = f"{how.words}，未达到{self._line(how)}，{told}，得 {rounding.of(earned):f}"
            return Outcome(earned, Status.SCORED, words, how.value)
        if self.under == "proportional":
            earned = base * how.value / self.met_at
            line = "" if self.met_at == 1 and how.target else f" ÷ {self._line(how)}"
            words = f"{how.words}{line}，× {plain(base)} {equals_points(earned, rounding)}"
            return held(earned, self._floor(), None, words, rounding, how.value)
        short = -how.distance(self.met_at, self.down.by)
        less = self.down.earned(short)
        steps = self.down.words(short, how.actual.unit, "扣")
        words = f"{how.words}，基本分{plain(base)}，{steps}，{plain(base)} - {plain(less)}"
        words += f" {equals_points(base - less, rounding)}"
        return held(base - less, self._floor(), None, words, rounding, how.value)

    def _floor(self) -> Fraction | None:
        return self.least

    def _line(self, how: Reached) -> str:
        return percent(self.met_at) if how.target else step_words(self.met_at, how.actual.unit)

    def sentence(self, points: Fraction) -> str:
        base = plain(points if self.base is None else self.base)
        unit = self.measure.unit
        line = f"目标的{percent(self.met_at)}" if self.target else step_words(self.met_at, unit)
        said = [f"{self.measure.label}达到{'目标' if self.target and self.met_at == 1 else line}的得{base}分"]
        if self.up:
            said.append(f"超过部分{self.up.sentence(unit, '加')}")
        under = self.down.sentence(unit, "扣") if self.down else UNDER[self.under]
        return "；".join([*said, f"未达到的{under}"]) + "。"


@dataclass(frozen=True, kw_only=True)
class Threshold(Function):
    """F4: below the line little or nothing, at the line the base, more for each further step. S09, S40."""

    code: ClassVar[str] = "threshold"
    name: ClassVar[str] = "达到起点得基本分，每增一档加分"
    help: ClassVar[str] = "不到起点不得分（或得规定的分），达到起点得基本分，再每增加一档加分。"

    measure: Source = parameter(Grammar.SOURCE, "完成数")
    target: Source | None = parameter(Grammar.TARGET, "目标数", default=None, may_be_null=True)
    line: Fraction = parameter(Grammar.NUMBER, "起点", above=0)
    base: Fraction | None = parameter(Grammar.NUMBER, "起点得分", default=None, least=0, may_be_null=True)
    up: Steps | None = parameter(Grammar.STEPS, "每增一档", default=None, may_be_null=True)
    below: Fraction = parameter(Grammar.NUMBER, "不到起点得分", default=Fraction(0), least=0)
    most: Fraction | None = parameter(Grammar.NUMBER, "最高分", default=None, least=0, may_be_null=True)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return actual_and_target(self)

    def problems(self) -> list[tuple[str, str]]:
        return same_units(self)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        how = reached(inputs)
        if isinstance(how, Outcome):
            return how
        if how.value < self.line:
            words = f"{how.words}，未达到{self._line()}，得 {rounding.of(self.below):f}"
            return Outcome(self.below, Status.SCORED, words, how.value)
        base = points if self.base is None else self.base
        beyond = how.distance(self.line, self.up.by) if self.up else Fraction(0)
        more = self.up.earned(beyond) if self.up else Fraction(0)
        steps = f"，{self.up.words(beyond, how.actual.unit, '加')}" if more else ""
        words = f"{how.words}，达到{self._line()}得{plain(base)}分{steps}，得 {rounding.of(base + more):f}"
        return held(base + more, None, self.most, words, rounding, how.value)

    def _line(self) -> str:
        return percent(self.line) if self.target else step_words(self.line, self.measure.unit)

    def sentence(self, points: Fraction) -> str:
        base = plain(points if self.base is None else self.base)
        said = f"{self.measure.label}{'完成率' if self.target else ''}达到{self._line()}的得{base}分"
        more = f"，其后{self.up.sentence(self.measure.unit, '加')}" if self.up else ""
        top = f"，最高{plain(self.most)}分" if self.most is not None else ""
        return f"{said}{more}{top}；未达到的得{plain(self.below)}分。"
