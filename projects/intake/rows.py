"""Rows of a ledger as they were understood: values in plain JSON, problems with sentences, or why it is no project."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from projects.intake.cells import Problem, Unclear, as_text, read_cell
from projects.intake.layout import Layout, Meaning, why_no_project
from projects.intake.words import FIELDS
from promo.sheets.reading import Sheet


@dataclass
class RowReading:
    """One row. `values` has a key for every field the ledger has a column for; None where the cell has no value.

    Amounts are {"value", "currency", "approximate"} in major units, days {"value", "precision"}, phones a list.
    `unread` keeps the words of cells that gave no value, `said` the words of every amount with its unit. `skipped`
    says why a row is no project.
    """

    sheet: str
    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: str = ""

    @property
    def is_refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return date.fromisoformat(value["value"]) if value else None

    def add(self, code: str, why: str, *, field_name: str = "", refuses: bool = True) -> None:
        """A problem of the row as a whole, or of one field whatever its column."""
        self.problems.append(
            Problem(
                code,
                why,
                column=FIELDS[field_name].name if field_name else "",
                field=field_name,
                refuses=refuses,
            )
        )


def read_rows(sheet: Sheet, layout: Layout, *, latest: date) -> list[RowReading]:
    """Every row under the heads, in order. `latest` is the last day a date may name."""
    return [
        _read_row(sheet.name, number, row, layout, latest)
        for number, row in enumerate(sheet.rows[layout.head + 1 :], start=layout.head + 2)
    ]


def _read_row(sheet: str, number: int, row: list, layout: Layout, latest: date) -> RowReading:
    cells = {
        meaning.col: as_text(cell)
        for meaning, cell in zip(layout.columns, row, strict=False)
        if cell is not None
    }
    reading = RowReading(sheet, number, cells, skipped=why_no_project(row, layout))
    if reading.skipped:
        return reading
    for index, meaning in enumerate(layout.columns):
        if meaning.field:
            _take(reading, meaning, row[index] if index < len(row) else None, latest)
    if not reading.values.get("name") and "name" not in reading.unread:
        reading.add("no_name", "没有填写项目名称。", field_name="name")
    return reading


def _take(reading: RowReading, meaning: Meaning, cell: Any, latest: date) -> None:
    if FIELDS[meaning.field].kind == "amount" and cell is not None:
        bare = as_text(cell).replace(".", "").isdigit()
        reading.said[meaning.field] = as_text(cell) + (meaning.unit if bare else "")
    try:
        reading.values[meaning.field] = read_cell(cell, meaning, latest=latest)
    except Unclear as unclear:
        reading.values[meaning.field] = None
        reading.unread[meaning.field] = as_text(cell)
        reading.problems.append(
            Problem(unclear.code, unclear.why, meaning.col, meaning.header, meaning.field, unclear.refuses)
        )
