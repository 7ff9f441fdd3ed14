"""In production an unsafe setting is a refusal to start, and `check --deploy` names it."""

import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from promo.checks import DEPLOY, check_postgresql, refuse_unsafe_start

POSTGRESQL = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"


@pytest.fixture
def production(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "k" * 60)
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = "k" * 60
    settings.ALLOWED_HOSTS = ["promo.example.cn"]
    settings.VAR_DIR = tmp_path
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", POSTGRESQL)
    return settings


def found() -> set[str]:
    return {one.id for one in run_checks(tags=[DEPLOY], include_deployment_checks=True)}


def test_a_well_kept_production_has_nothing_to_say(production):
    assert found() == set()
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("DEBUG", True, "promo.E001"),
        ("SECRET_KEY", "short", "promo.E002"),
        ("ALLOWED_HOSTS", [], "promo.E004"),
        ("ALLOWED_HOSTS", ["*"], "promo.E004"),
        ("ALLOWED_HOSTS", ["promo.example.cn", "*"], "promo.E004"),
        ("DEMONSTRATION", True, "promo.E005"),
        ("FORTNIGHT_ANCHOR", "2026-01-06", "promo.E008"),
        ("FORTNIGHT_ANCHOR", "5 January", "promo.E008"),
    ],
)
def test_each_unsafe_setting_is_named_and_refused(production, name, value, check):
    setattr(production, name, value)
    assert found() == {check}
    with pytest.raises(ImproperlyConfigured):
        refuse_unsafe_start()


def test_a_key_that_the_machine_made_up_is_refused(production, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    assert found() == {"promo.E003"}


def test_demonstration_accounts_left_in_the_folder_are_refused(production, tmp_path):
    (tmp_path / "demo_accounts.json").write_text("[]")
    assert found() == {"promo.E005"}


def test_sqlite_in_production_is_a_warning_only(production, monkeypatch):
    monkeypatch.setitem(production.DATABASES["default"], "ENGINE", SQLITE)
    assert found() == {"promo.W001"}
    refuse_unsafe_start()


def test_the_day_fortnights_are_counted_from_is_asked_in_every_edition(settings):
    settings.FORTNIGHT_ANCHOR = "2026-01-06"
    assert "promo.E008" in {one.id for one in run_checks()}


def test_the_embedded_edition_starts_with_its_own_key(settings):
    settings.PRODUCTION = False
    settings.DEBUG = True
    refuse_unsafe_start()


@pytest.mark.django_db
def test_the_encoding_of_the_database_is_asked_of_postgresql(on_sqlite):
    assert check_postgresql(None, databases=["default"]) == []
    if not on_sqlite:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
            )
            assert cursor.fetchone() == ("UTF8",)


def test_the_deployment_check_passes_with_a_production_environment(settings):
    command = [sys.executable, "-m", "tests.production", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
