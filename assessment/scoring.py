"""Items, blocks and totals of a group of units: exact points, the numbers behind them, the arithmetic in words."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.evaluation import Evaluation
from assessment.functions import GAPS, Input, Outcome, Status
from assessment.functions.words import plain
from assessment.rules import Rounding, added
from assessment.scheme_document import Block, Gap, Group, Indicator, Node, walk
from promo.rounding import digits, in_last_places

Key = Hashable
GAP_WORDS = {"zero": "按规定计0分", "full": "按规定计满分", "points": "按规定计{}分"}


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
    bonus: bool = False


@dataclass(frozen=True)
class ScoredBlock:
    """One block of one unit: the sum (or weighted sum) of what it holds, and whether its pass mark is reached."""

    code: str
    name: str
    points: Fraction | None
    possible: Fraction
    words: str
    depth: int
    is_passed: bool | None = None


@dataclass(frozen=True)
class UnitScore:
    """All items of one unit. `total` is exactly the sum of the items that count, None when it is not ranked.

    `possible` adds the full marks of the items that count. Items at "—" are left out of both, and the weights of the
    others stay as they are unless the scheme rescales them.
    """

    items: tuple[Scored, ...]
    total: Fraction | None
    possible: Fraction
    blocks: tuple[ScoredBlock, ...] = ()
    tops: tuple[Fraction, ...] = ()  # the points of the outermost items and blocks that count
    adjusted: str = ""  # what happened to their sum: rescaled, held by a cap or a floor

    def words(self, rounding: Rounding) -> str:
        """The sum as shown; the total is rounded from the exact sum, so its last digit may differ."""
        if self.total is None:
            return "各项目标均未下达，不参加排名（—）"
        counted = self.tops or [item.points for item in self.items if item.points is not None]
        wholes = [in_last_places(points, rounding.places, rounding.mode)[0] for points in counted]
        parts = "".join(_signed(turn, whole, rounding) for turn, whole in enumerate(wholes))
        total = in_last_places(self.total, rounding.places, rounding.mode)[0]
        shown = digits(total, rounding.places)
        if self.adjusted:
            return f"{parts} = {rounding.text(added(counted))}，{self.adjusted}，得 {shown}"
        if sum(wholes) == total:
            return f"{parts} = {shown}"
        return f"{parts} ≈ {shown}（各项按未取舍的数相加后一次取舍）"


def _signed(turn: int, whole: int, rounding: Rounding) -> str:
    """One summand, `whole` counted in the last place shown."""
    if turn == 0:
        return digits(whole, rounding.places)
    return f" {'-' if whole < 0 else '+'} {digits(abs(whole), rounding.places)}"


def score_indicator(indicator: Indicator, inputs: Iterable[Input], rounding: Rounding) -> Scored:
    """One item out of the numbers found for `indicator.needs`; a number not given counts as missing.

    Raises ValueError for a number the indicator did not ask for: the caller is at fault, not the data.
    """
    given = {one.name: one for one in inputs}
    complete = {need.name: given.pop(need.name, None) or need.filled(None) for need in indicator.needs}
    if given:
        raise ValueError(f"indicator {indicator.code} has no input {', '.join(given)}")
    outcome = _bounded(indicator, _outcome(indicator, complete, rounding), rounding)
    return Scored(
        code=indicator.code,
        name=indicator.name,
        points=outcome.points,
        possible=indicator.points,
        inputs=tuple(complete.values()),
        words=outcome.words,
        status=outcome.status,
        rate=outcome.rate,
        bonus=indicator.bonus,
    )


def _outcome(indicator: Indicator, inputs: Mapping[str, Input], rounding: Rounding) -> Outcome:
    own = inputs
    if indicator.otherwise:
        own = {name: one for name, one in inputs.items() if not name.startswith("otherwise.")}
    found = indicator.function.score(indicator.points, own, rounding)
    if found.points is not None or found.status not in GAPS:
        return found
    gap = indicator.gaps[found.status]
    if gap.kind == "otherwise":
        other = {name.removeprefix("otherwise."): one for name, one in inputs.items() if name not in own}
        second = indicator.otherwise.score(indicator.points, other, rounding)
        return replace(second, words=f"{_reason(found)}，改按另行规定：{second.words}")
    return found if gap.kind == "leave_out" else _instead(found, gap, indicator, rounding)


def _instead(found: Outcome, gap: Gap, indicator: Indicator, rounding: Rounding) -> Outcome:
    points = {"zero": Fraction(0), "full": indicator.points}.get(gap.kind, gap.points)
    told = GAP_WORDS[gap.kind].format(plain(points))
    return Outcome(points, found.status, f"{_reason(found)}，{told}，得 {rounding.of(points):f}")


def _reason(found: Outcome) -> str:
    return found.words.rsplit("，", 1)[0]


def _bounded(indicator: Indicator, found: Outcome, rounding: Rounding) -> Outcome:
    points = found.points
    if points is None or (indicator.most is None and indicator.least is None):
        return found
    for bound, word, over in (
        (indicator.most, "最高", lambda x, y: x > y),
        (indicator.least, "最低", lambda x, y: x < y),
    ):
        if bound is not None and over(points, bound):
            words = f"{found.words}；本项{word}{plain(bound)}分，按{rounding.of(bound):f}计"
            return replace(found, points=bound, status=Status.CAPPED, words=words)
    return found


def score_group(group: Group, evaluation: Evaluation, rounding: Rounding) -> dict[Key, UnitScore]:
    """Every unit of the evaluation, scored. Items that read other items' points are worked out after them."""
    scoring = _GroupScoring(group, evaluation, rounding)
    evaluation.points = scoring.points_of
    return {unit: scoring.unit(unit) for unit in evaluation.units}


def score_again(
    group: Group, evaluation: Evaluation, rounding: Rounding, *, units: Iterable[Key],
    kept: Mapping[tuple[str, Key], Scored],
) -> dict[Key, UnitScore]:  # fmt: skip
    """Some units of the evaluation, scored. `kept` are the items, by (code, unit), that need no working out."""
    scoring = _GroupScoring(group, evaluation, rounding, kept)
    evaluation.points = scoring.points_of
    return {unit: scoring.unit(unit) for unit in units}


class _GroupScoring:
    def __init__(
        self, group: Group, evaluation: Evaluation, rounding: Rounding,
        kept: Mapping[tuple[str, Key], Scored] | None = None,
    ) -> None:  # fmt: skip
        self.group, self.evaluation, self.rounding = group, evaluation, rounding
        self.nodes = {one.code: one for one, _ in walk(group.nodes)}
        self.needs = {one.code: one.needs for one in group.indicators}
        self._items: dict[tuple[str, Key], Scored] = dict(kept or {})

    def item(self, code: str, unit: Key) -> Scored:
        place = (code, unit)
        if place not in self._items:
            inputs = [self.evaluation.input(need, unit) for need in self.needs[code]]
            self._items[place] = score_indicator(self.nodes[code], inputs, self.rounding)
        return self._items[place]

    def points_of(self, code: str, unit: Key) -> Fraction | None:
        node = self.nodes[code]
        return self.item(code, unit).points if isinstance(node, Indicator) else self.block(node, unit)[0]

    def block(self, block: Block, unit: Key) -> tuple[Fraction | None, str]:
        return add_up(block, [self.points_of(one.code, unit) for one in block.nodes], self.rounding)

    def unit(self, unit: Key) -> UnitScore:
        items = {one.code: self.item(one.code, unit) for one in self.group.indicators}
        return compose(self.group, items, self.rounding)


def add_up(
    block: Block, points: Sequence[Fraction | None], rounding: Rounding
) -> tuple[Fraction | None, str]:
    """The points of a block out of those of its nodes, with the arithmetic; None when none of them counts."""
    pairs = [(one, x) for one, x in zip(block.nodes, points, strict=True) if x is not None]
    if not pairs:
        return None, "各项均不计分（—）"
    whole = added(x * one.weight if block.is_weighted else x for one, x in pairs)
    said = "".join(_part(turn, one, x, block, rounding) for turn, (one, x) in enumerate(pairs))
    for bound, word, beyond in ((block.most, "最高", 1), (block.least, "最低", -1)):
        if bound is not None and (whole - bound) * beyond > 0:
            return (
                bound,
                f"{said} = {rounding.of(whole):f}，{word}{plain(bound)}分，得 {rounding.of(bound):f}",
            )
    return whole, f"{said} = {rounding.of(whole):f}"


def _part(turn: int, one: Node, x: Fraction, block: Block, rounding: Rounding) -> str:
    times = f" × {plain(one.weight)}" if block.is_weighted else ""
    whole = in_last_places(x, rounding.places, rounding.mode)[0]
    return f"{_signed(turn, whole, rounding)}{times}"


def compose(group: Group, items: Mapping[str, Scored], rounding: Rounding) -> UnitScore:
    """Blocks and total out of the items of a unit."""
    blocks: dict[str, ScoredBlock] = {}
    tops = [(one, _node_points(one, items, blocks, rounding, 0)) for one in group.nodes]
    flat = tuple(items[one.code] for one in group.indicators)
    ordered = tuple(blocks[one.code] for one in group.blocks)
    asking = [items[one.code] for one in group.indicators if one.needs_target]
    if all(item.points is None for item in asking or flat):
        return UnitScore(flat, None, Fraction(0), ordered)
    counted = [(one, x) for one, x in tops if x is not None]
    possible = added(_possible(one, items) for one, _ in counted)
    total, adjusted = _total(group, counted, possible)
    return UnitScore(flat, total, possible, ordered, tuple(x for _, x in counted), adjusted)


def _node_points(
    node: Node, items: Mapping[str, Scored], blocks: dict[str, ScoredBlock], rounding: Rounding, depth: int
) -> Fraction | None:
    if isinstance(node, Indicator):
        return items[node.code].points
    points = [_node_points(one, items, blocks, rounding, depth + 1) for one in node.nodes]
    found, words = add_up(node, points, rounding)
    passed = None if node.pass_mark is None else found is not None and found >= node.pass_mark
    blocks[node.code] = ScoredBlock(node.code, node.name, found, node.points, words, depth, passed)
    return found


def _possible(node: Node, items: Mapping[str, Scored]) -> Fraction:
    """The full mark of what counts; a bonus has none."""
    if node.bonus:
        return Fraction(0)
    if isinstance(node, Indicator):
        return node.points if items[node.code].points is not None else Fraction(0)
    parts = (_possible(one, items) * (one.weight if node.is_weighted else 1) for one in node.nodes)
    whole = added(parts)
    return whole if node.most is None else min(whole, node.most)


def _total(group: Group, counted, possible: Fraction) -> tuple[Fraction, str]:
    """The sum of the outermost nodes, rescaled where the scheme says so, held by the group's own bounds."""
    total = added(x for _, x in counted)
    said = ""
    if group.left_out == "rescale" and 0 < possible < group.points:
        bonus = added(x for one, x in counted if one.bonus)
        total = (total - bonus) * group.points / possible + bonus
        said = f"缺项折算 × {plain(group.points)} ÷ {plain(possible)}"
    for bound, word, beyond in ((group.most, "总分最高", 1), (group.least, "总分最低", -1)):
        if bound is not None and (total - bound) * beyond > 0:
            return bound, "，".join(filter(None, (said, f"{word}{plain(bound)}分")))
    return total, said
