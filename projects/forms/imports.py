"""The form a ledger comes in by, and the buttons under it."""

from collections.abc import Sequence
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from projects.models import Verdict
from promo.web.blocks import BlockField
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField
from promo.web.text import fault_of

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv", ".txt")
NAME_MOST = 150
CELL_MOST = 2000


class LedgerFileField(forms.FileField):
    """One spreadsheet, checked by name and size; what is in it is judged by the reading."""

    def __init__(self, **kwargs) -> None:
        size = settings.UPLOAD_MAX_BYTES // 2**20
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}))
        kwargs.setdefault("help_text", f"支持xlsx、xlsm、xls、et、ods、csv，不超过{size}MB、20,000行。")
        super().__init__(**kwargs)
        self.error_messages["empty"] = "文件是空的，请重新选择。"

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        if PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError(
                "只能导入xlsx、xls、et、ods、csv文件，请将台账另存后再上传。", code="suffix"
            )
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(
                f"文件超过{settings.UPLOAD_MAX_BYTES // 2**20}MB，请拆分后再导入。", code="too_big"
            )
        if len(file.name) > NAME_MOST:
            raise ValidationError(f"文件名过长，请改到{NAME_MOST}个字以内。", code="name")
        if any(fault_of(sign) not in ("", "表情符号") for sign in file.name):
            raise ValidationError("文件名中有看不见的字符，请改名后再上传。", code="name")
        return file


class LedgerForm(PromoForm):
    file = LedgerFileField(label="台账文件")
    cut_off_on = DayField(label="数据截止日期", help_text="累计到位资金和项目阶段统计到哪一天。")


class StepForm(PromoForm):
    """A button that acts on a batch as it was shown."""

    version = VersionField()


class ChooseForm(PromoForm):
    chosen = forms.TypedChoiceField(
        choices=[("1", "导入"), ("0", "不导入")], coerce=lambda value: value == "1"
    )


class JudgeForm(PromoForm):
    """`verdict` is same, other, or update:12 for news about project 12."""

    verdict = forms.RegexField(regex=r"^(?:same|other|update:\d{1,9})$")

    def chosen(self) -> tuple[str, int | None]:
        verdict, _, project = self.cleaned_data["verdict"].partition(":")
        return verdict, int(project) if project else None


class JudgeAllForm(StepForm):
    """The same word on all rows that nobody judged yet."""

    verdict = forms.ChoiceField(choices=Verdict.choices)


class CellsForm(PromoForm):
    """The cells of one row of a ledger, as they stand; only what is changed is checked and sent on."""

    LONG = 40

    def __init__(self, *args, columns: list[dict], texts: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.texts = columns, texts
        for column in columns:
            name, text = f"cell_{column['col']}", texts.get(column["col"], "")
            if self.is_bound and (name not in self.data or same_words(self.data[name], text)):
                continue
            self.fields[name] = self._field(column, text)
        self.prepare()

    def _field(self, column: dict, text: str) -> forms.CharField:
        is_long = len(text) > self.LONG or "\n" in text or column["field"] in ("summary", "remark")
        widget = forms.Textarea(attrs={"rows": 2}) if is_long else forms.TextInput()
        label = f"{column['col']}　{column['header'] or '（没有栏名）'}"
        return forms.CharField(
            label=label, required=False, max_length=CELL_MOST, strip=True, initial=text, widget=widget
        )

    def changed(self) -> dict[str, str]:
        return {name.removeprefix("cell_"): text for name, text in self.cleaned_data.items()}


def same_words(first: str, other: str) -> bool:
    return "".join(first.split()) == "".join(other.split())


class ColumnsForm(PromoForm):
    """What each column of one sheet means, and in what its money is counted. Only the office says it `for_all` later
    ledgers: these are read with it whoever brings them."""

    version = VersionField()
    remember = forms.BooleanField(
        label="记住这种表头的对应关系，下次导入时使用", required=False, initial=True
    )

    def __init__(
        self,
        *args,
        columns: list[dict],
        fields: dict,
        units: Sequence[tuple[str, str]],
        for_all: bool,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        if not for_all:
            del self.fields["remember"]
        names = [("", "不导入"), *((code, field.name) for code, field in fields.items())]
        for place, column in enumerate(columns):
            label = f"{column['col']}　{column['header']}"
            self.fields[f"field_{place}"] = forms.ChoiceField(
                label=label, required=False, choices=names, initial=column["field"]
            )
            self.fields[f"unit_{place}"] = forms.ChoiceField(
                label=f"{label}的单位", required=False, choices=units, initial=""
            )
        self.prepare()

    def rows(self) -> list[tuple[dict, forms.BoundField, forms.BoundField]]:
        return [
            (column, self[f"field_{place}"], self[f"unit_{place}"])
            for place, column in enumerate(self.columns)
        ]

    def clean(self):
        said = super().clean()
        given = [said.get(f"field_{place}") for place in range(len(self.columns))]
        twice = {code for code in given if code and given.count(code) > 1}
        for place, code in enumerate(given):
            if code in twice:
                self.add_error(f"field_{place}", "有两列对应同一内容，请只留一列。")
        return said

    def told(self) -> dict[str, dict[str, str]]:
        """By head what is said otherwise than the file was read."""
        told = {}
        for place, column in enumerate(self.columns):
            code, unit = self.cleaned_data[f"field_{place}"], self.cleaned_data[f"unit_{place}"]
            said = ({"field": code} if code != column["field"] else {}) | ({"unit": unit} if unit else {})
            if said:
                told[column["key"]] = said
        return told


class PasteForm(PromoForm):
    """`anyway` sends rows whose units are in no directory; the preview then says so row by row."""

    cut_off_on = DayField(label="数据截止日期", help_text="累计到位资金和项目阶段统计到哪一天。")
    block = BlockField(label="粘贴区", too_much="粘贴的内容过多，请改用上传台账。")
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)
