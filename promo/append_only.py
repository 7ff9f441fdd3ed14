"""Rows that may never change: triggers made from what each model declares, on SQLite and PostgreSQL alike.

A model says `append_only = True` (no update, no delete) or `append_only_when = "state = 'verified'"` (a row that
matches is closed). The triggers are made anew after every migrate, because SQLite loses them whenever Django remakes a
table. PostgreSQL also refuses TRUNCATE. An owner of the database can still drop a trigger: this makes tampering an
act, not an accident (reliability L16).
"""

from django.db import connections

FUNCTION = "promo_append_only"
MESSAGE = "append_only"


def closed_models(app_config):
    """(model, condition on the old row or None) for each model of the app that closes rows."""
    for model in app_config.get_models():
        if getattr(model, "append_only", False):
            yield model, None
        elif condition := getattr(model, "append_only_when", None):
            yield model, condition


def statements(model, condition, vendor: str) -> list[str]:
    """SQL that closes the rows of one model."""
    table = model._meta.db_table
    return (_postgresql if vendor == "postgresql" else _sqlite)(table, condition)


def _sqlite(table: str, condition: str | None) -> list[str]:
    when = f"WHEN OLD.{condition}" if condition else ""
    return [
        line
        for verb in ("UPDATE", "DELETE")
        for line in (
            f'DROP TRIGGER IF EXISTS "{table}_no_{verb.lower()}"',
            f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" {when} '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END",
        )
    ]


def _postgresql(table: str, condition: str | None) -> list[str]:
    when = f"WHEN (OLD.{condition})" if condition else ""
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME; END $$",
        f'DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}"',
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW {when} EXECUTE FUNCTION {FUNCTION}()",
        f'DROP TRIGGER IF EXISTS "{table}_no_truncate" ON "{table}"',
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    ]


def drop_statements(model, vendor: str) -> list[str]:
    """SQL that opens the rows again; only a test's clean-up has a reason to."""
    table = model._meta.db_table
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS "{table}_no_{kind}" ON "{table}"' for kind in ("change", "truncate")]
    return [f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"' for verb in ("update", "delete")]


def install(sender, using, **_) -> None:
    """post_migrate receiver: close the rows of one app."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, condition in closed_models(sender):
            if model._meta.db_table in existing:
                for statement in statements(model, condition, connection.vendor):
                    cursor.execute(statement)
