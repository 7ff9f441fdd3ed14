"""A reading in the form in which practice ledgers say what a careful clerk would read (projects, skips, notes)."""

from projects.intake.faults import Problem
from projects.intake.fields import FIELDS
from projects.intake.ledger import LedgerReading, SheetReading
from projects.intake.rows import RowReading

LENGTHS = {"year": 4, "month": 7}


def as_comparable(reading: LedgerReading, *, file_name: str = "") -> dict:
    """One JSON object; it depends on the file alone, not on what the register holds.

    A table without a name of its own (csv, a web page) is called by the file.
    """
    named = {sheet.name: sheet.name if sheet.is_named else file_name for sheet in reading.sheets}
    rows = [row for row in reading.rows if not row.skipped or row.skipped == "continuation"]
    notes = [(row, problem) for row in rows for problem in row.problems]
    return {
        "projects": [_project(row, named) for row in reading.projects],
        "skipped_rows": [row for sheet in reading.sheets if sheet.layout for row in _skipped(sheet, named)],
        "warnings": [_note(row, one, named) for row, one in notes if _is_warning(one)] + _of_sheets(reading, named),
        "rejects": [_note(row, one, named) for row, one in notes if one.refuses and one.about in ("file", "row")],
        "register_needs": [_note(row, one, named) for row, one in notes if one.about in ("register", "both")],
        "suspected_duplicates": [[_place(*side, named) for side in pair] for pair in reading.twins],
        "suspected_expansions": [[_place(*side, named) for side in pair] for pair in reading.expansions],
        "totals_check": [_total(check, named) for sheet in reading.sheets for check in sheet.totals],
        "counts_check": [
            {**_place(check.sheet, check.row, named), "what": check.what, "stated": check.stated,
             "computed": check.computed, "matches": check.matches}
            for sheet in reading.sheets for check in sheet.counts
        ],
        "sheets": [_sheet(sheet, named) for sheet in reading.sheets],
    }  # fmt: skip


def _is_warning(problem: Problem) -> bool:
    return problem.about == "both" or problem.about == "file" and not problem.refuses


def _project(row: RowReading, named: dict[str, str]) -> dict:
    text = {"text": row.unread} if row.unread else {}
    proposed = {"proposed": row.proposed} if row.proposed else {}
    values = {name: _value(name, value) for name, value in row.values.items()}
    return {**_place(row.sheet, row.number, named), **values, **text, **proposed, **_line(row)}


def _value(name: str, value):
    """A month and a year without the day they stand on inside."""
    if value and name in FIELDS and FIELDS[name].kind == "day":
        return {**value, "value": value["value"][: LENGTHS.get(value["precision"], 10)]}
    return value


def _skipped(sheet: SheetReading, named: dict[str, str]) -> list[dict]:
    front = [{**_place(sheet.name, number, named), "why": why} for number, why in sheet.front]
    rows = [
        {**_place(row.sheet, row.number, named), "why": row.skipped, **_line(row)}
        for row in sheet.rows
        if row.skipped
    ]
    return front + rows


def _note(row: RowReading, problem: Problem, named: dict[str, str]) -> dict:
    place = _place(row.sheet, row.number, named)
    col, column = problem.col or None, problem.column or None
    return {
        **place,
        "column": column,
        "col": col,
        "code": problem.code,
        "why": problem.why,
        **_level(problem),
        **_line(row),
    }


def _level(problem: Problem) -> dict:
    return {"level": "row" if problem.about == "row" else "cell"} if problem.refuses else {}


def _of_sheets(reading: LedgerReading, named: dict[str, str]) -> list[dict]:
    """Notes of a whole sheet: hidden columns, totals that do not agree."""
    notes = []
    for sheet in reading.sheets:
        head = sheet.layout.head + 1 if sheet.layout else 0
        for col in sheet.hidden_columns:
            why = "该列在原表中已隐藏。"
            notes.append(
                {
                    **_place(sheet.name, head, named),
                    "column": None,
                    "col": col,
                    "code": "hidden_column",
                    "why": why,
                }
            )
        for note in sheet.notes:
            notes.append({**_place(sheet.name, head, named), **note, "code": "past_year"})
        for check in sheet.totals:
            if check.matches is False:
                why = f"合计{check.stated}与各行之和{check.computed}不符。"
                place = _place(sheet.name, check.row, named)
                notes.append({**place, "column": check.column, "col": check.col, "code": "total", "why": why})
    return notes


def _total(check, named: dict[str, str]) -> dict:
    return {
        **_place(check.sheet, check.row, named), "column": check.column, "col": check.col, "currency": check.currency,
        "stated": None if check.stated is None else _plain(check.stated), "computed": _plain(check.computed),
        "matches": check.matches,
    }  # fmt: skip


def _plain(value) -> str:
    return f"{value.normalize():f}" if value else "0"


def _sheet(sheet: SheetReading, named: dict[str, str]) -> dict:
    layout = sheet.layout
    columns = layout.as_json() if layout else []
    head = list(range(layout.top + 1, layout.bottom + 2)) if layout else []
    return {
        "sheet": named[sheet.name],
        "why": sheet.why,
        "header_rows": head,
        "unit": sheet.unit,
        "columns": columns,
    }


def _place(sheet: str, row: int, named: dict[str, str]) -> dict:
    return {"sheet": named[sheet], "row": row}


def _line(row: RowReading) -> dict:
    return {} if row.line is None else {"line": row.line}
