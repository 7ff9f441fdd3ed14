"""Stages that a ledger gives as columns of their own, one of them ticked: 在谈 | 签约 √ | 开工."""

import re
from typing import Any

from projects.intake.cells import as_text
from projects.intake.headers import plain_head
from projects.intake.meaning import Meaning
from projects.intake.stage_words import ORDER, hear_stage

TICK = re.compile(r"[√✓✔☑●■★]|是|已|[YyVv]|1|已?完成")
LONGEST_WORD = 6  # 已签约未开工 at most; what is longer is a sentence and no name of a stage


def tick_columns(columns: tuple[Meaning, ...]) -> dict[int, str]:
    """The columns without a field whose head is nothing but a stage; {} unless there are two at least."""
    found = {}
    for index, column in enumerate(columns):
        word = plain_head(column.header.rpartition("/")[2])
        if not column.field and 0 < len(word) <= LONGEST_WORD and (stage := hear_stage(word).stage):
            found[index] = stage
    return found if len(set(found.values())) >= 2 else {}


def ticked_stage(columns: dict[int, str], cells: dict[int, Any]) -> str | None:
    """The furthest stage that is ticked; an end (终止, 暂停) goes before every step."""
    ticked = {stage for index, stage in columns.items() if TICK.fullmatch(as_text(cells.get(index)).strip())}
    ended = next((stage for stage in ("terminated", "suspended") if stage in ticked), None)
    return ended or next((stage for stage in ORDER if stage in ticked), None)
