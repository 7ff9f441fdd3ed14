"""So many points for each step above or below a line: whole steps only, or pro rata; up and down differ."""

import math
from dataclasses import dataclass
from fractions import Fraction

from assessment.functions.words import plain, quantity
from assessment.sources import Unit


@dataclass(frozen=True)
class Steps:
    """`points` for each `step`, at the most `most`. `by` "rate" counts the completion rate, "amount" the number.

    `whole`: each full step counts (每满); otherwise parts of a step count in proportion (按比例). Official texts seldom
    say which, so it is a setting.
    """

    step: Fraction
    points: Fraction
    most: Fraction | None = None
    whole: bool = True
    by: str = "rate"

    def count(self, distance: Fraction) -> Fraction:
        """Steps in a distance of zero or more."""
        steps = max(distance, Fraction(0)) / self.step
        return Fraction(math.floor(steps)) if self.whole else steps

    def earned(self, distance: Fraction) -> Fraction:
        earned = self.count(distance) * self.points
        return earned if self.most is None else min(earned, self.most)

    def is_capped(self, distance: Fraction) -> bool:
        return self.most is not None and self.count(distance) * self.points > self.most

    def unit(self, measured_in: Unit) -> Unit:
        return "rate" if self.by == "rate" else measured_in

    def size(self, measured_in: Unit) -> str:
        return step_words(self.step, self.unit(measured_in))

    def sentence(self, measured_in: Unit, verb: str) -> str:
        """'每满10%加0.5分，最多加10分'."""
        each = f"每{'满' if self.whole else ''}{self.size(measured_in)}{verb}{plain(self.points)}分"
        if not self.whole:
            each += "（不足部分按比例）"
        return each if self.most is None else f"{each}，最多{verb}{plain(self.most)}分"

    def words(self, distance: Fraction, measured_in: Unit, verb: str) -> str:
        """'每满10%加0.5分，计3档，加1.5分'."""
        found = self.earned(distance)
        steps = self.count(distance)
        counted = f"计{plain(steps)}档，" if self.whole else ""
        top = (
            f"，封顶{verb}{plain(self.most)}分"
            if self.is_capped(distance)
            else f"，{counted}{verb}{plain(found)}分"
        )
        return f"每{'满' if self.whole else ''}{self.size(measured_in)}{verb}{plain(self.points)}分{top}"


def step_words(step: Fraction, unit: Unit) -> str:
    """'10%', '1个', '1亿元', '500万元': a round size as an official paper writes it."""
    if unit == "rate":
        return f"{plain(step * 100)}%"
    if unit in ("yuan", "usd"):
        big, word = (100_000_000, "亿") if step >= 100_000_000 else (10_000, "万")
        return f"{plain(step / big)}{word}{'元' if unit == 'yuan' else '美元'}"
    return quantity(step, unit)
