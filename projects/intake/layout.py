"""Find the table in a sheet: where its heads stand, what each column means, in which unit its money is counted."""

import re
from dataclasses import asdict, dataclass

from projects.intake.words import FIELD_OF_HEADER, FIELDS, NOTHING
from promo.money import unit_of
from promo.reading import fold
from promo.sheets.reading import Sheet

HEAD_WITHIN = 15  # a head stands in one of the first rows, under banners at most
LEAST_KNOWN = 3
BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
TOTAL = re.compile(r"(?:全[县镇乡区市])?(?:合计|总计|累计)[:：]?")
SUBTOTAL = re.compile(r".{0,12}小计[:：]?")
# The last is the closing line of our own exports, so that a list that left the house can come back.
NOTE = re.compile(r"(?:备?注|说明|填表|填报|制表|审核|单位负责人|共\d+条[;；])")
GROUP = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.．]?\S")


@dataclass(frozen=True)
class Meaning:
    """One column: its letter, its head as written, the field it fills ('' when none), the unit of its money."""

    col: str
    header: str
    field: str = ""
    unit: str = ""

    @property
    def field_name(self) -> str:
        return FIELDS[self.field].name if self.field else ""


@dataclass(frozen=True)
class Layout:
    """`head` is the row of the heads, counted from 0."""

    head: int
    columns: tuple[Meaning, ...]

    def as_json(self) -> list[dict]:
        return [{**asdict(meaning), "field_name": meaning.field_name} for meaning in self.columns]


def find_layout(sheet: Sheet) -> Layout | None:
    """The heads of a ledger, or None for a sheet that holds none (a page of instructions, a form)."""
    for index, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        columns = meanings_of(row)
        known = {meaning.field for meaning in columns} - {""}
        if "name" in known and len(known) >= LEAST_KNOWN:
            return Layout(index, columns)
    return None


def meanings_of(row: list) -> tuple[Meaning, ...]:
    """What each cell of a head row means; of two columns with one meaning the first is taken."""
    taken: set[str] = set()
    columns = []
    for index, cell in enumerate(row):
        meaning = _meaning(letter(index), cell)
        if meaning.field in taken:
            meaning = Meaning(meaning.col, meaning.header)
        taken.add(meaning.field)
        columns.append(meaning)
    return tuple(columns)


def _meaning(col: str, cell) -> Meaning:
    written = re.sub(r"\s+", "", cell) if isinstance(cell, str) else ""
    header = fold(written)
    plain = BRACKETS.sub("", header).strip("*：:")
    field = FIELD_OF_HEADER.get(header) or FIELD_OF_HEADER.get(plain) or ""
    unit = _unit(header) if field and FIELDS[field].kind == "amount" else ""
    return Meaning(col, written, field, unit)


def _unit(header: str) -> str:
    """The money unit in the brackets of a head: 合同投资额（万元）; '' where they hold none, or something else."""
    for words in BRACKETS.findall(header):
        unit = re.sub(r"^单位[:：]?", "", words)
        try:
            unit_of(unit)
        except KeyError:
            continue
        return unit
    return ""


def letter(index: int) -> str:
    """A, B … Z, AA …, as a spreadsheet names the column `index` counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def why_no_project(row: list, layout: Layout) -> str:
    """'' for a row that may be a project; otherwise blank, header, total, subtotal, note or group heading."""
    filled = [cell for cell in row if cell is not None and str(cell).strip() not in NOTHING]
    if not filled:
        return "blank"
    if meanings_of(row) == layout.columns[: len(row)]:
        return "header"
    first = _words(filled[0])
    if first.isdecimal() or not isinstance(filled[0], str):  # a total may bear a serial number
        first = _words(filled[1]) if len(filled) > 1 else ""
        first = first if TOTAL.fullmatch(first) or SUBTOTAL.fullmatch(first) else ""
    if TOTAL.fullmatch(first):
        return "total"
    if SUBTOTAL.fullmatch(first):
        return "subtotal"
    if len(filled) == 1 and NOTE.match(first):
        return "note"
    return "group heading" if len(filled) == 1 and GROUP.match(first) else ""


def _words(cell) -> str:
    return re.sub(r"\s+", "", fold(cell)) if isinstance(cell, str) else ""
