"""Filter of the findings, the reason of a dismissal, and what the superior counts."""

from django import forms
from django.db.models import QuerySet

from assessment.countable import BELOW_ZERO, LEDGER
from assessment.models import Finding, FindingState
from assessment.models.finding import DOUBTS, MATTERS
from projects.forms.fact_filters import ANY, ListFilter
from projects.measures import CHOICES
from promo.reading import Unreadable
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField
from units.models import Unit


class FindingFilter(ListFilter):
    """Of doubts; that of matters has other kinds."""

    KINDS = DOUBTS
    kind = forms.ChoiceField(
        label="疑点", choices=[*ANY, *((kind.value, kind.label) for kind in DOUBTS)], required=False
    )
    state = forms.ChoiceField(label="状态", choices=[*ANY, *FindingState.choices], required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", required=False, empty_label="全部")

    def rows(self) -> QuerySet[Finding]:
        rows = Finding.objects.visible_to(self.access).filter(kind__in=self.KINDS)
        if not self.is_valid():
            return rows.none()
        asked = {name: self.cleaned_data[name] for name in ("kind", "state", "unit")}
        return rows.filter(**{name: value for name, value in asked.items() if value})


class MatterFilter(FindingFilter):
    KINDS = MATTERS
    kind = forms.ChoiceField(
        label="事项", choices=[*ANY, *((kind.value, kind.label) for kind in MATTERS)], required=False
    )


class DismissForm(PromoForm):
    reason = forms.CharField(
        label="排除理由", max_length=300, widget=forms.Textarea({"rows": 4}),
        help_text="写明核查了什么、结论是什么，如：已核对银行流水，两笔为不同合同的付款。",
    )  # fmt: skip
    version = VersionField()


class ReopenForm(PromoForm):
    version = VersionField()


class SuperiorFigureForm(PromoForm):
    measure = forms.ChoiceField(label="指标", choices=CHOICES)
    until = DayField(label="截至", help_text="从当年1月1日起到这一天的累计数。")
    quantity = forms.CharField(
        label="上级认定数", max_length=40, help_text="金额填万元（外资填万美元），项目数填个数。"
    )
    document = forms.CharField(label="依据文件", max_length=120, help_text="上级通报、认定文件的名称、文号。")

    def clean(self) -> dict:
        data = super().clean()
        if {"measure", "quantity"} <= data.keys():
            try:
                data["quantity"] = _read(data["measure"], data["quantity"])
            except Unreadable as unreadable:
                self.add_error("quantity", str(unreadable))
        return data


def _read(measure: str, text: str) -> int:
    """As the targets read theirs."""
    try:
        return LEDGER[measure].read(text)
    except Unreadable as unreadable:
        raise Unreadable(str(unreadable).replace(BELOW_ZERO, "上级认定数不能为负。")) from unreadable
