"""Runs the worked examples that a scheme carries, so that a scheme is tried before it judges anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.evaluation import Evaluation
from assessment.placing import place_units
from assessment.rules import Rounding, rounded
from assessment.scheme_document import Example, Group, GroupExample, Indicator, Scheme, UnitExample
from assessment.scoring import UnitScore, score_group, score_indicator
from assessment.sources import Kind, Measured, Need, Shares, Source
from assessment.sources.sharing import credited


@dataclass(frozen=True)
class Difference:
    """A worked example that does not come out: where it stands, what it says and what the engine finds."""

    where: str
    expected: Decimal | int | None
    found: Decimal | int | None
    words: str

    def __str__(self) -> str:
        expected, found = ("—" if one is None else f"{one}" for one in (self.expected, self.found))
        return f"{self.where}：应得 {expected}，算得 {found}（{self.words}）"


def check_examples(scheme: Scheme) -> list[Difference]:
    """Every worked example that differs. Compared at the decimals written, at least at the scheme's."""
    return [
        difference
        for number, group in enumerate(scheme.groups, start=1)
        for difference in _of_group(f"第{number}组", group, scheme.rounding)
    ]


def count_examples(scheme: Scheme) -> int:
    """How many examples there are: of single items, and units of group examples."""
    single = sum(len(one.examples) for group in scheme.groups for one in group.indicators)
    return single + sum(len(one.units) for group in scheme.groups for one in group.examples)


def _of_group(place: str, group: Group, rounding: Rounding) -> Iterator[Difference]:
    for indicator in group.indicators:
        for turn, example in enumerate(indicator.examples, start=1):
            yield from _single(f"{place}·指标 {indicator.code}·算例{turn}", indicator, example, rounding)
    for turn, example in enumerate(group.examples, start=1):
        yield from _several(f"{place}·分组算例{turn}", group, example, rounding)


def as_written(found: Fraction | None, expected: Decimal | None, rounding: Rounding) -> Decimal | None:
    """A result at the decimals the example writes, and at least at those of the scheme."""
    written = 0 if expected is None else -expected.as_tuple().exponent
    return rounded(found, max(written, rounding.places), rounding.mode)


def _single(where: str, indicator: Indicator, example: Example, rounding: Rounding) -> Iterator[Difference]:
    given = dict(example.inputs)
    inputs = [need.filled(given.get(need.name)) for need in indicator.needs]
    scored = score_indicator(indicator, inputs, rounding)
    found = as_written(scored.points, example.points, rounding)
    if found != example.points:
        yield Difference(where, example.points, found, scored.words)


def _several(where: str, group: Group, example: GroupExample, rounding: Rounding) -> Iterator[Difference]:
    units = [unit.name for unit in example.units]
    evaluation = Evaluation(
        units,
        lambda source, unit: _nothing(source),
        names={name: name for name in units},
        given=_given(group, example),
    )
    scores = score_group(group, evaluation, rounding)
    places = place_units(group, scores, evaluation, units)
    for unit in example.units:
        yield from _unit(f"{where}·{unit.name}", group, unit, scores[unit.name], evaluation, rounding)
        if unit.rank is not None and places[unit.name] != unit.rank:
            yield Difference(f"{where}·{unit.name}·名次", unit.rank, places[unit.name], "按本组排名规则")


def _nothing(source: Source) -> Fraction | None:
    """What an example does not state: nothing happened (0), but no target was given and no mark either."""
    return Fraction(0) if source.kind in (Kind.MEASURE, Kind.RECORD, Kind.REPORTS) else None


def _given(group: Group, example: GroupExample) -> dict[tuple[str, str], Fraction | None]:
    needs = {(one.code, need.name): need for one in group.indicators for need in one.needs}
    found = {
        (unit.name, _source(needs, code, name).key): value
        for unit in example.units
        for code, name, value in unit.given
    }
    for one in example.sums:
        source = needs[(one.item, one.need)].source
        shares = source.shares if isinstance(source, Measured) else Shares.LEDGER
        equal = {name: Fraction(1, len(one.by)) for name in one.by}
        for name, part in credited(shares, one.amount, equal, lead=one.by[0]).items():
            place = (name, source.key)
            found[place] = (found.get(place) or Fraction(0)) + part
    return found


def _source(needs: dict[tuple[str, str], Need], code: str, name: str) -> Source:
    """'actual.part2' is the second of the numbers that 'actual' is made of, 'actual.part2.part1' the first of those."""
    whole, *parts = name.split(".part")
    source = needs[(code, whole)].source
    for part in parts:
        source = source.parts[int(part) - 1]
    return source


def _unit(
    where: str, group: Group, unit: UnitExample, score: UnitScore, evaluation: Evaluation, rounding: Rounding
) -> Iterator[Difference]:
    items = {one.code: one for one in (*score.items, *score.blocks)}
    for code, expected in unit.points:
        found = as_written(items[code].points, expected, rounding)
        if found != expected:
            yield Difference(f"{where}·{code}", expected, found, items[code].words)
    needs = {(one.code, need.name): need for one in group.indicators for need in one.needs}
    for code, name, expected in unit.values:
        found = as_written(evaluation.value(_source(needs, code, name), unit.name), expected, rounding)
        if found != expected:
            yield Difference(f"{where}·{code}·{name}", expected, found, "数值")
    if unit.total is not None:
        found = as_written(score.total, unit.total, rounding)
        if found != unit.total:
            yield Difference(f"{where}·总分", unit.total, found, score.words(rounding))
