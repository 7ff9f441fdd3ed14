"""Marks of several people made one number (F16): mean, weighted by classes of markers, trimmed, places of ballots.

Exact numbers in, one exact number out with its arithmetic in words; the order of the marks changes neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from promo.rounding import round_to

Mark = tuple[str, Fraction]  # class of the marker, what was given: points, or a place from 1
NO_MARKS = "尚无评分，不计分（—）"
LISTED = 12  # so many marks are written out; of more, the sum and the count
PLACES = 4


class Method(StrEnum):
    MEAN = "mean"
    WEIGHTED = "weighted"
    TRIMMED = "trimmed"
    BALLOTS = "ballots"


class Missing(StrEnum):
    """What happens when a class of markers gave no mark, or when there are too few marks to leave any out.

    RESCALE goes on with what there is: the weights of the others make the whole, nothing is left out. NO_SCORE is "—".
    """

    RESCALE = "rescale"
    NO_SCORE = "no_score"


METHOD_WORDS = {
    Method.MEAN: "取平均",
    Method.WEIGHTED: "按评分人类别加权",
    Method.TRIMMED: "去掉最高最低分后取平均",
    Method.BALLOTS: "排序票取平均名次",
}


@dataclass(frozen=True)
class Panel:
    """How the marks of a panel are added up. `weights` are for WEIGHTED and make 1, `trim` is for TRIMMED."""

    method: Method = Method.MEAN
    weights: tuple[tuple[str, Fraction], ...] = ()
    trim: int = 0
    missing: Missing = Missing.RESCALE

    @property
    def by_weight(self) -> tuple[tuple[str, Fraction], ...]:
        """The heaviest first: the order in which a document keeps its names differs between engines."""
        return tuple(sorted(self.weights, key=lambda one: (-one[1], one[0])))

    @property
    def words(self) -> str:
        """The method as a sentence of the scheme: '园区70%、乡镇30%加权'."""
        if self.method == Method.WEIGHTED:
            return f"按{'、'.join(f'{name}{_percent(weight)}' for name, weight in self.by_weight)}加权"
        if self.method == Method.TRIMMED:
            return f"{_left_out(self.trim)}后取平均"
        return METHOD_WORDS[self.method]


def problems(how: Panel) -> list[tuple[str, str]]:
    """(field, Chinese sentence) for what does not go together in a panel."""
    found = []
    if how.method == Method.WEIGHTED:
        names = [name for name, _ in how.weights]
        if not names or sum(weight for _, weight in how.weights) != 1:
            found.append(("weights", "各类评分人的权重之和应为100%"))
        if any(weight <= 0 for _, weight in how.weights):
            found.append(("weights", "权重应大于0"))
        if len(set(names)) < len(names):
            found.append(("weights", "同一类评分人只能有一个权重"))
    elif how.weights:
        found.append(("weights", f"“{METHOD_WORDS[how.method]}”不使用权重"))
    if how.method == Method.TRIMMED and how.trim < 1:
        found.append(("trim", "去掉的最高分、最低分个数应不少于1"))
    if how.method != Method.TRIMMED and how.trim:
        found.append(("trim", f"“{METHOD_WORDS[how.method]}”不去掉最高分、最低分"))
    return found


def aggregate(marks: Iterable[Mark], how: Panel) -> tuple[Fraction | None, str]:
    """One number out of the marks of a unit and its arithmetic; None is "—".

    BALLOTS gives the average place. A mark of a class that has no weight does not count, and the words say so.
    """
    if wrong := problems(how):
        raise ValueError(wrong[0][1])
    given = sorted(marks, key=lambda one: (one[1], one[0]))
    if not given:
        return None, NO_MARKS
    values = [value for _, value in given]
    if how.method == Method.WEIGHTED:
        return _weighted(given, how)
    if how.method == Method.TRIMMED:
        return _trimmed(values, how)
    found = mean(values)
    if how.method == Method.BALLOTS:
        return found, f"平均名次：{_mean_words(values)}"
    return found, _mean_words(values)


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _weighted(given: list[Mark], how: Panel) -> tuple[Fraction | None, str]:
    by_class = {name: [value for one, value in given if one == name] for name, _ in how.by_weight}
    absent = [name for name, _ in how.by_weight if not by_class[name]]
    if len(absent) == len(how.by_weight):
        return None, f"{_names(absent)}均未评分，不计分（—）"
    if absent and how.missing == Missing.NO_SCORE:
        return None, f"{_names(absent)}未评分，不计分（—）"
    present = [(name, weight) for name, weight in how.by_weight if by_class[name]]
    whole = sum(weight for _, weight in present)
    found = sum((mean(by_class[name]) * weight for name, weight in present), Fraction(0)) / whole
    listed = len(given) <= LISTED
    means = [
        f"{name}均分 {_mean_words(by_class[name], listed=listed)}"
        for name, _ in present
        if len(by_class[name]) > 1
    ]
    terms = [f"{name}评分 {shown(mean(by_class[name]))}×{_percent(weight)}" for name, weight in present]
    total = " + ".join(terms)
    if absent:
        total = f"{_names(absent)}未评分，其余权重折算为100%：({total}) ÷ {_percent(whole)}"
    others = len(given) - sum(len(values) for values in by_class.values())
    ignored = f"（另有{others}份评分的类别没有权重，不计入）" if others else ""
    return found, "；".join([*means, f"{total} {_equals(found)}{ignored}"])


def _trimmed(values: list[Fraction], how: Panel) -> tuple[Fraction | None, str]:
    """`values` are in rising order."""
    out = _left_out(how.trim)
    if len(values) > 2 * how.trim:
        kept = values[how.trim : len(values) - how.trim]
        return mean(kept), f"{out}后取平均：{_mean_words(kept)}"
    few = f"只有{len(values)}份评分，不足以{out}"
    if how.missing == Missing.NO_SCORE:
        return None, f"{few}，不计分（—）"
    return mean(values), f"{few}，全部取平均：{_mean_words(values)}"


def _mean_words(values: Sequence[Fraction], *, listed: bool = True) -> str:
    """'13', '(12 + 13.5) ÷ 2 = 12.75', and of many marks only their sum."""
    if len(values) == 1:
        return shown(values[0])
    if listed and len(values) <= LISTED:
        top = f"({' + '.join(shown(value) for value in values)})"
    else:
        top = f"{len(values)}份合计 {shown(sum(values))}"
    return f"{top} ÷ {len(values)} {_equals(mean(values))}"


def _left_out(count: int) -> str:
    return f"去掉{count}个最高分、{count}个最低分"


def _names(names: Iterable[str]) -> str:
    return "、".join(names)


def _equals(x: Fraction) -> str:
    return f"{'=' if _is_exact(x) else '≈'} {_decimals(x)}"


def shown(x: Fraction) -> str:
    """A mark with the decimals it has, four at most; "约" where there would be more."""
    return f"{'' if _is_exact(x) else '约'}{_decimals(x)}"


def _is_exact(x: Fraction) -> bool:
    return x == Fraction(round_to(x, PLACES))


def _decimals(x: Fraction) -> str:
    text = f"{round_to(x, PLACES):f}"
    return text.rstrip("0").rstrip(".")


def _percent(weight: Fraction) -> str:
    return f"{shown(weight * 100)}%"
