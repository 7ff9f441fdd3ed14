"""Cells on their way out of the child: counted against the limits, tagged for JSON, as a spreadsheet shows them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from limits import LAST_COLUMN, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, SPREAD, Refusal

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
# Signs that no database takes, which a workbook can spell (_x0000_).
NOWHERE_KEPT = re.compile("[\x00\ud800-\udfff]")
PARTS = {"month": "p", "year": "y"}


def checked_rows(
    name: str,
    rows: Iterable[list[Any]],
    room: int,
    looks: dict[tuple[int, int], str] | None = None,
    *,
    since=EPOCH,
) -> tuple[list[list[Any]], int]:
    """Tagged rows without empty ends; refuses more than the limits, and says where.

    `looks` tells of single cells how their number is shown (see looks.py).
    """
    kept: list[list[Any]] = []
    columns: set[int] = set()
    last = 0
    for number, row in enumerate(rows, start=1):
        cells = [tagged(value) for value in row]
        filled = [index for index, cell in enumerate(cells) if cell is not None]
        if looks:
            for index in filled:
                look = looks.get((number - 1, index))
                if look:
                    cells[index] = shown_as(row[index], look, cells[index], since)
        kept.append(cells[: filled[-1] + 1] if filled else [])
        columns.update(filled)
        room -= len(filled)
        last = number if filled else last
        if last > MOST_ROWS:
            raise Refusal(f"工作表“{name}”超过20000行，请拆分后再导入。")
        if filled and filled[-1] >= LAST_COLUMN:
            raise Refusal(SPREAD)
        if len(columns) > MOST_COLUMNS:
            raise Refusal(f"工作表“{name}”超过{MOST_COLUMNS}列，请删除多余的列后再导入。")
        if room < 0:
            raise Refusal(f"有内容的单元格超过{MOST_CELLS}个，请拆分后再导入。")
    return kept[:last], room


def tagged(value: Any) -> Any:
    """A cell for JSON: null, text and booleans as they are, the rest as {kind: text}."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        plain = NOWHERE_KEPT.sub("", value)
        return plain if plain.strip() else None
    if isinstance(value, int | float):
        return {"n": repr(value)} if isfinite(value) else str(value)
    if isinstance(value, datetime):
        return {"m": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def shown_as(value: Any, look: str, cell: Any, since: datetime) -> Any:
    """A number or day as its format shows it: a month without its day, a number with its zeros or its unit."""
    kind, _, how = look.partition(":")
    if kind in ("day", "month", "year"):
        day = _day(value, since)
        if day is None:
            return cell
        return cell_of_day(day) if kind == "day" else {PARTS[kind]: day.isoformat()}
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return cell
    if kind == "zeros":
        return f"{int(value):0{how}d}" if value == int(value) and value >= 0 else cell
    return f"{repr(value).removesuffix('.0')}{how}"


def cell_of_day(day: datetime) -> Any:
    return {"m": day.isoformat()} if day.time() != time.min else {"d": day.date().isoformat()}


def _day(value: Any, since: datetime) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value < 200_000:
        return None
    return since + timedelta(days=value)
