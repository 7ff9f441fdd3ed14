"""What is typed about talks, and the filter of their list."""

from django import forms
from django.db.models import QuerySet

from assessment.forms.publishing import long_text
from assessment.models import Talk, TalkKind
from projects.forms.fact_filters import ANY, ListFilter
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm
from units.models import Unit


class TalkFilter(ListFilter):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", required=False, empty_label="全部")
    kind = forms.ChoiceField(label="类别", choices=[*ANY, *TalkKind.choices], required=False)

    def rows(self) -> QuerySet[Talk]:
        """Those that stand; what was corrected opens from the row that stands for it."""
        rows = Talk.objects.visible_to(self.access).standing()
        if not self.is_valid():
            return rows.none()
        return rows.filter(**{name: value for name, value in self.cleaned_data.items() if value})


class TalkForm(PromoForm):
    unit = forms.ModelChoiceField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    kind = forms.ChoiceField(label="类别", choices=TalkKind.choices)
    person = forms.CharField(label="对象", max_length=60, help_text="姓名、职务；通报表扬集体的填单位名称。")
    held_on = DayField(label="日期")
    held_by = forms.CharField(label="谈话人（主持人）", max_length=60)
    present = forms.CharField(label="参加人员", max_length=120, required=False)
    basis = long_text("事由和依据", max_length=500, rows=3)
    result = long_text("结果", max_length=500, rows=3, help_text="谈话要点、本人表态、整改要求等。")
    document = forms.CharField(label="依据文件", max_length=120, help_text="会议纪要、通知的名称、文号。")
    shown_to_head = forms.BooleanField(label="该单位负责人可以查看", required=False)
    files = EvidenceFilesField(label="记录材料", required=False)

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class CorrectTalkForm(TalkForm):
    """The unit stays; the reason is what the new row is for."""

    is_void = forms.BooleanField(label="作废（登记有误，没有这次谈话）", required=False)
    reason = forms.CharField(label="更正原因", max_length=200)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, units=Unit.objects.none(), **kwargs)
        del self.fields["unit"]
