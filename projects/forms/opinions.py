"""What is typed when a department is asked, and when it answers; and how the list of opinions is narrowed."""

from datetime import date

from django import forms
from django.db.models import F, Q, QuerySet

from projects.models import DepartmentOpinion, OpinionResult
from projects.opinion_rights import WAITING, opinions_seen_by
from promo.web.forms import PromoForm, VersionField
from units.access import Access
from units.models import Unit

STATES = [("", "全部"), ("waiting", "待反馈"), ("late", "逾期"), ("given", "已反馈")]


class AskForm(PromoForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="征求单位", empty_label="请选择")
    days = forms.IntegerField(label="办理时限（工作日）", min_value=1, max_value=60, initial=5)

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["days"].error_messages |= dict.fromkeys(
            ("invalid", "min_value", "max_value"), "办理时限应为1至60的整数。"
        )


class OpinionForm(PromoForm):
    result = forms.ChoiceField(label="意见", choices=OpinionResult.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="具体意见", max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="有要求或不同意的必须写明。",
    )  # fmt: skip
    version = VersionField()


class OpinionFilter(PromoForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="征求单位", required=False, empty_label="全部")
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)

    def __init__(self, data, *, access: Access, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.access = access
        self.fields["unit"].queryset = Unit.objects.visible_to(access)

    def rows(self, *, on: date) -> QuerySet[DepartmentOpinion]:
        """Those in sight that match; late are those that wait, or were answered, after their day."""
        rows = opinions_seen_by(self.access)
        if not self.is_valid():
            return rows.none()
        data = self.cleaned_data
        if data["unit"]:
            rows = rows.filter(unit=data["unit"])
        waiting = Q(given_at__isnull=True, milestone__state__in=WAITING)
        late = Q(given_at__isnull=True, due_on__lt=on) | Q(given_at__date__gt=F("due_on"))
        wanted = {"waiting": waiting, "late": late, "given": Q(given_at__isnull=False)}
        return rows.filter(wanted.get(data["state"], Q()))

    def words(self) -> str:
        """What is filtered, for a workbook's colophon."""
        if not self.is_valid():
            return ""
        data = self.cleaned_data
        said = [("征求单位", data["unit"]), ("状态", dict(STATES)[data["state"]] if data["state"] else "")]
        return "，".join(f"{label}：{value}" for label, value in said if value)
