"""Models and migrations say the same, by the short road of a new office and by the long one of an old office."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

APPS = {"promo", "units", "projects", "assessment"}


@pytest.mark.django_db
def test_no_model_has_changed_without_its_migration(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(f"Run makemigrations:\n{capsys.readouterr().out}")


def described(model) -> dict:
    """A model as migrations know it, whatever the order in which its parts were added."""
    options = {name: value for name, value in model.options.items() if name not in {"constraints", "indexes"}}
    return {
        "fields": {name: field.deconstruct()[1:] for name, field in model.fields.items()},
        "options": options,
        "constraints": sorted(repr(one.deconstruct()) for one in model.options.get("constraints", [])),
        "indexes": sorted(repr(one.deconstruct()) for one in model.options.get("indexes", [])),
        "bases": model.bases,
    }


SQUASHED = {
    ("assessment", "0001_squashed_0022_numbers_of_papers"),
    ("projects", "0001_squashed_0015_names_of_units_in_ledgers"),
    ("promo", "0001_squashed_0002_road_of_a_project"),
    ("units", "0001_squashed_0002_road_of_a_project"),
}


def models_at(*nodes: tuple[str, str]) -> dict:
    """Of an app, by the road that leads to its migration, those that are squashed standing beside what they replace."""
    loader = MigrationLoader(None, replace_migrations=False)
    models = loader.project_state(list(nodes)).models
    apps = {app for app, _ in nodes}
    return {key: described(model) for key, model in models.items() if key[0] in apps}


def written() -> dict:
    """Every migration of the house by its app and name."""
    found = MigrationLoader(None, replace_migrations=False).disk_migrations
    return {key: migration for key, migration in found.items() if key[0] in APPS}


def test_every_squashed_migration_is_compared():
    assert {key for key, migration in written().items() if migration.replaces} == SQUASHED


@pytest.mark.parametrize("squashed", sorted(SQUASHED), ids=lambda key: key[0])
def test_a_squashed_migration_ends_where_the_last_one_it_replaces_ends(squashed):
    long, short = models_at(written()[squashed].replaces[-1]), models_at(squashed)
    assert long.keys() == short.keys()
    for key in long:
        assert short[key] == long[key], key


def stand_behind(monkeypatch, applied: list[tuple[str, str]]) -> MigrationExecutor:
    """As in a database that has run these migrations."""
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: dict.fromkeys(applied))
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    return executor


def planned(executor: MigrationExecutor) -> list:
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [one for one, _ in plan if one.app_label in APPS]


def test_from_every_place_on_the_long_road_the_rest_is_found(monkeypatch):
    """Whoever stands behind the first migration of each app takes the long road."""
    begun = [(app, "0001_initial") for app in sorted(APPS)]
    road = [(one.app_label, one.name) for one in planned(stand_behind(monkeypatch, begun))]
    assert set(begun + road) == written().keys() - SQUASHED
    for place in range(len(road) + 1):
        rest = planned(stand_behind(monkeypatch, begun + road[:place]))
        assert [(one.app_label, one.name) for one in rest] == road[place:]


def test_a_new_office_takes_the_short_road(monkeypatch):
    short = [(one.app_label, one.name) for one in planned(stand_behind(monkeypatch, []))]
    replaced = {key for squashed in SQUASHED for key in written()[squashed].replaces}
    assert set(short) == written().keys() - replaced


def names_of_constraints(cursor) -> set[str]:
    """And of indexes, which unique constraints with a condition are."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return set(re.findall(r'(?:CONSTRAINT|INDEX) "(\w+)"', " ".join(sql for (sql,) in cursor.fetchall())))
    cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
    return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_a_new_database_has_what_the_models_say():
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label in APPS]
    assert len(models) > 100
    with connection.cursor() as cursor:
        names = names_of_constraints(cursor)
        for meta in (model._meta for model in models):
            fields = meta.local_concrete_fields
            cursor.execute(f'SELECT * FROM "{meta.db_table}" LIMIT 0')
            assert {column[0] for column in cursor.description} == {field.column for field in fields}, meta
            pointing = connection.introspection.get_relations(cursor, meta.db_table)
            assert pointing.keys() == {field.column for field in fields if field.is_relation}, meta
            assert {one.name for one in [*meta.constraints, *meta.indexes]} <= names, meta
