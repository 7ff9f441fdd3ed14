"""What is typed as a plan of arrivals: up to twelve days with their sums, in one currency, and what it rests on."""

from decimal import Decimal

from django import forms
from django.db.models import Q, QuerySet

from projects.models import ArrivalPlan, Project
from projects.plans import LINES_MOST
from promo.money import CURRENCY_CHOICES
from promo.web.fields import AmountInput, DayField
from promo.web.forms import PromoForm
from units.access import Access
from units.models import Unit

NOTE_MOST = 100


class PlanForm(PromoForm):
    """Rows `due_0`, `sum_0`, `note_0` and so on; empty rows are left out. `revision` is the plan that was seen."""

    currency = forms.ChoiceField(label="币种", choices=CURRENCY_CHOICES)
    reason = forms.CharField(label="依据", max_length=200, help_text="合同条款、补充协议或会议纪要。")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    def __init__(self, *args, plan: ArrivalPlan | None = None, currency: str = "CNY", **kwargs) -> None:
        lines = list(plan.lines.all()) if plan else []
        initial = {"currency": plan.currency if plan else currency, "revision": plan.revision if plan else 0}
        for i, line in enumerate(lines):
            initial |= {f"due_{i}": line.due_on, f"sum_{i}": line.amount, f"note_{i}": line.note}
        super().__init__(*args, initial=initial, **kwargs)
        for i in range(LINES_MOST):  # the heads above the columns are no labels of the boxes
            for name in (f"due_{i}", f"sum_{i}", f"note_{i}"):
                self.fields[name].widget.attrs["aria-label"] = self.fields[name].label
            self.fields[f"note_{i}"].widget.attrs["placeholder"] = "说明"

    def _clean_rows(self) -> list[tuple]:
        rows = []
        for i in range(LINES_MOST):
            day, amount, note = (self.cleaned_data.get(f"{name}_{i}") for name in ("due", "sum", "note"))
            if day and amount:
                rows.append((day, amount, note or ""))
            elif (day or amount or note) and not {f"due_{i}", f"sum_{i}"} & self.errors.keys():
                self.add_error(f"due_{i}" if not day else f"sum_{i}", f"第{i + 1}行请填写日期和金额。")
        return rows

    def clean(self) -> dict:
        data = super().clean()
        data["lines"] = rows = self._clean_rows()
        days = [day for day, _, _ in rows]
        twice = next((day for day in days if days.count(day) > 1), None)
        if twice:
            self.add_error(None, f"{twice:%Y-%m-%d}填了不止一笔，请合并。")
        if not rows and not self.errors:
            self.add_error(None, "请至少填写一笔计划。")
        return data

    def rows(self) -> list[tuple]:
        """(number, day, sum, note) as bound fields."""
        names = ("due", "sum", "note")
        return [(i + 1, *(self[f"{name}_{i}"] for name in names)) for i in range(LINES_MOST)]

    def for_action(self) -> dict:
        data = self.cleaned_data
        return {name: data[name] for name in ("lines", "currency", "reason", "revision")}

    @property
    def total(self) -> Decimal | None:
        return (
            sum((amount for _, amount, _ in self.cleaned_data["lines"]), Decimal(0))
            if self.is_valid()
            else None
        )


for _i in range(LINES_MOST):
    PlanForm.base_fields |= {
        f"due_{_i}": DayField(label=f"第{_i + 1}行日期", required=False, future=True),
        f"sum_{_i}": AmountInput(label=f"第{_i + 1}行金额", required=False, units=("万",)),
        f"note_{_i}": forms.CharField(label=f"第{_i + 1}行说明", required=False, max_length=NOTE_MOST),
    }


class PlanFilter(PromoForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="引资单位", required=False, empty_label="全部")
    light = forms.ChoiceField(
        label="亮灯", choices=[("", "全部"), ("red", "红灯"), ("yellow", "黄灯")], required=False
    )

    def __init__(self, data, *, access: Access, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.access = access
        self.fields["unit"].queryset = Unit.objects.visible_to(access)

    def projects(self) -> QuerySet[Project]:
        """Projects in sight that run and have a plan."""
        rows = Project.objects.visible_to(self.access).active().filter(arrival_plans__isnull=False).distinct()
        if not self.is_valid():
            return rows.none()
        unit = self.cleaned_data["unit"]
        return rows.filter(Q(lead_unit=unit) if unit else Q()).select_related("region", "lead_unit")

    @property
    def chosen_light(self) -> str:
        return self.cleaned_data["light"] if self.is_valid() else ""

    def words(self) -> str:
        if not self.is_valid():
            return ""
        unit, light = self.cleaned_data["unit"], dict(self.fields["light"].choices)[self.chosen_light]
        said = [("引资单位", unit), ("亮灯", light if self.chosen_light else "")]
        return "，".join(f"{label}：{value}" for label, value in said if value)
