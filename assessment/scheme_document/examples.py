"""Runs the worked examples that a scheme carries, so that a scheme is tried before it judges anybody."""

from dataclasses import dataclass
from decimal import Decimal

from assessment.rules import Rounding, rounded
from assessment.scheme_document.scheme import Example, Indicator, Scheme


@dataclass(frozen=True)
class Difference:
    """A worked example that does not come out: where it stands, what it says and what the engine finds."""

    where: str
    expected: Decimal | None
    found: Decimal | None
    words: str

    def __str__(self) -> str:
        expected, found = ("—" if one is None else f"{one:f}" for one in (self.expected, self.found))
        return f"{self.where}：应得 {expected}，算得 {found}（{self.words}）"


def check_examples(scheme: Scheme) -> list[Difference]:
    """Every worked example that differs. Compared at the decimals written, at least at the scheme's."""
    return [
        difference
        for number, group in enumerate(scheme.groups, start=1)
        for indicator in group.indicators
        for turn, example in enumerate(indicator.examples, start=1)
        if (difference := _difference(f"第{number}组", indicator, turn, example, scheme.rounding))
    ]


def _difference(
    place: str, indicator: Indicator, turn: int, example: Example, rounding: Rounding
) -> Difference | None:
    given = dict(example.inputs)
    inputs = {need.name: need.filled(given[need.name]) for need in indicator.needs}
    outcome = indicator.function.score(indicator.points, inputs, rounding)
    written = 0 if example.points is None else -example.points.as_tuple().exponent
    found = rounded(outcome.points, max(written, rounding.places), rounding.mode)
    if found == example.points:
        return None
    return Difference(f"{place}·指标 {indicator.code}·算例{turn}", example.points, found, outcome.words)
