"""How wide a table must be, and so which size it is written in and which way its page lies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from promo.paper.dress import TEXT_WIDTH, WIDE_TEXT
from promo.tables import NUMBERS, FrozenTable, Table

UNIT = re.compile(r"(?<=.)(（[^（）]*）)$")
SIZES = (24, 21, 18)  # half points: 小四, 五号, 小五
PADDING = 150  # twips left and right of the words of a cell
WORDY = 16  # a column of words may wrap once it is this many characters wide
LEAST = 3  # a head this short is not broken
LATIN_SIGN = 0.64  # of a Chinese one: the widest digits that stand in for Times New Roman


@dataclass(frozen=True)
class Fit:
    """The size of the characters of a table, the widths of its columns in twips, and whether its page lies down."""

    size: int
    widths: Sequence[int]
    is_wide: bool


def is_wide(table: Table | FrozenTable) -> bool:
    return fit(table).is_wide


def fit(table: Table | FrozenTable) -> Fit:
    """Upright as long as words can give way, else on its side; the size before the way the page lies."""
    needs = [_needs(table, index) for index in range(len(table.columns))]
    for room, sizes in ((TEXT_WIDTH, SIZES[:2]), (WIDE_TEXT, SIZES)):
        for size in sizes:
            if sum(_twips(full, size) for _, full in needs) <= room:
                return Fit(size, _filled([_twips(full, size) for _, full in needs], room), room == WIDE_TEXT)
        for size in SIZES[1:]:
            if sum(_twips(few, size) for few, _ in needs) <= room:
                return Fit(size, _squeezed(needs, size, room), room == WIDE_TEXT)
    return Fit(SIZES[-1], _squeezed(needs, SIZES[-1], WIDE_TEXT), True)


def _twips(characters: float, size: int) -> int:
    return ceil(characters * size * 10) + PADDING


def breadth(text: str) -> float:
    """Characters of Chinese that the longest line of `text` is wide."""
    return max(sum(1 if ord(sign) > 0x2000 else LATIN_SIGN for sign in line) for line in text.split("\n"))


def head_words(title: str) -> str:
    """A head is broken before its unit: '累计' above '（万元）'."""
    return UNIT.sub(r"\n\1", title)


def _needs(table: Table | FrozenTable, index: int) -> tuple[float, float]:
    """The least and the full width of a column, in characters. Numbers and days are never broken."""
    column = table.columns[index]
    foot = table.totals()
    cells = [row[index] for row in [*table.cells(), *([foot] if foot else [])]]
    longest = max((breadth(cell.text) for cell in cells), default=0)
    head = _head_need(column.title)
    if column.kind in NUMBERS or column.kind in {"day", "moment", "light"}:
        return max(longest, head), max(longest, head)
    return max(min(longest, WORDY / 2), head), max(min(longest, WORDY), head)


def _head_need(title: str) -> float:
    """The name of a column may take two lines, its unit one; a bracket in the name stays with its word."""
    name, _, unit = head_words(title).partition("\n")
    whole = breadth(name)
    half = whole if whole <= LEAST else ceil(whole / 2) + ("（" in name)
    return max(half, breadth(unit), 2)


def _filled(widths: list[int], room: int) -> list[int]:
    """The columns share what is left over, each by its own width."""
    spare, total = room - sum(widths), sum(widths)
    shared = [width + spare * width // total for width in widths]
    shared[0] += room - sum(shared)
    return shared


def _squeezed(needs: list[tuple[float, float]], size: int, room: int) -> list[int]:
    """Every column its least; what is left goes where more is wanted. Too many columns share the page evenly."""
    least = [_twips(few, size) for few, _ in needs]
    if sum(least) >= room:
        return _scaled(least, room)
    wanted = [max(0, ceil((full - few) * size * 10)) for few, full in needs]
    extra = _scaled(wanted, room - sum(least)) if sum(wanted) else [0] * len(least)
    return [a + b for a, b in zip(least, extra, strict=True)]


def _scaled(widths: list[int], room: int) -> list[int]:
    return [width * room // sum(widths) for width in widths]
