"""Read workbooks that strangers made: in a child process with little memory and little time, or not at all."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from promo.days import PartialDay, Precision

LARGEST_FILE = 20 * 2**20
LONGEST_ANSWER = 64 * 2**20
WALL_SECONDS = 90
WORDS_LONGEST = 60
SUFFIXES = ("xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "txt")
CHILD = Path(__file__).with_name("child")

Value = str | Decimal | bool | date | datetime | PartialDay | None


class BadWorkbook(ValueError):
    """A file that cannot be taken; `str()` is a Chinese sentence that says what to do about it."""


@dataclass
class Sheet:
    """One worksheet: `rows[i]` is the row a spreadsheet numbers i + 1, cut behind its last filled cell.

    Numbers are Decimal as a spreadsheet shows them, days date, moments datetime (without zone), empty cells None. A day
    whose format shows only month or year is a PartialDay; a number whose format shows zeros ahead or a unit is text.
    `merged` holds (top, left, bottom, right), counted from 0 and inclusive; only the first cell of an area has a value.
    `formulas` are those whose value was never stored, by (row, column). `lines` are the lines of a csv file in which
    its rows begin. `is_named` is False where the file has one table without a name (csv, a web page).
    """

    name: str
    hidden: bool
    rows: list[list[Value]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    is_named: bool = True
    counts_from_1904: bool = False

    def value(self, row: int, column: int) -> Value:
        """The cell at `row` and `column`, counted from 0; None outside what is filled."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None


def read_workbook(path: str | Path, *, suffix: str) -> list[Sheet]:
    """The sheets of an uploaded file, in their order, hidden ones too; a csv file is one sheet.

    `suffix` is the ending of the name the file came with (the content decides where they differ, as for an .xls
    renamed .xlsx). At most 20 MB, 100 MB inflated, 50 sheets, 20,000 rows and 200 filled columns a sheet; the child
    has 600 MB of memory and 90 seconds. Raises BadWorkbook with a Chinese sentence.
    """
    ending = suffix.lower().lstrip(".")
    if ending not in SUFFIXES:
        raise BadWorkbook("不支持这种文件，请使用xlsx、xls、ods或csv格式。")
    if Path(path).stat().st_size > LARGEST_FILE:
        raise BadWorkbook("文件超过20MB，请拆分后再导入。")
    answer = _answer_of_child(str(Path(path).resolve()), ending)
    if "refused" in answer:
        raise BadWorkbook(answer["refused"])
    return [_sheet(data) for data in answer["sheets"]]


def _answer_of_child(path: str, ending: str) -> dict[str, Any]:
    command = [sys.executable, "-P", str(CHILD), path, ending]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    late = threading.Event()
    with subprocess.Popen(command, **pipes) as child:  # noqa: S603 - our own script, a path we chose

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(WALL_SECONDS, stop)
        timer.start()
        try:
            written = child.stdout.read(LONGEST_ANSWER + 1)
            if len(written) > LONGEST_ANSWER:
                child.kill()
            child.wait()
        finally:
            timer.cancel()
    return _judged(written, child.returncode, late.is_set())


def _judged(written: bytes, returncode: int, late: bool) -> dict[str, Any]:
    if late:
        raise BadWorkbook("文件过于复杂，读取超时，请拆分后再导入。")
    if len(written) > LONGEST_ANSWER:
        raise BadWorkbook("文件内容过多，请拆分后再导入。")
    if returncode != 0:
        raise BadWorkbook("文件内容过大或已损坏，请删除多余的行和列，另存为xlsx格式后再导入。")
    return json.loads(
        written, object_hook=_value
    )  # a cell becomes its value at once: no object a cell is kept


def _sheet(data: dict[str, Any]) -> Sheet:
    spans = [range(first, min(last, 16_384) + 1) for first, last in data.get("hidden_columns", ())]
    return Sheet(
        data["name"],
        data["hidden"],
        _words_kept_once(data["rows"]),
        [tuple(area) for area in data["merged"]],
        hidden_rows=frozenset(data.get("hidden_rows", ())),
        hidden_columns=frozenset(column for span in spans for column in span),
        formulas={(row, column): text for row, column, text in data.get("formulas", ())},
        lines=data.get("lines", []),
        is_named=data.get("named", True),
        counts_from_1904=data.get("since1904", False),
    )


def _words_kept_once(rows: list[list[Any]]) -> list[list[Any]]:
    """A ledger says the same few words in thousands of cells."""
    known: dict[str, str] = {}
    for row in rows:
        for place, cell in enumerate(row):
            if cell.__class__ is str and len(cell) <= WORDS_LONGEST:
                row[place] = known.setdefault(cell, cell)
    return rows


def _value(told: dict[str, Any]) -> Any:
    """What is written as {kind: text} is a cell; every other object is itself."""
    if len(told) == 1:
        ((kind, text),) = told.items()
        if kind in READERS:
            return READERS[kind](text)
    return told


def _number(text: str) -> Decimal:
    """The number a person sees: 18000.0 is 18000, 0.1 is 0.1."""
    return Decimal(text.removesuffix(".0"))


def _part(precision: str) -> Any:
    return lambda text: PartialDay(date.fromisoformat(text[:10]), precision)


READERS = {
    "n": _number,
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "p": _part(Precision.MONTH.value),
    "y": _part(Precision.YEAR.value),
}
