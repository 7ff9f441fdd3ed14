"""An indicator and a unit, scored: exact points, the numbers behind them and the arithmetic in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.functions import Input, Status
from assessment.rules import Rounding
from assessment.scheme_document import Group, Indicator


@dataclass(frozen=True)
class Scored:
    """One item of one unit. `points` is exact and None for "—"; `possible` is the item's full mark."""

    code: str
    name: str
    points: Fraction | None
    possible: Fraction
    inputs: tuple[Input, ...]
    words: str
    status: Status
    rate: Fraction | None = None


@dataclass(frozen=True)
class UnitScore:
    """All items of one unit. `total` is exactly the sum of the items that count, None when it is not ranked.

    `possible` adds the full marks of the items that count. Items at "—" are left out of both, and the
    weights of the others stay as they are (taxonomy section 4).
    """

    items: tuple[Scored, ...]
    total: Fraction | None
    possible: Fraction

    def words(self, rounding: Rounding) -> str:
        """The sum as shown; the total is rounded from the exact sum, so its last digit may differ."""
        if self.total is None:
            return "各项目标均未下达，不参加排名（—）"
        counted = [item.points for item in self.items if item.points is not None]
        parts = " + ".join(f"{rounding.of(points):f}" for points in counted)
        shown = rounding.of(self.total)
        if sum(rounding.of(points) for points in counted) == shown:
            return f"{parts} = {shown:f}"
        return f"{parts} ≈ {shown:f}（各项按未取舍的数相加后一次取舍）"


def score_indicator(indicator: Indicator, inputs: Iterable[Input], rounding: Rounding) -> Scored:
    """One item out of the numbers found for `indicator.needs`; a number not given counts as missing.

    Raises ValueError for a number the indicator did not ask for: the caller is at fault, not the data.
    """
    given = {one.name: one for one in inputs}
    complete = {need.name: given.pop(need.name, None) or need.filled(None) for need in indicator.needs}
    if given:
        raise ValueError(f"indicator {indicator.code} has no input {', '.join(given)}")
    outcome = indicator.function.score(indicator.points, complete, rounding)
    return Scored(
        code=indicator.code,
        name=indicator.name,
        points=outcome.points,
        possible=indicator.points,
        inputs=tuple(complete.values()),
        words=outcome.words,
        status=outcome.status,
        rate=outcome.rate,
    )


def score_unit(
    group: Group, inputs_by_indicator: Mapping[str, Iterable[Input]], rounding: Rounding | None = None
) -> UnitScore:
    """All items of a unit of this group. `rounding` is used for words only; sums stay exact.

    The total is None, and the unit unranked, when no item that needs a target has points, or in a group
    without such items when no item has points at all.
    """
    shown = rounding or Rounding()
    found = inputs_by_indicator
    items = tuple(score_indicator(one, found.get(one.code, ()), shown) for one in group.indicators)
    pairs = zip(items, group.indicators, strict=True)
    with_target = [item for item, one in pairs if one.function.needs_target]
    counted = [item for item in items if item.points is not None]
    if all(item.points is None for item in with_target or items):
        return UnitScore(items, None, Fraction(0))
    return UnitScore(
        items,
        sum((item.points for item in counted), Fraction(0)),
        sum((item.possible for item in counted), Fraction(0)),
    )
