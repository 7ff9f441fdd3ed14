"""One child: started in a session of its own, restarted with back-off, ended with all it forked."""

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

from promo.run.tether import tie_to_parent

LONGEST_WAIT = 30.0
STEADY_SECONDS = 60.0  # a process that lived so long is forgiven its earlier deaths


@dataclass
class Child:
    name: str
    command: Sequence[str]
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    restart_at: float = 0.0
    deaths: int = field(default=0)

    def start(self, *, now: float) -> None:
        """Start in a session of its own, so that Ctrl-C reaches the supervisor, which stops all in order."""
        parent = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: tie_to_parent(parent),  # noqa: PLW1509 - the supervisor has one thread
        )
        os.set_blocking(self.process.stdout.fileno(), False)
        self.started_at = now

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def bury(self, *, now: float) -> float:
        """After a death: end what it left behind, and say how many seconds to wait before the next start."""
        self.kill_group()
        self.deaths = 1 if now - self.started_at > STEADY_SECONDS else self.deaths + 1
        wait = min(LONGEST_WAIT, 0.5 * 2 ** (self.deaths - 1))
        self.restart_at = now + wait
        self.process = None
        return wait

    def ask_to_stop(self) -> None:
        if self.is_alive:
            self.process.send_signal(signal.SIGTERM)

    def kill_group(self) -> None:
        """SIGKILL to the whole group; its number stays ours as long as one member lives."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
