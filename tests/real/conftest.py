"""The process group on the engine of this run: SQLite with the file broker, or PostgreSQL with Redis."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from redis import Redis

from tests.real.group import Group
from tests.services import migrated

_made = count()


def broker_number() -> int:
    """A Redis database (of sixteen) that no other group uses, in this or in the other parallel worker."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return 1 + worker % 2 * 7 + next(_made) % 7


@pytest.fixture(scope="module")
def make_group(request, tmp_path_factory) -> Iterator[Callable[..., Group]]:
    """Makes process groups that are not started yet; all are stopped at the end.

    Their tables are there already, but for an `empty` one, which has to migrate by itself.
    """
    if sys.platform != "linux":
        pytest.skip("looks at processes through /proc")
    made: list[Group] = []

    def make(*, empty: bool = False) -> Group:
        var = tmp_path_factory.mktemp("real") / "var"
        made.append(Group(var, **_servers(request, empty=empty)))
        if not (empty or made[-1].database_url):
            migrated.sqlite_into(var / "promo.sqlite3")
        return made[-1]

    yield make
    for group in made:
        if group.process:
            group.stop()


def _servers(request, *, empty: bool) -> dict[str, str]:
    if settings.TEST_DATABASE == "sqlite":
        return {}
    postgres, redis = request.getfixturevalue("postgres_url"), request.getfixturevalue("redis_url")
    name = f"promo_real_{uuid4().hex[:12]}"
    if empty:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
    else:
        migrated.postgres_into(postgres, name)
    broker = f"{redis.rpartition('/')[0]}/{broker_number()}"
    with Redis.from_url(broker) as client:
        client.flushdb()
    return {"database_url": migrated.database_of(postgres, name), "redis_url": broker}
