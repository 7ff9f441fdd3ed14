"""Sheets of a real workbook (.xlsx, .xlsm, .xlsb, .xls, .et, .ods): cells by calamine, looks beside them."""

from io import BytesIO
from typing import Any

from cells import EPOCH, EPOCH_1904, checked_rows
from judging import ZIP
from limits import (
    BROKEN,
    LOCKED,
    MERGED,
    MOST_AREA,
    MOST_CELLS,
    MOST_MERGES,
    MOST_SHEETS,
    SPREAD,
    Refusal,
)
from looks import Looks, look_at
from old_looks import look_at_old
from open_looks import look_at_open
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def workbook_sheets(data: bytes) -> list[dict[str, Any]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        listed = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if len(listed) > MOST_SHEETS:
            raise Refusal(f"工作表超过{MOST_SHEETS}个，请拆分后再导入。")
        seen = look_at(data) if data.startswith(ZIP) else look_at_old(data)
        of_open = look_at_open(data) if data.startswith(ZIP) else {}
        room, sheets = MOST_CELLS, []
        for meta in listed:
            sheet, looks = book.get_sheet_by_name(meta.name), seen.sheets.get(meta.name, Looks())
            hidden = meta.visible != SheetVisibleEnum.Visible
            known = of_open.get(meta.name)
            looks = known.looks if known else looks
            answer, room = _answer(meta.name, sheet, looks, room, seen.counts_from_1904)
            if known:
                answer["merged"] = _few(known.merged)
            sheets.append(answer | {"hidden": hidden, "since1904": seen.counts_from_1904})
        return sheets
    except CalamineError as broken:
        raise Refusal(LOCKED if "assword" in str(broken) else BROKEN) from broken


def _answer(name: str, sheet: CalamineSheet, looks: Looks, room: int, since1904: bool) -> tuple[dict, int]:
    since = EPOCH_1904 if since1904 else EPOCH
    cells = _padded_rows(name, sheet)
    for (row, column), failure in looks.failed.items():
        if row < len(cells) and column < len(cells[row]):
            cells[row][column] = failure
    rows, room = checked_rows(name, cells, room, looks.shown, since=since)
    answer = {"name": name, "rows": rows, "merged": _merged(sheet)}
    answer |= {"hidden_rows": looks.hidden_rows, "hidden_columns": looks.hidden_columns}
    return answer | {"formulas": looks.formulas}, room


def _padded_rows(name: str, sheet: CalamineSheet) -> list[list[Any]]:
    """The rows from row 1 and column A on, also where the sheet begins further in."""
    if sheet.end is None:
        return []
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_AREA:
        raise Refusal(f"工作表“{name}”：{SPREAD}")
    return sheet.to_python(skip_empty_area=False)


def _merged(sheet: CalamineSheet) -> list[list[int]]:
    """Merged areas as [top, left, bottom, right], counted from 0; formats that do not tell have none."""
    return _few([[*first, *last] for first, last in sheet.merged_cell_ranges or []])


def _few(areas: list[list[int]]) -> list[list[int]]:
    if len(areas) > MOST_MERGES:
        raise Refusal(MERGED)
    return areas
