"""The Table and its columns: what a list, a ranking or a section of a report is before it gets a dress."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from operator import attrgetter
from typing import Any

from promo.tables.cells import KINDS, Cell, shown

LEVELS = 3
TOTAL = "合计"
Getter = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: its title, where its value comes from, and how it is shown.

    `key` is a function of the row or a dotted path ('unit.name') through mappings, attributes and methods
    without arguments. Money columns (`amount_yuan`, `amount_wan`, `amount_yi`) carry yuan, `rate` a number around
    0..1, `pp` percentage points. `group` names one or two heads above the title. `total` is 'sum', or a function of all
    rows for what may not be added, such as a rate. `link` gives the address a cell opens. `places` counts
    decimals. `width` is in Chinese characters.
    """

    title: str
    key: str | Getter = ""
    kind: str = "text"
    group: str | tuple[str, ...] | None = None
    width: float | None = None
    total: str | Callable[[Sequence[Any]], Any] | None = None
    link: str | Getter | None = None
    places: int = 2

    def __post_init__(self) -> None:
        if self.kind not in KINDS or len(self.groups) >= LEVELS:
            raise ValueError(f"column {self.title!r}: unknown kind {self.kind!r} or too many heads above it")

    @property
    def groups(self) -> tuple[str, ...]:
        """The heads above the title, from the top."""
        if self.group is None:
            return ()
        return (self.group,) if isinstance(self.group, str) else tuple(self.group)

    def value(self, row: Any) -> Any:
        return _reached(row, self.key)

    def cell(self, row: Any) -> Cell:
        link = _reached(row, self.link) if self.link else None
        return self.cell_of(self.value(row), link)

    def cell_of(self, value: Any, link: str | None = None) -> Cell:
        return Cell(value, shown(value, self.kind, self.places), self.kind, link)


@dataclass(frozen=True)
class HeadCell:
    """A head: its words, what it spans, and the index of the first column under it."""

    title: str
    column: int
    colspan: int = 1
    rowspan: int = 1
    kind: str = "text"


class Headed:
    """What a live Table and a frozen one share: the heads, and how many rows there are."""

    columns: Sequence[Column]

    def head(self) -> list[list[HeadCell]]:
        """The rows of heads, top first; neighbours under the same heads are one cell."""
        depth = 1 + max((len(column.groups) for column in self.columns), default=0)
        return [self._level(level, depth) for level in range(depth)]

    def _level(self, level: int, depth: int) -> list[HeadCell]:
        cells: list[HeadCell] = []
        before: tuple[str, ...] | None = None
        for index, column in enumerate(self.columns):
            path = column.groups[: level + 1]
            if len(column.groups) == level:
                cells.append(HeadCell(column.title, index, rowspan=depth - level, kind=column.kind))
            elif len(column.groups) > level and path == before:
                cells[-1] = _wider(cells[-1])
            elif len(column.groups) > level:
                cells.append(HeadCell(path[-1], index))
            before = path if len(column.groups) > level else None
        return cells


@dataclass
class Table(Headed):
    """A titled list of rows under columns, with what an official table states around them.

    `unit_note` is '单位：万元', `as_of` the day or moment the figures were read at, `signature` the line that
    names who fills in, checks and signs. `total_row` adds 合计 from the columns' `total`.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    caption: str = ""
    unit_note: str = ""
    as_of: date | datetime | None = None
    notes: Sequence[str] = field(default_factory=tuple)
    total_row: bool = False
    signature: str = ""

    def cells(self) -> list[list[Cell]]:
        """The cells of every row, in the order of the columns."""
        return [[column.cell(row) for column in self.columns] for row in self.rows]

    def totals(self) -> list[Cell] | None:
        """The cells of the totals row, or None for a table without one."""
        if not self.total_row:
            return None
        cells = [column.cell_of(self._total(column)) if column.total else BLANK for column in self.columns]
        if not self.columns[0].total:
            cells[0] = Cell(TOTAL, TOTAL, "text", None)
        return cells

    def _total(self, column: Column) -> Any:
        if callable(column.total):
            return column.total(self.rows)
        return _sum([_reached(row, column.key) for row in self.rows])


BLANK = Cell("", "", "text", None)


def _sum(values: Sequence[Any]) -> Any:
    """The exact sum of what is there; None when nothing is. A Fraction among them makes it a Fraction."""
    present = [value for value in values if value is not None]
    if any(isinstance(value, Fraction) for value in present):
        present = [Fraction(value) for value in present]
    return sum(present) if present else None


def _reached(row: Any, key: str | Getter) -> Any:
    if callable(key):
        return key(row)
    value = row
    for part in key.split("."):
        if value is None:
            return None
        value = value[part] if isinstance(value, Mapping) else attrgetter(part)(value)
        value = value() if callable(value) else value
    return value


def _wider(cell: HeadCell) -> HeadCell:
    return HeadCell(cell.title, cell.column, cell.colspan + 1, cell.rowspan, cell.kind)
