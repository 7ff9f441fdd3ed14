"""A piece of SQL with the values bound to it: text comes from this code alone, whatever a scheme says is a value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Sql:
    text: str
    values: tuple[Any, ...] = field(default=())

    def __and__(self, other: "Sql") -> "Sql":
        return Sql(f"{self.text} AND {other.text}", self.values + other.values)


TRUE = Sql("1 = 1")


def joined(parts: Iterable[Sql], by: str) -> Sql:
    parts = list(parts)
    return Sql(by.join(one.text for one in parts), tuple(x for one in parts for x in one.values))


def all_of(parts: Sequence[Sql]) -> Sql:
    return joined(parts, " AND ") if parts else TRUE


def one_of(column: str, values: Sequence[Any], *, negated: bool = False) -> Sql:
    marks = ", ".join(["%s"] * len(values))
    return Sql(f"{column} {'NOT ' if negated else ''}IN ({marks})", tuple(values))


def day(value: date) -> Any:
    """A day as the database compares it in a statement written by hand."""
    return connection.ops.adapt_datefield_value(value)


def rows_of(statement: Sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return cursor.fetchall()
