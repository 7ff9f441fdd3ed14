"""A database with every table, migrated once for all runs of the same code and copied from then on.

Migrations take seconds, copying none. What decides how the tables look is digested: migrations, models,
what runs after a migration, and Django itself. A change of any of them migrates anew, by the product's own command.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import time

import django
import psycopg

ROOT = Path(__file__).resolve().parents[2]
DECIDES = ("*/migrations/*.py", "*/models/*.py", "*/models.py", "promo/*.py", "projects/stages.py")
UNUSED_SECONDS = 24 * 3600


def sqlite_into(path: Path) -> None:
    """Copies the migrated file; raises CalledProcessError with what migrate said when it cannot be made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_sqlite(), path)


def postgres_into(server: str, name: str) -> None:
    """Makes the database `name` on the server at the URL `server`, which may not hold it yet."""
    with _only_one("postgres"), psycopg.connect(server, autocommit=True) as connection:
        template = _template(server, connection)
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def prepare_postgres(server: str) -> None:
    """Migrates beforehand, so that nobody has to wait for it."""
    with _only_one("postgres"), psycopg.connect(server, autocommit=True) as connection:
        _template(server, connection)


def drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def forget(server: str) -> None:
    """Leaves nothing of ours on a server that was there before the tests."""
    drop(server, _name())


def database_of(server: str, name: str) -> str:
    """The URL of another database on the same server."""
    return f"{server.rpartition('/')[0]}/{name}"


@cache
def _digest() -> str:
    found = hashlib.sha256(django.__version__.encode())
    for path in sorted({path for pattern in DECIDES for path in ROOT.glob(pattern)}):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _name() -> str:
    return f"promo_migrated_{_digest()}"


def _folder() -> Path:
    folder = Path(tempfile.gettempdir(), f"promo-migrated-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


@contextmanager
def _only_one(engine: str) -> Iterator[None]:
    """Workers of a parallel run wait for the first; one engine does not wait for the other."""
    with (_folder() / f"{engine}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sqlite() -> Path:
    made = _folder() / f"{_digest()}.sqlite3"
    with _only_one("sqlite"):
        if not made.exists():
            with tempfile.TemporaryDirectory() as var:
                _migrate(var, "")
                _as_one_file(Path(var, "promo.sqlite3"), made)
        made.touch()
        _clear_away(made.parent)
    return made


def _as_one_file(source: Path, target: Path) -> None:
    """Without its write-ahead log, and there all at once."""
    connection = sqlite3.connect(source)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    half = target.with_suffix(".half")
    shutil.copyfile(source, half)
    half.replace(target)


def _clear_away(folder: Path) -> None:
    """What no run has asked for since yesterday."""
    for old in folder.glob("*.sqlite3"):
        if time() - old.stat().st_mtime > UNUSED_SECONDS:
            old.unlink()


def _template(server: str, connection: psycopg.Connection) -> str:
    name = _name()
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        half = f"{name}_half"
        drop(server, half)
        connection.execute(f'CREATE DATABASE "{half}"')
        with tempfile.TemporaryDirectory() as var:
            _migrate(var, database_of(server, half))
        connection.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


def _migrate(var: str, database_url: str) -> None:
    mine = {"DJANGO_SETTINGS_MODULE": "promo.settings", "PROMO_VAR": var, "DATABASE_URL": database_url}
    # Without the checks, as `prepare` migrates: `make check` makes them, and they read every page's code.
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--no-input", "--skip-checks"]
    done = subprocess.run(command, env=os.environ | mine, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"migrate failed:\n{done.stderr[-2000:]}")
