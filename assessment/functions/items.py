"""F5, F11, F12, F15: points per thing done, points taken off per thing amiss, and lists of yes and no."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.gaps import unknown
from assessment.functions.scoring_base import Function, held
from assessment.functions.words import equals_points, plain, shown
from assessment.rules import Rounding
from assessment.sources import Entered, Input, Need, Source


@dataclass(frozen=True)
class PerItem(Function):
    """F5 (and plain multiples): the number times `each`, within bounds; "n = full" by `full_at`. S03 S07 S10 S17 S20.

    Points that differ by size, kind or stage stand in the table of the measure itself, once per project.
    """

    code: ClassVar[str] = "per_item"
    name: ClassVar[str] = "按个数（数额）计分"
    help: ClassVar[str] = (
        "每一个（每一单位）得若干分，可设上限；按项目大小不同分值的，在完成数的分值表中设置。"
    )

    measure: Source = parameter(Grammar.SOURCE, "计数")
    each: Fraction = parameter(Grammar.NUMBER, "每单位得分", default=Fraction(1))
    step: Fraction = parameter(Grammar.NUMBER, "单位大小", default=Fraction(1), above=0)
    whole: bool = parameter(Grammar.FLAG, "只计整数", default=False)
    beyond: Fraction = parameter(Grammar.NUMBER, "超过多少起算", default=Fraction(0), least=0)
    least: Fraction | None = parameter(Grammar.NUMBER, "最低分", default=Fraction(0), may_be_null=True)
    most: Fraction | None = parameter(Grammar.NUMBER, "最高分", default=None, may_be_null=True)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return (Need("actual", self.measure),)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        actual = inputs["actual"]
        if gap := unknown(actual):
            return gap
        counted = max(actual.value - self.beyond, Fraction(0)) if self.beyond else actual.value
        steps = counted / self.step
        if self.whole:
            steps = Fraction(steps.numerator // steps.denominator)
        earned = steps * self.each
        words = f"{actual.label} {shown(actual)}{self._steps(steps)} {equals_points(earned, rounding)}"
        return held(earned, self.least, self.most, words, rounding)

    def _steps(self, steps: Fraction) -> str:
        start = f"，超过{plain(self.beyond)}的部分" if self.beyond else ""
        if self.step == 1 and not self.whole and not self.beyond:
            return "" if self.each == 1 else f" × {plain(self.each)}"
        return f"{start}，计{plain(steps)}档 × {plain(self.each)}"

    def sentence(self, points: Fraction) -> str:
        size = "每个" if self.measure.unit == "count" and self.step == 1 else f"每{plain(self.step)}"
        if self.measure.unit == "points":
            said = f"按{self.measure.label}的分值合计"
        else:
            said = f"{self.measure.label}{size}得{plain(self.each)}分"
        top = f"，最高{plain(self.most)}分" if self.most is not None else ""
        return f"{said}{top}。"


@dataclass(frozen=True)
class Deduction:
    """One kind of fault: what is counted, what each costs, at the most how much."""

    measure: Source
    each: Fraction
    most: Fraction | None = None


@dataclass(frozen=True)
class DeductList(Function):
    """F11: begin with the item's points (or `start`), take off per event, not below the floor. S02 S15 S17 S38."""

    code: ClassVar[str] = "deduct_list"
    name: ClassVar[str] = "逐项扣分"
    help: ClassVar[str] = "从满分起，每发生一次扣若干分，可设每项最多扣分和最低分。"

    deductions: tuple[Deduction, ...] = parameter(Grammar.DEDUCTIONS, "扣分项")
    start: Fraction | None = parameter(Grammar.NUMBER, "起始分", default=None, may_be_null=True)
    least: Fraction | None = parameter(Grammar.NUMBER, "最低分", default=Fraction(0), may_be_null=True)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return tuple(Need(f"count{turn}", one.measure) for turn, one in enumerate(self.deductions, start=1))

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        if gap := unknown(*inputs.values()):
            return gap
        left = points if self.start is None else self.start
        said = [f"起始{plain(left)}分"]
        for turn, one in enumerate(self.deductions, start=1):
            given = inputs[f"count{turn}"]
            less = given.value * one.each
            capped = one.most is not None and less > one.most
            less = one.most if capped else less
            left -= less
            top = "（封顶）" if capped else ""
            said.append(f"{given.label} {shown(given)} × {plain(one.each)}，扣{plain(less)}{top}")
        words = f"{'；'.join(said)}，余 {rounding.of(left):f}"
        return held(left, self.least, None, words, rounding)

    def sentence(self, points: Fraction) -> str:
        start = points if self.start is None else self.start
        rows = [
            f"{one.measure.label}每次扣{plain(one.each)}分"
            + (f"，最多扣{plain(one.most)}分" if one.most is not None else "")
            for one in self.deductions
        ]
        return f"满分{plain(start)}分，{'；'.join(rows)}。" if start else f"{'；'.join(rows)}。"


@dataclass(frozen=True)
class Band:
    """One band of sizes: how many there are, how many there must be, and what each missing one costs."""

    measure: Source
    required: Source
    each: Fraction


@dataclass(frozen=True)
class ShortfallBands(Function):
    """F12: points less the shortfalls of several bands; a surplus in one band helps no other. S15."""

    code: ClassVar[str] = "shortfall_bands"
    name: ClassVar[str] = "分档缺额扣分"
    help: ClassVar[str] = "每一档规模都有应完成数，缺一个扣若干分，各档不能互补。"

    bands: tuple[Band, ...] = parameter(Grammar.BANDS, "各档")
    least: Fraction | None = parameter(Grammar.NUMBER, "最低分", default=Fraction(0), may_be_null=True)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return tuple(
            need
            for turn, one in enumerate(self.bands, start=1)
            for need in (Need(f"actual{turn}", one.measure), Need(f"required{turn}", one.required))
        )

    def problems(self) -> list[tuple[str, str]]:
        wrong = [n for n, one in enumerate(self.bands, start=1) if one.measure.unit != one.required.unit]
        return [("bands", f"第{n}档的应完成数与完成数计量单位不同") for n in wrong]

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        if gap := unknown(*inputs.values()):
            return gap
        left, said = points, [f"满分{plain(points)}分"]
        for turn, one in enumerate(self.bands, start=1):
            actual, required = inputs[f"actual{turn}"], inputs[f"required{turn}"]
            short = max(Fraction(0), required.value - actual.value)
            left -= short * one.each
            counts = f"应完成{shown(required)}、实际{shown(actual)}"
            said.append(f"{actual.label}{counts}，缺{plain(short)}，扣{plain(short * one.each)}")
        return held(left, self.least, None, f"{'；'.join(said)}，余 {rounding.of(left):f}", rounding)

    def sentence(self, points: Fraction) -> str:
        rows = [f"{one.measure.label}每缺1个扣{plain(one.each)}分" for one in self.bands]
        return f"满分{plain(points)}分，{'；'.join(rows)}，各档不互补。"


@dataclass(frozen=True)
class Check:
    """One line of a checklist: 1 is yes, 0 is no, a part is a part."""

    code: str
    label: str
    points: Fraction


@dataclass(frozen=True)
class Checklist(Function):
    """F15: yes earns the line's points. What nobody has judged yet counts nothing; when nothing is judged, "—"."""

    code: ClassVar[str] = "checklist"
    name: ClassVar[str] = "逐项对照得分"
    help: ClassVar[str] = "逐项判断是（1）否（0），符合的得该项的分。"

    checks: tuple[Check, ...] = parameter(Grammar.CHECKS, "对照项")

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return tuple(Need(one.code, Entered(one.code, one.label, "count")) for one in self.checks)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        given = [(one, inputs[one.code].value) for one in self.checks]
        if all(value is None for _, value in given):
            return unknown(inputs[self.checks[0].code])
        earned = sum((_part(value) * one.points for one, value in given), Fraction(0))
        said = "，".join(
            f"{one.label} {_mark(value)}{plain(_part(value) * one.points)}" for one, value in given
        )
        status = Status.CAPPED if earned > points else Status.SCORED
        earned = min(earned, points)
        return Outcome(earned, status, f"{said}，得 {rounding.of(earned):f}")

    def sentence(self, points: Fraction) -> str:
        return "；".join(f"{one.label}的得{plain(one.points)}分" for one in self.checks) + "。"


def _part(value: Fraction | None) -> Fraction:
    return min(max(value or Fraction(0), Fraction(0)), Fraction(1))


def _mark(value: Fraction | None) -> str:
    return "（未评）" if value is None else "√" if value >= 1 else "×" if value <= 0 else "部分"
