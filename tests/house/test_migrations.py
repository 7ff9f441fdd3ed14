"""Models and migrations say the same, by the short road of a new office and by the long one of an old office."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

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
    ("assessment", "0001_squashed_0010_findings_and_superior_figures"),
    ("projects", "0001_squashed_0004_duplicate_suggests"),
    ("promo", "0001_squashed_0002_road_of_a_project"),
    ("units", "0001_squashed_0002_road_of_a_project"),
}


def models_at(*nodes: tuple[str, str]) -> dict:
    """Of an app, by the road that leads to its migration, those that are squashed standing beside what they replace."""
    loader = MigrationLoader(None, replace_migrations=False)
    models = loader.project_state(list(nodes)).models
    apps = {app for app, _ in nodes}
    return {key: described(model) for key, model in models.items() if key[0] in apps}


def replaced_by(squashed: tuple[str, str]) -> tuple[str, str]:
    return MigrationLoader(None, replace_migrations=False).disk_migrations[squashed].replaces[-1]


def test_every_squashed_migration_is_compared():
    found = MigrationLoader(None, replace_migrations=False).disk_migrations.items()
    assert {key for key, migration in found if key[0] in APPS and migration.replaces} == SQUASHED


@pytest.mark.parametrize("squashed", sorted(SQUASHED), ids=lambda key: key[0])
def test_a_squashed_migration_ends_where_the_last_one_it_replaces_ends(squashed):
    long, short = models_at(replaced_by(squashed)), models_at(squashed)
    assert long.keys() == short.keys()
    for key in long:
        assert short[key] == long[key], key
