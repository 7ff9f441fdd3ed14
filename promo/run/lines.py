"""What the processes of the group say, each line with its name in front."""

import os
import sys
from typing import IO

COLOURS = {"web": "36", "worker": "33", "timetable": "35", "promo": "32"}
WIDTH = max(map(len, COLOURS))


class Lines:
    """Cuts the bytes of several pipes into whole lines and prints them under their names."""

    def __init__(self, out=None) -> None:
        self.out = out or sys.stdout
        self.rest: dict[str, bytes] = {}
        self.coloured = self.out.isatty() and "NO_COLOR" not in os.environ

    def say(self, name: str, text: str) -> None:
        head = f"{name:<{WIDTH}} |"
        if self.coloured:
            head = f"\x1b[{COLOURS.get(name, '37')}m{head}\x1b[0m"
        try:
            print(f"{head} {text}".rstrip(), file=self.out, flush=True)
        except (BrokenPipeError, OSError):  # the terminal is gone; the work is not
            return

    def pump(self, name: str, pipe: IO[bytes]) -> bool:
        """Print what has arrived; False at the end of the pipe."""
        try:
            data = os.read(pipe.fileno(), 65536)
        except BlockingIOError:
            return True
        *whole, rest = (self.rest.get(name, b"") + data).split(b"\n")
        for line in whole if data else [*whole, rest]:
            if line.strip():
                self.say(name, line.decode(errors="replace"))
        self.rest[name] = rest if data else b""
        return bool(data)
