"""What a person said about the columns of a ledger: of this file, and of earlier ones with the same heads."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

from projects.intake.fields import FIELDS
from projects.intake.headers import plain_head
from projects.intake.layout import Layout
from projects.intake.meaning import Meaning
from projects.intake.units import NONE, Unit

ASKED, REMEMBERED = "asked", "remembered"
Told = dict[str, dict[str, str]]  # by head: {"field": code or "" for none, "unit": 万元 or 亿元|万美元}
# What money can be counted in, as the page offers it; the second of two is for foreign projects.
UNITS = ("元", "万元", "亿元", "美元", "万美元", "亿美元", "万元|万美元", "亿元|万美元", "亿元|亿美元")


def unit_from(code: str) -> Unit:
    plain, _, foreign = code.partition("|")
    return Unit(plain, foreign)


def unit_code(unit: Unit) -> str:
    return f"{unit.plain}|{unit.foreign}" if unit.is_divided else unit.plain or unit.foreign


def head_keys(columns: tuple[Meaning, ...]) -> list[str]:
    """Each column by its head without blanks, brackets and numbering; a repeated head counts up."""
    seen: Counter[str] = Counter()
    keys = []
    for column in columns:
        key = "/".join(filter(None, (plain_head(part) for part in column.header.split("/"))))
        seen[key] += 1
        keys.append((key if seen[key] == 1 else f"{key}#{seen[key]}") if key else "")
    return keys


def signature_of(columns: tuple[Meaning, ...]) -> str:
    """The same for two ledgers with the same heads, whatever stands over them and in whatever order they are."""
    words = "\n".join(sorted(key for key in head_keys(columns) if key))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Answers:
    """`said` is of this file, by sheet; `remembered` of earlier files, by the signature of their heads."""

    said: dict[str, Told] = field(default_factory=dict)
    remembered: dict[str, Told] = field(default_factory=dict)

    def applied(self, layout: Layout, sheet: str, caption: Unit) -> Layout:
        """What is said of this file goes before everything; what is remembered fills what the file leaves open.

        A unit that the file itself names, in the head or over the table, is never replaced by a remembered one.
        """
        remembered = self.remembered.get(signature_of(layout.columns), {})
        said = self.said.get(sheet, {})
        if not remembered and not said:
            return layout
        keys = head_keys(layout.columns)
        columns = list(layout.columns)
        for source, told in ((REMEMBERED, remembered), (ASKED, said)):
            for index, key in enumerate(keys):
                if key and key in told:
                    columns[index] = _told(columns[index], told[key], source, caption)
        return replace(layout, columns=tuple(_each_once(columns)))


def _told(column: Meaning, told: dict[str, str], source: str, caption: Unit) -> Meaning:
    code = told.get("field", column.field)
    if code and code not in FIELDS:
        return column
    unit = column.unit
    given = unit_from(told.get("unit", ""))
    if not code or FIELDS[code].kind != "amount":
        unit = NONE
    elif given and (source == ASKED or not (column.unit or caption)):
        unit = given
    elif code != column.field and not unit:
        unit = column.named
    return replace(column, field=code, unit=unit, source=source)


def _each_once(columns: list[Meaning]) -> list[Meaning]:
    """A field that a person gave to a column is taken from the column that had it before."""
    rank = {"": 0, REMEMBERED: 1, ASKED: 2}
    best: dict[str, int] = {}
    for index, column in enumerate(columns):
        if column.field:
            first = best.setdefault(column.field, index)
            if rank[column.source] > rank[columns[first].source]:
                best[column.field] = index
    return [
        column if not column.field or best[column.field] == index else replace(column, field="", unit=NONE)
        for index, column in enumerate(columns)
    ]
