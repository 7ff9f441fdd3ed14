"""What is typed about first-talk protection, and how its list is narrowed."""

from django import forms
from django.db.models import QuerySet

from projects.forms.leads import UnitChoice
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField
from units.models import Unit

BASIS_HELP = "首谈登记、会议纪要等的名称、文号或事实。"
STATES = (
    ("", "有效和待解除"),
    ("on", "保护中"),
    ("over", "到期待解除"),
    ("ended", "已解除"),
    ("all", "全部"),
)
LIGHTS = (("", "全部"), ("red", "红灯"), ("yellow", "黄灯"))


class GrantForm(PromoForm):
    unit = UnitChoice(label="首谈单位", queryset=Unit.objects.none(), empty_label="请选择")
    starts_on = DayField(label="起始日期", help_text="保护期按规定天数从这一天算起。")
    basis = forms.CharField(label="依据", max_length=200, help_text=BASIS_HELP)
    files = EvidenceFilesField(label="依据材料", required=False)

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class ExtendForm(PromoForm):
    basis = forms.CharField(label="延期理由", max_length=200, help_text="写明项目正在怎样推进。")
    files = EvidenceFilesField(label="证明材料", required=True)
    version = VersionField()


class ReleaseForm(PromoForm):
    reason = forms.CharField(label="解除原因", max_length=200)
    version = VersionField()


class ProtectionFilter(PromoForm):
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)
    light = forms.ChoiceField(label="亮灯", choices=LIGHTS, required=False)
    unit = forms.ModelChoiceField(
        label="首谈单位", queryset=Unit.objects.none(), required=False, empty_label="全部"
    )

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    @property
    def sentence(self) -> str:
        """What was asked for, in words."""
        data = self.cleaned_data if self.is_valid() else {}
        words = [
            ("状态", dict(STATES).get(data.get("state", ""))),
            ("亮灯", dict(LIGHTS).get(data.get("light")) if data.get("light") else ""),
            ("首谈单位", data["unit"].name if data.get("unit") else ""),
        ]
        return "；".join(f"{label}：{word}" for label, word in words if word)
