"""What would be if: facts, targets and marks that nobody recorded, as numbers stated outright; other weights. Pure."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.scheme_document import Block, Group, Node
from assessment.sources import Clock, Kind, Leaf, days_of

Key = Hashable
ADDED = (Kind.MEASURE, Kind.RECORD)


@dataclass(frozen=True)
class Supposed:
    """A fact more (measure, record), or another target or mark, of one unit; `amount` in 元, 美元, 个 or 分."""

    unit: Key
    kind: Kind
    code: str
    amount: Fraction


def leaves_moved(group: Group, kind: Kind, code: str, clock: Clock) -> list[Leaf]:
    """The numbers that a fact of the last day moves, or that a target or mark of the year is.

    A number that weighs projects by a table, or takes the best of them, is left out: what an unknown project would
    add to it cannot be said.
    """
    return [leaf for leaf in group.leaves if leaf.kind == kind and _is(leaf, code) and _reaches(leaf, clock)]


def _is(leaf: Leaf, code: str) -> bool:
    return getattr(leaf, "code", None) == code


def _reaches(leaf: Leaf, clock: Clock) -> bool:
    if leaf.kind == Kind.TARGET:
        return leaf.target_set == "own" and leaf.prorate != "issued"
    if leaf.kind not in ADDED:
        return True
    if leaf.shift or getattr(leaf, "table", ()) or getattr(leaf, "highest", False):
        return False
    start, end = days_of(leaf.window, clock, since=leaf.since, last=leaf.last)
    return start <= clock.until < end


def restated(
    group: Group, supposed: Iterable[Supposed], clock: Clock, number
) -> dict[tuple[Key, str], Fraction | None]:
    """The numbers as they would be. `number(leaf, unit)` is what stands now; facts add to it, the others replace it."""
    found: dict[tuple[Key, str], Fraction | None] = {}
    for one in supposed:
        for leaf in leaves_moved(group, one.kind, one.code, clock):
            place = (one.unit, leaf.key)
            before = found.get(place, number(leaf, one.unit))
            found[place] = (
                (before or Fraction(0)) + one.amount if one.kind in ADDED else _stated(one, leaf, clock)
            )
    return found


def _stated(one: Supposed, leaf: Leaf, clock: Clock) -> Fraction:
    """A target of the year, where the item asks for its share of elapsed time."""
    mode = leaf.prorate if leaf.kind == Kind.TARGET else ""
    return one.amount * clock.gone(mode) if mode else one.amount


def with_points(group: Group, points: Mapping[str, Fraction]) -> Group:
    """The group with other full marks for some items; everything else stays as the paper has it."""
    return replace(group, nodes=tuple(_node(one, points) for one in group.nodes))


def _node(node: Node, points: Mapping[str, Fraction]) -> Node:
    if isinstance(node, Block):
        return replace(node, nodes=tuple(_node(one, points) for one in node.nodes))
    return replace(node, points=points[node.code]) if node.code in points else node
