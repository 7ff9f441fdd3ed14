"""What the lead register is asked for; all of it lives in the address."""

from django import forms
from django.db.models import QuerySet

from projects.clocks import Light
from projects.lead_lights import BEFORE_SIGNING
from projects.models import Channel, LeadState, Project, Status
from promo.web.forms import PromoForm
from units.models import Unit

ALL = ("", "全部")
LIGHTS = (
    ALL, (Light.RED.value, "红灯（已超期）"), (Light.YELLOW.value, "黄灯（即将到期）"), (Light.GREEN.value, "绿灯"),
    ("outdated", "研判标准已更新"),
)  # fmt: skip
SCOPES = (("", "线索阶段"), ("all", "含已签约、已终止"), ("exempt", "未经研判"))
SORTS = (("", "最近到期"), ("new", "登记时间"))


class UnitBox(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return unit.name


class LeadFilter(PromoForm):
    """`light` and the order by what is due are worked out from the clocks; the rest is asked of the database."""

    q = forms.CharField(label="关键词", max_length=60, required=False)
    state = forms.ChoiceField(label="线索状态", required=False)
    unit = UnitBox(label="引资单位", queryset=Unit.objects.none(), required=False, empty_label="全部")
    light = forms.ChoiceField(label="亮灯", choices=LIGHTS, required=False)
    channel = forms.ChoiceField(label="信息来源", choices=[ALL, *Channel.choices], required=False)
    scope = forms.ChoiceField(label="范围", choices=SCOPES, required=False)
    sort = forms.ChoiceField(label="排序", choices=SORTS, required=False)

    def __init__(self, data, *, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = units
        kept = [choice for choice in LeadState.choices if choice[0] != LeadState.EXEMPT]
        self.fields["state"].choices = [ALL, *kept]
        self.fields["q"].widget.attrs["placeholder"] = "名称、投资方、编号、拼音首字母"

    def within(self, rows: QuerySet[Project]) -> QuerySet[Project]:
        """All that was asked but the state and the light; nothing while the filter is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        rows = _in_scope(rows, asked["scope"])
        rows = rows.search(asked["q"]) if asked["q"] else rows
        rows = rows.filter(lead_unit=asked["unit"]) if asked["unit"] else rows
        return rows.filter(channel=asked["channel"]) if asked["channel"] else rows

    @property
    def sentence(self) -> str:
        """What was asked for, in words, for the workbook."""
        if not self.is_valid():
            return ""
        given = [(self[name], self.cleaned_data[name]) for name in self.changed_data]
        return "；".join(f"{box.label}：{_words(box, value)}" for box, value in given if value)


def _words(box, value) -> str:
    choices = dict(getattr(box.field, "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value))


def _in_scope(rows: QuerySet[Project], scope: str) -> QuerySet[Project]:
    if scope == "exempt":
        return rows.filter(lead_state=LeadState.EXEMPT, stage__in=BEFORE_SIGNING, status=Status.ACTIVE)
    rows = rows.exclude(lead_state=LeadState.EXEMPT)
    return rows if scope == "all" else rows.filter(stage__in=BEFORE_SIGNING, status=Status.ACTIVE)
