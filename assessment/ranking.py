"""Places inside a group: by the unrounded figure, ties share a place and the next is skipped, "—" has none.

Rules: taxonomy section 4 and model 4.6; the fixed order of units among equals is that of Lu'an 2022.
"""

from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Line(NamedTuple):
    """A unit to be placed: its key, its exact figure (None for "—"), its fixed place among the units."""

    key: Hashable
    value: Fraction | None
    order: int


def rank(lines: Sequence[tuple[Key, Fraction | None, int]]) -> dict[Key, int | None]:
    """Key -> place, 1 for the greatest figure: 1, 2, 2, 4. None for a unit without a figure.

    The result is in the order of presentation: by place, then by the fixed order of units, unranked last.
    """
    figures = [value for _, value, _ in lines if value is not None]
    places: dict[Fraction, int] = {}
    for place, value in enumerate(sorted(figures, reverse=True), start=1):
        places.setdefault(value, place)
    placed = [(None if value is None else places[value], order, key) for key, value, order in lines]
    placed.sort(key=lambda one: (one[0] is None, one[0] or 0, one[1]))
    return {key: place for place, _, key in placed}


def rank_change(now: int | None, before: int | None) -> int | None:
    """Places won since the earlier ranking (negative for lost); None when there was or is no place."""
    return None if now is None or before is None else before - now


def change_in_words(now: int | None, before: int | None) -> str:
    """'上升2位', '下降1位', '持平'; '新进' for a unit that had no place, '—' for one that has none now."""
    change = rank_change(now, before)
    if change is None:
        return "—" if now is None else "新进"
    if change == 0:
        return "持平"
    return f"上升{change}位" if change > 0 else f"下降{-change}位"
