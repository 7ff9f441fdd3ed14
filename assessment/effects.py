"""What a single fact, target or mark is worth in points: the unit scored with it and without it. Pure.

Effects need not add up to the change: an item that is full takes no more, and comparing items move with others.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.scratch import Scratch

Key = Hashable


@dataclass(frozen=True)
class Effect:
    """`total` is what the unit's total owes to it, `items` what the items do (name, points), those it moved."""

    total: Fraction
    items: tuple[tuple[str, Fraction], ...]


def effect_of(scratch: Scratch, unit: Key, without: Mapping[str, Fraction | None]) -> Effect:
    """`without`: key of a number -> what it would be. An item without points counts as nothing."""
    now = scratch.scores[unit]
    then = scratch.score(unit, {(unit, key): value for key, value in without.items()})
    pairs = zip(now.items, then.items, strict=True)
    items = ((one.name, _less(one.points, other.points)) for one, other in pairs)
    return Effect(_less(now.total, then.total), tuple((name, points) for name, points in items if points))


def _less(now: Fraction | None, then: Fraction | None) -> Fraction:
    return (now or Fraction(0)) - (then or Fraction(0))
