"""Write tables as a workbook in the official layout; what the screen showed, with real numbers and real dates."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from io import BytesIO
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from promo.days import show_day
from promo.sheets import dress
from promo.sheets.body import Body, Told, look_of, real, sampled
from promo.sheets.splicing import Spliced, splice
from promo.sheets.words import clean, is_risky, sheet_names
from promo.tables import NUMBERS, Cell, Column, FrozenTable, HeadCell, Table
from promo.tables.cells import LOCAL, shown


def workbook(
    tables: Sequence[Table | FrozenTable], *, made_at: datetime, made_by: str = "", filter_note: str = ""
) -> bytes:
    """The tables as an .xlsx file, one sheet each; every sheet ends by saying how it came about.

    Raises Unwritable (ValueError) with a Chinese sentence for a text longer than a cell can hold.
    """
    file = BytesIO()
    write_workbook(file, tables, made_at=made_at, made_by=made_by, filter_note=filter_note)
    return file.getvalue()


def write_workbook(
    file: IO[bytes],
    tables: Sequence[Table | FrozenTable],
    *,
    made_at: datetime,
    made_by: str = "",
    filter_note: str = "",
    told: Told | None = None,
) -> None:
    """The same into an open file; `told` hears how many rows more are written. The rows pass through a file of their
    own, so that a long list costs no memory."""
    book = Workbook()
    book.remove(book.active)
    names = sheet_names([table.title for table in tables])
    bodies: list[Spliced] = []
    with ExitStack() as stack:
        for table, name in zip(tables, names, strict=True):
            rows = stack.enter_context(tempfile.TemporaryFile())
            sheet = _Sheet(book.create_sheet(name), table)
            sheet.write(_colophon(table, made_at, made_by, filter_note), rows, told)
            bodies.append(Spliced(rows, before_row=sheet.after_body))
        book.properties.creator = clean(made_by)[:100]
        book.properties.title = clean(tables[0].title)[:100]
        book.properties.created = made_at.astimezone(UTC).replace(tzinfo=None) if made_at.tzinfo else made_at
        frame = BytesIO()
        book.save(frame)
        splice(frame, bodies, file)


class _Sheet:
    """One table on its way onto one sheet, from the title down; the rows between head and foot come from Body."""

    def __init__(self, sheet: Worksheet, table: Table | FrozenTable) -> None:
        self.sheet = sheet
        self.table = table
        self.columns = list(table.columns)
        self.totals = table.totals()
        self.row = 0
        self.after_body = 0
        self.widths: list[float] = []
        self.styles: dict[tuple, Any] = {}

    def write(self, colophon: str, rows: IO[bytes], told: Told | None) -> None:
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._set_widths()
        self._title()
        head_rows = self._heads()
        body = Body(self.table, self.widths, self._style_id)
        self.row = body.write(rows, self.row + 1, told)
        self.after_body = self.row + 1
        self._widen(body.number_widths())
        if self.totals:
            self._line(self.totals, bold=True)
        for note in self.table.notes:
            self._across(note, dress.BODY, dress.LEFT)
        if self.table.signature:
            self._across(self.table.signature, dress.BODY, dress.LEFT, at_least=34)
        self._across(colophon, dress.SMALL, dress.LEFT)
        self.sheet.freeze_panes = f"A{head_rows[1] + 1}"
        lines = (one.height or 0 for one in self.sheet.row_dimensions.values())
        dress.set_for_print(self.sheet, head_rows, self.row, self.widths, body.height + sum(lines))

    def _set_widths(self) -> None:
        lines = [*sampled(self.table), *([self.totals] if self.totals else [])]
        for index, column in enumerate(self.columns):
            width = dress.fitting_width(column.title, (line[index].text for line in lines))
            self.widths.append(column.width * 2 + 2 if column.width else width)
        # A narrow table still has room for its title and its closing lines.
        spare = max(dress.breadth(self.table.title) * 1.8, 60) - sum(self.widths)
        self.widths = [width + max(spare, 0) / len(self.widths) for width in self.widths]
        self._widen(self.widths)

    def _widen(self, least: Sequence[float]) -> None:
        self.widths = [max(width, at_least) for width, at_least in zip(self.widths, least, strict=True)]
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
                self._put(row, head.column + 1, self._head_words(head)[0], dress.HEAD, dress.CENTRE)
                self._merge(row, head.column + 1, row + head.rowspan - 1, head.column + head.colspan)
            flat = [self._head_words(head) for head in heads if head.rowspan == 1]
            self.sheet.row_dimensions[row].height = dress.fitting_height(flat)
        self.row = first + len(levels) - 1
        tall = [self._head_words(head) for heads in levels for head in heads if head.rowspan > 1]
        short = dress.fitting_height(tall) - sum(self._height(row) for row in range(first, self.row + 1))
        self.sheet.row_dimensions[self.row].height = self._height(self.row) + max(short, 0)
        for row in self.sheet.iter_rows(first, self.row, 1, len(self.columns)):
            for cell in row:
                cell.border, cell.fill = dress.GRID, dress.HEAD_FILL
        return first, self.row

    def _head_words(self, head: HeadCell) -> tuple[str, float]:
        width = sum(self.widths[head.column :][: head.colspan])
        return dress.broken_head(head.title, width), width

    def _height(self, row: int) -> float:
        return self.sheet.row_dimensions[row].height

    def _line(self, cells: Sequence[Cell], *, bold: bool = False) -> None:
        self.row += 1
        for index, (cell, column) in enumerate(zip(cells, self.columns, strict=True), start=1):
            self._fill(self.sheet.cell(self.row, index), cell, column, bold)
        pairs = ((cell.text, width) for cell, width in zip(cells, self.widths, strict=True))
        self.sheet.row_dimensions[self.row].height = dress.fitting_height(pairs)

    def _fill(self, target: SheetCell, cell: Cell, column: Column, bold: bool) -> None:
        found = real(cell.value, cell.kind)
        words = clean(cell.text)
        if found is None:
            _write_text(target, words)
        else:
            target.value = found
        target._style = self._style(look_of(found, cell.kind, column.places, words, bold=bold))

    def _style(self, look: tuple) -> Any:
        """How a look is dressed; worked out once and then shared, which long lists need."""
        if look not in self.styles:
            kind, places, whole, bold, is_text, risky = look
            model = SheetCell(self.sheet, 1, 1)
            model.font = dress.BOLD if bold else dress.BODY
            model.border = dress.GRID
            model.alignment = dress.CENTRE if bold and is_text else _alignment(kind, is_text)
            model.number_format = "@" if is_text else dress.number_format(kind, places, whole)
            if risky:
                model.quotePrefix = True
            self.styles[look] = model._style
        return self.styles[look]

    def _style_id(self, look: tuple) -> int:
        model = SheetCell(self.sheet, 1, 1)
        model._style = self._style(look)
        return model.style_id

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
