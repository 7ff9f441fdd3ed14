"""Read a whole ledger: every sheet that holds a table, every row of it, what repeats, and whether its totals agree."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from projects.intake.answers import Answers, head_keys, signature_of, unit_code
from projects.intake.carried import ask_for_this_year, carry, notes_of
from projects.intake.checks import check_row, mark_outliers
from projects.intake.grid import letter
from projects.intake.layout import Layout
from projects.intake.meaning import Meaning
from projects.intake.rows import RowReading
from projects.intake.sending import base_of, mark_edited
from projects.intake.totals import (
    CountCheck,
    TotalCheck,
    check_counts,
    check_totals,
    mark_totals_without_words,
    sums_of,
    tables_of,
)
from projects.intake.twins import twins_of
from projects.intake.walked import walk
from promo.sheets.reading import BadWorkbook, Sheet, read_workbook

NO_TABLE = "没有找到台账表格。表头须有“项目名称”等栏目，请下载模板核对后再导入。"
NO_ROWS = "表格中没有项目，请核对后再导入。"
SAMPLES = re.compile(r"示例|样例|样表|范例|填写(?:说明|示例)|填表说明|模板")


@dataclass
class SheetReading:
    """A sheet and what was made of it; `layout` is None where it holds no ledger, and `why` says what it is instead.

    `front` are the rows above the projects as (number, title, caption, header or blank).
    """

    name: str
    is_hidden: bool
    layout: Layout | None
    rows: list[RowReading] = field(default_factory=list)
    front: list[tuple[int, str]] = field(default_factory=list)
    totals: list[TotalCheck] = field(default_factory=list)
    counts: list[CountCheck] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    is_named: bool = True
    unit: str = ""
    why: str = ""
    tables: list[tuple[Meaning, ...]] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)

    @property
    def projects(self) -> list[RowReading]:
        return [row for row in self.rows if not row.skipped]

    def as_json(self) -> dict:
        """What the batch keeps of it: which row was the head, what each column was taken for, what did not add up."""
        return {
            "sheet": self.name,
            "is_hidden": self.is_hidden,
            "why": self.why,
            "head": self.layout.head + 1 if self.layout else None,
            "columns": self._columns(),
            "signature": signature_of(self.layout.columns) if self.layout else "",
            "tables": [_table(columns) for columns in self.tables],
            "totals": [_total(check) for check in self.totals],
            "counts": [vars(check) for check in self.counts if not check.matches],
            "hidden_columns": self.hidden_columns,
            "notes": self.notes,
        }

    def _columns(self) -> list[dict]:
        """The columns; money whose unit stands over the table bears it in its head, for a list that comes back."""
        if not self.layout:
            return []
        columns = self.layout.as_json()
        for column, key in zip(columns, head_keys(self.layout.columns), strict=True):
            column["key"] = key
            if column["field"].endswith("_amount") and not column["unit"] and self.unit:
                column["unit"] = self.unit
        return columns


def _table(columns: tuple[Meaning, ...]) -> list[dict]:
    """What it takes to read a cell of this table again."""
    return [
        {"col": one.col, "header": one.header, "field": one.field, "unit": unit_code(one.unit)}
        for one in columns
    ]


def _total(check: TotalCheck) -> dict:
    stated = None if check.stated is None else str(check.stated)
    return {
        "row": check.row, "column": check.column, "currency": check.currency, "stated": stated,
        "computed": str(check.computed), "matches": check.matches,
    }  # fmt: skip


@dataclass
class LedgerReading:
    """A file as understood. `twins` and `expansions` are pairs of rows (sheet and number), the earlier one first."""

    sheets: list[SheetReading]
    twins: list[tuple[tuple[str, int], tuple[str, int]]] = field(default_factory=list)
    expansions: list[tuple[tuple[str, int], tuple[str, int]]] = field(default_factory=list)

    @property
    def rows(self) -> list[RowReading]:
        return [row for sheet in self.sheets for row in sheet.rows]

    @property
    def projects(self) -> list[RowReading]:
        return [row for row in self.rows if not row.skipped]

    @property
    def repeats(self) -> dict[tuple[str, int], tuple[str, int]]:
        """For a row that looks like an earlier one: the first such row."""
        found: dict[tuple[str, int], tuple[str, int]] = {}
        for earlier, later in self.twins:
            found.setdefault(later, earlier)
        return found


NOTHING_SAID = Answers()


Told = Callable[[int, int], None]


def to_nobody(done: int, total: int) -> None:
    pass


def read_ledger(
    path: str | Path,
    *,
    suffix: str,
    cut_off_on: date,
    answers: Answers = NOTHING_SAID,
    told: Told = to_nobody,
) -> LedgerReading:
    """The ledger in a file, with figures that hold for `cut_off_on`; `answers` is what people said of its columns.

    `told` hears now and then how many of the rows of all sheets were understood.

    Raises BadWorkbook with a Chinese sentence for a file that cannot be read or holds no ledger.
    """
    sheets = read_workbook(path, suffix=suffix)
    with without_pauses():
        return read_sheets(sheets, cut_off_on=cut_off_on, answers=answers, told=told)


@contextmanager
def without_pauses() -> Iterator[None]:
    """A reading makes millions of small objects and no cycles; to search them for cycles costs a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_sheets(
    sheets: list[Sheet], *, cut_off_on: date, answers: Answers = NOTHING_SAID, told: Told = to_nobody
) -> LedgerReading:
    """The same for sheets that were read already, which are emptied on the way."""
    base = base_of(sheets)
    total, read, done = sum(len(sheet.rows) for sheet in sheets), [], 0
    for sheet in sheets:
        length = len(sheet.rows)
        read.append(_read_sheet(sheet, cut_off_on, answers, lambda row, above=done: told(above + row, total)))
        done += length
    if not any(sheet.layout for sheet in read):
        raise BadWorkbook(NO_TABLE)
    reading = LedgerReading(read)
    if not reading.projects:
        raise BadWorkbook(NO_ROWS)
    mark_edited(reading.projects, base)
    for row in reading.projects:
        carry(row, cut_off_on)
        ask_for_this_year(row, cut_off_on)
        check_row(row)
    reading.twins, reading.expansions = twins_of(reading.projects)
    _check_totals(read)
    return reading


def _read_sheet(
    sheet: Sheet, cut_off_on: date, answers: Answers, told: Callable[[int], None]
) -> SheetReading:
    reading = SheetReading(sheet.name, sheet.hidden, None, is_named=sheet.is_named)
    reading.why = "已隐藏" if sheet.hidden else "是示例或说明" if _is_sample(sheet) else ""
    if reading.why:
        return reading
    found = walk(sheet, latest=cut_off_on, answers=answers, told=told)
    if found is None:
        reading.why = "不是台账"
        return reading
    layout, rows, captions = found.layout, found.rows, found.captions
    for table in tables_of(rows):
        mark_totals_without_words(table)
    mark_outliers([row for row in rows if not row.skipped])
    reading.layout, reading.rows, reading.front, reading.unit = layout, rows, found.front, str(captions.unit)
    reading.tables, reading.notes = found.tables, notes_of(found.tables, cut_off_on)
    reading.counts = check_counts(rows, captions, sheet.name)
    reading.hidden_columns = [
        letter(index)
        for index, column in enumerate(layout.columns)
        if column.is_hidden and column.field != "row_key"
    ]
    sheet.rows = []
    return reading


def _is_sample(sheet: Sheet) -> bool:
    return sheet.is_named and bool(SAMPLES.search(sheet.name)) and "台账" not in sheet.name


def _check_totals(sheets: list[SheetReading]) -> None:
    """A total on a later sheet may speak of all sheets so far."""
    so_far: list[RowReading] = []
    for sheet in sheets:
        so_far += sheet.rows
        whole = sums_of(so_far) if len(so_far) > len(sheet.rows) else None
        for table in tables_of(sheet.rows):
            sheet.totals += check_totals(table, whole=whole)
