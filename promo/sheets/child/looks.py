"""What calamine does not tell of an .xlsx: what is hidden, how numbers are shown, formulas that failed or wait."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

# Built-in formats of Chinese workbooks that show no day, and those that are days though calamine sees numbers.
BUILT_IN = {
    17: "month", 27: "month", 36: "month", 50: "month", 52: "month", 57: "month",
    28: "day", 29: "day", 30: "day", 31: "day", 51: "day", 53: "day", 54: "day", 58: "day",
}  # fmt: skip
WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
UNIT = re.compile(
    r'[#,0]*0(?:\.0+)?(?:_ )?\\? ?"?((?:人民币)?[百千万亿]*(?:元|美元|港元|港币|欧元|日元)|[万亿])"?(?:;.*)?'
)
MOST_NOTED = 400_000
WORTH_A_LOOK = (b"hidden=", b"<f", b":f>", b":f ", b't="e"', b"t='e'", b"\0")  # the last: a part in UTF-16


@dataclass
class Looks:
    """Of one sheet, counted from 0. `shown` says of single cells: day, month, year, zeros:11 or unit:万元; `failed`
    what stands in the place of a result (#DIV/0!)."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[list[int]] = field(default_factory=list)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: list[list] = field(default_factory=list)
    failed: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class Book:
    counts_from_1904: bool = False
    sheets: dict[str, Looks] = field(default_factory=dict)


def look_at(data: bytes) -> Book:
    """Nothing where the parts are not as usual: the cells themselves are read by calamine all the same."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _book(archive)
    except (
        zipfile.BadZipFile, KeyError, ValueError, ParseError, ExpatError, DefusedXmlException, OverflowError,
        struct.error, zlib.error, NotImplementedError, EOFError, OSError,
    ):  # fmt: skip
        return Book()


def _book(archive: zipfile.ZipFile) -> Book:
    root = fromstring(archive.read("xl/workbook.xml"))
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    ways = _ways(archive)
    properties = next(_all(root, "workbookPr"), None)
    book = Book(properties is not None and properties.get("date1904") in ("1", "true"))
    for sheet in _all(root, "sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in archive.NameToInfo:
            content = archive.read(part)
            if ways or any(mark in content for mark in WORTH_A_LOOK):
                book.sheets[sheet.get("name", "")] = _Scan(ways).of(content)
    return book


def _all(root: Element, name: str):
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _ways(archive: zipfile.ZipFile) -> dict[str, str]:
    """For each style by its number how it shows a number, where that matters."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return {}
    root = fromstring(archive.read("xl/styles.xml"))
    codes = {row.get("numFmtId"): row.get("formatCode", "") for row in _all(root, "numFmt")}
    styles = next(_all(root, "cellXfs"), None)
    ways = {}
    for index, style in enumerate(styles if styles is not None else ()):
        number = style.get("numFmtId", "0")
        way = way_of(codes[number]) if number in codes else BUILT_IN.get(int(number), "")
        if way:
            ways[str(index)] = way
    return ways


def way_of(code: str) -> str:
    """How a number format shows a number: month, year, zeros:n, unit:万元, or '' where it is shown as it is."""
    first = code.partition(";")[0]
    plain = WORDS.sub("", first)
    if re.fullmatch(r"0{6,20}", plain):
        return f"zeros:{len(plain)}"
    unit = UNIT.fullmatch(code.replace("\\ ", "").replace("_ ", ""))
    if unit:
        return f"unit:{unit[1]}"
    signs = plain.lower()
    if "y" in signs and not re.search(r"[dhs#0]", signs):
        return "month" if "m" in signs else "year"
    return ""


class _Scan:
    """One pass over the XML of a sheet; nothing is kept but what is asked for."""

    def __init__(self, ways: dict[str, str]) -> None:
        self.ways = ways
        self.found = Looks()
        self.row = self.column = -1
        self.formula: str | None = None
        self.has_value = False
        self.failure: str | None = None
        self.inside = ""
        self.parser = ParserCreate()

    def of(self, content: bytes) -> Looks:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.Parse(content, True)
        return self.found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 2)) - 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.found.hidden_rows.append(self.row)
        elif name == "f":
            self.formula, self.inside = "=", name
            self.parser.CharacterDataHandler = self._text
        elif name == "v":
            self.inside = name
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self.found.hidden_columns.append([int(attributes["min"]) - 1, int(attributes["max"]) - 1])

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        self.column = column_of(address) if address else self.column + 1
        self.formula, self.has_value, self.failure = None, False, None
        if attributes.get("t") == "e":
            self.failure = ""
            self.parser.CharacterDataHandler = self._text
        way = self.ways.get(attributes.get("s", "0"))
        if way and len(self.found.shown) < MOST_NOTED:
            self.found.shown[self.row, self.column] = way

    def _text(self, text: str) -> None:
        if self.inside == "f":
            self.formula = (self.formula or "=") + text
        elif self.inside == "v" and text.strip():
            self.has_value = True
            if self.failure is not None:
                self.failure += text.strip()

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("f", "v"):
            self.inside = ""
        elif name == "c" and (self.formula is not None or self.failure is not None):
            self.parser.CharacterDataHandler = None
            if self.formula is not None and not self.has_value and len(self.found.formulas) < MOST_NOTED:
                self.found.formulas.append([self.row, self.column, self.formula[:200]])
            if self.failure and len(self.found.failed) < MOST_NOTED:
                self.found.failed[self.row, self.column] = self.failure[:20]


def column_of(address: str) -> int:
    """The column of an address such as AB12, counted from 0."""
    column = 0
    for sign in address:
        if not sign.isalpha():
            break
        column = column * 26 + ord(sign.upper()) - 64
    return column - 1
