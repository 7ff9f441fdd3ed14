"""The form a workbook of targets comes in by, and the decision under its preview."""

from datetime import date
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from assessment import parts
from assessment.forms.targets import DecisionForm, years_to_give
from assessment.models import TargetSet
from assessment.target_sheet import MOST_BYTES
from promo.web.forms import PromoForm
from promo.web.text import fault_of

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
NAME_MOST = 150
SHEET_BY_SHEET = [
    ("quarters", "各季度（每张工作表一个季度）"),
    ("months", "各月（每张工作表一个月）"),
]


class TargetFileField(forms.FileField):
    """One small spreadsheet, checked by name and size; what is in it is judged by the reading."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}))
        kwargs.setdefault("help_text", f"支持xlsx、xls、ods、csv，不超过{MOST_BYTES // 2**20}MB。")
        super().__init__(**kwargs)
        self.error_messages["empty"] = "文件是空的，请重新选择。"

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        if PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError("只能导入xlsx、xls、ods、csv文件。", code="suffix")
        if file.size > MOST_BYTES:
            raise ValidationError(f"文件超过{MOST_BYTES // 2**20}MB，请拆分后再导入。", code="too_big")
        if len(file.name) > NAME_MOST:
            raise ValidationError(f"文件名过长，请改到{NAME_MOST}个字以内。", code="name")
        if any(fault_of(sign) not in ("", "表情符号") for sign in file.name):
            raise ValidationError("文件名中有看不见的字符，请改名后再上传。", code="name")
        return file


class TargetImportForm(PromoForm):
    """Which targets a workbook holds."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    target_set = forms.ChoiceField(label="目标类别", choices=TargetSet.choices)
    part = forms.ChoiceField(
        label="时段",
        choices=[*parts.CHOICES, *SHEET_BY_SHEET],
        required=False,
        help_text="季度、月份目标为年初至该时段末的累计数。",
    )
    file = TargetFileField(label="目标表")

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["year"].choices = [(year, f"{year}年") for year in years_to_give(today)]


class ConfirmForm(DecisionForm):
    """One document and one day for all targets of a workbook; `seen` is the digest of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
