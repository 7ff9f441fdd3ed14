"""The form a ledger comes in by, and the buttons under it."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField
from promo.web.text import fault_of

SUFFIXES = (".xlsx", ".xls", ".csv")
NAME_MOST = 150


class LedgerFileField(forms.FileField):
    """One spreadsheet, checked by name and size; what is in it is judged by the reading."""

    def __init__(self, **kwargs) -> None:
        size = settings.UPLOAD_MAX_BYTES // 2**20
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}))
        kwargs.setdefault("help_text", f"支持xlsx、xls、csv，不超过{size}MB、20,000行。")
        super().__init__(**kwargs)
        self.error_messages["empty"] = "文件是空的，请重新选择。"

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        if PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError("只能导入xlsx、xls、csv文件，请将台账另存后再上传。", code="suffix")
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
