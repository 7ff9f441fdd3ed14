"""One form with every kind of field, for the tests of what people may type."""

from datetime import date

from django import forms

from promo.web.fields import AmountInput, DayField, PartialDayField
from promo.web.forms import PromoForm, VersionField

TODAY = date(2026, 11, 21)
GOOD = {
    "name": "城北智能装备产业园",
    "note": "第一行\n第二行",
    "amount": "5000",
    "on": "2026-03-05",
    "signed": "2026-03",
    "kind": "fixed",
    "version": "3",
}


class EveryField(PromoForm):
    name = forms.CharField(label="项目名称", max_length=60)
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)
    amount = AmountInput(label="到位金额")
    planned = AmountInput(label="计划投资", units=("亿元",), zero=True, required=False)
    on = DayField(label="到账日期")
    due = DayField(label="计划开工日期", future=True, required=False)
    signed = PartialDayField(label="签约日期", required=False)
    kind = forms.ChoiceField(label="资金类别", choices=[("fixed", "固定资产"), ("working", "流动资金")])
    version = VersionField()


def form_of(**typed) -> EveryField:
    """The good form with `typed` put in place of its values; None leaves a field out."""
    data = {key: value for key, value in {**GOOD, **typed}.items() if value is not None}
    return EveryField(data, today=TODAY)


def sentence_of(name: str, typed) -> str:
    """What the form says about one field, '' when it takes the value."""
    return " ".join(form_of(**{name: typed}).errors.get(name, []))
