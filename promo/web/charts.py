"""Charts as plain data: what ECharts draws, and the same numbers as a table for everyone who reads."""

from decimal import Decimal
from fractions import Fraction

from promo.money import round_to, stripped

DASH = "—"


def drawable(value):
    """The option with exact numbers as floats: a drawing is not a record."""
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if isinstance(value, dict):
        return {key: drawable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(item) for item in value]
    return value


def chart_table(option: dict) -> dict:
    """{"head": [...], "rows": [[...]]} with one row per category, one column per series.

    `unit` of the option, or of a series, is written in the head. A chart without category axis (pie, funnel) gives
    one row per named item. Bars that lie are drawn from the bottom; the table reads from the top.
    """
    series = _as_list(option.get("series"))
    categories, from_bottom = _categories(option)
    if not categories:
        rows = [[item.get("name", ""), shown(item)] for one in series for item in _as_list(one.get("data"))]
        return {"head": ["类别", _head("数量", option.get("unit"))], "rows": rows}
    columns = [_as_list(one.get("data")) for one in series]
    rows = [[name, *(_shown_at(column, i) for column in columns)] for i, name in enumerate(categories)]
    heads = [_head(one.get("name"), one.get("unit", option.get("unit"))) for one in series]
    return {"head": ["类别", *heads], "rows": rows[::-1] if from_bottom else rows}


def _head(name: str | None, unit: str | None) -> str:
    return f"{name or '数量'}（{unit}）" if unit else str(name or "数量")


def _categories(option: dict) -> tuple[list, bool]:
    """The names along the category axis, and whether they are drawn from the bottom up."""
    for axis in _as_list(option.get("xAxis")):
        if axis.get("data"):
            return list(axis["data"]), False
    for axis in _as_list(option.get("yAxis")):
        if axis.get("data"):
            return list(axis["data"]), not axis.get("inverse")
    return [], False


def _as_list(value) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _shown_at(column: list, i: int) -> str:
    return shown(column[i]) if i < len(column) else DASH


def shown(item) -> str:
    """A data item as text, at most two places: 1,284 or 12.5; None is —."""
    value = item.get("value") if isinstance(item, dict) else item
    if value is None or value in ("", "-"):
        return DASH
    if isinstance(value, Decimal | Fraction):
        return stripped(f"{round_to(value, 2):,f}")
    return f"{value:,}" if isinstance(value, int | float) else str(value)
