"""The form that asks for a score run."""

from django import forms

from assessment.models import Scheme
from promo.web.fields import DayField
from promo.web.forms import PromoForm


class RunForm(PromoForm):
    scheme = forms.ModelChoiceField(label="考核办法", queryset=Scheme.objects.none(), empty_label=None)
    until = DayField(label="截止日期", help_text="计入当日及以前的数据；已入账的事项以点击“开始计算”时为准。")

    def __init__(self, *args, schemes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = schemes
