"""What is typed when a project goes to another unit."""

from django import forms

from projects.forms.facts import WithFiles
from projects.forms.leads import UnitChoice
from projects.forms.percent import PercentField
from projects.models.transfer import TransferKind, TransferState
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField
from units.models import Unit

SIDES = [("", "全部"), ("out", "本单位转出"), ("in", "本单位转入"), ("waiting", "待我确认")]


class TransferForm(WithFiles):
    """`units` are those of the place; the giving unit is one that has a share."""

    kind = forms.ChoiceField(label="流转方式", choices=[("", "请选择"), *TransferKind.choices])
    from_unit = UnitChoice(label="转出单位", queryset=Unit.objects.none(), empty_label="请选择")
    to_unit = UnitChoice(label="转入单位", queryset=Unit.objects.none(), empty_label="请选择")
    from_share = PercentField(
        label="转出单位保留份额（%）", most=9_999, help_text="按转出单位现有份额计算，其余归转入单位。"
    )
    valid_from = DayField(
        label="生效日期",
        future=True,
        help_text="发生日期在这一天及以后的节点和资金按新份额入账，此前的不变。",
    )
    document = forms.CharField(label="文件或协议", max_length=120, help_text="名称和文号。")
    reason = forms.CharField(label="流转原因", max_length=300, widget=forms.Textarea({"rows": 3}))
    files = EvidenceFilesField(label="文件扫描件", required=False)

    def __init__(self, *args, units, holders, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].queryset = units
        self.fields["from_unit"].queryset = holders


class RefuseTransferForm(PromoForm):
    reason = forms.CharField(label="不同意的理由", max_length=200, widget=forms.Textarea({"rows": 2}))
    version = VersionField()


class TransferFilter(PromoForm):
    """Stands in the address."""

    side = forms.ChoiceField(label="范围", choices=SIDES, required=False)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *TransferState.choices], required=False)
    q = forms.CharField(label="项目", max_length=60, required=False)

    def words(self) -> str:
        chosen = [(self[name], self.cleaned_data.get(name)) for name in self.fields if self.is_valid()]
        named = [
            (box, dict(getattr(box.field, "choices", ())).get(value, value)) for box, value in chosen if value
        ]
        return "，".join(f"{box.label}：{value}" for box, value in named)
