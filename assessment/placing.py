"""Places of the units of a group by the scheme's own rule: by what, which way, and what parts equals."""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

from assessment.evaluation import Evaluation
from assessment.scheme_document import Group, RankRule
from assessment.scoring import UnitScore

Key = Hashable
Figure = tuple[Fraction, ...]


def place_units(
    group: Group, scores: Mapping[Key, UnitScore], evaluation: Evaluation, order: Sequence[Key]
) -> dict[Key, int | None]:
    """Unit -> place (None for "—"), in the order of presentation; `order` is the fixed order of the units."""
    figures = {unit: figure_of(group, unit, scores[unit], evaluation) for unit in order}
    ranked = [unit for unit in order if figures[unit] is not None and group.ranked]
    ranked.sort(key=lambda unit: figures[unit], reverse=not group.rank.lowest_first)
    places = dict(zip(ranked, _places([figures[unit] for unit in ranked], group.rank), strict=True))
    return places | {unit: None for unit in order if unit not in places}


def figure_of(group: Group, unit: Key, score: UnitScore, evaluation: Evaluation) -> Figure | None:
    """What the unit is placed by, unrounded, followed by what parts equals; None for a unit without a place.

    What parts equals always counts upwards: with the lowest first its sign is turned.
    """
    rule = group.rank
    if score.total is None:
        return None
    if rule.by == "total":
        first = score.total
    elif isinstance(rule.by, str):
        first = points_of(score, rule.by)
    else:
        first = evaluation.value(rule.by, unit)
    if first is None:
        return None
    sign = -1 if rule.lowest_first else 1
    return first, *(sign * (points_of(score, code) or Fraction(0)) for code in rule.then)


def points_of(score: UnitScore, code: str) -> Fraction | None:
    """The points of an item or a block."""
    return next((one.points for one in (*score.items, *score.blocks) if one.code == code), None)


def _places(figures: Sequence[Figure], rule: RankRule) -> list[int]:
    """share: 1, 2, 2, 4; dense: 1, 2, 2, 3; order: 1, 2, 3, 4. `figures` stand in their order."""
    found: list[int] = []
    for turn, figure in enumerate(figures):
        is_equal = turn > 0 and figure == figures[turn - 1]
        if is_equal and rule.ties != "order":
            found.append(found[-1])
        elif rule.ties == "dense":
            found.append(found[-1] + 1 if found else 1)
        else:
            found.append(turn + 1)
    return found
