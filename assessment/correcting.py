"""A group worked out again with some numbers corrected: of the units and items that a correction names, nothing else.

Pure. Corrections stand on each other: each takes its numbers from a later knowledge, keeps every item that reads none
of them, and lets caps, weights, comparing items and places follow.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.evaluation import Evaluation, Found, LookUp
from assessment.rules import Rounding
from assessment.scheme_document import Group
from assessment.scoring import UnitScore, score_again, score_group
from assessment.scratch import readers_of
from assessment.sources import PointsOf, Source, items_of, leaves_of

Key = Hashable


@dataclass(frozen=True)
class Correction:
    """`units` whose numbers are corrected, `item` '' for all of theirs, `look_up` the later knowledge."""

    units: frozenset[Key]
    item: str
    look_up: LookUp

    def means(self, group: Group, leaf: Source, unit: Key) -> bool:
        return unit in self.units and (not self.item or leaf.key in keys_of(group, self.item))


@dataclass(frozen=True)
class Corrected:
    """The scores, the evaluation they were worked out in, and what looks numbers up in it."""

    scores: Mapping[Key, UnitScore]
    evaluation: Evaluation


def corrected(
    group: Group, units: Sequence[Key], look_up: LookUp, corrections: Iterable[Correction], rounding: Rounding,
    names: Mapping[Key, str] | None = None,
) -> Corrected:  # fmt: skip
    """`look_up` is the knowledge of the ranking itself; `corrections` stand in their order."""
    evaluation = Evaluation(units, look_up, names=names)
    scores = score_group(group, evaluation, rounding)
    for one in corrections:
        later = _overlaid(group, look_up, one)
        touched = _touched(group, units, look_up, later, one)
        kept = {
            (item.code, unit): item
            for unit, score in scores.items()
            for item in score.items
            if (item.code, unit) not in touched
        }
        evaluation = Evaluation(units, later, names=names)
        scores = score_again(group, evaluation, rounding, units=units, kept=kept)
        look_up = later
    return Corrected(scores, evaluation)


def _overlaid(group: Group, before: LookUp, one: Correction) -> LookUp:
    def look_up(source: Source, unit: Key) -> Found | Fraction | None:
        return (one.look_up if one.means(group, source, unit) else before)(source, unit)

    return look_up


def _touched(
    group: Group, units: Sequence[Key], before: LookUp, later: LookUp, one: Correction
) -> set[tuple[str, Key]]:
    """The items that read a number which differs: of the unit itself, and of all where units are compared."""
    readers, found = readers_of(group), set()
    follow = {code for code in _codes(group) if not one.item or reads_item(group, code, one.item)}
    for leaf in group.leaves:
        for unit in units:
            if one.means(group, leaf, unit) and _value(before(leaf, unit)) != _value(later(leaf, unit)):
                for code, compares in readers.get(leaf.key, ()):
                    if code in follow:
                        found |= {(code, other) for other in (units if compares else (unit,))}
    return found


def _value(found: Found | Fraction | None) -> Fraction | None:
    return found.value if isinstance(found, Found) else found


def _codes(group: Group) -> list[str]:
    return [one.code for one in group.indicators]


def _sources(group: Group, code: str) -> list[Source]:
    return [need.source for one in group.indicators if one.code == code for need in one.needs]


def keys_of(group: Group, item: str) -> frozenset[str]:
    """The looked-up numbers that an item itself reads, not those of items whose points it reads."""
    return frozenset(leaf.key for source in _sources(group, item) for leaf in leaves_of(source))


def reads_item(group: Group, code: str, item: str) -> bool:
    """Whether an item is `item` or reads its points, through others and through blocks too."""
    if code == item:
        return True
    inside = {one.code: [node.code for node in one.nodes] for one in group.blocks}
    named = [other for source in _sources(group, code) for other in items_of(source)]
    named += inside.get(code, [])
    return any(reads_item(group, other, item) for other in named)


def adds_up_plainly(group: Group) -> bool:
    """Whether a total is the bare sum of items that read a unit's own numbers, and nothing but places follows from it:
    then a line can be exchanged without working the group out again."""
    rule = group.rank
    by_total = rule.by == "total" and not rule.lowest_first and rule.ties == "share" and not rule.then
    bounds = [one.most is None and one.least is None and not one.is_weighted for one in group.blocks]
    free = group.most is None and group.least is None and group.left_out != "rescale" and all(bounds)
    own = not any(compares for readers in readers_of(group).values() for _, compares in readers)
    points = any(isinstance(part, PointsOf) for one in _codes(group) for part in _sources(group, one))
    judged = group.grading.grades or group.conversions
    return by_total and free and own and not points and not judged
