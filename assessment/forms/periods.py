"""Forms of the calendar of periods: asking for an opening, deciding on it, reporting for a period, the filter."""

from django import forms

from assessment.forms.records import OneFileMixin, one_file
from assessment.models import WORDS_MOST
from promo.periods import PeriodKind
from promo.web.fields import DayField
from promo.web.forms import PromoForm


class OpeningForm(PromoForm):
    reason = forms.CharField(label="重开原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    open_until = DayField(label="重开至", future=True, help_text="期满次日自动结账。")


class OpeningDecisionForm(OneFileMixin, PromoForm):
    grant = forms.ChoiceField(
        label="决定", choices=[("yes", "同意重开"), ("no", "不同意")], widget=forms.RadioSelect
    )
    document = forms.CharField(
        label="批准依据", max_length=120, required=False, help_text="文件名称及文号，同意的须填写。"
    )
    file = one_file(label="批准文件")
    words = forms.CharField(label="说明", max_length=200, required=False, help_text="不同意的请说明理由。")

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"grant": found["grant"] == "yes"}


def _words(label: str, *, required: bool, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=WORDS_MOST, required=required, widget=forms.Textarea({"rows": 4}),
        help_text=help_text,
    )  # fmt: skip


class TellForm(PromoForm):
    """`is_zero` units owe all three of problems, causes and measures; the action says so for each box."""

    progress = _words("进展情况", required=True)
    problems = _words("存在问题（排问题）", required=False)
    causes = _words("原因分析（找原因）", required=False)
    measures = _words("下步措施（谈对策）", required=False)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PeriodFilter(PromoForm):
    """Which kind of period the list shows."""

    kind = forms.ChoiceField(label="周期", required=False, choices=[("", "全部"), *PeriodKind.choices[:-1]])

    @property
    def kind_chosen(self) -> str:
        return self.cleaned_data["kind"] if self.is_valid() else ""
