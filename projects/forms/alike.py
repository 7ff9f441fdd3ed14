"""What is asked of whoever registers a project that is very likely known: another one, or more of the same?"""

from django import forms

from projects.models import Project
from promo.web.forms import PromoForm

ANOTHER, EXPANSION = "another", "expansion"
ANSWERS = [(ANOTHER, "是另一个项目，继续登记"), (EXPANSION, "是增资扩产，只计增量")]


class AlikeForm(PromoForm):
    """`known` are the likely projects the person may see; without any, nothing can be named as the original."""

    answer = forms.ChoiceField(label="是否重复", choices=ANSWERS, widget=forms.RadioSelect)
    original = forms.ChoiceField(label="原项目", required=False)
    reason = forms.CharField(
        label="情况说明",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="继续登记的必填，供经济办核对。",
    )

    def __init__(self, *args, known: list[Project], **kwargs) -> None:
        super().__init__(*args, prefix="alike", **kwargs)
        self.known = {str(row.pk): row for row in known}
        named = ((pk, f"{row.code} {row.name}") for pk, row in self.known.items())
        self.fields["original"].choices = [("", "请选择"), *named]
        if not known:
            self.fields["answer"].choices = ANSWERS[:1]
            del self.fields["original"]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("answer") == ANOTHER and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "请说明为什么不是重复登记。")
        if data.get("answer") == EXPANSION and not data.get("original") and "original" not in self.errors:
            self.add_error("original", "请选择原项目。")
        return data

    @property
    def original_project(self) -> Project | None:
        return self.known.get(self.cleaned_data.get("original", ""))
