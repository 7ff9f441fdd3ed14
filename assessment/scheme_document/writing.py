"""From a Scheme back to JSON: what `dump` writes, `load` reads to an equal scheme."""

from fractions import Fraction
from typing import Any

from assessment.functions import Grammar, parameters
from assessment.scheme_document.scheme import FORMAT, Example, Group, Indicator, Scheme
from assessment.scheme_document.sources import write_source
from promo.rounding import round_to


def dump(scheme: Scheme) -> dict[str, Any]:
    """Plain dicts, lists, strings and ints, in a fixed order; numbers as whole numbers or text."""
    return {
        "format": FORMAT,
        "name": scheme.name,
        "year": scheme.year,
        "document": scheme.document,
        "note": scheme.note,
        "rounding": {"places": scheme.rounding.places, "mode": scheme.rounding.mode},
        "rank_by": scheme.rank_by,
        "groups": [_group(group) for group in scheme.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    return {"unit_class": group.unit_class, "indicators": [_indicator(one) for one in group.indicators]}


def _indicator(indicator: Indicator) -> dict[str, Any]:
    function = indicator.function
    values = {one.name: _value(one, getattr(function, one.name)) for one in parameters(function)}
    return {
        "code": indicator.code,
        "name": indicator.name,
        "sentence": indicator.sentence,
        "note": indicator.note,
        "function": function.code,
        "points": _number(indicator.points),
        **values,
        "examples": [_example(example) for example in indicator.examples],
    }


def _value(parameter: Any, value: Any) -> Any:
    return _number(value) if parameter.metadata["grammar"] == Grammar.NUMBER else write_source(value)


def _example(example: Example) -> dict[str, Any]:
    return {
        "inputs": {name: _number(value) for name, value in example.inputs},
        "points": None if example.points is None else f"{example.points:f}",
    }


def _number(x: Fraction | None) -> int | str | None:
    """Whole numbers as they are, others as the shortest text that reads back to the same number."""
    if x is None or x.denominator == 1:
        return None if x is None else x.numerator
    places = next(n for n in range(1, 9) if Fraction(round_to(x, n)) == x)
    return f"{round_to(x, places):f}"
