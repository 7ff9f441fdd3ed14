"""Rows that a function makes the same way each time: made once by the product, then put back as they were.

The first call in a process runs the function and notes the rows that are new afterwards. Later calls insert the same
rows in a few statements and hand out fresh copies of what the function returned. That is only done where the tables
look as they did before the first call; anywhere else the function runs anew.
"""

import io
import pickle
from collections.abc import Callable

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

Rows = dict[type[models.Model], dict[object, tuple]]


class Kept:
    """`Kept(build)(*parts)` is `build(*parts)`; `shared` names the objects of the parts that the result holds on to."""

    def __init__(self, build: Callable, shared: Callable[..., list] = lambda *parts: []) -> None:
        self.build, self.shared = build, shared
        self.made: bytes | None = None
        self.looks, self.before = "", []
        self.inserts: list[tuple[str, tuple]] = []

    def __call__(self, *parts):
        if self.made is None:
            return self._first(*parts)
        if asked(self.looks) != self.before:
            return self.build(*parts)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.inserts:
                cursor.execute(statement, values)
        return _Reader(self.made, self.shared(*parts)).load()

    def _first(self, *parts):
        before = every_row()
        result = self.build(*parts)
        new = {}
        for model, rows in every_row().items():
            was = before[model]
            if {key: rows.get(key) for key in was} != was:
                return result  # it changed a row that it did not make: nothing to keep
            if len(rows) > len(was):
                new[model] = list(model._base_manager.filter(pk__in=rows.keys() - was.keys()).order_by("pk"))
        self.looks = " UNION ALL ".join(map(looks_of, new))
        self.before = [(len(before[model]), str(max(before[model], default=""))) for model in new]
        self.inserts = [insert for model, rows in new.items() for insert in inserts_of(model, rows)]
        self.made = written(result, self.shared(*parts))
        return result


def every_row() -> Rows:
    found = apps.get_models(include_auto_created=True)
    return {
        model: {row[0]: row for row in model._base_manager.values_list("pk", *names(model))}
        for model in found
    }


def names(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def looks_of(model) -> str:
    """Asks how many rows a table has, and for its last key."""
    key = connection.ops.quote_name(model._meta.pk.column)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"SELECT COUNT(*), COALESCE(CAST(MAX({key}) AS text), '') FROM {table}"


def asked(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [tuple(row) for row in cursor.fetchall()]


def inserts_of(model, rows: list) -> list[tuple[str, tuple]]:
    """The statements that save the rows with their keys and values as they are."""
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    return query.get_compiler(connection=connection).as_sql()


def written(result, shared: list) -> bytes:
    into = io.BytesIO()
    _Writer(into, shared).dump(result)
    return into.getvalue()


class _Writer(pickle.Pickler):
    def __init__(self, into, shared: list) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self.places = {id(one): place for place, one in enumerate(shared)}

    def persistent_id(self, one):
        return self.places.get(id(one))


class _Reader(pickle.Unpickler):
    def __init__(self, made: bytes, shared: list) -> None:
        super().__init__(io.BytesIO(made))
        self.shared = shared

    def persistent_load(self, place: int):
        return self.shared[place]
