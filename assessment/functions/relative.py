"""F6, F7, F8: points that depend on what the other units of the group did; one changed figure moves everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.gaps import unknown, zero_or_less
from assessment.functions.scoring_base import Function, held
from assessment.functions.steps import Steps
from assessment.functions.words import NO_SCORE, equals_points, plain, shown
from assessment.rules import Rounding
from assessment.sources import Growth, Input, Need, OfGroup, Quotient, Source, Stat

AGAINST = {"mean": "各单位平均值", "overall": "总体水平（合计比合计）"}


@dataclass(frozen=True)
class ShareOfBest(Function):
    """F6: `points × x ÷ max`, the best unit of the group has full points. S05."""

    code: ClassVar[str] = "share_of_best"
    name: ClassVar[str] = "与最高值之比计分"
    help: ClassVar[str] = "组内最高的得满分，其他单位按与最高值之比得分。"

    measure: Source = parameter(Grammar.SOURCE, "完成数")

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return Need("actual", self.measure), Need("best", OfGroup(Stat.MAX, self.measure))

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        actual, best = inputs["actual"], inputs["best"]
        if gap := unknown(actual, best):
            return gap
        if best.value <= 0:
            return Outcome(None, Status.NO_BASE, f"{best.label}为{zero_or_less(best.value)}，{NO_SCORE}")
        share = actual.value / best.value
        earned = points * share
        words = f"{shown(actual)} ÷ {best.label} {shown(best)} × {plain(points)} {equals_points(earned, rounding)}"
        return held(earned, Fraction(0), points, words, rounding, share)

    def sentence(self, points: Fraction) -> str:
        return f"{self.measure.label}最高的得{plain(points)}分，其他单位按与最高值之比计分。"


@dataclass(frozen=True)
class AgainstMean(Function):
    """F7: the mean of the group is worth the item's points; better or worse moves them. S05, S09, S34.

    Without steps the points are proportional, `points × x ÷ mean`; `most` and `least` are multiples of the points.
    """

    code: ClassVar[str] = "against_mean"
    name: ClassVar[str] = "与平均水平比较计分"
    help: ClassVar[str] = "达到平均水平得基本分，高于、低于平均的加减分，可设上下限。"

    measure: Source = parameter(Grammar.SOURCE, "完成数")
    against: str = parameter(Grammar.CHOICE, "比较对象", default="mean", choices=AGAINST)
    up: Steps | None = parameter(Grammar.STEPS, "高于平均每档加分", default=None, may_be_null=True)
    down: Steps | None = parameter(Grammar.STEPS, "低于平均每档扣分", default=None, may_be_null=True)
    most: Fraction | None = parameter(
        Grammar.NUMBER, "最高为基本分的倍数", default=None, least=0, may_be_null=True
    )
    least: Fraction | None = parameter(
        Grammar.NUMBER, "最低为基本分的倍数", default=Fraction(0), may_be_null=True
    )

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return Need("actual", self.measure), Need("mean", OfGroup(Stat(self.against), self.measure))

    def problems(self) -> list[tuple[str, str]]:
        if (self.up is None) != (self.down is None):
            return [("down", "加分档和扣分档应同时填写；都不填的按比例计分")]
        if self.against == "overall" and not isinstance(self.measure, Growth | Quotient):
            return [("against", "“总体水平”只用于比率和增幅")]
        return []

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        actual, mean = inputs["actual"], inputs["mean"]
        if gap := unknown(actual, mean):
            return gap
        found = self._stepped(points, actual, mean) if self.up else self._proportional(points, actual, mean)
        if isinstance(found, Outcome):
            return found
        earned, words = found
        most, least = (None if k is None else k * points for k in (self.most, self.least))
        return held(earned, least, most, f"{words} {equals_points(earned, rounding)}", rounding)

    def _proportional(self, points: Fraction, actual: Input, mean: Input) -> tuple[Fraction, str] | Outcome:
        if mean.value <= 0:
            return Outcome(None, Status.NO_BASE, f"{mean.label}为{zero_or_less(mean.value)}，{NO_SCORE}")
        words = f"{shown(actual)} ÷ {mean.label} {shown(mean)} × {plain(points)}"
        return points * actual.value / mean.value, words

    def _stepped(self, points: Fraction, actual: Input, mean: Input) -> tuple[Fraction, str] | Outcome:
        steps, verb = (self.up, "加") if actual.value >= mean.value else (self.down, "扣")
        beyond = abs(actual.value - mean.value)
        if steps.by == "rate" and actual.unit != "rate":
            if mean.value <= 0:
                return Outcome(None, Status.NO_BASE, f"{mean.label}为{zero_or_less(mean.value)}，{NO_SCORE}")
            beyond /= mean.value
        moved = steps.earned(beyond)
        sign = "+" if verb == "加" else "-"
        words = (
            f"{shown(actual)}，{mean.label} {shown(mean)}，{steps.words(beyond, actual.unit, verb)}，"
            f"{plain(points)} {sign} {plain(moved)}"
        )
        return points + (moved if verb == "加" else -moved), words

    def sentence(self, points: Fraction) -> str:
        unit = self.measure.unit
        start = f"{self.measure.label}达到全组{AGAINST[self.against]}的得{plain(points)}分"
        how = (
            f"高于的{self.up.sentence(unit, '加')}，低于的{self.down.sentence(unit, '扣')}"
            if self.up
            else "其他单位按与其之比计分"
        )
        top = f"，最高{plain(self.most * points)}分" if self.most is not None else ""
        return f"{start}，{how}{top}。"


@dataclass(frozen=True)
class Efficacy(Function):
    """F8, 功效系数法: `low + (high - low) × (x - worst) ÷ (best - worst)` per cent of the points (S06, S41)."""

    code: ClassVar[str] = "efficacy"
    name: ClassVar[str] = "功效系数法计分"
    help: ClassVar[str] = "组内最好的得高限分，最差的得低限分，其他单位按所处位置内插。"

    measure: Source = parameter(Grammar.SOURCE, "完成数")
    low: Fraction = parameter(Grammar.NUMBER, "低限（百分制）", default=Fraction(60), least=0, most=100)
    high: Fraction = parameter(Grammar.NUMBER, "高限（百分制）", default=Fraction(100), above=0, most=1000)
    lowest_best: bool = parameter(Grammar.FLAG, "越低越好", default=False)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        least, most = OfGroup(Stat.MIN, self.measure), OfGroup(Stat.MAX, self.measure)
        return Need("actual", self.measure), Need("least", least), Need("most", most)

    def problems(self) -> list[tuple[str, str]]:
        return [("high", "高限应大于低限")] if self.high <= self.low else []

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        actual, least, most = (inputs[name] for name in ("actual", "least", "most"))
        if gap := unknown(actual, least, most):
            return gap
        if most.value == least.value:
            return Outcome(None, Status.ALL_EQUAL, f"全组{actual.label}均为{shown(actual)}，{NO_SCORE}")
        place = (actual.value - least.value) / (most.value - least.value)
        place = 1 - place if self.lowest_best else place
        mark = self.low + (self.high - self.low) * min(max(place, Fraction(0)), Fraction(1))
        earned = points * mark / 100
        words = (
            f"{shown(actual)}，全组最高{shown(most)}、最低{shown(least)}，"
            f"{plain(self.low)} + ({plain(self.high)} - {plain(self.low)}) × {plain(place)} = {plain(mark)}，"
            f"× {plain(points)} ÷ 100 {equals_points(earned, rounding)}"
        )
        return Outcome(earned, Status.SCORED, words, place)

    def sentence(self, points: Fraction) -> str:
        best, worst = ("最低", "最高") if self.lowest_best else ("最高", "最低")
        return (
            f"按功效系数法计分，满分{plain(points)}分：{self.measure.label}{best}的按百分制得{plain(self.high)}分，"
            f"{worst}的得{plain(self.low)}分，其他单位内插。"
        )
