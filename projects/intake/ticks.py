"""Stages that a ledger gives as columns of their own, ticked or with their day: 在谈 √ | 签约 2024.3 | 开工."""

import re
from datetime import date
from typing import Any

from projects.intake.cells import as_text
from projects.intake.dates import read_day_cell
from projects.intake.faults import Unclear
from projects.intake.meaning import Meaning
from projects.intake.stage_heads import DAYS, stage_of
from projects.intake.stage_words import ORDER, hear_stage

TICK = re.compile(r"[√✓✔☑●■★]|是|已|[YyVv]|1|已?完成")


def tick_columns(columns: tuple[Meaning, ...]) -> dict[int, str]:
    """The columns without a field whose head is nothing but a stage; {} unless there are two at least."""
    found = {
        index: stage
        for index, column in enumerate(columns)
        if not column.field and (stage := stage_of(column.header))
    }
    return found if len(set(found.values())) >= 2 else {}


def ticked(
    columns: dict[int, str], cells: dict[int, Any], *, latest: date, from_1904: bool = False
) -> tuple[str | None, dict[str, dict]]:
    """The furthest stage that is ticked, with the days that stand for ticks; an end (终止, 暂停) goes before all."""
    reached, days = set(), {}
    for index, stage in columns.items():
        cell = cells.get(index)
        text = as_text(cell).strip()
        if TICK.fullmatch(text) or text and hear_stage(text).stage == stage:
            reached.add(stage)
        elif text and (day := _day(cell, latest, from_1904)):
            reached.add(stage)
            if stage in DAYS:
                days[DAYS[stage]] = day
    ended = next((stage for stage in ("terminated", "suspended") if stage in reached), None)
    return ended or next((stage for stage in ORDER if stage in reached), None), days


def _day(cell: Any, latest: date, from_1904: bool) -> dict | None:
    try:
        return read_day_cell(cell, "", latest=latest, from_1904=from_1904)
    except Unclear:
        return None
