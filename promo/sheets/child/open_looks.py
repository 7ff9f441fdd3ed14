"""The same looks of an OpenDocument sheet (.ods): merged areas, what is hidden, and formulas that failed."""

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from looks import MOST_NOTED, Looks

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
HIDDEN = ("collapse", "filter")


@dataclass
class OpenSheet:
    looks: Looks = field(default_factory=Looks)
    merged: list[list[int]] = field(default_factory=list)


def look_at_open(data: bytes) -> dict[str, OpenSheet]:
    """By the name of the sheet; nothing where the parts are not as usual."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Scan().of(archive.read("content.xml")) if "content.xml" in archive.NameToInfo else {}
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        ExpatError,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
    ):
        return {}


class _Scan:
    """One pass over the content: rows and cells may stand for many of their kind."""

    def __init__(self) -> None:
        self.sheets: dict[str, OpenSheet] = {}
        self.sheet: OpenSheet | None = None
        self.row = self.column = self.rows = self.columns = 0
        self.depth = 0  # a table within a cell is none of ours
        self.failed: tuple[int, int] | None = None

    def of(self, content: bytes) -> dict[str, OpenSheet]:
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)
        return self.sheets

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.sheet = self.sheets.setdefault(given.get("table:name", ""), OpenSheet())
                self.row = self.columns = self.rows = 0
        elif self.sheet is None or self.depth != 1:
            return
        elif tag == "table:table-column":
            count = _count(given, "columns-repeated", LAST_COLUMN)
            if given.get("table:visibility") in HIDDEN:
                self.sheet.looks.hidden_columns.append([self.columns, self.columns + count - 1])
            self.columns += count
        elif tag == "table:table-row":
            self.column, self.rows = 0, _count(given, "rows-repeated", LAST_ROW)
            if given.get("table:visibility") in HIDDEN and self.rows < LAST_ROW // 2:
                self.sheet.looks.hidden_rows += range(self.row, min(self.row + self.rows, 30_000))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(given)

    def _cell(self, given: dict[str, str]) -> None:
        wide, tall = _count(given, "columns-spanned", LAST_COLUMN), _count(given, "rows-spanned", LAST_ROW)
        if wide > 1 or tall > 1:
            self.sheet.merged.append([self.row, self.column, self.row + tall - 1, self.column + wide - 1])
        if given.get("calcext:value-type") == "error" and len(self.sheet.looks.failed) < MOST_NOTED:
            self.failed = (self.row, self.column)
        self.column += _count(given, "columns-repeated", LAST_COLUMN)

    def _text(self, text: str) -> None:
        if self.failed and text.strip():
            known = self.sheet.looks.failed.get(self.failed, "")
            self.sheet.looks.failed[self.failed] = (known + text.strip())[:20]

    def _end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.failed = None
        if tag == "table:table":
            self.depth -= 1
            self.sheet = self.sheet if self.depth else None
        elif tag == "table:table-row" and self.depth == 1:
            self.row += self.rows


def _count(given: dict[str, str], name: str, most: int) -> int:
    text = given.get(f"table:number-{name}", "1")
    return min(int(text), most) if text.isascii() and text.isdecimal() and int(text[:9]) else 1
