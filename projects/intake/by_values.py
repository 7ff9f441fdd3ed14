"""Columns whose cells say what their head does not: 内资 under 引资类型, stages under 类别, days under 签约."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from projects.intake.grid import Grid, squeezed
from projects.intake.meaning import Meaning
from projects.intake.stage_heads import DAYS, stage_of
from projects.intake.words import NOTHING
from promo.days import PartialDay

LOOKED_AT = 60
DAY = re.compile(r"\s*(?:20)?\d\d\s*[年./-]\s*\d")
LEAST = 2  # cells, else it is no column to judge by
NOT_THESE = re.compile(r"是否|原|上[月期周]|任务|目标|计划|要求|来源|类型|合同|协议|下一?步")
WORDS: dict[str, re.Pattern] = {
    "ownership": re.compile(r"[内外]资(?:企业|项目)?|[港台侨]资|港澳台资?|中外合[资作]|外商(?:独资|投资)"),
    "stage": re.compile(
        r"(?:在谈|洽谈|意向|已?签约|已?注册|已?开工|在建|已?竣工|已?投产|已?达产|终止|拟签约)(?:项目|阶段|类)?"
    ),
}


def by_values(grid: Grid, bottom: int, columns: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """For a field that no head names, the one column that holds nothing but its words; days beside a stage."""
    columns = _by_words(grid, bottom, columns)
    known = {column.field for column in columns}
    if "stage" not in known:
        return columns  # then the columns are ticked (see ticks.py), by a day as well
    return tuple(
        replace(column, field=field)
        if not column.field
        and (field := DAYS.get(stage_of(column.header) or "", "")) not in known
        and _holds_days(grid, bottom, index)
        else column
        for index, column in enumerate(columns)
    )


def _by_words(grid: Grid, bottom: int, columns: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    known = {column.field for column in columns}
    for field, words in WORDS.items():
        if field in known or field == "ownership" and "tags" in known:
            continue
        open_ones = [index for index, column in enumerate(columns) if _is_open(column, field)]
        found = [index for index in open_ones if _holds(grid, bottom, index, words)]
        if len(found) == 1:
            named = replace(columns[found[0]], field=field)
            columns = (*columns[: found[0]], named, *columns[found[0] + 1 :])
    return columns


def _is_open(column: Meaning, field: str) -> bool:
    return (
        bool(column.header)
        and not column.field
        and not (field == "stage" and NOT_THESE.search(column.header))
    )


def _holds(grid: Grid, bottom: int, index: int, words: re.Pattern) -> bool:
    said = [squeezed(cell) for cell in _below(grid, bottom, index) if isinstance(cell, str) and cell.strip()]
    return len(said) >= LEAST and all(words.fullmatch(text) for text in said)


def _holds_days(grid: Grid, bottom: int, index: int) -> bool:
    said = [
        cell
        for cell in _below(grid, bottom, index)
        if not (isinstance(cell, str) and cell.strip() in NOTHING)
    ]
    days = [
        cell
        for cell in said
        if isinstance(cell, date | PartialDay) or isinstance(cell, str) and DAY.match(cell)
    ]
    return bool(days) and len(days) == len(said)


def _below(grid: Grid, bottom: int, index: int) -> list[Any]:
    rows = range(bottom + 1, min(bottom + 1 + LOOKED_AT, len(grid.rows)))
    return [cell for row in rows if (cell := grid.raw(row, index)) is not None]
