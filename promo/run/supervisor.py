"""The parent of the process group: one loop that reads, restarts, and stops everything in order.

One thread, on purpose: a fork out of a process with threads may hang, and the parent a child
is tethered to is the thread that forked.
"""

import os
import selectors
import signal
import time
from collections.abc import Callable

from promo.run.child import Child
from promo.run.lines import Lines

STOP_SECONDS = 8.0  # then SIGKILL: together the stop stays within ten
TICK = 0.25


class Supervisor:
    """`when_ready` is asked at each turn until it returns True; it greets once the pages answer."""

    def __init__(self, children: list[Child], lines: Lines, when_ready: Callable[[], bool]) -> None:
        self.children = children
        self.lines = lines
        self.when_ready = when_ready
        self.selector = selectors.DefaultSelector()
        self.stopping = False

    def run(self) -> int:
        """Until SIGINT, SIGTERM or SIGHUP; 0 when all has been stopped."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        greeted = False
        while not self.stopping:
            self._start_due()
            self._read(TICK)
            self._bury_dead()
            greeted = greeted or self.when_ready()
        self._stop_all()
        return 0

    def _on_signal(self, *_) -> None:
        self.stopping = True

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None and child.restart_at <= now and not self.stopping:
                child.start(now=now)
                self.selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def _read(self, timeout: float) -> None:
        if not self.selector.get_map():
            time.sleep(timeout)
        for key, _ in self.selector.select(timeout):
            if not self.lines.pump(key.data.name, key.fileobj):
                self._forget(key.fileobj)

    def _forget(self, pipe) -> None:
        self.selector.unregister(pipe)
        pipe.close()

    def _bury_dead(self) -> None:
        for child in self.children:
            if child.process is None or child.is_alive:
                continue
            code, pipe = child.process.returncode, child.process.stdout
            wait = child.bury(now=time.monotonic())
            self._drain(child, pipe)
            self.lines.say("promo", f"{child.name} 进程退出（{how_it_ended(code)}），{wait:g} 秒后重新启动。")

    def _drain(self, child: Child, pipe) -> None:
        """The last words; whoever could hold the pipe open has been killed."""
        if pipe.closed:
            return
        if self.lines.pump(child.name, pipe):
            self.lines.pump(child.name, pipe)
        self._forget(pipe)

    def _stop_all(self) -> None:
        self.lines.say("promo", "正在停止……")
        for child in self.children:
            child.ask_to_stop()
        end = time.monotonic() + STOP_SECONDS
        while any(child.is_alive for child in self.children) and time.monotonic() < end:
            self._read(0.1)
        for child in self.children:
            child.kill_group()
            if child.process is not None:
                child.process.wait()
        self.lines.say("promo", "已停止。")


def how_it_ended(code: int) -> str:
    """An exit code in words."""
    return f"信号 {-code}" if code < 0 else f"退出码 {code}"


def supervised_environment() -> dict[str, str]:
    """What the children see: their output unbuffered, and a word that they have a parent to die with."""
    return os.environ | {"PYTHONUNBUFFERED": "1", "PROMO_SUPERVISED": "1"}
