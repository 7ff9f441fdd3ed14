"""Forms for the reporting calendar: a duty, a year of them, handing in, correcting, exemptions, the filter."""

from datetime import date, timedelta

from django import forms
from django.db.models import QuerySet

from assessment.forms.records import OneFileMixin, one_file
from assessment.models import ReportDuty, Submission
from promo.web.fields import DayField
from promo.web.forms import PromoForm
from units.models import UnitClass

ONE_DAY = timedelta(days=1)
RHYTHMS = [("month", "每月"), ("fortnight", "每两周")]
MONTHS = [("same", "当月"), ("next", "次月")]


class AskedForm(PromoForm):
    """What is asked of whom."""

    title = forms.CharField(label="报表名称", max_length=40, help_text="如：招商引资工作月报。")
    what = forms.CharField(
        label="报送内容", max_length=200, required=False, widget=forms.Textarea({"rows": 2})
    )
    unit_classes = forms.MultipleChoiceField(
        label="报送单位",
        choices=UnitClass.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的，全部参加考核单位都要报送。",
    )


class DutyForm(AskedForm):
    """One duty; the last day is typed, the day after is kept."""

    period_start = DayField(label="所属期首日", future=True)
    period_last = DayField(label="所属期末日", future=True)
    due_on = DayField(label="截止日期", future=True)
    field_order = ["title", "what", "period_start", "period_last", "due_on", "unit_classes"]

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"period_end": found.pop("period_last") + ONE_DAY}


class YearForm(AskedForm):
    """A whole year at once."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    rhythm = forms.ChoiceField(label="报送周期", choices=RHYTHMS)
    month = forms.ChoiceField(
        label="报送月份", choices=MONTHS, help_text="每月报送的，在当月还是次月截止。", required=False
    )
    day = forms.IntegerField(
        label="截止日",
        min_value=0,
        max_value=31,
        help_text="每月报送的填几日，月末填31；每两周报送的填期满后第几天。遇休息日顺延至下一个工作日。",
    )
    field_order = ["title", "what", "year", "rhythm", "month", "day", "unit_classes"]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["year"].choices = [(year, f"{year}年") for year in (today.year, today.year + 1)]

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"in_next_month": found.pop("month") == "next"}


class ReasonForm(PromoForm):
    reason = forms.CharField(label="撤销原因", max_length=200, widget=forms.Textarea({"rows": 2}))


class OwnReportForm(OneFileMixin, PromoForm):
    """A unit hands in: today, as complete as it says."""

    file = one_file(label="报表")
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="纸质报送等情况请说明。")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_may_come("")


class ReceivedForm(OwnReportForm):
    """The office enters what came in for a unit."""

    received_on = DayField(label="收到日期")
    is_incomplete = forms.BooleanField(label="内容不全", required=False)
    reason = forms.CharField(
        label="缺少的内容", max_length=200, required=False, help_text="内容不全的必填；补齐后再登记一次。"
    )
    field_order = ["received_on", "file", "note", "is_incomplete", "reason"]


class CorrectionForm(PromoForm):
    received_on = DayField(label="收到日期")
    is_incomplete = forms.BooleanField(label="内容不全", required=False)
    is_void = forms.BooleanField(
        label="作废", required=False, help_text="登记错了单位或并未收到的，勾选作废。"
    )
    reason = forms.CharField(label="更正原因", max_length=200, widget=forms.Textarea({"rows": 2}))

    @classmethod
    def start(cls, row: Submission) -> dict:
        return {"received_on": row.received_on, "is_incomplete": row.is_incomplete}


class ExemptionForm(OneFileMixin, PromoForm):
    reason = forms.CharField(label="免报原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    document = forms.CharField(label="依据", max_length=120, help_text="请示、会议纪要等名称及文号。")
    file = one_file(label="材料")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_may_come("可不上传。")


class DecisionForm(PromoForm):
    grant = forms.ChoiceField(
        label="决定", choices=[("yes", "同意免报"), ("no", "不同意")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="说明", max_length=200, required=False, help_text="不同意的请说明理由。")


class RevokeForm(PromoForm):
    reason = forms.CharField(label="撤销原因", max_length=200, widget=forms.Textarea({"rows": 2}))


class BoardFilter(PromoForm):
    """Which series of which year the board shows; the newest series where none is chosen."""

    title = forms.ChoiceField(label="报表", required=False)
    year = forms.TypedChoiceField(label="年度", coerce=int, required=False, empty_value=None)

    def __init__(self, data, *, duties: QuerySet[ReportDuty], today: date, **kwargs) -> None:
        super().__init__(data, today=today, **kwargs)
        self.duties, self.this_year = duties, today.year
        titles = duties.order_by("-due_on").values_list("title", flat=True)
        self.titles = list(dict.fromkeys(titles))
        years = {day.year for day in duties.dates("due_on", "year")} | {today.year}
        self.fields["title"].choices = [("", "全部")] + [(title, title) for title in self.titles]
        self.fields["year"].choices = [("", "本年度")] + [
            (year, f"{year}年") for year in sorted(years, reverse=True)
        ]

    @property
    def year_chosen(self) -> int:
        return (self.is_valid() and self.cleaned_data["year"]) or self.this_year

    def rows(self) -> list[ReportDuty]:
        if not self.is_valid():
            return []
        rows = self.duties.filter(due_on__year=self.year_chosen)
        title = self.cleaned_data["title"]
        return list(rows.filter(title=title) if title else rows)
