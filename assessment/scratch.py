"""A group on a scratch copy: some numbers stated otherwise, and only what depends on them worked out again.

Pure. A gap to the next place or the effect of a single fact takes hundreds of such questions; each costs what it
touches, because the items that do not read a restated number are kept from the first working out.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

from assessment.evaluation import Evaluation, Found, LookUp
from assessment.placing import Figure, figure_of, place_units
from assessment.rules import Rounding
from assessment.scheme_document import Group
from assessment.scoring import Scored, UnitScore, score_again, score_group
from assessment.sources import OfGroup, Place, Sharing, Source, items_of, leaves_of

Key = Hashable
Given = Mapping[tuple[Key, str], Fraction | None]  # (unit, key of a source) -> the number stated


class Scratch:
    """`units` stand in their fixed order. What `look_up` finds is asked once and remembered."""

    def __init__(
        self, group: Group, units: Sequence[Key], look_up: LookUp, rounding: Rounding,
        names: Mapping[Key, str] | None = None,
    ) -> None:  # fmt: skip
        self.group, self.units, self.rounding, self.names = group, tuple(units), rounding, names or {}
        self._look_up, self._looked = look_up, {}
        self._readers = readers_of(group)
        evaluation = self._evaluation({})
        self.scores = score_group(group, evaluation, rounding)
        self.places = place_units(group, self.scores, evaluation, self.units)
        self.figures = {one: figure_of(group, one, self.scores[one], evaluation) for one in self.units}
        self._items = {(item.code, unit): item for unit, score in self.scores.items() for item in score.items}

    def number(self, leaf: Source, unit: Key) -> Fraction | None:
        """What was looked up for a unit, before anything is restated."""
        found = self._looked_up(leaf, unit)
        return found.value if isinstance(found, Found) else found

    def score(self, unit: Key, given: Given) -> UnitScore:
        """One unit with the restated numbers."""
        scores, _ = self._again(given, [unit])
        return scores[unit]

    def figures_with(self, given: Given, units: Iterable[Key]) -> list[Figure | None]:
        """What some units are placed by with the restated numbers."""
        some = list(units)
        scores, evaluation = self._again(given, some)
        return [figure_of(self.group, one, scores[one], evaluation) for one in some]

    def _again(self, given: Given, units: Iterable[Key]) -> tuple[dict[Key, UnitScore], Evaluation]:
        evaluation = self._evaluation(given)
        kept = self._kept(given)
        return score_again(self.group, evaluation, self.rounding, units=units, kept=kept), evaluation

    def _kept(self, given: Given) -> dict[tuple[str, Key], Scored]:
        """The items that read none of the restated numbers: of the unit itself or, for comparing items, of anybody."""
        own: dict[Key, set[str]] = {}
        everybody: set[str] = set()
        for unit, key in given:
            for code, compares in self._readers.get(key, ()):
                (everybody if compares else own.setdefault(unit, set())).add(code)
        return {
            (code, unit): item
            for (code, unit), item in self._items.items()
            if code not in everybody and code not in own.get(unit, ())
        }

    def _evaluation(self, given: Given) -> Evaluation:
        return Evaluation(self.units, self._looked_up, names=self.names, given=given)

    def _looked_up(self, source: Source, unit: Key) -> Found | Fraction | None:
        place = (source.key, unit)
        if place not in self._looked:
            self._looked[place] = self._look_up(source, unit)
        return self._looked[place]


def readers_of(group: Group) -> dict[str, set[tuple[str, bool]]]:
    """Key of a looked-up number -> (item, whether the item compares units) of all that read it, through others too."""
    sources = {one.code: [need.source for need in one.needs] for one in group.indicators}
    inside = {one.code: _codes_in(one) for one in group.blocks}
    found: dict[str, set[tuple[str, bool]]] = {}
    for code in sources:
        for key, compares in _read(code, sources, inside, frozenset()):
            found.setdefault(key, set()).add((code, compares))
    return found


def _codes_in(block) -> list[str]:
    return [one.code for one in block.nodes]


def _read(code: str, sources, inside, seen: frozenset[str]) -> set[tuple[str, bool]]:
    if code in seen:
        return set()
    seen |= {code}
    found: set[tuple[str, bool]] = set()
    for other in inside.get(code, ()):
        found |= _read(other, sources, inside, seen)
    for source in sources.get(code, ()):
        compares = _compares(source)
        found |= {(leaf.key, compares) for leaf in leaves_of(source)}
        for other in items_of(source):
            found |= {(key, compares or so) for key, so in _read(other, sources, inside, seen)}
    return found


def _compares(source: Source) -> bool:
    """Whether a number depends on units other than its own."""
    if isinstance(source, OfGroup | Place | Sharing):
        return True
    return any(_compares(part) for part in getattr(source, "parts", ()))
