"""What is typed about a lead in screening: opinions item by item, a result, a reason, what was fed back."""

from collections.abc import Iterable

from django import forms

from projects.models import Opinion, Screening, ScreeningLine, ScreeningResult
from projects.rules_in_force import RuleInForce
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField

WAYS = ("电话", "当面", "短信", "微信", "书面", "邮件")


class WithVersion(PromoForm):
    """A form about one round, which says what state of it the person saw."""

    version = VersionField()

    def __init__(self, *args, screening: Screening, **kwargs) -> None:
        super().__init__(*args, initial={"version": screening.version, **kwargs.pop("initial", {})}, **kwargs)

    def show_newer(self, screening: Screening) -> None:
        """After a stale refusal the next sending is up to date."""
        self.data = self.data.copy()
        self.data["version"] = str(screening.version)


class ScreeningForm(WithVersion):
    """The checklist of a round, two boxes an item, and the proposal. `propose` asks for a result too."""

    result = forms.ChoiceField(
        label="研判结论", choices=[("", "请选择"), *ScreeningResult.choices], required=False
    )
    reason_code = forms.ChoiceField(
        label="不予跟进的原因", required=False, help_text="结论为不予跟进时选择。"
    )
    reason = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回补充的，写明须补充的内容；不予跟进的，说明理由。",
    )  # fmt: skip

    def __init__(
        self, *args, screening: Screening, lines: Iterable[ScreeningLine], rule: RuleInForce, **kwargs
    ) -> None:
        self.lines = list(lines)
        self.hints = {item["code"]: item.get("hint", "") for item in rule["items"]}
        self.base_fields = {**self.base_fields, **_boxes(self.lines)}
        super().__init__(*args, screening=screening, **kwargs)
        self.fields["reason_code"].choices = [("", "请选择"), *rule.names("reasons").items()]

    @property
    def rows(self) -> list[tuple[ScreeningLine, str, object, object]]:
        """(line, hint, box of the opinion, box of the note)."""
        return [
            (line, self.hints.get(line.code, ""), self[f"opinion_{line.pk}"], self[f"note_{line.pk}"])
            for line in self.lines
        ]

    @property
    def opinions(self) -> dict[int, tuple[str, str]]:
        data = self.cleaned_data
        return {line.pk: (data[f"opinion_{line.pk}"], data[f"note_{line.pk}"]) for line in self.lines}

    @property
    def proposal(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("result", "reason_code", "reason")}


def _boxes(lines: Iterable[ScreeningLine]) -> dict[str, forms.Field]:
    """An opinion and a note for each item; the table head says which is which, so the label is only heard."""
    boxes: dict[str, forms.Field] = {}
    for line in lines:
        opinion, note = f"{line.name}的意见", f"{line.name}的说明"
        boxes[f"opinion_{line.pk}"] = forms.ChoiceField(
            label=opinion, choices=Opinion.choices, initial=line.opinion,
            widget=forms.Select(attrs={"aria-label": opinion}),
        )  # fmt: skip
        boxes[f"note_{line.pk}"] = forms.CharField(
            label=note, max_length=200, required=False, initial=line.note,
            widget=forms.TextInput(attrs={"aria-label": note}),
        )  # fmt: skip
    return boxes


class DecideForm(WithVersion):
    """Agree, or send back with a reason."""

    reason = forms.CharField(
        label="退回理由", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="同意的不必填写。",
    )  # fmt: skip


class ResubmitForm(PromoForm):
    note = forms.CharField(label="补充情况", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    files = EvidenceFilesField(label="补充材料", required=False)


class ReopenForm(PromoForm):
    reason = forms.CharField(label="重新启动的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FeedbackForm(PromoForm):
    """Whom was told what, how and when."""

    told = forms.CharField(label="反馈对象", max_length=60)
    way = forms.ChoiceField(label="反馈方式", choices=[(way, way) for way in WAYS])
    given_on = DayField(label="反馈日期")
    text = forms.CharField(label="反馈内容", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
