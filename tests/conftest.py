"""What every test has: clean-up that works, no way off this machine, real servers on request."""

import shutil

import pytest
from django.conf import settings

from tests.services import chromium
from tests.services.calendar import hold_november
from tests.services.loopback import stay_here
from tests.services.rows import let_tests_clean_up
from tests.services.trail import follow_every_request

pytest_plugins = ["tests.services.fixtures", "tests.cast"]

stay_here()
hold_november()
let_tests_clean_up()
follow_every_request()


def pytest_unconfigure() -> None:
    """The workers of a parallel run leave without Python's own farewell, so their folder is removed here."""
    shutil.rmtree(settings.TEST_FOLDER, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with real processes or a browser share one worker, so that they do not starve each other."""
    missing = chromium.find() is None
    for item in items:
        if item.get_closest_marker("services") or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("real"))
        if missing and item.get_closest_marker("browser") and not chromium.is_required():
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture
def on_sqlite(settings) -> bool:
    """Whether this run of the suite is the one on SQLite."""
    return settings.TEST_DATABASE == "sqlite"
