"""What is typed while a ranking goes out: notice, reason for none, objections and answers, corrections."""

from django import forms

from assessment.models import Remedy, RunFinding, ScoreItem, ScoreLine, ScoreRun
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField

WORKDAYS = 5
DOCUMENT_HELP = "核查报告、会议纪要或文件的名称、文号。"


def long_text(label: str, *, max_length: int, rows: int = 4, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class NoticeForm(PromoForm):
    first_on = DayField(label="公示开始日期", future=True)
    workdays = forms.IntegerField(
        label="公示期（工作日）",
        min_value=1,
        max_value=30,
        initial=WORKDAYS,
        help_text="按工作日历计算，含首尾两天。",
    )
    contact = forms.CharField(
        label="受理单位和联系方式", max_length=200, help_text="如：督查办，联系人和电话。"
    )
    text = long_text("公示正文", max_length=1000, rows=5)


class UnnoticedForm(PromoForm):
    reason = long_text("未公示理由", max_length=300, rows=3, help_text="理由随排名保存，各单位可以看到。")


class VoidForm(PromoForm):
    reason = long_text("作废理由", max_length=300, rows=3, help_text="如：异议成立，更正数据后重新计算。")


class RunObjectionForm(PromoForm):
    """`units` are those the person speaks for. A choice of an item names its unit too, so that both cannot differ."""

    unit = forms.ModelChoiceField(label="提出单位", queryset=None, empty_label=None)
    about = forms.ChoiceField(
        label="异议对象", help_text="对本单位可以就总分或某项指标提出；对其他单位须指明指标。"
    )
    text = long_text("异议内容和理由", max_length=1000, rows=5)
    files = EvidenceFilesField(label="证明材料", required=False)

    def __init__(self, *args, run: ScoreRun, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        if len(units) == 1:
            self.fields["unit"].initial = units[0]
            self.fields["unit"].widget = forms.HiddenInput()
        self.lines = list(run.lines.prefetch_related("items"))
        own = {unit.pk for unit in units}
        self.fields["about"].choices = [("", "本次排名（不针对具体单位）"), *self._groups(own)]
        self.fields["about"].required = False

    def _groups(self, own: set[int]):
        first = sorted(self.lines, key=lambda line: line.unit_id not in own)
        for line in first:
            whole = [(f"line-{line.pk}", f"{line.unit_name}：总分和名次")] if line.unit_id in own else []
            items = [(f"item-{item.pk}", f"{line.unit_name}：{item.name}") for item in line.items.all()]
            yield line.unit_name, [*whole, *items]

    def for_action(self) -> dict:
        data = dict(self.cleaned_data)
        line, item = self._chosen(data.pop("about"))
        return {**data, "line": line, "item": item}

    def _chosen(self, about: str) -> tuple[ScoreLine | None, ScoreItem | None]:
        kind, _, pk = about.partition("-")
        for line in self.lines:
            if kind == "line" and line.pk == int(pk):
                return line, None
            for item in line.items.all() if kind == "item" else ():
                if item.pk == int(pk):
                    return line, item
        return None, None


class RunAnswerForm(PromoForm):
    finding = forms.ChoiceField(label="结论", choices=RunFinding.choices, widget=forms.RadioSelect)
    remedy = forms.ChoiceField(label="处理方式", choices=Remedy.choices, widget=forms.RadioSelect)
    answer = long_text("答复内容", max_length=1000, help_text="写明核查情况；不重新计算的，说明理由。")
    document = forms.CharField(label="答复依据", max_length=120, help_text=DOCUMENT_HELP)
    files = EvidenceFilesField(label="答复材料", required=False)
    version = VersionField()


class ReturnForm(PromoForm):
    reason = long_text("退回理由", max_length=300, rows=3)
    version = VersionField()


class StepForm(PromoForm):
    """A button that says which version was read."""

    version = VersionField()


class ErratumForm(PromoForm):
    line = forms.ModelChoiceField(
        label="更正单位", queryset=ScoreLine.objects.none(), required=False, empty_label="全部单位",
        help_text="只更正所选单位，其他单位的得分不变，名次重新排定。",
    )  # fmt: skip
    item = forms.ChoiceField(
        label="更正指标", required=False, help_text="只更正所选指标；选“全部指标”时，按现在的数据更正各项。"
    )
    reason = long_text("更正原因", max_length=500, help_text="写明差错是什么、怎样发现的。")
    document = forms.CharField(label="依据文件", max_length=120, help_text=DOCUMENT_HELP)
    files = EvidenceFilesField(label="依据材料", required=False)

    def __init__(self, *args, run: ScoreRun, items: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = ScoreLine.objects.filter(run=run).select_related("unit")
        self.fields["line"].label_from_instance = lambda line: line.unit_name
        self.fields["item"].choices = [("", "全部指标"), *items]


class RefuseErratumForm(PromoForm):
    reason = long_text("不批准的理由", max_length=300, rows=3)
