"""A list of a rule as a table of boxes: a row a line, spare rows at the end, a tick that takes a row out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects.rulebook import Choice, Flag, Number, Words
from projects.rulebook.settings import MANY_ROWS, Column, Rows
from promo.reading import fold
from promo.web.text import folded, refuse_hidden_signs

SPARE = 3
MOST = MANY_ROWS + 20
DROP = "drop"
NUMBER_LONGEST = 12
Raw = dict[str, str]


class RowsInput(forms.Widget):
    """Boxes named `<list>_<row>_<column>`; what was typed comes back as it was."""

    use_fieldset = True

    def __init__(self, setting: Rows, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.setting = setting
        self.spare = SPARE

    def value_from_datadict(self, data, files, name) -> list[Raw]:
        keys = [*(column.key for column in self.setting.columns), DROP]
        rows = [
            {key: data[f"{name}_{i}_{key}"] for key in keys if f"{name}_{i}_{key}" in data}
            for i in range(MOST)
        ]
        return [row for row in rows if row]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return not any(key.startswith(f"{name}_") for key in data)

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        rows = [_as_raw(row, self.setting.columns) for row in value or []]
        spare = [{}] * max(0, min(self.spare, MOST - len(rows)))
        body = format_html_join(
            "", "{}", ((self._row(name, i, row),) for i, row in enumerate([*rows, *spare]))
        )
        heads = format_html_join(
            "", '<th scope="col">{}</th>', ((_head(one),) for one in self.setting.columns)
        )
        return format_html(
            '<div class="table-scroll"><table class="ledger rule-rows"><thead><tr>{}<th scope="col" class="rule-tick">'
            "删除</th></tr></thead><tbody>{}</tbody></table></div>",
            heads, body,
        )  # fmt: skip

    def _row(self, name: str, i: int, row: Raw) -> SafeString:
        named = names_itself(self.setting)
        cells = format_html_join(
            "", "<td>{}</td>",
            ((_box(column, f"{name}_{i}_{column.key}", row, i, named),) for column in self.setting.columns),
        )  # fmt: skip
        ticked = " checked" if row.get(DROP) else ""
        return format_html(
            '<tr>{}<td class="rule-tick"><input type="checkbox" name="{}_{}_{}" aria-label="删除第{}行"{}></td></tr>',
            cells, name, i, DROP, i + 1, ticked,
        )  # fmt: skip


def _head(column: Column) -> str:
    unit = f"（{column.unit}）" if isinstance(column, Number) and column.unit else ""
    return f"{column.label}{unit}"


def _as_raw(row: dict[str, Any], columns) -> Raw:
    """A row of a document, or what was typed, as the boxes show it."""
    raw = {
        key: "" if value is None else str(value) for key, value in row.items() if not isinstance(value, bool)
    }
    ticked = {key: "on" for key, value in row.items() if value is True}
    return raw | ticked


def _box(column: Column, name: str, row: Raw, i: int, is_named: bool) -> SafeString:
    label, value = f"第{i + 1}行{column.label}", row.get(column.key, "" if row else _first(column))
    if isinstance(column, Flag):
        ticked = " checked" if (value or (not row and column.default)) else ""
        return format_html('<input type="checkbox" name="{}" aria-label="{}"{}>', name, label, ticked)
    if isinstance(column, Choice):
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((code, " selected" if code == value else "", words) for code, words in column.choices),
        )  # fmt: skip
        return format_html(
            '<select class="form-select" name="{}" aria-label="{}">{}</select>', name, label, options
        )
    narrow = " rule-narrow" if isinstance(column, Number) or column.key == "code" else ""
    hint = "自动编号" if column.key == "code" and is_named else ""
    mode = "numeric" if isinstance(column, Number) else "text"
    return format_html(
        '<input class="form-control{}" name="{}" value="{}" inputmode="{}" placeholder="{}" autocomplete="off"'
        ' aria-label="{}">',
        narrow, name, value, mode, hint, label,
    )  # fmt: skip


def _first(column: Column) -> str:
    return column.default if isinstance(column, Choice) else ""


class RowsField(forms.Field):
    """Cleans to the rows of a rule's list; blank rows and those ticked for removal are left out. What is wrong with a
    row is said by the rule's kind, which counts the rows that are left."""

    def __init__(self, setting: Rows, **kwargs) -> None:
        self.setting = setting
        super().__init__(widget=RowsInput(setting), **kwargs)

    def clean(self, value) -> list[dict[str, Any]]:
        kept = [row for row in value or [] if not row.get(DROP) and not self._is_blank(row)]
        rows = [self._read(row, number) for number, row in enumerate(kept, 1)]
        if names_itself(self.setting):
            _give_codes(rows)
        return rows

    def _is_blank(self, row: Raw) -> bool:
        typed = [one.key for one in self.setting.columns if isinstance(one, Words | Number)]
        return not any(row.get(key, "").strip() for key in typed)

    def _read(self, row: Raw, number: int) -> dict[str, Any]:
        return {
            column.key: self._cell(column, row.get(column.key, ""), number) for column in self.setting.columns
        }

    def _cell(self, column: Column, text: str, number: int) -> Any:
        if isinstance(column, Flag):
            return bool(text)
        if isinstance(column, Number):
            return _whole(fold(text).strip())
        text = folded(text)
        try:
            refuse_hidden_signs(text)
        except ValidationError as error:
            raise ValidationError(f"第{number}行{column.label}：{error.messages[0]}") from error
        return text


def names_itself(setting: Rows) -> bool:
    """Whether people know a row by its name, so that the code is the machine's affair."""
    return {"code", "name"} <= {column.key for column in setting.columns}


def _whole(text: str) -> int | str | None:
    """A number; what is none stays as it was typed, and the rule's kind says so."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= NUMBER_LONGEST else text


def _give_codes(rows: list[dict[str, Any]]) -> None:
    """A row that was given no code gets the next free one: the code is for the machine, the name for people."""
    used = {row.get("code") for row in rows}
    number = 0
    for row in rows:
        while row.get("code") == "":
            number += 1
            if f"x{number}" not in used:
                row["code"] = f"x{number}"
                used.add(row["code"])
