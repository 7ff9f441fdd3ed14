"""Sheets for tests made in memory, as the child process hands them over."""

from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.utils.cell import range_boundaries

from promo.sheets.reading import Sheet


def sheet(name: str, rows, merged=(), **more) -> Sheet:
    """Numbers become Decimal, '' an empty cell; `merged` are areas such as 'A1:C1'."""
    lines = [[_cell(cell) for cell in row] for row in rows]
    areas = [
        (top - 1, left - 1, bottom - 1, right - 1)
        for left, top, right, bottom in map(range_boundaries, merged)
    ]
    return Sheet(name, False, lines, areas, **more)


def _cell(cell):
    if isinstance(cell, bool) or cell is None or cell == "":
        return None if cell == "" else cell
    return Decimal(str(cell)) if isinstance(cell, int | float) else cell


def yuan(value: str, *, about: bool = False, currency: str = "CNY") -> dict:
    return {"value": value, "currency": currency, "approximate": about}


def wan(number: str, *, about: bool = False) -> dict:
    return yuan(f"{(Decimal(number) * 10_000).normalize():f}", about=about)


def day(value: str) -> dict:
    return {"value": value, "precision": {4: "year", 7: "month", 10: "day"}[len(value)]}


@dataclass
class Office:
    """`projects` by (sheet, row) with the fields a reader must agree on; cells are (sheet, row, letter, code)."""

    title: str
    sheets: list[Sheet]
    projects: dict[tuple[str, int], dict]
    skipped: dict[tuple[str, int], str]
    warnings: set[tuple] = field(default_factory=set)
    rejects: set[tuple] = field(default_factory=set)
    off_totals: set[tuple] = field(default_factory=set)  # (sheet, row, column letter)
    twins: set[tuple] = field(default_factory=set)
    expansions: set[tuple] = field(default_factory=set)
    off_counts: set[tuple] = field(default_factory=set)
