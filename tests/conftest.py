"""What every test has: clean-up that works, no way off this machine, real servers on request."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.nodeid import NodeId
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from tests.services import chromium, migrated
from tests.services.calendar import hold_november
from tests.services.loopback import stay_here
from tests.services.rows import let_tests_clean_up
from tests.services.trail import follow_every_request

pytest_plugins = ["tests.services.fixtures", "tests.cast"]

# What opens a database, or asks for a server; a fixture that opens one by itself must depend on django_db_setup.
ENGINE_FIXTURES = {"django_db_setup", "on_sqlite", "postgres_url", "redis_url", "settings"}

# How quick a property is tried says something of the machine, nothing of the property.
property_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("house")

stay_here()
hold_november()
let_tests_clean_up()
follow_every_request()
# Half a million objects of the product stay for good: looking through them for circles every few hundred new ones
# takes a twentieth of the time.
gc.set_threshold(100_000, 20, 100)


def pytest_unconfigure() -> None:
    """The workers of a parallel run leave without Python's own farewell, so their folder is removed here."""
    shutil.rmtree(settings.TEST_FOLDER, ignore_errors=True)


def needs_the_engine(item: pytest.Item) -> bool:
    """Whether a test opens the database (itself or by a fixture), asks which one it is, or starts something real."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "services", "browser"))
    return marked or not ENGINE_FIXTURES.isdisjoint(item.fixturenames)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests with real processes or a browser share one worker, so that they do not starve each other."""
    found = len(items)
    if os.environ.get("TEST_ENGINE_ONLY"):
        config.hook.pytest_deselected(items=[item for item in items if not needs_the_engine(item)])
        items[:] = [item for item in items if needs_the_engine(item)]
    if counts := os.environ.get("TEST_COUNTS"):  # each worker collects, and says the same
        Path(counts).write_text(f"{found} {len(items)}")
    missing = chromium.find() is None
    for item in items:
        if item.get_closest_marker("services") or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("real"))
        if missing and item.get_closest_marker("browser") and not chromium.is_required():
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))
        if group := item.get_closest_marker("xdist_group"):
            keep_together(item, group.args[0])


def keep_together(item: pytest.Item, group: str) -> None:
    """xdist reads the group from the end of an id, but writes it where pytest 9.2 no longer looks."""
    item._id = NodeId.parse(f"{item.nodeid}@{group}")
    assert item.nodeid.endswith(f"@{group}"), "one worker must run all tests of a group"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """In place of pytest-django's own: the test database is a copy of one that was migrated before."""
    own, name = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
    is_file = settings.TEST_DATABASE == "sqlite"
    with django_db_blocker.unblock():
        connection.close()
        if is_file:
            migrated.sqlite_into(Path(name))
        else:
            migrated.drop(settings.TEST_DATABASE, name)
            migrated.postgres_into(settings.TEST_DATABASE, name)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connection.close()
        if not is_file:  # the file goes with the tests' folder
            migrated.drop(settings.TEST_DATABASE, name)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own


@pytest.fixture
def on_sqlite(settings) -> bool:
    """Whether this run of the suite is the one on SQLite."""
    return settings.TEST_DATABASE == "sqlite"
