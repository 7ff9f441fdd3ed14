"""The world is built once per file of tests; each test looks at it and leaves it as it was."""

import pytest
from django.db import connection, transaction
from django.template import Template
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from tests.house import world as worlds
from tests.services.kept import Kept

kept_world = Kept(worlds.build)


@pytest.fixture(scope="session")
def tables(django_db_setup, django_db_blocker):
    """pytest-django makes a database only for tests that ask for `db`; `-k` may have left none of them."""
    with django_db_blocker.unblock():
        made = None
        if "units_region" not in connection.introspection.table_names():
            made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        yield
        if made:
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def world(tables, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield kept_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def as_in_production():
    """Templates without the listening of Django's test client, which copies all they know at every part of a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        yield


@pytest.fixture(scope="module")
def browsers(world, as_in_production) -> dict:
    """A logged-in client per role, by role; the sessions live as long as the world."""
    clients = {}
    for role, user in world.people.items():
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return clients
