"""Points a person or a panel gives (M8, F16): leadership, management, service, and whatever no ledger can measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment import rules
from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.gaps import unknown
from assessment.functions.scoring_base import Function
from assessment.functions.words import NO_SCORE, plain
from assessment.rules import Rounding
from assessment.sources import Entered, Input, Need, Panelled


@dataclass(frozen=True)
class ManualMark(Function):
    """The mark itself, held between 0 and the item's points. Used by S02, S07, S08, S12, S20 and S35."""

    code: ClassVar[str] = "manual_mark"
    name: ClassVar[str] = "人工评分"
    help: ClassVar[str] = "由一名评分人按佐证材料评分，不超过本项分值。"

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return (Need("mark", Entered(code, name, "points")),)

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        mark = inputs["mark"].value
        if mark is None:
            return Outcome(None, Status.NOT_ENTERED, f"尚未评分，{NO_SCORE}")
        return _held_mark(mark, points, inputs["mark"].words or f"评分 {plain(mark)}", rounding)

    def sentence(self, points: Fraction) -> str:
        return f"由评分人按佐证材料评分，满分{plain(points)}分。"


@dataclass(frozen=True)
class PanelMarks(Function):
    """F16: what a panel's marks come to, held between 0 and the item's points. S14, S20."""

    code: ClassVar[str] = "panel_marks"
    name: ClassVar[str] = "多人评分"
    help: ClassVar[str] = "由多名评分人背靠背评分，取平均、加权平均，或去掉最高最低分后平均。"

    panel: Panelled = parameter(Grammar.SOURCE, "评分组", only="panel")

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return (Need("mark", self.panel),)

    def problems(self) -> list[tuple[str, str]]:
        fits = isinstance(self.panel, Panelled) and self.panel.unit == "points"
        return [] if fits else [("panel", "须为评分组给出的分数；投票排名请用“按名次得分”")]

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        mark = inputs["mark"]
        if gap := unknown(mark):
            return gap
        return _held_mark(mark.value, points, mark.words or f"评分 {plain(mark.value)}", rounding)

    def sentence(self, points: Fraction) -> str:
        return f"由评分组评分（{PANEL_WORDS[self.panel.method]}），满分{plain(points)}分。"


PANEL_WORDS = {
    "mean": "取平均分",
    "weighted": "按评分人类别加权",
    "trimmed": "去掉最高、最低分后取平均",
    "ballots": "按投票名次平均",
}


def _held_mark(mark: Fraction, points: Fraction, said: str, rounding: Rounding) -> Outcome:
    earned = rules.clamped(mark, points)
    full, shown = plain(points), f"{rounding.of(earned):f}"
    if mark == earned:
        return Outcome(earned, Status.SCORED, f"{said}（满分{full}），得 {shown}")
    bound = f"高于满分{full}" if mark > points else "低于0"
    return Outcome(earned, Status.CAPPED, f"{said}，{bound}，按{plain(earned)}计，得 {shown}")
