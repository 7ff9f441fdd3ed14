"""How a scheme document writes which projects count, and tables of coefficients by what a project is."""

from fractions import Fraction
from typing import Any

from assessment.scheme_document.grammar import Box
from assessment.scheme_document.numbers import write_number
from assessment.sources import CONDITIONS, EVERYTHING, Qualification, Weighted


def read_qualification(box: Box, key: str) -> Qualification:
    """{"industry": ["制造业"], "contract_at_least": 100000000}; nothing written is no condition."""
    if not box.has(key):
        box.take(key, None)
        return EVERYTHING
    inner = box.inner(key)
    found = {name: _read(inner, name) for name in CONDITIONS if inner.has(name)}
    inner.close()
    return Qualification(**{name: value for name, value in found.items() if value is not None})


def _read(box: Box, name: str) -> Any:
    rule = CONDITIONS[name]
    if rule["grammar"] == "flag":
        return box.flag(name)
    if rule["grammar"] == "day":
        return box.day(name)
    if rule["grammar"] in ("yuan", "usd", "rate"):
        return box.number(name, least=0)
    return (
        box.texts(name) or None
    )  # whether a code is known is asked where the register's codes are (actions)


def write_qualification(one: Qualification) -> dict[str, Any]:
    return {name: _write(value) for name, value in one.asked()}


def _write(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return list(value)
    return write_number(value) if isinstance(value, Fraction) else value.isoformat()


def read_table(box: Box, key: str) -> tuple[Weighted, ...]:
    """[{"where": {...}, "factor": "1.2"}]: the first line that fits counts."""
    if not box.has(key):
        box.take(key, None)
        return ()
    found = []
    for inner in box.boxes(key, least=1, most=30, called="行"):
        where, factor = read_qualification(inner, "where"), inner.number("factor", least=0, most=10_000)
        inner.close()
        found.append(Weighted(where, factor))
    return tuple(found)


def write_table(table: tuple[Weighted, ...]) -> list[dict[str, Any]]:
    return [{"where": write_qualification(one.where), "factor": write_number(one.factor)} for one in table]
