"""A server that the tests have found or started, and how to end it."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from promo.run.tether import tie_to_parent

STARTED, FOUND = "started", "found"


class NotAvailable(Exception):
    """Why there is no such server, in one sentence."""


@dataclass
class Server:
    """`process` and `folder` are set for a server we started; a found one is left alone."""

    url: str
    version: str
    process: subprocess.Popen | None = None
    folder: Path | None = None

    @property
    def origin(self) -> str:
        return STARTED if self.process else FOUND

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def launch(command: list[str], log: Path, **options) -> subprocess.Popen:
    """Start a server that dies with us; what it says goes to `log`."""
    with log.open("wb") as out:
        return subprocess.Popen(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, preexec_fn=tie_to_parent, **options
        )


def wait_until(answers: Callable[[], object], process: subprocess.Popen, log: Path, *, seconds: int = 30):
    """The first answer that is not None. Raises NotAvailable with the end of the log when there is none."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if (answer := answers()) is not None:
            return answer
        time.sleep(0.1)
    process.kill()
    process.wait()
    raise NotAvailable(f"{process.args[0]} did not come up: {log.read_text(errors='replace')[-500:]}")
