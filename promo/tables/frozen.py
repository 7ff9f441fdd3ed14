"""A table as it was published: plain JSON with values and words, its hash, and the way back to a table."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from promo.days import PartialDay
from promo.tables.cells import Cell
from promo.tables.table import Column, Headed, Table

FORMAT = 1


@dataclass
class FrozenTable(Headed):
    """A thawed table: heads, cells and totals of the Table that was frozen, in the words of its day."""

    title: str
    columns: Sequence[Column]
    body: list[list[Cell]]
    foot: list[Cell] | None
    caption: str = ""
    unit_note: str = ""
    as_of: date | datetime | None = None
    notes: Sequence[str] = ()
    signature: str = ""

    @property
    def rows(self) -> list[list[Cell]]:
        return self.body

    @property
    def total_row(self) -> bool:
        return self.foot is not None

    def cells(self) -> list[list[Cell]]:
        return self.body

    def totals(self) -> list[Cell] | None:
        return self.foot


def freeze(table: Table | FrozenTable) -> dict[str, Any]:
    """`table` as JSON-able data: every cell with its exact value and with the text it was shown with."""
    totals = table.totals()
    return {
        "format": FORMAT,
        "title": table.title,
        "caption": table.caption,
        "unit_note": table.unit_note,
        "as_of": _packed(table.as_of),
        "notes": list(table.notes),
        "signature": table.signature,
        "columns": [_column(column) for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.cells()],
        "totals": None if totals is None else [_cell(cell) for cell in totals],
    }


def thaw(data: dict[str, Any]) -> FrozenTable:
    """The table `data` was frozen from. Raises ValueError for another format."""
    if data.get("format") != FORMAT:
        raise ValueError(f"unknown frozen format {data.get('format')!r}")
    totals = data["totals"]
    return FrozenTable(
        title=data["title"],
        columns=[_thawed_column(column) for column in data["columns"]],
        body=[[_thawed_cell(cell) for cell in row] for row in data["rows"]],
        foot=None if totals is None else [_thawed_cell(cell) for cell in totals],
        caption=data["caption"],
        unit_note=data["unit_note"],
        as_of=_unpacked(data["as_of"]),
        notes=tuple(data["notes"]),
        signature=data["signature"],
    )


def digest(frozen: Any) -> str:
    """SHA-256 of the canonical JSON of `frozen`: sorted keys, no spaces, Chinese unescaped, UTF-8."""
    canonical = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _column(column: Column) -> dict[str, Any]:
    return {
        "title": column.title,
        "kind": column.kind,
        "group": list(column.groups),
        "width": None if column.width is None else str(column.width),
        "places": column.places,
    }


def _thawed_column(data: dict[str, Any]) -> Column:
    width = None if data["width"] is None else float(data["width"])
    group = tuple(data["group"]) or None
    return Column(data["title"], kind=data["kind"], group=group, width=width, places=data["places"])


def _cell(cell: Cell) -> dict[str, Any]:
    frozen = {"text": cell.text, "value": _packed(cell.value), "kind": cell.kind}
    return frozen | {"link": cell.link} if cell.link else frozen


def _thawed_cell(data: dict[str, Any]) -> Cell:
    return Cell(_unpacked(data["value"]), data["text"], data["kind"], data.get("link"))


def _packed(value: Any) -> Any:
    """A value as JSON: itself where JSON has it, else its type's name and its text. Floats are refused."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)  # a choice or a lazy text becomes plain
    if isinstance(value, PartialDay):
        return {"partial": value.day.isoformat(), "precision": str(value.precision)}
    for name, kind, pack in PACKED:
        if isinstance(value, kind):
            return {name: pack(value)}
    if isinstance(value, float):
        raise TypeError("a float cannot be frozen")
    return str(value)


def _unpacked(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    if "partial" in data:
        return PartialDay(date.fromisoformat(data["partial"]), data["precision"])
    ((name, text),) = data.items()
    return UNPACKED[name](text)


def _instant(moment: datetime) -> datetime:
    """The same instant in UTC: a row fresh from memory and the row read back must give one checksum."""
    return moment.astimezone(UTC) if moment.tzinfo else moment


PACKED = (
    ("decimal", Decimal, lambda value: f"{value:f}"),
    ("fraction", Fraction, str),
    ("moment", datetime, lambda value: _instant(value).isoformat()),  # before date: every datetime is one
    ("day", date, date.isoformat),
)
UNPACKED = {
    "decimal": Decimal,
    "fraction": Fraction,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
}
