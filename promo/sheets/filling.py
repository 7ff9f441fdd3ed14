"""Write workbooks that come back: blank forms to fill in, and rows sent back with the reason in red before them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from promo.sheets import dress
from promo.sheets.words import clean, is_risky, sheet_names

REASON = "未导入原因"
RED = Font(name=dress.BODY_FONT, size=11, color="C00000")
FORMATS = {"amount": "#,##0.######", "day": "yyyy-mm-dd", "text": "@"}
ROWS_TO_FILL = 2_000
ROWS_DRESSED = 2_000
LINE_WIDTH = 82


@dataclass(frozen=True)
class FillColumn:
    """`kind` is text, amount or day. `choices` are offered in a list; a sheet's name offers its first column."""

    title: str
    kind: str = "text"
    width: float = 14
    choices: Sequence[str] | str = ()
    hidden: bool = False


@dataclass(frozen=True)
class FillSheet:
    """Heads in the first row, then `rows` as texts; with `reasons` a red column stands before them."""

    name: str
    columns: Sequence[FillColumn]
    rows: Sequence[Sequence[str]] = ()
    reasons: Sequence[str] = field(default=())
    hidden: bool = False


@dataclass(frozen=True)
class WordSheet:
    """A sheet of lines for the reader; the first is its title."""

    name: str
    lines: Sequence[str]


def filling_workbook(sheets: Sequence[FillSheet | WordSheet], *, opened_at: int = 0) -> bytes:
    """The sheets as an .xlsx file that opens at the sheet `opened_at`. Text never becomes a formula."""
    book = Workbook()
    book.remove(book.active)
    names = sheet_names([sheet.name for sheet in sheets])
    sizes = {sheet.name: len(sheet.rows) for sheet in sheets if isinstance(sheet, FillSheet)}
    for content, name in zip(sheets, names, strict=True):
        sheet = book.create_sheet(name)
        if isinstance(content, WordSheet):
            _write_lines(sheet, content)
        else:
            _write_rows(sheet, content)
            sheet.sheet_state = "veryHidden" if content.hidden else "visible"
            if not content.hidden:
                _offer_choices(sheet, content, sizes)
    book.active = opened_at
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write_lines(sheet: Worksheet, content: WordSheet) -> None:
    sheet.column_dimensions["A"].width = LINE_WIDTH
    for number, line in enumerate(content.lines, start=1):
        cell = sheet.cell(number, 1)
        _put_text(cell, line)
        cell.font = dress.TITLE if number == 1 else dress.BODY
        cell.alignment = dress.LEFT
        sheet.row_dimensions[number].height = (
            36 if number == 1 else dress.fitting_height([(line, LINE_WIDTH)])
        )


def _write_rows(sheet: Worksheet, content: FillSheet) -> None:
    columns = [*([FillColumn(REASON, width=36)] if content.reasons else []), *content.columns]
    for index, column in enumerate(columns, start=1):
        head = sheet.cell(1, index, clean(column.title))
        head.font = RED if content.reasons and index == 1 else dress.HEAD
        head.fill, head.border, head.alignment = dress.HEAD_FILL, dress.GRID, dress.CENTRE
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        dimension.number_format = FORMATS[column.kind]
        dimension.hidden = column.hidden
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "C2" if content.reasons else "A2"
    if content.hidden or len(content.rows) > ROWS_DRESSED:
        _write_plainly(sheet, content, columns)
        return
    for number, row in enumerate(content.rows, start=2):
        reason = [content.reasons[number - 2]] if content.reasons else []
        for index, (text, column) in enumerate(zip([*reason, *row], columns, strict=True), start=1):
            cell = sheet.cell(number, index)
            _put(cell, text, column.kind)
            cell.font = RED if reason and index == 1 else dress.BODY
            cell.border, cell.alignment = dress.GRID, dress.LEFT
        pairs = ((text, column.width) for text, column in zip([*reason, *row], columns, strict=True))
        sheet.row_dimensions[number].height = dress.fitting_height(pairs)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    dress.set_for_print(
        sheet, (1, 1), len(content.rows) + 1, [0.0 if column.hidden else column.width for column in columns]
    )


def _write_plainly(sheet: Worksheet, content: FillSheet, columns: Sequence[FillColumn]) -> None:
    """Thousands of rows without frames and fitted heights, which would take longer than all the rest."""
    for number, row in enumerate(content.rows, start=2):
        reason = [content.reasons[number - 2]] if content.reasons else []
        for index, (text, column) in enumerate(zip([*reason, *row], columns, strict=True), start=1):
            if text:
                _put(sheet.cell(number, index), text, column.kind)


def _put(cell, text: str, kind: str) -> None:
    """A number or a day as such where the text is one, otherwise the text as it stood."""
    value = _value(text, kind)
    if isinstance(value, str):
        _put_text(cell, value)
    else:
        cell.value = value
        cell.number_format = FORMATS[kind]


def _value(text: str, kind: str) -> str | Decimal | date:
    try:
        if kind == "amount" and text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit():
            return Decimal(text)
        return date.fromisoformat(text) if kind == "day" else text
    except (ValueError, InvalidOperation):
        return text


def _put_text(cell, text: str) -> None:
    cell.value = clean(text) or None
    if cell.value is None:
        return
    cell.data_type, cell.number_format = "s", "@"
    if is_risky(text):
        cell.quotePrefix = True


def _offer_choices(sheet: Worksheet, content: FillSheet, sizes: dict[str, int]) -> None:
    for index, column in enumerate(content.columns, start=2 if content.reasons else 1):
        if not column.choices:
            continue
        listed = (
            _range_of(column.choices, sizes) if isinstance(column.choices, str) else ",".join(column.choices)
        )
        formula = listed if isinstance(column.choices, str) else f'"{listed}"'
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "填写有误", f"“{column.title}”请从列表中选择。"
        letter = get_column_letter(index)
        rule.add(f"{letter}2:{letter}{ROWS_TO_FILL}")
        sheet.add_data_validation(rule)


def _range_of(name: str, sizes: dict[str, int]) -> str:
    return f"{quote_sheetname(name)}!$A$2:$A${max(sizes[name], 1) + 1}"
