"""All numbers of a group of units worked out from what was looked up: ratios, growth, sums, statistics, places.

Pure: `look_up` gives the numbers nobody can work out. A group statistic or a place needs the numbers of every unit,
so one Evaluation serves a whole group and remembers what it has worked out.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from functools import singledispatchmethod
from typing import NamedTuple

from assessment.functions.words import equals_percent, number, quantity
from assessment.ranking import rank
from assessment.sources import (
    Combined,
    Growth,
    Input,
    Kind,
    Need,
    OfGroup,
    Place,
    PointsOf,
    Quotient,
    Sharing,
    Source,
    Stat,
)

Key = Hashable


class Found(NamedTuple):
    """A number with the arithmetic that made it; None where there is none."""

    value: Fraction | None
    words: str = ""


LookUp = Callable[[Source, Key], Found | Fraction | None]
Points = Callable[[str, Key], Fraction | None]
NOTHING = Found(None)


class Evaluation:
    """`given` are numbers stated outright, by (unit, key of the source): worked examples and what-if state them."""

    def __init__(
        self, units: Sequence[Key], look_up: LookUp, *, names: Mapping[Key, str] | None = None,
        given: Mapping[tuple[Key, str], Fraction | None] | None = None, points: Points | None = None,
    ) -> None:  # fmt: skip
        self.units, self.look_up, self.given = tuple(units), look_up, given or {}
        self.names, self.points = names or {}, points
        self._found: dict[tuple[Key, str], Found] = {}
        self._places: dict[str, dict[Key, int | None]] = {}

    def input(self, need: Need, unit: Key) -> Input:
        found = self.found(need.source, unit)
        return need.filled(found.value, words=found.words, parts=self._parts(need.source, unit))

    def _parts(self, source: Source, unit: Key) -> tuple[Input, ...]:
        """The numbers behind a number of the unit itself, for the sheet that opens them."""
        if source.kind != Kind.DERIVED or isinstance(source, OfGroup | Sharing):
            return ()
        parts = (source.of,) if isinstance(source, Place) else source.parts
        return tuple(self.input(Need(f"{turn}", part), unit) for turn, part in enumerate(parts, start=1))

    def value(self, source: Source, unit: Key) -> Fraction | None:
        return self.found(source, unit).value

    def found(self, source: Source, unit: Key) -> Found:
        place = (unit, source.key)
        if place not in self._found:
            self._found[place] = self._find(source, unit)
        return self._found[place]

    def _find(self, source: Source, unit: Key) -> Found:
        place = (unit, source.key)
        if place in self.given:
            return Found(self.given[place])
        if source.kind == Kind.DERIVED:
            return self._work_out(source, unit)
        if source.kind == Kind.FIXED:
            return Found(source.value)
        found = self.look_up(source, unit)
        return found if isinstance(found, Found) else Found(found)

    @singledispatchmethod
    def _work_out(self, source: Source, unit: Key) -> Found:
        raise TypeError(f"{type(source).__name__} cannot be worked out")

    @_work_out.register
    def _(self, source: Quotient, unit: Key) -> Found:
        over, under = (self.value(part, unit) for part in source.parts)
        if over is None or under is None or under <= 0:
            return NOTHING
        found = over / under
        parts = (quantity(x, part.unit) for x, part in zip((over, under), source.parts, strict=True))
        (top, bottom), (first, second) = parts, source.parts
        return Found(found, f"{first.label} {top} ÷ {second.label} {bottom} {equals_percent(found)}")

    @_work_out.register
    def _(self, source: Growth, unit: Key) -> Found:
        now, base = (self.value(part, unit) for part in source.parts)
        if now is None or base is None or base <= 0:
            return NOTHING
        found = now / base - 1
        shown = f"{quantity(now, source.of.unit)} ÷ {quantity(base, source.of.unit)} - 1"
        return Found(found, f"{source.label} {shown} {equals_percent(found)}")

    @_work_out.register
    def _(self, source: Combined, unit: Key) -> Found:
        terms = [(part, factor, self.value(part, unit)) for part, factor in source.terms]
        known = [(part, factor, value) for part, factor, value in terms if value is not None]
        if not known:
            return NOTHING
        found = sum((factor * value for _, factor, value in known), Fraction(0))
        said = "".join(_term(turn, *one) for turn, one in enumerate(known))
        return Found(found, f"{said} = {quantity(found, source.unit)}")

    @_work_out.register
    def _(self, source: OfGroup, unit: Key) -> Found:
        place = (None, source.key)  # the same for every unit
        if place not in self._found:
            self._found[place] = self._statistic(source)
        return self._found[place]

    def _statistic(self, source: OfGroup) -> Found:
        if source.stat == Stat.OVERALL:
            return self._overall(source.of)
        values = [(self.value(source.of, unit), unit) for unit in self.units]
        known = [(value, unit) for value, unit in values if value is not None]
        if not known:
            return NOTHING
        numbers = [value for value, _ in known]
        if source.stat in (Stat.MAX, Stat.MIN):
            found = max(numbers) if source.stat == Stat.MAX else min(numbers)
            return Found(
                found, "、".join(self.names.get(unit, "") for value, unit in known if value == found)
            )
        total = sum(numbers, Fraction(0))
        return Found(total if source.stat == Stat.TOTAL else total / len(numbers), f"共{len(numbers)}个单位")

    def _overall(self, of: Source) -> Found:
        """Total over total, of the units that have both numbers."""
        if not isinstance(of, Quotient | Growth):
            return NOTHING
        pairs = [tuple(self.value(part, unit) for part in of.parts) for unit in self.units]
        whole = [pair for pair in pairs if None not in pair]
        over, under = (sum((pair[turn] for pair in whole), Fraction(0)) for turn in (0, 1))
        if under <= 0:
            return NOTHING
        found = over / under - (1 if isinstance(of, Growth) else 0)
        first, second = (quantity(x, part.unit) for x, part in zip((over, under), of.parts, strict=True))
        return Found(found, f"合计 {first} ÷ {second}")

    @_work_out.register
    def _(self, source: Place, unit: Key) -> Found:
        if source.key not in self._places:
            values = {one: self.value(source.of, one) for one in self.units}
            sign = -1 if source.lowest_first else 1
            lines = [(one, None if x is None else sign * x, 0) for one, x in values.items()]
            self._places[source.key] = rank(lines)
        place = self._places[source.key][unit]
        return Found(None if place is None else Fraction(place))

    @_work_out.register
    def _(self, source: Sharing, unit: Key) -> Found:
        own = self.value(source.place, unit)
        same = [one for one in self.units if self.value(source.place, one) == own]
        return NOTHING if own is None else Found(Fraction(len(same)))

    @_work_out.register
    def _(self, source: PointsOf, unit: Key) -> Found:
        return Found(self.points(source.code, unit) if self.points else None)


def _term(turn: int, part: Source, factor: Fraction, value: Fraction) -> str:
    sign = "-" if factor < 0 else "+"
    times = "" if abs(factor) == 1 else f" × {number(abs(factor), 0, 6)}"
    lead = ("-" if factor < 0 else "") if turn == 0 else f" {sign} "
    return f"{lead}{part.label} {quantity(value, part.unit)}{times}"
