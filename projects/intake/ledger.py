"""Read a whole ledger: every sheet that holds a table, every row of it, and which rows repeat an earlier one."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from projects.intake.layout import Layout, find_layout
from projects.intake.plan import check
from projects.intake.rows import RowReading, read_rows
from projects.names import company_key, flat
from promo.sheets.reading import BadWorkbook, Sheet, read_workbook

NO_TABLE = "没有找到台账表格。表头须有“项目名称”等栏目，请下载模板核对后再导入。"
NO_ROWS = "表格中没有项目，请核对后再导入。"


@dataclass
class SheetReading:
    """A sheet and what was made of it; `layout` is None where it holds no ledger."""

    name: str
    is_hidden: bool
    layout: Layout | None
    rows: list[RowReading] = field(default_factory=list)

    def as_json(self) -> dict:
        """What the batch keeps of it: which row was the head, and what each column was taken for."""
        return {
            "sheet": self.name,
            "is_hidden": self.is_hidden,
            "head": self.layout.head + 1 if self.layout else None,
            "columns": self.layout.as_json() if self.layout else [],
        }


@dataclass
class LedgerReading:
    """A file as understood. `repeats` names for a row the earlier row it looks like (both by sheet and number)."""

    sheets: list[SheetReading]
    repeats: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    @property
    def rows(self) -> list[RowReading]:
        return [row for sheet in self.sheets for row in sheet.rows]

    @property
    def projects(self) -> list[RowReading]:
        return [row for row in self.rows if not row.skipped]


def read_ledger(path: str | Path, *, suffix: str, cut_off_on: date) -> LedgerReading:
    """The ledger in a file, with figures that hold for `cut_off_on`.

    Raises BadWorkbook with a Chinese sentence for a file that cannot be read or holds no ledger.
    """
    sheets = [_read_sheet(sheet, cut_off_on) for sheet in read_workbook(path, suffix=suffix)]
    if not any(sheet.layout for sheet in sheets):
        raise BadWorkbook(NO_TABLE)
    reading = LedgerReading(sheets)
    if not reading.projects:
        raise BadWorkbook(NO_ROWS)
    for row in reading.projects:
        check(row)
    reading.repeats = repeats_among(reading.projects)
    return reading


def _read_sheet(sheet: Sheet, cut_off_on: date) -> SheetReading:
    layout = None if sheet.hidden else find_layout(sheet)
    rows = read_rows(sheet, layout, latest=cut_off_on) if layout else []
    return SheetReading(sheet.name, sheet.hidden, layout, rows)


def identities(code: str, name: str, investor: str) -> list[tuple]:
    """By what a project is known again: its number in the ledger, or its name together with its investor."""
    known = [("code", flat(code))] if code else []
    return [*known, ("name", flat(name), company_key(investor))] if name and investor else known


def identities_of(row: RowReading) -> list[tuple]:
    values = row.values
    return identities(values.get("code") or "", values.get("name") or "", values.get("investor") or "")


def repeats_among(rows: list[RowReading]) -> dict[tuple[str, int], tuple[str, int]]:
    """For each row that has a number, or a name and an investor, of an earlier row: that row. One pass."""
    first: dict[tuple, tuple[str, int]] = {}
    repeats = {}
    for row in rows:
        place = (row.sheet, row.number)
        for identity in identities_of(row):
            earlier = first.setdefault(identity, place)
            if earlier != place:
                repeats.setdefault(place, earlier)
    return repeats
