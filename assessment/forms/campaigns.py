"""Forms of campaigns: days, targets of the units in a grid, checkpoints; a project proposed, decided; a checkpoint."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django import forms

from assessment.facts import Check
from assessment.forms.records import OneFileMixin, one_file
from assessment.models import WEEKDAYS, Campaign, CheckpointDecision
from projects.measures import MEASURES
from projects.models import Project
from promo.web.fields import DayField
from promo.web.forms import PromoForm, prepare
from units.models import Unit

AIMED = ("signed_count", "signed_amount", "arrived_capital", "arrived_foreign")
SMALLEST = {"count": 10_000, "yuan": 1_000_000, "usd": 1_000_000}  # ledger integers in one 个, 万元 or 万美元
IN_UNIT = {"count": "个", "yuan": "万元", "usd": "万美元"}
CHECKS = 4


class CampaignForm(OneFileMixin, PromoForm):
    """`units` may take part; who gets a target does. `asks_reason` for a change of what is there."""

    name = forms.CharField(label="名称", max_length=40, help_text="如：招商引资百日会战。")
    slogan = forms.CharField(label="口号", max_length=100, required=False)
    first_on = DayField(label="开始日期", future=True)
    last_on = DayField(label="结束日期", future=True, help_text="首尾两天都计算在内。")
    hearing_weekday = forms.ChoiceField(
        label="每周汇报日", required=False, choices=[("", "不定"), *((str(n), name) for n, name in WEEKDAYS)],
        help_text="遇休息日顺延。",
    )  # fmt: skip
    document = forms.CharField(label="依据", max_length=120, help_text="文件名称及文号。")
    file = one_file(label="依据文件")
    reason = forms.CharField(label="调整原因", max_length=200, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, units: Sequence[Unit], asks_reason: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        if not asks_reason:
            del self.fields["reason"]
        for unit in units:
            for measure in AIMED:
                self._add(f"t-{unit.pk}-{measure}", _number(f"{unit.short_name}{MEASURES[measure].name}"))
        for n in range(1, CHECKS + 1):
            self._add(f"c-{n}-on", DayField(label="检查日期", required=False, future=True))
            self._add(
                f"c-{n}-least", forms.IntegerField(label="应完成", required=False, min_value=1, max_value=100)
            )
            self._add(f"c-{n}-consequence", forms.CharField(label="处理", required=False, max_length=120))

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        prepare(field, str(field.label))
        if isinstance(field, DayField):
            field.today = date.max

    @property
    def about(self) -> list:
        return [field for field in self.visible_fields() if not field.name.startswith(("t-", "c-"))]

    @property
    def heads(self) -> list[str]:
        return [f"{MEASURES[code].name}（{IN_UNIT[MEASURES[code].unit]}）" for code in AIMED]

    @property
    def grid(self) -> Iterator[tuple[Unit, list]]:
        for pk, unit in self.units.items():
            yield unit, [self[f"t-{pk}-{measure}"] for measure in AIMED]

    @property
    def checks(self) -> Iterator[list]:
        for n in range(1, CHECKS + 1):
            yield [self[f"c-{n}-{name}"] for name in ("on", "least", "consequence")]

    def clean(self) -> dict:
        data = super().clean()
        for n in range(1, CHECKS + 1):
            given = [data.get(f"c-{n}-{name}") for name in ("on", "least", "consequence")]
            if any(given) and not all(given):
                self.add_error(f"c-{n}-on", "检查日期、应完成比例和处理须一并填写。")
        return data

    def for_action(self) -> dict:
        data = self.cleaned_data
        weekday = data["hearing_weekday"]
        given = {name: data[name] for name in ("name", "slogan", "first_on", "last_on", "document", "file")}
        targets = {
            (unit, measure): int(value * SMALLEST[MEASURES[measure].unit])
            for pk, unit in self.units.items()
            for measure in AIMED
            if (value := data.get(f"t-{pk}-{measure}"))
        }
        checks = [
            Check(data[f"c-{n}-on"], data[f"c-{n}-least"], data[f"c-{n}-consequence"])
            for n in range(1, CHECKS + 1)
            if data.get(f"c-{n}-on")
        ]
        return given | {
            "hearing_weekday": int(weekday) if weekday else None, "targets": targets, "checks": checks,
            "reason": data.get("reason", ""),
        }  # fmt: skip

    @staticmethod
    def start(row: Campaign) -> dict:
        """What is there, to be changed."""
        names = ("name", "slogan", "first_on", "last_on", "document")
        found = {name: getattr(row, name) for name in names}
        found["hearing_weekday"] = "" if row.hearing_weekday is None else str(row.hearing_weekday)
        for one in row.targets.all():
            value = Decimal(one.quantity) / SMALLEST[MEASURES[one.measure].unit]
            found[f"t-{one.unit_id}-{one.measure}"] = f"{value.normalize():f}"
        for n, one in enumerate(row.checkpoints.all(), 1):
            found |= {f"c-{n}-on": one.on, f"c-{n}-least": one.least, f"c-{n}-consequence": one.consequence}
        return found


def _number(label: str) -> forms.DecimalField:
    """Two places at the most, so that the integer is exact."""
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=12, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "aria-label": label}),
    )  # fmt: skip


class RecognitionForm(OneFileMixin, PromoForm):
    project = forms.ModelChoiceField(label="项目", queryset=Project.objects.none())
    document = forms.CharField(label="认定依据", max_length=120, help_text="文件名称及文号。")
    file = one_file(label="认定文件")

    def __init__(self, *args, projects: Iterable[Project], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects


class RecognitionDecisionForm(PromoForm):
    grant = forms.ChoiceField(
        label="决定", choices=[("yes", "予以认定"), ("no", "不予认定")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="说明", max_length=200, required=False, help_text="不予认定的请说明理由。")

    def for_action(self) -> dict:
        return {"grant": self.cleaned_data["grant"] == "yes", "words": self.cleaned_data["words"]}


class CheckpointForm(PromoForm):
    outcome = forms.ChoiceField(
        label="决定", choices=CheckpointDecision.Outcome.choices, widget=forms.RadioSelect
    )
    measure = forms.CharField(label="措施", max_length=200)
    document = forms.CharField(label="依据文件", max_length=120)
