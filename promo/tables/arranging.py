"""A table as an office wants it: which columns, in what order, under which heads, in what unit, with what notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from promo.tables.cells import Cell, shown
from promo.tables.frozen import FrozenTable
from promo.tables.table import BLANK, TOTAL, Column, Table

MONEY = frozenset({"amount_yuan", "amount_wan", "amount_yi"})
UNITS = {
    "yuan": ("", 2),
    "wan": ("万", 2),
    "yi": ("亿", 4),
}  # what stands before 元, and how many places are shown
SCALE = re.compile(r"[万亿](?=[\u4e00-\u9fff]{0,2}元|[）)])")
EMPTY = re.compile(r"（）|\(\)")


@dataclass(frozen=True)
class Placed:
    """A column of the table by its own `name` (see `names_of`), under the heads the office gave it."""

    name: str
    title: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """Empty words leave the table's own; notes are added to those it has, which say what the figures are."""

    columns: tuple[Placed, ...]
    unit: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()
    signature: str = ""

    def as_json(self) -> dict[str, Any]:
        columns = [{"name": one.name, "title": one.title, "groups": list(one.groups)} for one in self.columns]
        return {
            "columns": columns, "unit": self.unit, "title": self.title, "notes": list(self.notes),
            "signature": self.signature,
        }  # fmt: skip

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Arrangement":
        columns = tuple(Placed(one["name"], one["title"], tuple(one["groups"])) for one in data["columns"])
        return cls(columns, data["unit"], data["title"], tuple(data["notes"]), data["signature"])


def names_of(columns: Sequence[Column]) -> list[str]:
    """A name for each column that stays the same wherever it stands: its heads from the top, numbered where alike."""
    names: list[str] = []
    for column in columns:
        name = "/".join((*column.groups, column.title))
        alike = sum(1 for other in names if other.split("#")[0] == name)
        names.append(f"{name}#{alike + 1}" if alike else name)
    return names


def fits(table: Table | FrozenTable, arrangement: Arrangement) -> bool:
    """Whether the table has every column that is asked for."""
    return {one.name for one in arrangement.columns} <= set(names_of(table.columns))


def arranged(table: Table | FrozenTable, arrangement: Arrangement) -> Table | FrozenTable:
    """`table` in the office's layout; one that lacks a column of it stays as it is."""
    if not fits(table, arrangement):
        return table
    names = names_of(table.columns)
    picked = [names.index(one.name) for one in arrangement.columns]
    columns = [
        _column(table.columns[index], placed, arrangement.unit)
        for index, placed in zip(picked, arrangement.columns, strict=True)
    ]
    changed = {
        "columns": columns,
        "title": arrangement.title or table.title,
        "unit_note": _unit_note(table, columns, arrangement.unit),
        "notes": (*table.notes, *arrangement.notes),
        "signature": arrangement.signature or table.signature,
    }
    if isinstance(table, FrozenTable):
        changed["body"] = [_picked(row, picked, columns) for row in table.body]
        changed["foot"] = _foot(table.foot, picked, columns)
    return replace(table, **changed)


def _column(column: Column, placed: Placed, unit: str) -> Column:
    title, groups = placed.title, placed.groups
    changed: dict[str, Any] = {}
    if unit and column.kind in MONEY:
        word, places = UNITS[unit]
        title, groups = scaled(title, word), tuple(scaled(group, word) for group in groups)
        changed = {
            "kind": f"amount_{unit}",
            "places": places if column.kind != f"amount_{unit}" else column.places,
        }
    return replace(column, title=title, group=groups or None, **changed)


def scaled(words: str, word: str) -> str:
    """'合同金额（万元）' in another unit; words that name none stay."""
    return EMPTY.sub("", SCALE.sub(word, words))


def _unit_note(table: Table | FrozenTable, columns: Sequence[Column], unit: str) -> str:
    if not unit or not any(column.kind in MONEY for column in columns):
        return table.unit_note
    word = UNITS[unit][0]
    is_said = any("元" in words for column in columns for words in (column.title, *column.groups))
    return scaled(table.unit_note, word) if table.unit_note or is_said else f"单位：{word}元"


def _picked(row: Sequence[Cell], picked: Sequence[int], columns: Sequence[Column]) -> list[Cell]:
    return [_cell(row[index], column) for index, column in zip(picked, columns, strict=True)]


def _cell(cell: Cell, column: Column) -> Cell:
    if cell.kind not in MONEY or cell.kind == column.kind or cell.value in (None, ""):
        return cell
    return replace(cell, kind=column.kind, text=shown(cell.value, column.kind, column.places))


def _foot(foot: Sequence[Cell] | None, picked: Sequence[int], columns: Sequence[Column]) -> list[Cell] | None:
    """The totals under their columns; the word 合计 moves to the first place that has no sum."""
    if foot is None:
        return None
    cells = [BLANK if cell.value == TOTAL else cell for cell in _picked(foot, picked, columns)]
    free = next((place for place, cell in enumerate(cells) if cell.value == ""), None)
    if free is not None:
        cells[free] = Cell(TOTAL, TOTAL)
    return cells
