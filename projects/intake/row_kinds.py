"""What a row of a ledger is: a project, or one of the rows around projects (head, heading, total, note, blank)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from projects.intake.arrival_days import only_an_arrival
from projects.intake.counters import is_counter_row
from projects.intake.fields import FIELDS
from projects.intake.grid import Grid, squeezed
from projects.intake.layout import Layout
from projects.intake.units import unit_in_caption, unit_in_head
from projects.intake.words import EXAMPLE, NOTHING
from promo.reading import fold

COUNT = r"(?:[(（]?\d+[个项家户](?:项目)?[)）]?)?"
TOTAL = re.compile(
    rf"(?:全[县镇乡区市州盟部省]|[本该]表|本页|以上|各[类项])?(?:合计|总计|累计|共计|总和|总合计)(?:数|金额)?[:：]?{COUNT}[:：]?"
)
SUBTOTAL = re.compile(
    rf"[^,，。；;]{{0,16}}(?:小计|合计|总计|共计|分计)[:：]?{COUNT}[:：]?|(?:本页|本组|本类)(?:小计|合计)"
)
BREAKDOWN = re.compile(r"其中[:：]?.{0,12}")
# The last is the closing line of our own exports, so that a list that left the house can come back.
NOTE = re.compile(
    r"备?注[:：]|备注|说明|注释?[:：\d]|填(?:表|报)|制(?:表|单)|审(?:核|批|签)|(?:单位|部门|主管|分管|主要)?(?:负责人|领导)(?:签字)?[:：]|联系(?:人|电话)[:：]"
    r"|经办人|统计人|复核|签(?:字|章)|盖章|报送|日期[:：]|共\d+条[;；]|本表|此表|以上|表中|数据(?:来源|截至)|★|※|\*|▲"
)
EXAMPLE_AHEAD = re.compile(r"[(（【]?(?:填写)?(?:示例|样例|范例|例)[)）】:：]")
IN_BRACKETS = re.compile(r"[(（【][^()（）【】]*[A-Za-z\u4e00-\u9fff][^()（）【】]*[)）】]")
NUMBERED = re.compile(r"(?:[(（]?\d{1,2}[)）.、．]|[①-⑳])\s*\D")
MARK = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|[IVXⅠ-Ⅻ]{1,4}|[A-Z])[)）]?[、.．:：]?")
GROUP = re.compile(
    r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．:：]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[部类组]分?)\s*\S.{0,40}"
)
COUNTED = re.compile(
    r".{1,24}[(（](?:共)?\s*\d+\s*[个项家户](?:项目)?[)）].{0,10}|.{1,24}[:：]\s*\d+\s*[个项]"
)
SENTENCE = re.compile(r"[。；;！]|.{30,}")
HEADISH = re.compile(r".{0,8}(?:项目|企业).{0,4}名称?.{0,6}|名称")
FOOT = 40  # a caption below the table stands within so many rows of its end


@dataclass(frozen=True)
class Kind:
    """`why` is '' for a row that may be a project; `level` of a group heading is 1 for 一、 and 2 for （一）."""

    why: str
    level: int = 0
    title: str = ""


PROJECT = Kind("")


def kind_of_row(grid: Grid, row: int, layout: Layout, fields: dict[str, int], serial: int | None) -> Kind:
    """Only by what stands in the row itself; totals without words are found by their sums (see totals.py)."""
    filled = [(column, cell) for column, cell in grid.filled(row) if not _is_dash(cell)]
    if not filled or len(filled) == 1 and filled[0][0] == serial and _is_number(filled[0][1]):
        return Kind("blank")  # numbered ahead and never written
    if all(column == serial or cell == 0 for column, cell in filled) and not any(
        isinstance(cell, str) and not _is_number(cell) for _, cell in filled
    ):
        return Kind("blank")  # nothing but the noughts of formulas
    if (
        is_repeated_head(filled, layout)
        or _says_how_to_fill(filled)
        or is_counter_row([cell for _, cell in filled])
    ):
        return Kind("header")
    texts = [(column, squeezed(cell)) for column, cell in filled if isinstance(cell, str)]
    found = (
        _total(texts, fields)
        or _heading(grid, row, filled, texts, fields, serial)
        or _note(filled, texts, fields)
    )
    if found:
        return found
    names = fields.get("name")
    if any(
        column == serial and EXAMPLE.fullmatch(text) or column == names and EXAMPLE_AHEAD.match(text)
        for column, text in texts
    ):
        return Kind("note")
    if not texts and not _has_serial_and_money(filled, fields, serial):
        return Kind("blank")  # a stray number far from the table
    return Kind("continuation") if _continues(grid, row, filled, fields, layout) else PROJECT


def _is_dash(cell: Any) -> bool:
    return isinstance(cell, str) and cell.strip() in NOTHING


def _is_number(cell: Any) -> bool:
    return not isinstance(cell, str) or cell.strip().rstrip(".、").isdecimal()


def is_repeated_head(filled: list[tuple[int, Any]], layout: Layout) -> bool:
    """Most of what stands in the row is what the head says of its column, or a unit alone."""
    same = 0
    for column, cell in filled:
        if not isinstance(cell, str):
            return False
        text = squeezed(cell)
        same += any(column < len(line) and line[column] == text for line in layout.heads) or bool(
            re.fullmatch(r"[(（].{1,4}[)）]", text) and unit_in_head(text)
        )
    return same >= 2 and same * 5 >= len(filled) * 3


def _says_how_to_fill(filled: list[tuple[int, Any]]) -> bool:
    """（必填） （下拉选择） （数字）: every cell is a remark in brackets on the head above."""
    return len(filled) >= 2 and all(
        isinstance(cell, str) and IN_BRACKETS.fullmatch(squeezed(cell)) for _, cell in filled
    )


def looks_like_head(grid: Grid, row: int) -> bool:
    """Cheaply, whether another table may begin here."""
    return any(
        isinstance(cell, str) and "名" in cell and len(cell) <= 40 and HEADISH.fullmatch(squeezed(cell))
        for _, cell in grid.filled(row)
    )


def _total(texts: list[tuple[int, str]], fields: dict[str, int]) -> Kind | None:
    money = {index for field, index in fields.items() if FIELDS[field].kind == "amount"}
    for column, text in texts[:4]:
        if column in money:
            break
        words = fold(text)
        if len(words) > 24:
            continue
        if TOTAL.fullmatch(words):
            return Kind("total", title=words)
        if SUBTOTAL.fullmatch(words):
            return Kind("subtotal", title=words)
        if BREAKDOWN.fullmatch(words):
            return Kind("note")  # a part of a total, which rows may or may not make up
    return None


def _heading(grid: Grid, row: int, filled, texts, fields: dict[str, int], serial: int | None) -> Kind | None:
    """一、工业（19个） with its sums, 在谈项目 alone, or a unit's name across the table."""
    if not texts:
        return None
    money = {index for field, index in fields.items() if FIELDS[field].kind == "amount"}
    others = [
        column for column, cell in filled
        if column not in money and not isinstance(cell, Decimal) and not states_unit(cell)
    ]  # fmt: skip
    first_column, first = texts[0]
    words = "".join(text for column, text in texts if column not in money and not states_unit(text))
    if len(others) > 2 or SENTENCE.search(first):
        return None
    alone = len(others) == 1
    marked = bool(MARK.fullmatch(first)) and len(others) == 2 and not first.isascii()
    if marked or (alone and (GROUP.fullmatch(first) or COUNTED.fullmatch(first))):
        return Kind("group heading", 2 if re.match(r"[(（]", first) else 1, words)
    if alone and len(filled) == 1 and _is_title(grid, row, first_column, first, fields):
        return Kind("group heading", 1, words)
    return None


def states_unit(cell: Any) -> bool:
    """单位：万元 in a cell of its own."""
    return isinstance(cell, str) and bool(
        re.match(r"\s*(?:金额|计量)?单\s*位", cell) and unit_in_caption(cell)
    )


def _is_title(grid: Grid, row: int, column: int, text: str, fields: dict[str, int]) -> bool:
    """A few words alone in a row that name no project: across merged cells, or outside the column of the names."""
    if NOTE.match(text) or NUMBERED.match(text) or len(text) > 24 or re.search(r"[:：,，]", text):
        return False
    across = any(grid.covered.get((row, other)) == (row, column) for other in range(column + 1, column + 3))
    return (
        across
        or column not in (fields.get("name"), fields.get("investor"))
        and (row, column) not in grid.tall
    )


def _note(filled, texts, fields: dict[str, int]) -> Kind | None:
    if not texts or len(texts) != len(filled):
        return None
    _, first = texts[0]
    labelled = [text for _, text in texts if NOTE.match(text) or re.match(r".{2,8}[:：]", text)]
    if len(texts) == 1:
        column = texts[0][0]
        names = fields.get("name") == column
        if NOTE.match(first) or NUMBERED.match(first) or SENTENCE.search(first) and not names:
            return Kind("note")
        return None if names or column == fields.get("investor") else Kind("note")
    return Kind("note") if NOTE.match(first) and len(labelled) * 2 >= len(texts) and len(texts) <= 6 else None


def _has_serial_and_money(filled, fields: dict[str, int], serial: int | None) -> bool:
    known = set(fields.values()) | {serial}
    return sum(column in known for column, _ in filled) >= 2


def _continues(grid: Grid, row: int, filled, fields: dict[str, int], layout: Layout) -> bool:
    """A further investor or arrival of the project above: its name is merged down, or there is nothing but that."""
    name, investor = fields.get("name"), fields.get("investor")
    if name is not None and grid.is_below(row, name):
        return True
    columns = {column for column, _ in filled}
    if row > 0 and only_an_arrival(columns, layout.columns, layout.arrival_day):
        return True
    return investor is not None and columns == {investor} and row > 0
