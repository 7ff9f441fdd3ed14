"""Scoring functions, their parameters and conditions as a scheme document writes them."""

from collections.abc import Callable, Mapping
from typing import Any

from assessment.functions import (
    CaseTable,
    Condition,
    Grammar,
    Named,
    ScoringFunction,
    Steps,
    TierTable,
    parameters,
)
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.sources import write_source


def write_parameter(one: Any, value: Any) -> Any:
    return None if value is None else PARAMETER_WRITERS[one.metadata["grammar"]](value)


def write_function(function: ScoringFunction) -> dict[str, Any]:
    """The function's name and its parameters, in order."""
    values = {one.name: write_parameter(one, getattr(function, one.name)) for one in parameters(function)}
    return {"function": function.code, **values}


def write_when(conditions: tuple[Condition, ...]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in conditions:
        found.setdefault(one.value, {})[one.operator] = write_number(one.line)
    return found


def write_values(values: tuple[Named, ...]) -> dict[str, Any]:
    return {one.name: write_source(one.source) for one in values}


def _write_steps(one: Steps) -> dict[str, Any]:
    return {
        "step": write_number(one.step), "points": write_number(one.points), "most": write_number(one.most),
        "whole": one.whole, "by": one.by,
    }  # fmt: skip


def _write_tiers(table: TierTable) -> dict[str, Any]:
    rows = [{"when": write_when(row.when), "points": write_number(row.points)} for row in table.rows]
    return {
        "values": write_values(table.values),
        "rows": rows,
        "otherwise": write_number(table.otherwise),
    }


def _write_cases(table: CaseTable) -> dict[str, Any]:
    cases = [
        ({"when": write_when(case.when)} if case.when else {}) | write_function(case.function)
        for case in table.cases
    ]
    return {"values": write_values(table.values), "cases": cases}


PARAMETER_WRITERS: Mapping[Grammar, Callable[[Any], Any]] = {
    Grammar.NUMBER: write_number,
    Grammar.FLAG: bool,
    Grammar.CHOICE: str,
    Grammar.SOURCE: write_source,
    Grammar.TARGET: write_source,
    Grammar.STEPS: _write_steps,
    Grammar.TIERS: _write_tiers,
    Grammar.CASES: _write_cases,
    Grammar.NUMBERS: lambda row: [write_number(one) for one in row],
    Grammar.BRACKETS: lambda rows: [
        {"upto": write_number(one.upto), "step": write_number(one.step), "points": write_number(one.points)}
        for one in rows
    ],
    Grammar.DEDUCTIONS: lambda rows: [
        {"measure": write_source(one.measure), "each": write_number(one.each), "most": write_number(one.most)}
        for one in rows
    ],
    Grammar.BANDS: lambda rows: [
        {
            "measure": write_source(one.measure),
            "required": write_source(one.required),
            "each": write_number(one.each),
        }
        for one in rows
    ],
    Grammar.CHECKS: lambda rows: [
        {"code": one.code, "name": one.label, "points": write_number(one.points)} for one in rows
    ],
}
