"""Find the table in a sheet: which rows are its head, what each column means, in which unit its money is counted."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from projects.intake.arrival_days import day_column
from projects.intake.by_values import by_values
from projects.intake.counters import is_counter_row
from projects.intake.fields import FIELDS
from projects.intake.grid import Grid, is_nothing, letter, squeezed
from projects.intake.headers import LAST, claims_of, contracts_first
from projects.intake.meaning import Meaning
from projects.intake.units import NONE, Unit, unit_in_head
from projects.intake.years import of_this_year

HEAD_WITHIN = 30  # a head stands in one of the first rows, under banners at most
DEEPEST = 3
LEAST_KNOWN = 3
LONGEST_HEAD = 60
SERIAL = re.compile(r"序\s*号|编次|No\.?|行次|项次|序|编号|项目序号", re.IGNORECASE)
OF_NUMBERS = re.compile(r"[(（]?(?:项目)?(?:个数|数量?|家数|项目数|户数|个|家)[)）]?.{0,4}")
IS_SUM = re.compile(r"[合小总]计|累计")
MONEY_SAID = re.compile(r"[约近超]?\d[\d,.]*[余多]?[百千]?[万亿]")
LOOKED_AT = 60  # rows in which a number is judged to be a mere serial number


@dataclass(frozen=True)
class Layout:
    """The head stands in the rows `top` to `bottom`, counted from 0. `serial` is the column that numbers the rows."""

    top: int
    bottom: int
    columns: tuple[Meaning, ...]
    heads: tuple[tuple[str, ...], ...]

    @property
    def head(self) -> int:
        return self.bottom

    @property
    def fields(self) -> dict[str, int]:
        return {meaning.field: index for index, meaning in enumerate(self.columns) if meaning.field}

    @property
    def serial(self) -> int | None:
        for index, meaning in enumerate(self.columns):
            if not meaning.field and SERIAL.fullmatch(meaning.header.partition("/")[0]):
                return index
        return None

    @cached_property
    def arrival_day(self) -> int | None:
        return day_column(self.columns)

    def as_json(self) -> list[dict]:
        return [meaning.as_json() for meaning in self.columns]


def find_layout(grid: Grid, start: int = 0, *, latest: date, within: int = HEAD_WITHIN) -> Layout | None:
    """The head of the ledger that begins at `start` or below; None for a page of instructions, a form, a summary. Its
    figures hold for `latest`."""
    for row in range(start, min(start + within, len(grid.rows))):
        layout = _layout_at(grid, row, start, latest)
        if layout:
            return layout
    return None


def _layout_at(grid: Grid, row: int, start: int, latest: date) -> Layout | None:
    """The layout whose first row that names projects is `row`."""
    named = _name_column(grid, row)
    if named is None:
        return None
    top, bottom = _first_row(grid, row, start), _last_row(grid, row, named)
    columns, heads = _columns(grid, top, bottom, latest)
    columns = by_values(grid, bottom, columns)
    columns = tuple(_unless_serial(grid, bottom, index, meaning) for index, meaning in enumerate(columns))
    known = {meaning.field for meaning in columns} - {""}
    if "name" not in known or len(known) < LEAST_KNOWN or _is_form(grid, bottom, columns):
        return None
    return Layout(top, _past_counters(grid, bottom), columns, heads)


def _name_column(grid: Grid, row: int) -> int | None:
    for column, text in grid.texts(row):
        strength = dict(claims_of((text,))).get("name", 0) if len(text) <= LONGEST_HEAD else 0
        if strength > LAST or strength and not _is_counted(grid, row, column):
            return column
    for column, text in grid.texts(row):  # under a head of its own: 项目基本情况 / 名称
        if (
            len(text) <= 6
            and row
            and any(f == "name" for f, _ in claims_of((_text(grid.value(row - 1, column)), text)))
        ):
            return column
    return None


def _is_counted(grid: Grid, row: int, column: int) -> bool:
    """Whether 签约项目 is a head over numbers of projects (个数, 投资额) and none of names."""
    spread = grid.covered.get((row, column + 1)) == (row, column)
    below = _text(grid.raw(row + 1, column)) if row + 1 < len(grid.rows) else ""
    return spread or bool(OF_NUMBERS.fullmatch(below))


def _first_row(grid: Grid, row: int, start: int) -> int:
    """Group heads above the row of the names belong to the head; titles and captions do not."""
    top = row
    while top - 1 >= start and row - top < DEEPEST - 1 and _is_group_row(grid, top - 1):
        top -= 1
    return top


def _is_group_row(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    return len(filled) >= 2 and all(
        isinstance(cell, str) and len(squeezed(cell)) <= 24 and not re.search(r"[:：]|\d{4}年?\d", cell)
        for _, cell in filled
    )


def _last_row(grid: Grid, row: int, named: int) -> int:
    bottom = row
    while bottom + 1 < len(grid.rows) and bottom - row < DEEPEST - 1 and _goes_on(grid, bottom + 1, named):
        bottom += 1
    return bottom


def _goes_on(grid: Grid, row: int, named: int) -> bool:
    """Whether a row below the names is still head: the names' cell is empty or merged from above, the rest is heads."""
    if not is_nothing(grid.raw(row, named)) or (row, named) in grid.covered and not grid.is_below(row, named):
        return False
    filled = grid.filled(row)
    if not filled or not all(
        isinstance(cell, str) and len(squeezed(cell)) <= LONGEST_HEAD for _, cell in filled
    ):
        return False
    if any(_is_no_head(grid, row, column, squeezed(cell)) for column, cell in filled):
        return False
    if len(filled) == 1 and not _under_group(grid, row, filled[0][0]):
        return False
    heads = sum(1 for column, cell in filled if _is_head_word(grid, row, column, cell))
    return heads * 2 >= len(filled)


def _is_no_head(grid: Grid, row: int, column: int, text: str) -> bool:
    """A total, a sum of money, a number; 小计 under the head of several columns is one of them."""
    if IS_SUM.search(text):
        return not (unit_in_head(text) or _shares_a_head(grid, row, column))
    return bool(MONEY_SAID.match(text) or re.search(r"\d{3}", text) and not unit_in_head(text))


def _shares_a_head(grid: Grid, row: int, column: int) -> bool:
    """Whether the head above stands over several columns."""
    origin = grid.covered.get((row - 1, column))
    if origin:
        return origin[1] != column
    if is_nothing(grid.raw(row - 1, column)):
        return bool(_group_above(grid, row, column))
    return grid.covered.get((row - 1, column + 1)) == (row - 1, column)


def _under_group(grid: Grid, row: int, column: int) -> bool:
    return _is_group(grid, row - 1, column) or bool(unit_in_head(_text(grid.raw(row, column))))


def _is_group(grid: Grid, row: int, column: int) -> bool:
    """Whether the head above is one for several columns: merged over them, or no field by itself."""
    origin = grid.covered.get((row, column)) or (row, column)
    spread = (
        any(grid.covered.get((origin[0], column + step)) == origin for step in (1, -1)) or origin[1] != column
    )
    text = _group_above(grid, row + 1, column)
    return bool(text) and (spread or not claims_of((text,)))


def _is_head_word(grid: Grid, row: int, column: int, cell: str) -> bool:
    text, above = squeezed(cell), _group_above(grid, row, column)
    if unit_in_head(text) and len(text) <= 12:
        return True
    if above and not _is_group(grid, row - 1, column):
        return False
    return bool(claims_of(tuple(part for part in (above, text) if part)) or above and len(text) <= 10)


def _group_above(grid: Grid, row: int, column: int) -> str:
    """The head above a cell, also where it stands further left and was not merged over its columns."""
    text = _text(grid.value(row - 1, column))
    if text or (row - 1, column) in grid.covered:
        return text
    for left in range(column - 1, -1, -1):
        words = _text(grid.raw(row - 1, left))
        if words:
            return words if not is_nothing(grid.raw(row, left)) else ""
        if is_nothing(grid.raw(row, left)):
            return ""
    return ""


def _columns(
    grid: Grid, top: int, bottom: int, latest: date
) -> tuple[tuple[Meaning, ...], tuple[tuple[str, ...], ...]]:
    parts = [_parts(grid, top, bottom, column) for column in range(grid.width)]
    fields = assigned(parts, latest)
    hidden = grid.sheet.hidden_columns
    columns = tuple(
        Meaning(letter(index), "/".join(part), field, _unit(part, field), index in hidden)
        for index, (part, field) in enumerate(zip(parts, fields, strict=True))
    )
    rows = tuple(tuple(_text(cell) for cell in grid.rows[row]) for row in range(top, bottom + 1))
    return columns, rows


def _parts(grid: Grid, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The heads over a column from above, each once."""
    parts: list[str] = []
    for row in range(top, bottom + 1):
        text = _text(grid.value(row, column))
        if not text and row < bottom:
            text = _group_above(grid, row + 1, column) if not is_nothing(grid.raw(row + 1, column)) else ""
        if text and text not in parts[-1:]:
            parts.append(text)
    return tuple(parts)


def assigned(parts: list[tuple[str, ...]], latest: date) -> list[str]:
    """The field of each column: the surest claim first, every field once."""
    claims = of_this_year(parts, [claims_of(part) if part else () for part in parts], latest)
    claims = contracts_first(parts, claims)
    fields = [""] * len(parts)
    order = sorted(
        ((strength, index, field) for index, claim in enumerate(claims) for field, strength in claim),
        key=lambda one: (-one[0], one[1]),
    )
    taken: set[str] = set()
    for _, index, field in order:
        if not fields[index] and field not in taken:
            fields[index] = field
            taken.add(field)
    if "name" not in taken:  # a ledger that calls its projects by their firms
        for _, index, field in order:
            if field == "name":
                fields[index] = field
                break
    return fields


def _unless_serial(grid: Grid, bottom: int, index: int, meaning: Meaning) -> Meaning:
    """编号 over 1, 2, 3 numbers the rows and is no code of a project."""
    if meaning.field != "code" or not SERIAL.fullmatch(meaning.header):
        return meaning
    below = range(bottom + 1, min(bottom + 1 + LOOKED_AT, len(grid.rows)))
    said = [text for row in below if (text := _text(grid.raw(row, index)).rstrip(".、"))]
    if said and sum(text.isdecimal() and len(text) <= 4 for text in said) * 5 >= len(said) * 4:
        return replace(meaning, field="")
    return meaning


def _unit(parts: tuple[str, ...], field: str) -> Unit:
    if not field or FIELDS[field].kind != "amount":
        return NONE
    return next((unit for part in reversed(parts) if (unit := unit_in_head(part))), NONE)


def _is_form(grid: Grid, bottom: int, columns: tuple[Meaning, ...]) -> bool:
    """A form of labels and values has labels again right below its labels."""
    if bottom + 1 >= len(grid.rows):
        return False
    known = [index for index, meaning in enumerate(columns) if meaning.field]
    texts = [_text(grid.raw(bottom + 1, index)) for index in known]
    headers = [squeezed(columns[index].header) for index in known]
    labels = [
        text
        for text, header in zip(texts, headers, strict=True)
        if text and text != header and claims_of((text,))
    ]
    return len(labels) >= 2 and len(labels) * 2 >= len(known)


def _past_counters(grid: Grid, bottom: int) -> int:
    """A row that only numbers the columns (甲 乙 1 2 3) belongs to the head."""
    if bottom + 1 < len(grid.rows) and is_counter_row([cell for _, cell in grid.filled(bottom + 1)]):
        return bottom + 1
    return bottom


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return squeezed(cell[:500])
    return "" if cell is None else str(cell)
