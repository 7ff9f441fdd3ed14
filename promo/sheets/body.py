"""The rows of a long list as the XML of a sheet, written one after another: a list is never held a second time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import IO, Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from promo.days import PartialDay, Precision
from promo.rounding import round_to
from promo.sheets import dress
from promo.sheets.words import clean, is_risky
from promo.tables import NUMBERS, Cell, Column, FrozenTable, Table, shown
from promo.tables.cells import LOCAL

SCALED = {"amount_wan": 4, "amount_yi": 8}  # digits a column of yuan is moved by
EARLIEST = date(1900, 3, 1)  # before it a spreadsheet counts a 29 February that never was
DAY_ZERO = date(1899, 12, 30)
SAMPLED = 1_000  # rows whose words decide how wide a column is; the others wrap
TOLD_EVERY = 500
Told = Callable[[int], None]
Styles = Callable[[tuple], int]


def real(value: Any, kind: str) -> int | Decimal | date | datetime | None:
    """The value a spreadsheet can reckon with; None where only words will do."""
    if value is None or kind == "text" or isinstance(value, str):
        return None
    if kind in NUMBERS:
        return number(value, kind)
    if isinstance(value, PartialDay) and value.precision == Precision.DAY:
        value = value.day
    if isinstance(value, datetime):
        value = value.astimezone(LOCAL).replace(tzinfo=None) if value.tzinfo else value
        return value if value.date() >= EARLIEST else None
    return value if isinstance(value, date) and value >= EARLIEST else None  # a month or a year is no date


def number(value: Decimal | Fraction | int, kind: str) -> int | Decimal:
    digits = SCALED.get(kind, 0)
    if isinstance(value, Decimal):
        return value.scaleb(-digits) if digits else value
    if isinstance(value, int) and not digits:
        return value
    exact = Fraction(value) / 10**digits
    return int(exact) if exact.denominator == 1 else round_to(exact, 12)


def look_of(found: Any, kind: str, places: int, text: str = "", *, bold: bool = False) -> tuple:
    """What decides how a cell is dressed: kind, places, whole, bold, is_text, is_risky."""
    if found is None:
        return kind, places, False, bold, True, is_risky(text)
    return kind, places, kind == "count" and found == int(found), bold, False, False


def values_of(table: Table | FrozenTable) -> Iterator[list[tuple[Any, str | None, str]]]:
    """(value, words where they are known, kind) of every cell, row by row."""
    if isinstance(table, FrozenTable):
        for row in table.cells():
            yield [(cell.value, cell.text, cell.kind) for cell in row]
        return
    readers = [(column.value, column.kind) for column in table.columns]
    for row in table.rows:
        yield [(value(row), None, kind) for value, kind in readers]


def sampled(table: Table | FrozenTable) -> list[list[Cell]]:
    """Rows from the whole list, evenly, that say how wide its columns must be."""
    step = max(1, -(-len(table.rows) // SAMPLED))
    rows = table.rows[::step]
    return (
        rows if isinstance(table, FrozenTable) else [[one.cell(row) for one in table.columns] for row in rows]
    )


class Body:
    """Writes the rows of one table and remembers how wide its numbers were."""

    def __init__(self, table: Table | FrozenTable, widths: Sequence[float], style: Styles) -> None:
        self.table = table
        self.columns: list[tuple[Column, str, float]] = [
            (column, get_column_letter(index), width)
            for index, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1)
        ]
        self.style = lru_cache(maxsize=None)(style)
        self.height = 0.0  # of the rows written
        self.least: list[Any] = [0] * len(self.columns)
        self.most: list[Any] = [0] * len(self.columns)

    def write(self, file: IO[bytes], first: int, told: Told | None = None) -> int:
        """Rows from the row `first` on; returns the number of the last."""
        row = first - 1
        for row, values in enumerate(values_of(self.table), start=first):
            file.write(self._row(row, values).encode())
            if told and not (row - first + 1) % TOLD_EVERY:
                told(TOLD_EVERY)
        return row

    def _row(self, number: int, values: list[tuple[Any, str | None, str]]) -> str:
        lines, cells = 1, []
        for index, ((value, text, kind), (column, letter, width)) in enumerate(
            zip(values, self.columns, strict=True)
        ):
            found = real(value, kind)
            if found is None:
                words = text if text is not None else shown(value, kind, column.places)
                lines = max(lines, dress.lines_of(words, width))
                style = self.style(look_of(None, kind, column.places, words))
                cells.append(f'<c r="{letter}{number}" s="{style}"{_words(words)}')
            else:
                style = self.style(look_of(found, kind, column.places))
                cells.append(f'<c r="{letter}{number}" s="{style}"><v>{_figure(found)}</v></c>')
                if kind in NUMBERS:
                    self._stretch(index, found)
        height = dress.height_of(lines)
        self.height += height
        return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'

    def _stretch(self, index: int, found: Any) -> None:
        if found > self.most[index]:
            self.most[index] = found
        elif found < self.least[index]:
            self.least[index] = found

    def number_widths(self) -> list[float]:
        """How wide each column must be at least, or its numbers show as hash signs."""
        return [
            max(_width_of(self.least[index], column), _width_of(self.most[index], column))
            for index, (column, _, _) in enumerate(self.columns)
        ]


def _width_of(found: Any, column: Column) -> float:
    """What was seen is already in the unit of the column, so it is shown as it stands."""
    kind = "points" if column.kind in SCALED else column.kind
    return dress.breadth(shown(found, kind, column.places)) + 2.5 if found and kind in NUMBERS else 0.0


def _figure(found: Any) -> str:
    if isinstance(found, datetime):
        seconds = found.hour * 3_600 + found.minute * 60 + found.second + found.microsecond / 10**6
        return repr((found.date() - DAY_ZERO).days + seconds / 86_400)
    if isinstance(found, date):
        return str((found - DAY_ZERO).days)
    return f"{found:f}" if isinstance(found, Decimal) else str(found)


@lru_cache(maxsize=20_000)  # a long list says the same words again and again
def _words(text: str) -> str:
    """The rest of a cell that holds words; they never become a formula."""
    written = clean(text)
    if not written:
        return "/>"
    space = ' xml:space="preserve"' if written != written.strip() or "\n" in written else ""
    return f' t="inlineStr"><is><t{space}>{escape(written)}</t></is></c>'
