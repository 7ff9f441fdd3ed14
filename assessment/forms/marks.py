"""The form for a manual mark."""

import re
from decimal import Decimal
from fractions import Fraction

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from assessment.functions.words import plain
from assessment.models import ManualMark
from promo.reading import fold
from promo.web.fields import DayField, evidence_help
from promo.web.forms import PromoForm, VersionField
from promo.web.uploads import SUFFIXES, check_file

TYPED = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?", re.ASCII)


class MarkForm(PromoForm):
    """Cleans `mark` to whole hundredths."""

    mark = forms.CharField(label="评分", max_length=20)
    marked_on = DayField(label="评分日期", help_text="截止日期在这一天及以后的考核按这次评分计算。")
    reason = forms.CharField(
        label="评分依据",
        max_length=ManualMark._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 3}),
    )
    file = forms.FileField(
        label="佐证材料",
        required=False,
        widget=forms.FileInput({"accept": ",".join(SUFFIXES)}),
        help_text="可不上传。",
    )
    version = VersionField()

    def __init__(self, *args, most: Fraction | None, label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["mark"].label = label
        self.fields["mark"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.fields["mark"].help_text = (
            f"0至{plain(most)}分，最多两位小数。" if most is not None else "最多两位小数。"
        )
        self.fields["file"].help_text = f"可不上传。{evidence_help().removeprefix('可选多个文件，')}"

    def clean_mark(self) -> int:
        typed = fold(self.cleaned_data["mark"])
        if not TYPED.fullmatch(typed):
            raise ValidationError("请填写数字，最多两位小数，例如 8.5。", code="invalid")
        hundredths = int(Decimal(typed) * 100)
        if self.most is not None and hundredths > self.most * 100:
            raise ValidationError(f"不能超过满分{plain(self.most)}分。", code="most")
        return hundredths

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if file:
            check_file(file, most_bytes=settings.UPLOAD_MAX_BYTES)
        return file
