"""What other floors show beside a project: each hands in a function when it starts, as the words of verbs are.

A function takes the project and the access of the reader and gives (words, address, what was found) of what the reader
may see; nothing makes no card.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Rows = Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Card:
    title: str
    rows: Rows


BESIDE: dict[str, Callable[..., Rows]] = {}


def cards_of(project, access) -> list[Card]:
    """The cards that have something to say, in the order in which they were handed in."""
    found = [Card(title, rows_of(project, access)) for title, rows_of in BESIDE.items()]
    return [card for card in found if card.rows]
