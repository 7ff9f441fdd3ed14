"""A sheet as a person sees it: merged areas known from each of their cells, columns by their letters."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from promo.sheets.reading import Sheet

MOST_COVERED = 1_000_000


class Grid:
    """`covered` gives for every cell of a merged area but its first the place of the first."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.covered: dict[tuple[int, int], tuple[int, int]] = {}
        self.tall: set[tuple[int, int]] = set()
        self._asked, self._filled = -1, []
        for top, left, bottom, right in sheet.merged:
            self._cover(top, left, bottom, right)

    def _cover(self, top: int, left: int, bottom: int, right: int) -> None:
        bottom, right = min(bottom, len(self.rows) - 1), min(right, self.width - 1)
        if (bottom - top + 1) * (right - left + 1) + len(self.covered) > MOST_COVERED:
            return
        if bottom > top:
            self.tall.add((top, left))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    self.covered[row, column] = (top, left)

    @cached_property
    def used(self) -> list[int]:
        """The columns in which anything stands: one stray cell far to the right makes a row no longer to read."""
        return sorted({column for row in range(len(self.rows)) for column, _ in self.filled(row)})

    def raw(self, row: int, column: int) -> Any:
        line = self.rows[row]
        return line[column] if column < len(line) else None

    def value(self, row: int, column: int) -> Any:
        """The value of a cell, that of its merged area where it lies in one."""
        origin = self.covered.get((row, column))
        return self.raw(*origin) if origin else self.raw(row, column)

    def is_below(self, row: int, column: int) -> bool:
        """Whether the cell continues a merged area that began in a row above."""
        origin = self.covered.get((row, column))
        return origin is not None and origin[0] < row

    def filled(self, row: int) -> list[tuple[int, Any]]:
        """(column, value) of what stands in the row itself: words without content are left out."""
        if row != self._asked:
            self._asked = row
            self._filled = [
                (column, cell)
                for column, cell in enumerate(self.rows[row])
                if cell is not None and not (cell.__class__ is str and not cell.strip())
            ]
        return self._filled

    def texts(self, row: int) -> Iterator[tuple[int, str]]:
        for column, cell in self.filled(row):
            if isinstance(cell, str):
                yield column, squeezed(cell)


def is_nothing(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def squeezed(text: str) -> str:
    return "".join(text.split())


def letter(index: int) -> str:
    """A, B … Z, AA …, as a spreadsheet names the column `index` counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
