"""F3: the first row whose conditions all hold gives the points; F14: the first case whose conditions hold says how."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment.functions.base import Grammar, Outcome, ScoringFunction, Status, parameter
from assessment.functions.gaps import unknown
from assessment.functions.scoring_base import Condition, Function, Named, labels_of, listed
from assessment.functions.words import plain
from assessment.rules import Rounding
from assessment.sources import Input, Need


@dataclass(frozen=True)
class Tier:
    """One row of the table: all conditions must hold."""

    when: tuple[Condition, ...]
    points: Fraction


@dataclass(frozen=True)
class TierTable:
    """The numbers the rows speak of, the rows from the best downwards, and what is left for everybody else."""

    values: tuple[Named, ...]
    rows: tuple[Tier, ...]
    otherwise: Fraction = Fraction(0)


@dataclass(frozen=True)
class Tiers(Function):
    """F3, used by S02: rows with AND conditions over several measures."""

    code: ClassVar[str] = "tiers"
    name: ClassVar[str] = "分档定分"
    help: ClassVar[str] = "从上到下逐档判断，符合哪一档的全部条件就得哪一档的分。"

    table: TierTable = parameter(Grammar.TIERS, "分档")

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return tuple(Need(one.name, one.source) for one in self.table.values)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        if gap := unknown(*(inputs[one.name] for one in self.table.values)):
            return gap
        said = listed(self.table.values, inputs)
        labels = labels_of(self.table.values)
        for turn, row in enumerate(self.table.rows, start=1):
            if all(one.holds(inputs) for one in row.when):
                why = "且".join(one.sentence(labels) for one in row.when)
                words = f"{said}，符合第{turn}档（{why}），得 {rounding.of(row.points):f}"
                return Outcome(row.points, Status.SCORED, words)
        words = f"{said}，各档条件均不符合，得 {rounding.of(self.table.otherwise):f}"
        return Outcome(self.table.otherwise, Status.SCORED, words)

    def sentence(self, points: Fraction) -> str:
        labels = labels_of(self.table.values)
        rows = [
            f"{'且'.join(one.sentence(labels) for one in row.when)}的得{plain(row.points)}分"
            for row in self.table.rows
        ]
        return "；".join([*rows, f"其余得{plain(self.table.otherwise)}分"]) + "。"


@dataclass(frozen=True)
class Case:
    """One case: its conditions (none for the last) and the way of scoring that then holds."""

    when: tuple[Condition, ...]
    function: ScoringFunction


@dataclass(frozen=True)
class CaseTable:
    values: tuple[Named, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Cases(Function):
    """F14: the way of scoring depends on the unit, such as the size of its own target. S17, S33, W47.

    The last case has no condition. Inputs of a case carry its number in front ("2.actual").
    """

    code: ClassVar[str] = "cases"
    name: ClassVar[str] = "按单位情况分别计分"
    help: ClassVar[str] = "例如任务大小不同的单位，超额每1%加的分不同。"

    table: CaseTable = parameter(Grammar.CASES, "情形")

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        own = [Need(one.name, one.source) for one in self.table.values]
        inner = [
            Need(f"{turn}.{need.name}", need.source)
            for turn, case in enumerate(self.table.cases, start=1)
            for need in case.function.needs(code, name)
        ]
        return (*own, *inner)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        if gap := unknown(*(inputs[one.name] for one in self.table.values)):
            return gap
        labels = labels_of(self.table.values)
        for turn, case in enumerate(self.table.cases, start=1):
            if all(one.holds(inputs) for one in case.when):
                prefix = f"{turn}."
                own = {name[len(prefix) :]: one for name, one in inputs.items() if name.startswith(prefix)}
                found = case.function.score(points, own, rounding)
                why = "且".join(one.sentence(labels) for one in case.when) or "其他情形"
                return Outcome(found.points, found.status, f"{why}：{found.words}", found.rate)
        return Outcome(Fraction(0), Status.SCORED, f"各情形均不符合，得 {rounding.of(0):f}")

    def sentence(self, points: Fraction) -> str:
        labels = labels_of(self.table.values)
        said = [
            f"{'且'.join(one.sentence(labels) for one in case.when) or '其他'}的，{case.function.sentence(points)}"
            for case in self.table.cases
        ]
        return "".join(said)
