"""What is typed about one day of the office's calendar."""

from datetime import date

from django import forms

from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


class CalendarDayForm(PromoForm):
    day = DayField(label="日期", future=True, earliest=FIRST)
    is_workday = forms.ChoiceField(
        label="安排", choices=[("no", "休息"), ("yes", "上班（调休）")], widget=forms.RadioSelect
    )
    name = forms.CharField(label="名称", max_length=30, help_text="如：国庆节、国庆节调休")
    version = VersionField()

    def for_action(self) -> dict:
        return {**self.cleaned_data, "is_workday": self.cleaned_data["is_workday"] == "yes"}


class CalendarRemoveForm(PromoForm):
    day = DayField(label="日期", future=True, earliest=FIRST)
    version = VersionField()


class CalendarYearForm(PromoForm):
    year = forms.IntegerField(label="年度", min_value=FIRST.year, max_value=LAST.year)
