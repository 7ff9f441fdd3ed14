"""A web page saved under the name .xls: its tables as sheets, a row for every <tr>, spans as merged areas."""

import re
from html.parser import HTMLParser
from typing import Any

from cells import checked_rows
from limits import (
    MERGED,
    MOST_AREA,
    MOST_CELLS,
    MOST_MERGES,
    MOST_ROWS,
    MOST_SPANNED,
    NOT_A_LIST,
    SPREAD,
    Refusal,
)

NAME = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]{1,60})</x:Name>", re.IGNORECASE)
SILENT = ("script", "style", "title")
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def page_sheets(text: str) -> list[dict[str, Any]]:
    parser = _Tables()
    parser.feed(text)
    parser.close()
    tables = [table for table in parser.tables if any(any(row.values()) for row in table.rows)]
    if not tables:
        raise Refusal(NOT_A_LIST)
    names = NAME.findall(text)
    room, sheets = MOST_CELLS, []
    for number, table in enumerate(tables):
        named = len(names) == len(tables)
        name = names[number] if named else f"表{number + 1}"
        rows, room = checked_rows(name, table.lines(), room)
        answer = {
            "name": name,
            "hidden": False,
            "rows": rows,
            "merged": table.merged,
            "hidden_rows": table.hidden,
        }
        sheets.append(answer | {"named": named or len(tables) > 1})
    return sheets


class _Table:
    def __init__(self) -> None:
        self.rows: list[dict[int, str]] = []
        self.merged: list[list[int]] = []
        self.hidden: list[int] = []
        self.taken: set[tuple[int, int]] = set()
        self.width = 0

    def add_row(self, hidden: bool) -> None:
        if len(self.rows) > MOST_ROWS:
            raise Refusal("表格超过20000行，请拆分后再导入。")
        if hidden:
            self.hidden.append(len(self.rows))
        self.rows.append({})

    def add(self, text: str, wide: int, tall: int) -> None:
        if not self.rows:
            self.add_row(False)
        row, column = len(self.rows) - 1, 0
        while column in self.rows[row] or (row, column) in self.taken:
            column += 1
        self.rows[row][column] = text
        self.width = max(self.width, column + wide)
        if self.width * len(self.rows) > MOST_AREA or len(self.taken) + wide * tall > MOST_SPANNED:
            raise Refusal(SPREAD)
        if wide > 1 or tall > 1:
            self.merged.append([row, column, row + tall - 1, column + wide - 1])
            if len(self.merged) > MOST_MERGES:
                raise Refusal(MERGED)
            self.taken |= {(row + y, column + x) for y in range(tall) for x in range(wide)}

    def lines(self):
        for row in self.rows:
            yield [row.get(column) for column in range(max(row, default=-1) + 1)]


class _Tables(HTMLParser):
    """A table within a cell is words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Table())
        elif self.depth == 1 and tag == "tr":
            self._close_cell()
            self.tables[-1].add_row(bool(HIDDEN.search(dict(attrs).get("style") or "")))
        elif self.depth == 1 and tag in ("td", "th"):
            self._close_cell()
            given = dict(attrs)
            self.cell, self.span = [], (_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in ("br", "p", "div") and self.cell:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._close_cell()
            self.depth -= 1
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _close_cell(self) -> None:
        if self.cell is not None:
            text = "".join(self.cell).replace("\xa0", " ").strip()
            self.tables[-1].add(re.sub(r" *\n *", "\n", text), *self.span)
        self.cell = None


def _span(text: str | None) -> int:
    return min(int(text), 1_000) if text and text.strip().isdecimal() and int(text) > 0 else 1
