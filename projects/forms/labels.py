"""What is typed when a project is put on a list of the government, and when it leaves it."""

from django import forms

from projects.models.label import USUAL_LABELS
from promo.web.fields import DayField
from promo.web.forms import PromoForm


class LabelForm(PromoForm):
    label = forms.CharField(
        label="名录", max_length=40, help_text=f"名称须与考核办法所写一致，如{'、'.join(USUAL_LABELS)}。"
    )
    valid_from = DayField(label="列入日期")
    document = forms.CharField(label="依据文件", max_length=120)


class EndLabelForm(PromoForm):
    reason = forms.CharField(label="移出原因", max_length=200)
