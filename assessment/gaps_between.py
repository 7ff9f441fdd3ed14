"""How far a unit is from the place above, and the smallest single step that closes it. Pure.

Nothing is derived by formula: each step is put to the engine on a scratch copy of the group, so that caps, ratios and
items that compare units say for themselves whether it is enough.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessment.functions.words import number, quantity
from assessment.placing import Figure
from assessment.scheme_document import Group
from assessment.scratch import Scratch
from assessment.sources import Clock, Kind, Leaf
from assessment.supposing import Supposed, leaves_moved, restated
from projects.measures import MEASURES

Key = Hashable
WAN = 10_000
MOST_THINGS = 20
MOST_WAN = 1_000_000  # 100亿元
HALF_POINT = Fraction(1, 2)
STEPS = {
    "signed_count": "再有{}个项目签约", "signed_amount": "再签约{}", "signed_foreign": "再签约外资{}",
    "arrived_capital": "再到位{}", "arrived_foreign": "外资再实到{}", "started_count": "再有{}个项目开工",
    "completed_count": "再有{}个项目竣工", "producing_count": "再有{}个项目投产",
}  # fmt: skip
CANNOT = "单凭此项无法赶上"


@dataclass(frozen=True)
class Lever:
    """Something a unit can do more of: facts of a measure, records of a kind, a mark."""

    kind: Kind
    code: str
    name: str
    unit: str
    most: Fraction | None = None  # of a mark: the full mark


@dataclass(frozen=True)
class Step:
    """The smallest amount of a lever that closes the distance alone; None where it cannot."""

    lever: Lever
    amount: Fraction | None
    words: str


@dataclass(frozen=True)
class Distance:
    """`points` is exact; None where units are placed by something else than points."""

    unit: Key
    above: Key
    place: int
    behind: Fraction
    points: Fraction | None
    steps: tuple[Step, ...]


def distance_of(scratch: Scratch, unit: Key, clock: Clock) -> Distance | None:
    """None for a unit without a place, and for the first."""
    above = above_of(scratch, unit)
    if above is None:
        return None
    mine, theirs = scratch.figures[unit], scratch.figures[above]
    behind = abs(theirs[0] - mine[0])
    points = behind if isinstance(scratch.group.rank.by, str) else None
    tried = (_step(scratch, unit, above, one, clock) for one in levers_of(scratch.group, clock))
    steps = tuple(one for one in tried if one.amount is not None or one.lever.kind != Kind.RECORD)
    return Distance(unit, above, scratch.places[above], behind, points, steps)


def above_of(scratch: Scratch, unit: Key) -> Key | None:
    """The unit in the nearest better place; the first of those that share it."""
    own = scratch.places.get(unit)
    if own is None:
        return None
    better = [(place, one) for one, place in scratch.places.items() if place is not None and place < own]
    nearest = max((place for place, _ in better), default=None)
    return next((one for place, one in better if place == nearest), None)


def levers_of(group: Group, clock: Clock) -> list[Lever]:
    """What more of could move the points, in the order of the items, each once."""
    found: dict[tuple[Kind, str], Lever] = {}
    for one in group.indicators:
        for leaf in (leaf for need in one.needs for leaf in _leaves(need.source)):
            if leaf.kind in NAMES and leaves_moved(group, leaf.kind, leaf.code, clock):
                most = one.points if leaf.kind == Kind.MARK and leaf.unit == "points" else None
                lever = Lever(leaf.kind, leaf.code, NAMES[leaf.kind](leaf), leaf.unit, most)
                found.setdefault((leaf.kind, leaf.code), lever)
    return list(found.values())


def _leaves(source) -> Iterator[Leaf]:
    if source.kind != Kind.DERIVED:
        yield source
    for part in getattr(source, "parts", ()):
        yield from _leaves(part)


def _measure_name(leaf: Leaf) -> str:
    return MEASURES[leaf.code].name


NAMES: dict[Kind, Callable[[Leaf], str]] = {
    Kind.MEASURE: _measure_name, Kind.RECORD: lambda leaf: leaf.label, Kind.MARK: lambda leaf: leaf.label,
}  # fmt: skip


def _step(scratch: Scratch, unit: Key, above: Key, lever: Lever, clock: Clock) -> Step:
    leaves = leaves_moved(scratch.group, lever.kind, lever.code, clock)
    now = scratch.number(leaves[0], unit) or Fraction(0)

    def closes(amount: Fraction) -> bool:
        stated = now + amount if lever.kind == Kind.MARK else amount
        supposed = [Supposed(unit, lever.kind, lever.code, stated)]
        given = restated(scratch.group, supposed, clock, scratch.number)
        return is_level(scratch, unit, above, *scratch.figures_with(given, (unit, above)))

    amount = next(iter(SEARCHES[_way(lever)](closes, lever, now)), None)
    return Step(lever, amount, CANNOT if amount is None else words_of(lever, amount))


def is_level(scratch: Scratch, unit: Key, above: Key, mine: Figure | None, theirs: Figure | None) -> bool:
    """Whether the unit stands at least as high. Where the fixed order parts equals, a lower one must be ahead."""
    if mine is None or theirs is None:
        return False
    rule = scratch.group.rank
    if mine == theirs:
        return rule.ties != "order" or scratch.units.index(unit) < scratch.units.index(above)
    return (mine < theirs) if rule.lowest_first else (mine > theirs)


def _way(lever: Lever) -> str:
    if lever.unit in ("yuan", "usd"):
        return "money"
    return "mark" if lever.unit == "points" else "things"


def _things(closes, lever: Lever, now: Fraction) -> Iterator[Fraction]:
    return (Fraction(n) for n in range(1, MOST_THINGS + 1) if closes(Fraction(n)))


def _halves(closes, lever: Lever, now: Fraction) -> Iterator[Fraction]:
    """Half points up to the full mark, which is tried as well."""
    room = Fraction(MOST_THINGS) if lever.most is None else lever.most - now
    steps = [HALF_POINT * n for n in range(1, min(int(room / HALF_POINT), 2 * MOST_THINGS) + 1)]
    if lever.most is not None and room > 0 and room not in steps:
        steps.append(room)
    return (step for step in steps if closes(step))


def _money(closes, lever: Lever, now: Fraction) -> Iterator[Fraction]:
    """Whole 万元 by halving: about twenty questions."""
    if not closes(Fraction(MOST_WAN * WAN)):
        return
    low, high = 0, MOST_WAN
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if closes(Fraction(middle * WAN)) else (middle, high)
    yield Fraction(high * WAN)


SEARCHES = {"money": _money, "mark": _halves, "things": _things}


def sentence_of(distance: Distance, scratch: Scratch) -> str:
    """'距第3名石桥村差0.42分：再有1个项目开工，或再到位1,250万元，即可赶上。'"""
    able = [one.words for one in distance.steps if one.amount is not None]
    unable = [one.lever.name for one in distance.steps if one.amount is None]
    said = [
        f"{_behind(distance, scratch)}：{'，或'.join(able)}，即可赶上。"
        if able
        else f"{_behind(distance, scratch)}。"
    ]
    if unable:
        said.append(f"单凭{'、'.join(unable)}无法赶上。")
    return "".join(said)


def _behind(distance: Distance, scratch: Scratch) -> str:
    name = f"第{distance.place}名{scratch.names.get(distance.above, distance.above)}"
    if distance.behind == 0:
        return f"与{name}得分相同，按办法规定的次序列后"
    return f"距{name}差{shown_behind(distance, scratch)}"


def shown_behind(distance: Distance, scratch: Scratch) -> str:
    """Rounded as the scheme rounds, unless that would print a distance as nothing."""
    if distance.points is None:
        return quantity(distance.behind, scratch.group.rank.by.unit)
    shown = scratch.rounding.of(distance.points)
    return f"{shown:f}分" if shown else f"{number(distance.points, scratch.rounding.places, 6)}分"


def words_of(lever: Lever, amount: Fraction) -> str:
    """'再到位1,250万元', '再有1个项目开工', '日常管理再得1.5分'."""
    shown = quantity(amount, lever.unit)
    if lever.unit in ("yuan", "usd"):
        shown = shown.replace(".00万", "万")
    if lever.kind == Kind.MEASURE:
        return STEPS[lever.code].format(int(amount) if lever.unit == "count" else shown)
    return f"{lever.name}再{'得' if lever.unit == 'points' else '增加'}{shown}"
