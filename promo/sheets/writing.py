"""Write tables as a workbook in the official layout; what the screen showed, with real numbers and real dates."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from promo.days import PartialDay, Precision, show_day
from promo.rounding import round_to
from promo.sheets import dress
from promo.sheets.words import clean, is_risky, sheet_names
from promo.tables import NUMBERS, Cell, Column, FrozenTable, Table
from promo.tables.cells import LOCAL, shown

SCALED = {"amount_wan": 10**4, "amount_yi": 10**8}
EARLIEST = date(1900, 3, 1)  # before it a spreadsheet counts a 29 February that never was


def workbook(
    tables: Sequence[Table | FrozenTable], *, made_at: datetime, made_by: str = "", filter_note: str = ""
) -> bytes:
    """The tables as an .xlsx file, one sheet each; every sheet ends by saying how it came about.

    Raises Unwritable (ValueError) with a Chinese sentence for a text longer than a cell can hold.
    """
    book = Workbook()
    book.remove(book.active)
    for table, name in zip(tables, sheet_names([table.title for table in tables]), strict=True):
        _Sheet(book.create_sheet(name), table).write(_colophon(table, made_at, made_by, filter_note))
    book.properties.creator = clean(made_by)[:100]
    book.properties.title = clean(tables[0].title)[:100]
    book.properties.created = made_at.astimezone(UTC).replace(tzinfo=None) if made_at.tzinfo else made_at
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class _Sheet:
    """One table on its way onto one sheet, from the title down."""

    def __init__(self, sheet: Worksheet, table: Table | FrozenTable) -> None:
        self.sheet = sheet
        self.table = table
        self.columns = list(table.columns)
        self.body = table.cells()
        self.totals = table.totals()
        self.row = 0
        self.widths: list[float] = []
        self.styles: dict[tuple, Any] = {}

    def write(self, colophon: str) -> None:
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._set_widths()
        self._title()
        head_rows = self._heads()
        for cells in self.body:
            self._line(cells)
        if self.totals:
            self._line(self.totals, bold=True)
        for note in self.table.notes:
            self._across(note, dress.BODY, dress.LEFT)
        if self.table.signature:
            self._across(self.table.signature, dress.BODY, dress.LEFT, at_least=34)
        self._across(colophon, dress.SMALL, dress.LEFT)
        self.sheet.freeze_panes = f"A{head_rows[1] + 1}"
        dress.set_for_print(self.sheet, head_rows, self.row, get_column_letter(len(self.columns)))

    def _set_widths(self) -> None:
        lines = [*self.body, *([self.totals] if self.totals else [])]
        for index, column in enumerate(self.columns):
            width = dress.fitting_width(column.title, (line[index].text for line in lines))
            self.widths.append(column.width * 2 + 2 if column.width else width)
        # A narrow table still has room for its title and its closing lines.
        spare = max(dress.breadth(self.table.title) * 1.8, 60) - sum(self.widths)
        self.widths = [width + max(spare, 0) / len(self.widths) for width in self.widths]
        for index, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width

    def _title(self) -> None:
        self._across(self.table.title, dress.TITLE, dress.CENTRE, at_least=36, scale=1.8)
        if self.table.caption:
            self._across(self.table.caption, dress.BODY, dress.CENTRE)
        as_of = _as_of(self.table.as_of)
        if not (self.table.unit_note or as_of):
            return
        self.row += 1
        half = max(len(self.columns) // 2, 1)
        if len(self.columns) == 1:
            self._put(self.row, 1, f"{self.table.unit_note}　{as_of}".strip("　"), dress.BODY, dress.LEFT)
            return
        self._put(self.row, 1, self.table.unit_note, dress.BODY, dress.LEFT)
        self._put(self.row, half + 1, as_of, dress.BODY, dress.RIGHT)
        self._merge(self.row, 1, self.row, half)
        self._merge(self.row, half + 1, self.row, len(self.columns))
        self.sheet.row_dimensions[self.row].height = dress.ROW_HEIGHT

    def _heads(self) -> tuple[int, int]:
        first = self.row + 1
        levels = self.table.head()
        for level, heads in enumerate(levels):
            row = first + level
            for head in heads:
                self._put(row, head.column + 1, head.title, dress.HEAD, dress.CENTRE)
                self._merge(row, head.column + 1, row + head.rowspan - 1, head.column + head.colspan)
            flat = [(h.title, sum(self.widths[h.column :][: h.colspan])) for h in heads if h.rowspan == 1]
            self.sheet.row_dimensions[row].height = dress.fitting_height(flat)
        self.row = first + len(levels) - 1
        tall = [(h.title, self.widths[h.column]) for heads in levels for h in heads if h.rowspan > 1]
        short = dress.fitting_height(tall) - sum(self._height(row) for row in range(first, self.row + 1))
        self.sheet.row_dimensions[self.row].height = self._height(self.row) + max(short, 0)
        for row in self.sheet.iter_rows(first, self.row, 1, len(self.columns)):
            for cell in row:
                cell.border, cell.fill = dress.GRID, dress.HEAD_FILL
        return first, self.row

    def _height(self, row: int) -> float:
        return self.sheet.row_dimensions[row].height

    def _line(self, cells: Sequence[Cell], *, bold: bool = False) -> None:
        self.row += 1
        for index, (cell, column) in enumerate(zip(cells, self.columns, strict=True), start=1):
            self._fill(self.sheet.cell(self.row, index), cell, column, bold)
        pairs = ((cell.text, width) for cell, width in zip(cells, self.widths, strict=True))
        self.sheet.row_dimensions[self.row].height = dress.fitting_height(pairs)

    def _fill(self, target: SheetCell, cell: Cell, column: Column, bold: bool) -> None:
        value = _real(cell)
        is_text = isinstance(value, str)
        if is_text:
            _write_text(target, value)
        else:
            target.value = value
        whole = not is_text and cell.kind == "count" and cell.value == int(cell.value)
        self._style(target, (cell.kind, column.places, whole, bold, is_text, is_text and is_risky(value)))

    def _style(self, target: SheetCell, look: tuple) -> None:
        """Dress a cell; a look is worked out once and then shared, which long lists need."""
        if look not in self.styles:
            kind, places, whole, bold, is_text, _ = look
            target.font = dress.BOLD if bold else dress.BODY
            target.border = dress.GRID
            target.alignment = dress.CENTRE if bold and is_text else _alignment(kind, is_text)
            target.number_format = "@" if is_text else dress.number_format(kind, places, whole)
            self.styles[look] = target._style
        target._style = self.styles[look]

    def _across(
        self,
        text: str,
        font: Font,
        alignment: Alignment,
        *,
        at_least: float = dress.ROW_HEIGHT,
        scale: float = 1,
    ) -> None:
        self.row += 1
        self._put(self.row, 1, text, font, alignment)
        self._merge(self.row, 1, self.row, len(self.columns))
        height = dress.fitting_height([(text, sum(self.widths) / scale)], at_least / scale) * scale
        self.sheet.row_dimensions[self.row].height = height

    def _put(self, row: int, column: int, text: str, font: Font, alignment: Alignment) -> None:
        cell = self.sheet.cell(row, column)
        _write_text(cell, clean(text))
        cell.font, cell.alignment = font, alignment

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _write_text(cell: SheetCell, text: str) -> None:
    """`text` as text, whatever it begins with; an empty text is an empty cell."""
    cell.value = text or None
    if not text:
        return
    cell.data_type = "s"
    if is_risky(text):
        cell.quotePrefix = True


def _alignment(kind: str, is_text: bool) -> Alignment:
    if is_text and kind in NUMBERS:
        return dress.CENTRE  # a dash where a number is missing
    return dress.ALIGNED.get(kind, dress.RIGHT)


def _real(cell: Cell) -> Any:
    """The value a spreadsheet can reckon with; text where there is none."""
    value = cell.value
    if value is None or value == "" or isinstance(value, str) or cell.kind == "text":
        return clean(cell.text)
    if cell.kind in NUMBERS:
        return _number(value, cell.kind)
    if isinstance(value, PartialDay) and value.precision == Precision.DAY:
        value = value.day
    if isinstance(value, datetime):
        value = value.astimezone(LOCAL).replace(tzinfo=None) if value.tzinfo else value
        return value if value.date() >= EARLIEST else clean(cell.text)
    if isinstance(value, date) and value >= EARLIEST:
        return value
    return clean(cell.text)  # a month or a year is no date


def _number(value: Decimal | Fraction | int, kind: str) -> int | Decimal:
    exact = Fraction(value) / SCALED.get(kind, 1)
    return int(exact) if exact.denominator == 1 else round_to(exact, 12)


def _as_of(as_of: date | datetime | None) -> str:
    if as_of is None:
        return ""
    if isinstance(as_of, datetime):
        local = as_of.astimezone(LOCAL) if as_of.tzinfo else as_of
        return f"{show_day(local.date(), 'until')}{local:%H:%M}"
    return show_day(as_of, "until")


def _colophon(table: Table | FrozenTable, made_at: datetime, made_by: str, filter_note: str) -> str:
    parts = [
        f"共{len(table.rows)}条",
        f"数据{_as_of(table.as_of)}" if table.as_of else "",
        f"筛选条件：{filter_note}" if filter_note else "",
        f"制表人：{made_by}" if made_by else "",
        f"制表时间：{shown(made_at, 'moment')}",
    ]
    return "；".join(part for part in parts if part)
