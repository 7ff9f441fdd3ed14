"""The real office of the main job: its processes, its people by short names, and what the story remembers."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.journeys.visitor import Visitor
from tests.real.group import Group, wait_for

WORKER = "promo.run.worker:celery worker"


def today_here() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


@dataclass
class Office:
    group: Group
    visit_of: Callable[..., Visitor]
    people: dict[str, Visitor] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)  # addresses and figures one step leaves to a later one
    today: date = field(default_factory=today_here)
    stopped_worker: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.group.port}"

    def come(self, who: str, *, phone: bool = False) -> Visitor:
        """A browser for somebody who has not been here yet."""
        self.people[who] = self.visit_of(self.base, phone=phone)
        return self.people[who]

    @contextmanager
    def sleeping_worker(self) -> Iterator[bool]:
        """The worker holds still, so that what waits for it can be looked at; yields whether it really does.

        Only over the file broker: the bar is the same page on both engines.
        """
        if self.group.database_url:
            yield False
            return
        self.stopped_worker = self.group.child(WORKER)  # it leads a process group of its own
        try:
            wait_for(self._stopped_between_two_acts, words="the worker holds no lock")
            yield True
        finally:
            os.killpg(self.stopped_worker, signal.SIGCONT)
            self.stopped_worker = 0

    def _stopped_between_two_acts(self) -> bool:
        """A worker that fell asleep in the middle of a write would keep everybody else from writing."""
        os.killpg(self.stopped_worker, signal.SIGSTOP)
        if others_may_write(self.group.var / "promo.sqlite3"):
            return True
        os.killpg(self.stopped_worker, signal.SIGCONT)
        return False


def others_may_write(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
