"""The box into which a block of a spreadsheet is pasted."""

from django import forms
from django.core.exceptions import ValidationError

from promo.web.text import fault_of

BLOCK_MOST = 600_000
HARMLESS = ("", "表情符号", "换行或制表符")


class BlockField(forms.Field):
    """A block of a spreadsheet as it lies on the clipboard: kept as it is, for a tab at its beginning is a cell."""

    def __init__(self, *, too_much: str = "粘贴的内容过多，请分次粘贴。", **kwargs) -> None:
        self.too_much = too_much
        kwargs.setdefault(
            "widget", forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "data-block": True})
        )
        super().__init__(**kwargs)

    def clean(self, value) -> str:
        text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise ValidationError("请先粘贴内容。", code="required")
        if len(text) > BLOCK_MOST:
            raise ValidationError(self.too_much, code="too_long")
        for number, line in enumerate(text.split("\n"), start=1):
            if any(fault_of(sign) not in HARMLESS for sign in line):
                raise ValidationError(f"第{number}行有看不见的字符，请删除后再提交。", code="signs")
        return text
