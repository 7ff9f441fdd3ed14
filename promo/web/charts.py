"""Charts as plain data: what ECharts draws, and the same numbers as a table for everyone who reads."""

from decimal import Decimal
from fractions import Fraction

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
    """{"head": [...], "rows": [[...]]} with one row per category, one column per series."""
    series = _as_list(option.get("series"))
    categories = _categories(option)
    if categories:
        columns = [_as_list(one.get("data")) for one in series]
        rows = [[name, *(_shown_at(column, i) for column in columns)] for i, name in enumerate(categories)]
    else:
        rows = [[item.get("name", ""), shown(item)] for one in series for item in _as_list(one.get("data"))]
    unit = option.get("unit", "")
    heads = [str(one.get("name", "") or "数值") for one in series] if categories else ["数值"]
    return {
        "head": [
            "项目" if not categories else "",
            *(f"{head}（{unit}）" if unit else head for head in heads),
        ],
        "rows": rows,
    }


def _categories(option: dict) -> list:
    axes = [*_as_list(option.get("xAxis")), *_as_list(option.get("yAxis"))]
    return next((list(axis["data"]) for axis in axes if axis.get("data")), [])


def _as_list(value) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _shown_at(column: list, i: int) -> str:
    return shown(column[i]) if i < len(column) else DASH


def shown(item) -> str:
    """A data item as text: 1,284 or 12.5; None is —."""
    value = item.get("value") if isinstance(item, dict) else item
    if value is None or value in ("", "-"):
        return DASH
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)
