"""Many plain rows written at once: one statement, however many rows, in the way the database takes quickly."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    TextField,
)

IN_JSON = DjangoJSONEncoder().default  # what the fields of the house write days and sums in JSON with
AS_IT_IS = {CharField: str, TextField: str, BooleanField: bool, IntegerField: int, ForeignKey: int}


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


def insert_new(model: type[Model], rows: Sequence[Mapping[str, Any]]) -> range | list[int]:
    """Insert rows of which each names only what differs from an unsaved object of the model, by attribute name and as
    such an object holds it (dates, Decimals, whole JSON). Returns their keys, in their order.

    The same rows as bulk_create would leave, without an object a row and a statement for every few hundred cells. Keys
    are given out before the rows go in, so call it inside a transaction. An unknown name raises KeyError.
    """
    if not rows:
        return []
    if not connection.in_atomic_block:
        raise RuntimeError("insert_new needs a transaction around it")
    keys = _keys(model, len(rows))
    lines = _Lines(model).of(keys, rows)
    if connection.vendor == "postgresql":
        _insert_json(model, model._meta.concrete_fields, lines, keyed=True)
    else:
        _insert_many(model, lines)
    return keys


def update_rows(model: type[Model], names: Sequence[str], rows: Sequence[Model]) -> None:
    """Write the fields `names` (by attribute name) of rows that the table has, as bulk_update would, in one statement
    for them all: a case for each row and field costs a hundred times as much."""
    if not rows:
        return
    by_name = {one.attname: one for one in model._meta.concrete_fields}
    key, fields = model._meta.pk, [by_name[name] for name in names]
    lines = [
        [*(_stored(field, getattr(row, field.attname)) for field in fields), _stored(key, row.pk)]
        for row in rows
    ]
    if connection.vendor == "postgresql":
        _update_json(model, fields, lines)
    else:
        _update_many(model, fields, lines)


def _update_many(model: type[Model], fields: Sequence[Field], lines: list[list[Any]]) -> None:
    quoted = connection.ops.quote_name
    told = ", ".join(f"{quoted(one.column)} = %s" for one in fields)
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {told} WHERE {key} = %s", lines)  # noqa: S608 -- of the model


def _update_json(model: type[Model], fields: Sequence[Field], lines: list[list[Any]]) -> None:
    quoted = connection.ops.quote_name
    told = ", ".join(f"{quoted(one.column)} = {_cell(turn, one)}" for turn, one in enumerate(fields))
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    statement = (
        f"UPDATE {table} SET {told} FROM jsonb_array_elements(%s::jsonb) AS x (line) "  # noqa: S608 -- of the model
        f"WHERE {table}.{key} = {_cell(len(fields), model._meta.pk)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_as_json(lines)])


def _as_json(lines: list[list[Any]]) -> str:
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"), default=IN_JSON)


def _keys(model: type[Model], count: int) -> range | list[int]:
    """So many keys of a table that nobody else will be given. SQLite has one writer, who holds the file by now."""
    table, quoted = model._meta.db_table, connection.ops.quote_name(model._meta.db_table)
    column = model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval((SELECT pg_get_serial_sequence(%s, %s)::regclass)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [quoted, column, count])
            return sorted(key for (key,) in cursor.fetchall())
        cursor.execute(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0), "  # noqa: S608 -- of the model
            f"coalesce((SELECT max({connection.ops.quote_name(column)}) FROM {quoted}), 0))",
            [table],
        )
        last = cursor.fetchone()[0]
    return range(last + 1, last + 1 + count)


class _Lines:
    """Rows as their columns keep them. What a row does not name is worked out once; so is a value that the row
    before had as well, as most moments and people are."""

    def __init__(self, model: type[Model]) -> None:
        self.fields = model._meta.concrete_fields
        self.places = {one.attname: place for place, one in enumerate(self.fields)}
        self.key = self.places[model._meta.pk.attname]
        blank = model()
        self.blank = [_stored(one, getattr(blank, one.attname)) for one in self.fields]
        self.as_it_is = [_as_it_is(one) for one in self.fields]
        self.before: list[tuple[Any, Any]] = [(None, None)] * len(self.fields)

    def of(self, keys: Iterable[int], rows: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
        return [self._line(key, row) for key, row in zip(keys, rows, strict=True)]

    def _line(self, key: int, row: Mapping[str, Any]) -> list[Any]:
        line = self.blank.copy()
        line[self.key] = key
        for name, value in row.items():
            place = self.places[name]
            if value is None or value.__class__ is self.as_it_is[place]:
                line[place] = value
                continue
            known, stored = self.before[place]
            if known is not value:
                stored = _stored(self.fields[place], value)
                self.before[place] = (value, stored)
            line[place] = stored
        return line


def _as_it_is(field: Field) -> type | None:
    """The type of values that the column takes as they are."""
    return next((kind for of, kind in AS_IT_IS.items() if isinstance(field, of)), None)


def _stored(field: Field, value: Any) -> Any:
    """As the statement takes it: PostgreSQL's is one JSON text, of which JSON is a part and the rest are words."""
    if connection.vendor == "postgresql":
        return value if isinstance(field, JSONField) else _word(field.get_db_prep_save(value, connection))
    if isinstance(field, JSONField):
        return json.dumps(value, cls=field.encoder)
    return field.get_db_prep_save(value, connection)


def _word(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _insert_many(model: type[Model], lines: list[list[Any]]) -> None:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(one.column) for one in model._meta.concrete_fields)
    places = ", ".join(["%s"] * len(model._meta.concrete_fields))
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
        cursor.executemany(statement, lines)


def _insert_json(
    model: type[Model], fields: Sequence[Field], lines: list[list[Any]], *, keyed: bool = False
) -> None:
    """Rows that bring their keys need no order, and jsonb finds a cell without reading all before it."""
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(one.column) for one in fields)
    cells = ", ".join(_cell(turn, one) for turn, one in enumerate(fields))
    source = (
        "jsonb_array_elements(%s::jsonb) AS x (line)"
        if keyed
        else "json_array_elements(%s::json) WITH ORDINALITY AS x (line, turn) ORDER BY x.turn"
    )
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) SELECT {cells} FROM {source}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [_as_json(lines)])


def _cell(turn: int, field: Field) -> str:
    """The cell as its column takes it; text is not cast to its length, so that too long a one is refused, not cut."""
    kind = field.db_type(connection).split("(")[0]
    if kind == "jsonb":
        return f"nullif((x.line -> {turn})::jsonb, 'null')"
    return f"(x.line ->> {turn})::{'text' if kind == 'varchar' else kind}"
