"""F9: points by place in the group, from a table or so many less for each place."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessment.functions.base import Grammar, Outcome, Status, parameter
from assessment.functions.gaps import unknown
from assessment.functions.scoring_base import Function
from assessment.functions.words import plain
from assessment.rules import Rounding
from assessment.sources import Input, Need, Place, Sharing, Source

TIES = {"share": "并列的得同一名次的分", "average": "并列的平分所占名次的分"}


@dataclass(frozen=True)
class RankPoints(Function):
    """F9, used by S07 and S14: `table` gives the points of the first places, `beyond` those of the rest.

    Without a table the first has the item's points and each further place `less_each` less.
    """

    code: ClassVar[str] = "rank_points"
    name: ClassVar[str] = "按名次得分"
    help: ClassVar[str] = "按组内名次得分：列出各名次的分，或每退一名减若干分。"

    measure: Source = parameter(Grammar.SOURCE, "排名依据")
    lowest_first: bool = parameter(Grammar.FLAG, "从低到高排", default=False)
    table: tuple[Fraction, ...] = parameter(Grammar.NUMBERS, "各名次得分", default=())
    beyond: Fraction = parameter(Grammar.NUMBER, "其余名次得分", default=Fraction(0))
    less_each: Fraction | None = parameter(
        Grammar.NUMBER, "每退一名减分", default=None, above=0, may_be_null=True
    )
    least: Fraction = parameter(Grammar.NUMBER, "最低分", default=Fraction(0))
    ties: str = parameter(Grammar.CHOICE, "并列时", default="share", choices=TIES)

    def needs(self, code: str, name: str) -> tuple[Need, ...]:
        place = Place(self.measure, self.lowest_first)
        return Need("place", place), Need("same", Sharing(place))

    def problems(self) -> list[tuple[str, str]]:
        if bool(self.table) == (self.less_each is not None):
            return [("table", "“各名次得分”与“每退一名减分”须填写一项，且只填一项")]
        return []

    def score(self, points: Fraction, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
        place, same = inputs["place"], inputs["same"].value or Fraction(1)
        if gap := unknown(place):
            return gap
        if self.ties == "average" and same > 1:
            taken = [self._of(place.value + n, points) for n in range(int(same))]
            earned = sum(taken, Fraction(0)) / len(taken)
            words = f"第{plain(place.value)}名（{plain(same)}个单位并列，平分），得 {rounding.of(earned):f}"
        else:
            earned = self._of(place.value, points)
            words = f"第{plain(place.value)}名，得 {rounding.of(earned):f}"
        return Outcome(earned, Status.SCORED, words)

    def _of(self, place: Fraction, points: Fraction) -> Fraction:
        if self.less_each is not None:
            return max(points - self.less_each * (place - 1), self.least)
        turn = int(place) - 1
        return self.table[turn] if turn < len(self.table) else self.beyond

    def sentence(self, points: Fraction) -> str:
        by = f"按{self.measure.label}{'从低到高' if self.lowest_first else '从高到低'}排名"
        if self.less_each is not None:
            return f"{by}，第一名得{plain(points)}分，每退一名减{plain(self.less_each)}分，最低{plain(self.least)}分。"
        given = "、".join(plain(one) for one in self.table)
        return f"{by}，前{len(self.table)}名依次得{given}分，其余得{plain(self.beyond)}分。"
