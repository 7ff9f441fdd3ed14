"""The forms that take in a scheme file and take a version back."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from promo.web.forms import PromoForm

MOST_BYTES = 512 * 1024


class SchemeForm(PromoForm):
    """Cleans to the text of the file; what the text says is judged by the action."""

    file = forms.FileField(
        label="办法文件",
        widget=forms.FileInput({"accept": ".json"}),
        help_text="JSON格式，UTF-8编码，不超过512KB。可下载现行办法或示例办法，修改后上传。",
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() != ".json":
            raise ValidationError("请上传扩展名为 .json 的文件。", code="suffix")
        if file.size > MOST_BYTES:
            raise ValidationError("文件超过512KB，请核对是否选错。", code="too_big")
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise ValidationError("文件不是UTF-8编码，请另存为UTF-8后再上传。", code="encoding") from fault


class WithdrawForm(PromoForm):
    reason = forms.CharField(
        label="撤回理由",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="300字以内，随这一版长期保存。",
    )
