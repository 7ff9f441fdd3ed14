"""How an official sheet looks: fonts, borders, widths and number formats, in one place."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
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
ALIGNED = {"text": LEFT, "rank": CENTRE, "serial": CENTRE, "day": CENTRE, "moment": CENTRE}

NARROWEST, WIDEST = 6.0, 42.0
BRACKET_MOST = 12
LINE_HEIGHT, ROW_HEIGHT, TALLEST = 15.0, 22.0, 400.0
# What a sheet on its side takes at full size: columns in their own unit, rows in points.
A4_WIDE, A4_HIGH = 146.0, 487.0
SMALLEST_ON_A4 = 0.65  # below it the eleven points of the body become seven, and the sheet is printed on A3
MAY_SHRINK = 0.8  # a few lines beyond a page are drawn onto it rather than sent to a page of their own


def number_format(kind: str, places: int, whole: bool) -> str:
    """The number format of a column; `whole` says that a count has no fraction."""
    decimals = "." + "0" * places if places else ""
    if kind == "count":
        return "#,##0" if whole else f"#,##0{decimals}"
    if kind == "rate":
        return f"0{decimals}%"
    if kind == "pp":
        return f"+0{decimals};-0{decimals};0{decimals}"
    fixed = {"rank": "0", "serial": "0", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "text": "@"}
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
    """A column width that suits the texts; a long head may wrap to three lines, a long text to several, the bracket of
    a head with its unit stays whole."""
    longest = max((breadth(text) for text in texts), default=0)
    _, bracket, unit = head.partition("（")
    whole = min(breadth(bracket + unit), BRACKET_MOST) + 2
    return min(max(longest + 2.5, ceil(breadth(head) / 3) + 3, whole, NARROWEST), WIDEST)


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


def broken_head(head: str, width: float) -> str:
    """A head that wraps does so before its bracket, where a line would otherwise end or begin with half of it."""
    before, bracket, rest = head.partition("（")
    room = width - 1.5
    if not before or not bracket or "\n" in head or breadth(head) <= room:
        return head
    left = room - breadth(before) % room  # of the line on which the bracket would stand
    splits = left < breadth(bracket + rest)
    return f"{before}\n（{rest}" if splits and breadth(bracket + rest) <= room else head


def set_for_print(
    sheet: Worksheet,
    head_rows: tuple[int, int],
    last_row: int,
    widths: Sequence[float],
    height: float | None = None,
) -> None:
    """On its side, one page wide, head rows on every page, page number at the foot; A4, or A3 where its letters would
    be too small. `height` is that of all rows together, where it is known."""
    wide = max(sum(widths), 1.0)
    is_large = A4_WIDE / wide < SMALLEST_ON_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if is_large else sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    room = A4_HIGH / min(A4_WIDE / wide, 1.0)  # of an A3 sheet the same lines: both grow by the same
    sheet.page_setup.fitToHeight = 1 if height and room < height <= room / MAY_SHRINK else 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{head_rows[0]}:{head_rows[1]}"
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{last_row}"
    sheet.oddFooter.center.text = '&"宋体"&10— &P —'
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.75
