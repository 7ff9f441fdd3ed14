"""Points a person gives (M8): leadership, management, service, and whatever no ledger can measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment import rules
from assessment.functions.base import Outcome, Status
from assessment.functions.sources import Entered, Input, Need
from assessment.functions.words import NO_SCORE, plain
from assessment.rules import Rounding


@dataclass(frozen=True)
class ManualMark:
    """The mark itself, held between 0 and the item's points. Used by S02, S07, S08, S12, S20 and S35."""

    code: ClassVar[str] = "manual_mark"
    name: ClassVar[str] = "人工评分"
    needs_target: ClassVar[bool] = False

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        return (Need("mark", Entered(code, name, "points")),)

    def problems(self) -> list[tuple[str, str]]:
        return []

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        mark = inputs["mark"].value
        if mark is None:
            return Outcome(None, Status.NOT_ENTERED, f"尚未评分，{NO_SCORE}")
        earned = rules.clamped(mark, points)
        given, full, shown = plain(mark), plain(points), f"{rounding.of(earned):f}"
        if mark == earned:
            return Outcome(earned, Status.SCORED, f"评分 {given}（满分{full}），得 {shown}")
        bound = f"高于满分{full}" if mark > points else "低于0"
        return Outcome(earned, Status.CAPPED, f"评分 {given}，{bound}，按{plain(earned)}计，得 {shown}")
