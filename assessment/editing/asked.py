"""What was sent with a form of a scheme: typed texts by path, and the row button that was pressed."""

from collections.abc import Sequence
from typing import Protocol


class Sent(Protocol):
    """What Django's QueryDict offers."""

    def getlist(self, key: str) -> list[str]: ...
    def keys(self) -> Sequence[str]: ...


MOST_ROWS = 60


class Asked:
    """Texts by path. NUL never reaches the document, whatever was typed."""

    def __init__(self, sent: Sent) -> None:
        self._sent = sent
        act, _, place = self.text("_do").partition(":")
        path, _, turn = place.rpartition(":") if act in ("drop", "up") else (place, "", "")
        self.act, self.path = act, path
        self.turn = int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 4 else -1

    @property
    def redraws(self) -> bool:
        """Whether the form is only to be drawn anew, with more or fewer rows or other fields."""
        return bool(self.act)

    def has(self, path: str) -> bool:
        return bool(self._sent.getlist(path))

    def text(self, path: str) -> str:
        return (self._sent.getlist(path) or [""])[-1].replace("\x00", "").replace("\r\n", "\n").strip()

    def texts(self, path: str) -> list[str]:
        return [one.replace("\x00", "") for one in self._sent.getlist(path)]

    def under(self, path: str) -> list[str]:
        """The names directly typed under a path, in their order."""
        return [one[len(path) + 1 :] for one in self._sent.keys() if one.startswith(f"{path}.")]  # noqa: SIM118

    def rows(self, path: str) -> int | None:
        """How many rows a list had on the page; None where the list was not on it."""
        if not self.has(f"{path}.n"):
            return None
        said = self.text(f"{path}.n")
        return min(int(said), MOST_ROWS) if said.isascii() and said.isdigit() and len(said) < 6 else 0
