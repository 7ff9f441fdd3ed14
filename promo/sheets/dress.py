"""How an official sheet looks: fonts, borders, widths and number formats, in one place."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

BODY_FONT = "仿宋_GB2312"
TITLE = Font(name="方正小标宋简体", size=18, bold=True)
HEAD = Font(name="黑体", size=11)
BODY = Font(name=BODY_FONT, size=11)
BOLD = Font(name=BODY_FONT, size=11, bold=True)
SMALL = Font(name=BODY_FONT, size=9)
LINE = Side(style="thin", color="000000")
GRID = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEAD_FILL = PatternFill("solid", fgColor="F2F2F2")

LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
ALIGNED = {"text": LEFT, "rank": CENTRE, "day": CENTRE, "moment": CENTRE}

NARROWEST, WIDEST = 6.0, 42.0
LINE_HEIGHT, ROW_HEIGHT, TALLEST = 15.0, 22.0, 400.0


def number_format(kind: str, places: int, whole: bool) -> str:
    """The number format of a column; `whole` says that a count has no fraction."""
    decimals = "." + "0" * places if places else ""
    if kind == "count":
        return "#,##0" if whole else f"#,##0{decimals}"
    if kind == "rate":
        return f"0{decimals}%"
    if kind == "pp":
        return f"+0{decimals};-0{decimals};0{decimals}"
    fixed = {"rank": "0", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "text": "@"}
    return fixed.get(kind, f"#,##0{decimals}")


@lru_cache(maxsize=50_000)  # a long list says the same words again and again
def breadth(text: str) -> int:
    """How wide the longest line of `text` is: a Chinese character counts two, a Latin letter one."""
    return max(_breadth(line) for line in text.split("\n"))


def _breadth(line: str) -> int:
    """GBK writes with two bytes what a screen shows two wide; the rare sign it lacks is measured on its own."""
    try:
        return len(line.encode("gbk"))
    except UnicodeEncodeError:
        return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def fitting_width(head: str, texts: Iterable[str]) -> float:
    """A column width that suits the texts; a long head may wrap to three lines, a long text to several."""
    longest = max((breadth(text) for text in texts), default=0)
    return min(max(longest + 2.5, ceil(breadth(head) / 3) + 3, NARROWEST), WIDEST)


def fitting_height(pairs: Iterable[tuple[str, float]], at_least: float = ROW_HEIGHT) -> float:
    """The height of a row that shows every (text, width) pair in full."""
    return height_of(max((lines_of(text, width) for text, width in pairs), default=1), at_least)


def height_of(lines: int, at_least: float = ROW_HEIGHT) -> float:
    return min(max(at_least, lines * LINE_HEIGHT + 7), TALLEST)


def lines_of(text: str, width: float) -> int:
    """How many lines `text` takes in a column `width` wide."""
    if "\n" not in text and breadth(text) <= width - 1.5:
        return 1
    return sum(max(1, ceil(breadth(line) / max(width - 1.5, 1))) for line in text.split("\n"))


def set_for_print(sheet: Worksheet, head_rows: tuple[int, int], last_row: int, last_column: str) -> None:
    """A4 on its side, one page wide, head rows on every page, page number at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{head_rows[0]}:{head_rows[1]}"
    sheet.print_area = f"A1:{last_column}{last_row}"
    sheet.oddFooter.center.text = '&"宋体"&10— &P —'
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.75
