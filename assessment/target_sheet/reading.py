"""Read a workbook of targets into plain data: for each sheet its heads, and its rows as typed."""

import tempfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePath

from assessment.countable import Countable
from assessment.target_sheet.heads import NAME_HEADS, Head, head_of, said_by, squeezed
from promo.sheets.reading import BadWorkbook, Sheet, read_workbook
from promo.web.text import fault_of

MOST_BYTES = 2 * 2**20
MOST_ROWS = 2_000
MOST_COLUMNS = 60
HEADS_WITHIN = 15
LONGEST = 60
NO_TABLE = "没有找到目标表。表中应有“单位”一列和以指标名称为表头的各列，请下载模板填写。"


def read_sheets(file, known: Mapping[str, Countable]) -> list[dict]:
    """The tables of an uploaded workbook, in the form a TargetImport keeps. Raises BadWorkbook."""
    if file.size > MOST_BYTES:
        raise BadWorkbook("文件超过2MB，请拆分后再导入。")
    suffix = PurePath(file.name or "").suffix
    with tempfile.NamedTemporaryFile(suffix=".upload") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        sheets = [sheet for sheet in read_workbook(copy.name, suffix=suffix) if not sheet.hidden]
    tables = [table for sheet in sheets if (table := _table(sheet, known))]
    if not tables:
        raise BadWorkbook(NO_TABLE)
    if sum(len(table["rows"]) for table in tables) > MOST_ROWS:
        raise BadWorkbook(f"一次最多导入{MOST_ROWS:,}行，请拆分后再导入。")
    return tables


def _table(sheet: Sheet, known: Mapping[str, Countable]) -> dict | None:
    for index, row in enumerate(sheet.rows[:HEADS_WITHIN]):
        place = next((i for i, cell in enumerate(row) if squeezed(cell) in NAME_HEADS), None)
        if place is None:
            continue
        above = [text for line in sheet.rows[:index] for cell in line if (text := as_text(cell))]
        said = said_by(above, sheet.name)
        heads = [
            head_of(i, cell, known, said.unit) for i, cell in enumerate(row[:MOST_COLUMNS]) if i != place
        ]
        if any(head.measure for head in heads):
            return {
                "name": as_text(sheet.name), "year": said.year, "set": said.target_set, "part": said.part,
                "heads": [head.as_json() for head in heads if head.measure or head.problem],
                "rows": list(_rows(sheet, index + 1, place, heads)),
            }  # fmt: skip
    return None


def _rows(sheet: Sheet, start: int, place: int, heads: list[Head]):
    columns = [head.column for head in heads if head.measure]
    for index in range(start, len(sheet.rows)):
        name = as_text(sheet.value(index, place))
        cells = {str(column): text for column in columns if (text := as_text(sheet.value(index, column)))}
        if name or cells:
            yield {"number": index + 1, "name": name, "cells": cells}


def as_text(value) -> str:
    """A cell as a person sees it, on one line, at most LONGEST characters and one more to show that it was cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        text = f"{value:f}" if abs(value.adjusted()) < LONGEST else str(value)
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
    clean = " ".join("".join(" " if fault_of(sign) else sign for sign in text[: LONGEST * 4]).split())
    return clean if len(clean) <= LONGEST else f"{clean[:LONGEST]}…"
