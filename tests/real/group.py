"""A running process group to test: started in a folder of its own, looked at from outside."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg

from tests.services.server import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 240  # on a busy machine, migrating an empty database; a quiet one needs a tenth


def wait_for(what: Callable[[], object], *, seconds: float = PATIENCE_SECONDS, words: str):
    """The first true answer; fails in `words` when there is none."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := what():
            return answer
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds:g} s: {words}")


@dataclass
class Group:
    var: Path
    database_url: str = ""
    redis_url: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def environment(self) -> dict[str, str]:
        mine = {
            "DJANGO_SETTINGS_MODULE": "tests.real.settings",
            "PROMO_VAR": str(self.var),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "JOB_STALE_SECONDS": "5",
            "PULSE_LATE_SECONDS": "15",
            "DEMO": "0",
        }
        browsers = "DJANGO_ALLOW_ASYNC_UNSAFE"  # set for the browser of the tests, not for the product
        return {name: value for name, value in os.environ.items() if name != browsers} | mine

    def run(self, *command: str, **options) -> subprocess.CompletedProcess:
        """One command in the same surroundings, to its end."""
        options = {"capture_output": True, "text": True, "timeout": 120} | options
        return subprocess.run([sys.executable, *command], env=self.environment, cwd=ROOT, **options)

    def start(self) -> "Group":
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "log").open("wb") as log:
            command = [sys.executable, "-m", "promo.run"]
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        return self

    def said(self) -> str:
        return (self.var / "log").read_text(errors="replace")

    def health(self) -> tuple[int, dict]:
        """Status and body of /health/; 0 while nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/health/")
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        except (OSError, HTTPException, ValueError):
            return 0, {}
        finally:
            connection.close()

    def wait_until_alive(self) -> None:
        wait_for(lambda: self.health()[0] == 200, words=f"health 200; {self.health()} {self.said()[-2000:]}")

    def rows(self, sql: str) -> list[tuple]:
        """Read past the product, so that what it says about itself is not believed."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(sql).fetchall()
        connection = sqlite3.connect(self.var / "promo.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def family(self) -> set[int]:
        """Every process below the supervisor, and it."""
        return descendants(self.process.pid)

    def child(self, word: str) -> int:
        """The pid of the supervisor's own child whose command holds `word`."""
        found = [pid for pid in children(self.process.pid) if word in command_of(pid)]
        assert len(found) == 1, f"{word}: {found}"
        return found[0]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []


def descendants(pid: int) -> set[int]:
    return {pid}.union(*(descendants(child) for child in children(pid)))


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def lives(pid: int) -> bool:
    """A zombie has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
