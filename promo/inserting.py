"""Many plain rows written at once: one statement, however many rows, where the database reads JSON quickly."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert_rows(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert `rows`, each with every field but the key by its attribute name ('line_id'), as JSON has them.

    For tables of which a job writes thousands of rows and needs no object back. PostgreSQL takes them as one JSON
    text: making and quoting a parameter a cell costs many times what the insert itself costs. A row that lacks a
    field raises KeyError.
    """
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    lines = [[row[one.attname] for one in fields] for row in rows]
    if not lines:
        return
    if connection.vendor == "postgresql":
        _insert_json(model, fields, lines)
        return
    names = [one.attname for one in fields]
    model._default_manager.bulk_create(model(**dict(zip(names, line, strict=True))) for line in lines)


def _insert_json(model: type[Model], fields: list[Field], lines: list[list[Any]]) -> None:
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(one.column) for one in fields)
    cells = ", ".join(_cell(turn, one) for turn, one in enumerate(fields))
    statement = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) "  # noqa: S608 -- names of the model alone
        f"SELECT {cells} FROM json_array_elements(%s::json) WITH ORDINALITY AS x (line, turn) ORDER BY x.turn"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(lines, ensure_ascii=False, separators=(",", ":"))])


def _cell(turn: int, field: Field) -> str:
    """The cell as its column takes it; text is not cast to its length, so that too long a one is refused, not cut."""
    kind = field.db_type(connection).split("(")[0]
    if kind == "jsonb":
        return f"(x.line -> {turn})::jsonb"
    return f"(x.line ->> {turn})::{'text' if kind == 'varchar' else kind}"
