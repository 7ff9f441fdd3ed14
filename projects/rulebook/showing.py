"""Rules in words: one line of what holds, a value of a setting, what a new document changed."""

from collections.abc import Mapping
from typing import Any

from projects.rulebook.settings import Choice, Column, Flag, Number, Rows, RuleKind, Setting, Words

EMPTY = "—"


def shown_value(setting: Column, value: Any) -> str:
    """'3天', '是', '工作日', '不限'; — for nothing."""
    if isinstance(setting, Flag):
        return "是" if value else "否"
    if isinstance(setting, Choice):
        return dict(setting.choices).get(value, str(value or EMPTY))
    if isinstance(setting, Number):
        return (setting.empty or EMPTY) if value is None else f"{value:,}{setting.unit}"
    return str(value or EMPTY)


def summary(kind: RuleKind, document: Mapping[str, Any]) -> str:
    """'响应时限1天；研判时限3天；…' in one line; lists by their number and first names. A kind that tells is asked."""
    if kind.tells:
        return kind.tells(document)
    return "；".join(_in_short(setting, document.get(setting.key)) for setting in kind.settings)


def _in_short(setting: Setting, value: Any) -> str:
    if not isinstance(setting, Rows):
        return f"{setting.label}：{shown_value(setting, value)}"
    rows = value or []
    names = "、".join(str(row.get("name") or row_name(setting, row)) for row in rows[:4])
    more = "等" if len(rows) > 4 else ""
    return f"{setting.label}{len(rows)}项（{names}{more}）" if rows else f"{setting.label}：未设"


def differences(kind: RuleKind, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What changed, setting by setting, for the history and the record."""
    told = []
    for setting in kind.settings:
        before, after = old.get(setting.key), new.get(setting.key)
        if before == after:
            continue
        if isinstance(setting, Rows):
            told += _rows_differ(setting, before or [], after or [])
        else:
            told.append(f"{setting.label}：{shown_value(setting, before)} → {shown_value(setting, after)}")
    return told


def _rows_differ(setting: Rows, before: list, after: list) -> list[str]:
    def keyed(rows: list) -> dict:
        return {tuple(row.get(name) for name in setting.unique): row for row in rows}

    old, new = keyed(before), keyed(after)
    told = [f"{setting.label}增加“{row_name(setting, row)}”" for key, row in new.items() if key not in old]
    told += [f"{setting.label}取消“{row_name(setting, row)}”" for key, row in old.items() if key not in new]
    for key, row in new.items():
        if key in old and old[key] != row:
            told.append(f"{setting.label}“{row_name(setting, row)}”：{_cells_differ(setting, old[key], row)}")
    return told or [f"{setting.label}调整顺序"]


def row_name(setting: Rows, row: Mapping[str, Any]) -> str:
    """What a row is called among people: its name, with the choice it stands under."""
    choice = next((one for one in setting.columns if isinstance(one, Choice)), None)
    under = shown_value(choice, row.get(choice.key)) if choice else ""
    words = next((one for one in reversed(setting.columns) if isinstance(one, Words) and one.required), None)
    name = str(row.get("name") or (row.get(words.key) if words else "") or row.get("code") or "")
    return "：".join(part for part in (under, name) if part)


def _cells_differ(setting: Rows, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    return "，".join(
        f"{column.label}{shown_value(column, old.get(column.key))} → {shown_value(column, new.get(column.key))}"
        for column in setting.columns
        if old.get(column.key) != new.get(column.key)
    )
