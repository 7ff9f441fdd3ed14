"""`make test`: the whole suite on SQLite, then on a real PostgreSQL with a real Redis.

Tests that open no database and start no server say the same on both: they run once, with SQLite (`TEST_ENGINE_ONLY`,
see tests/conftest.py). What is left out the second time is counted and printed.
"""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.services import chromium, migrated
from tests.services.postgres import postgres
from tests.services.redis import redis_server
from tests.services.server import NotAvailable, Server

NO_TESTS = 5  # pytest's exit code when nothing was selected
WORKERS = ["-n", os.environ.get("TEST_WORKERS", "2"), "--dist", "loadgroup"]
# Every worker and every real process imports the same modules: compiled by the first, also where the machine says
# that Python shall write nothing beside the code.
COMPILED_ONCE = {
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(Path(sys.prefix, "bytecode")),
}


def run_suite(title: str, arguments: list[str], **environment: str) -> int:
    print(f"== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", *WORKERS, "-rs", *arguments]
    began, before = time.monotonic(), _processor_seconds()
    with tempfile.NamedTemporaryFile("r") as counts:
        told = os.environ | COMPILED_ONCE | environment | {"TEST_COUNTS": counts.name}
        code = subprocess.run(command, env=told).returncode
        found, selected = (int(word) for word in counts.read().split() or (0, 0))
    spent = _processor_seconds() - before
    print(f"{title}: {selected} tests; {found - selected} more open no database and run on SQLite alone")
    print(f"{title}: {time.monotonic() - began:.0f} s, of the processors {spent:.0f} s", flush=True)
    return code


def _processor_seconds() -> float:
    """Of every process that has ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def used(database: Server, broker: Server) -> str:
    path = chromium.find()
    browser = f"Chromium {chromium.version(path)}" if path else "no Chromium (browser tests skipped)"
    return (
        f"Tested with: SQLite {sqlite3.sqlite_version}, PostgreSQL {database.version} ({database.origin}), "
        f"Redis {broker.version} ({broker.origin}), worker: real, {browser}"
    )


def main(arguments: list[str]) -> int:
    if chromium.is_required() and chromium.find() is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    with ExitStack() as stack:
        database = postgres()
        stack.callback(database.stop)
        broker = redis_server()
        stack.callback(broker.stop)
        servers = {"TEST_POSTGRES_URL": database.url, "TEST_REDIS_URL": broker.url}
        # All workers wait while one migrates. Both engines do so at once, on both processors.
        beside = stack.enter_context(ThreadPoolExecutor(1))
        migrating = beside.submit(migrated.prepare_postgres, database.url)
        codes = [run_suite("SQLite", arguments, TEST_DATABASE="sqlite", **servers)]
        migrating.result()
        codes += [
            run_suite("PostgreSQL", arguments, TEST_DATABASE=database.url, TEST_ENGINE_ONLY="1", **servers),
        ]
        migrated.forget(database.url)
        print(used(database, broker))
    if set(codes) == {NO_TESTS}:
        return NO_TESTS
    return max(code for code in codes if code != NO_TESTS)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotAvailable as reason:
        print(reason, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
