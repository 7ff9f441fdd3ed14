"""A reading in the form in which practice ledgers say what a careful clerk would read (projects, skips, notes)."""

from projects.intake.cells import Problem
from projects.intake.ledger import LedgerReading
from projects.intake.rows import RowReading


def as_comparable(reading: LedgerReading) -> dict:
    """One JSON object; it depends on the file alone, not on what the register holds."""
    rows = reading.projects
    return {
        "projects": [_project(row) for row in rows],
        "skipped_rows": _skipped(reading),
        "warnings": [_note(row, problem) for row in rows for problem in row.problems if not problem.refuses],
        "rejects": [_note(row, problem) for row in rows for problem in row.problems if problem.refuses],
        "suspected_duplicates": [
            [_place(*first), _place(*again)] for again, first in reading.repeats.items()
        ],
        "suspected_expansions": [],
        "totals_check": [],
    }


def _project(row: RowReading) -> dict:
    text = {"text": row.unread} if row.unread else {}
    return {**_place(row.sheet, row.number), **row.values, **text}


def _skipped(reading: LedgerReading) -> list[dict]:
    heads = [
        {**_place(sheet.name, sheet.layout.head + 1), "why": "header"}
        for sheet in reading.sheets
        if sheet.layout
    ]
    rows = [{**_place(row.sheet, row.number), "why": row.skipped} for row in reading.rows if row.skipped]
    return heads + rows


def _note(row: RowReading, problem: Problem) -> dict:
    place = _place(row.sheet, row.number)
    return {**place, "column": problem.column, "col": problem.col, "code": problem.code, "why": problem.why}


def _place(sheet: str, row: int) -> dict:
    return {"sheet": sheet, "row": row}
