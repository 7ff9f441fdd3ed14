"""Beginning a draft of a scheme, and the decision by which it is adopted."""

from django import forms
from django.core.exceptions import ValidationError

from assessment.models import Scheme
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField


class StartForm(PromoForm):
    """`version` is the scheme that is to be revised, None for a new one."""

    start = forms.ChoiceField(label="起草方式", initial="example")
    name = forms.CharField(label="办法名称", max_length=100)
    year = forms.IntegerField(label="年度", min_value=1978, max_value=2100)

    def __init__(self, *args, versions: list[Scheme], initial: dict, **kwargs) -> None:
        self.versions = {str(one.pk): one for one in versions}
        former = self.versions.get(initial.get("start"))
        if former:
            initial = {"start": str(former.pk), "name": former.name, "year": former.year}
        super().__init__(*args, initial=initial, **kwargs)
        revise = [(pk, f"修订：{one.year}年 {one}") for pk, one in self.versions.items()]
        self.fields["start"].choices = [
            ("scratch", "从空白起草"),
            ("example", "从示例办法起草"),
            *revise,
        ]

    @property
    def version(self) -> Scheme | None:
        return self.versions.get(self.cleaned_data["start"])


class AdoptForm(PromoForm):
    version = VersionField()
    document = forms.CharField(label="依据文件", max_length=120, help_text="文号，例如 镇政办发〔2026〕5号")
    effective_from = DayField(label="施行日期", future=True)
    effective_to = DayField(label="失效日期", future=True, required=False, help_text="留空即至考核年度结束")
    reason = forms.CharField(
        label="修订事由", max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="修订原有办法的必填",
    )  # fmt: skip

    def __init__(self, *args, draft, **kwargs) -> None:
        self.draft = draft
        content = draft.content
        initial = {
            "version": draft.version, "document": content.get("document", ""),
            "effective_from": content.get("effective_from"), "effective_to": content.get("effective_to"),
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)

    def clean_reason(self) -> str:
        if self.draft.based_on_id and not self.cleaned_data["reason"]:
            raise ValidationError("请填写修订事由。", code="required")
        return self.cleaned_data["reason"]
