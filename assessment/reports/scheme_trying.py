"""The worked examples of an item as the engine works them out, beside what the paper says."""

from dataclasses import dataclass

from assessment.examples import as_written
from assessment.functions.words import quantity
from assessment.rules import Rounding
from assessment.scheme_document import Indicator
from assessment.scoring import score_indicator

AS_SHOWN = Rounding()


@dataclass(frozen=True)
class Tried:
    """A worked example: the numbers given, what comes out, and whether that is what the paper says."""

    given: str
    words: str
    expected: str
    differs: bool


def tried(one: Indicator, rounding: Rounding = AS_SHOWN) -> list[Tried]:
    return [_tried(one, example, rounding) for example in one.examples]


def _tried(one: Indicator, example, rounding: Rounding) -> Tried:
    given = dict(example.inputs)
    inputs = [need.filled(given.get(need.name)) for need in one.needs]
    said = "，".join(
        f"{need.source.label} {_shown(given[need.name], need)}" for need in one.needs if need.name in given
    )
    scored = score_indicator(one, inputs, rounding)
    expected = "—" if example.points is None else f"{example.points:f}"
    found = as_written(scored.points, example.points, rounding)
    return Tried(said, scored.words, expected, found != example.points)


def _shown(value, need) -> str:
    return "—" if value is None else quantity(value, need.source.unit)
