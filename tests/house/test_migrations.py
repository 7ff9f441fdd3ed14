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


def models_after(*, squashed: bool) -> dict:
    loader = MigrationLoader(None, replace_migrations=squashed)
    models = loader.project_state(loader.graph.leaf_nodes()).models
    return {key: described(model) for key, model in models.items() if key[0] in APPS}


def test_the_squashed_migrations_end_where_the_replaced_ones_end():
    long, short = models_after(squashed=False), models_after(squashed=True)
    assert long.keys() == short.keys()
    for key in long:
        assert short[key] == long[key], key
