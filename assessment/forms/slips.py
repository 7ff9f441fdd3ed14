"""What is typed about slips: the slip, the unit's reply, the check, the filter of the list."""

from datetime import date

from django import forms
from django.db.models import QuerySet

from assessment.forms.publishing import long_text
from assessment.models import Colour, Finding, Slip, SlipSource, SlipState
from assessment.models.slip import OPEN
from projects.forms.fact_filters import ANY, ListFilter
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField
from units.models import Unit

STATES = [*ANY, ("open", "在办"), ("overdue", "逾期"), *SlipState.choices]
NOT_OF_FINDINGS = [pair for pair in SlipSource.choices if pair[0] != SlipSource.FINDING]


class SlipFilter(ListFilter):
    colour = forms.ChoiceField(label="等级", choices=[*ANY, *Colour.choices], required=False)
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="承办单位", required=False, empty_label="全部")
    source = forms.ChoiceField(label="来源", choices=[*ANY, *SlipSource.choices], required=False)

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.today = today

    def rows(self) -> QuerySet[Slip]:
        rows = Slip.objects.visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        state = asked.pop("state", "")
        if state == "overdue":
            rows = rows.overdue(on=self.today)
        elif state:
            rows = rows.filter(state__in=OPEN if state == "open" else [state])
        return rows.filter(**asked)


class SlipForm(PromoForm):
    """`units` may be addressed; `matters` are those of the unit in question that may be pressed for."""

    unit = forms.ModelChoiceField(label="承办单位", queryset=Unit.objects.none(), empty_label="请选择")
    source = forms.ChoiceField(label="来源", choices=SlipSource.choices)
    findings = forms.TypedMultipleChoiceField(
        label="督办事项", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    colour = forms.ChoiceField(label="等级", choices=Colour.choices)
    title = forms.CharField(label="标题", max_length=60, help_text="如：关于到位资金低于时序进度的督办。")
    situation = long_text("存在问题", max_length=1000, rows=5)
    demand = long_text("办理要求", max_length=500, rows=3)
    leader_name = forms.CharField(label="批示领导", max_length=30, required=False)
    instruction = long_text("批示内容", max_length=500, rows=3, required=False)
    instructed_on = DayField(label="批示日期", required=False)
    document = forms.CharField(
        label="依据文件", max_length=120, required=False, help_text="批示件、会议纪要的名称、文号。"
    )
    due_on = DayField(
        label="批示时限",
        future=True,
        required=False,
        help_text="批示另有时限的填写，其余按规定的工作日计算。",
    )
    files = EvidenceFilesField(label="附件", required=False)

    def __init__(self, *args, units, matters: list[Finding], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.offered = {row.pk: row for row in matters}
        if matters:
            self.fields["findings"].choices = [
                (pk, f"{row.get_kind_display()}：{row.words}") for pk, row in self.offered.items()
            ]
        else:
            del self.fields["findings"]
            self.fields["source"].choices = NOT_OF_FINDINGS

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"findings": [self.offered[pk] for pk in found.get("findings", ())]}


class ReplyForm(PromoForm):
    text = long_text("办理情况", max_length=1000, rows=5, help_text="写明采取的措施、办理结果和下步安排。")
    files = EvidenceFilesField(label="佐证材料")
    version = VersionField()


class CloseForm(PromoForm):
    text = long_text("核查意见", max_length=1000, rows=3)
    version = VersionField()


class ReturnSlipForm(PromoForm):
    text = long_text("退回理由", max_length=1000, rows=3)
    colour = forms.ChoiceField(
        label="督办等级", choices=Colour.choices, help_text="可以维持或提高等级，时限重新计算。"
    )
    version = VersionField()


class WithdrawSlipForm(PromoForm):
    text = long_text("撤销理由", max_length=1000, rows=3)
    version = VersionField()
