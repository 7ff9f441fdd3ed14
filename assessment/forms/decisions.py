"""The form for a decision about a candidate."""

from django import forms

from assessment.models import ConsequenceDecision
from assessment.models.decision import Outcome
from promo.web.fields import DayField
from promo.web.forms import PromoForm


class DecisionForm(PromoForm):
    outcome = forms.ChoiceField(label="决定", choices=[("", "请选择"), *Outcome.choices])
    measure = forms.CharField(
        label="措施",
        max_length=ConsequenceDecision._meta.get_field("measure").max_length,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明采取的措施；不予采取的，写明理由。",
    )
    document = forms.CharField(
        label="依据文件",
        max_length=ConsequenceDecision._meta.get_field("document").max_length,
        help_text="例如：镇党委会议纪要〔2026〕12号。",
    )
    decided_on = DayField(label="决定日期")
    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_measure(self) -> str:
        return " ".join(self.cleaned_data["measure"].split())
