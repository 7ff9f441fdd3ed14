"""Filters of the lists of next steps, blockers and checklist items over all projects a person sees."""

from datetime import date, timedelta

from django import forms
from django.db.models import Q, QuerySet

from projects.forms.fact_filters import ANY, ListFilter
from projects.models import Blocker, NextStep, ServiceItem, ServiceList
from units.models import Unit

SOON = timedelta(days=7)
OPEN, LATE, DONE, ALL = "open", "late", "done", "all"


class StateFilter(ListFilter):
    """Without a state in the address the open rows are shown."""

    STATES: list[tuple[str, str]] = []
    state = forms.ChoiceField(label="状态", required=False)

    def __init__(self, data, *, access, on: date) -> None:
        super().__init__(data, access=access)
        self.on = on
        self.fields["state"].choices = self.STATES

    @property
    def asked(self) -> dict:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def wanted(self) -> str:
        return self.asked.get("state") or OPEN

    def _seen(self, model) -> QuerySet:
        """Rows of projects that go on; of ended ones only where everything is asked for."""
        rows = model.objects.visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        rows = rows if self.wanted in (DONE, ALL) else rows.going_on()
        unit = self.asked.get("unit")
        return rows.filter(project__lead_unit=unit) if unit else rows


class StepFilter(StateFilter):
    STATES = [(OPEN, "未办结"), (LATE, "已逾期"), ("soon", "七日内到期"), (DONE, "已办结"), (ALL, "全部")]
    WHOSE = [*ANY, ("mine", "由我办理"), ("unit", "本单位的项目")]
    whose = forms.ChoiceField(label="范围", choices=WHOSE, required=False)

    field_order = ("state", "whose", "unit")

    def rows(self) -> QuerySet[NextStep]:
        rows = self._of_state(self._seen(NextStep))
        whose = self.asked.get("whose")
        if whose == "mine":
            return rows.filter(mine(self.access.user))
        return rows.filter(project__lead_unit__in=self.access.unit_ids) if whose == "unit" else rows

    def _of_state(self, rows):
        if self.wanted == "soon":
            return rows.open().filter(due_on__gte=self.on, due_on__lt=self.on + SOON)
        return of_state(rows, self.wanted, on=self.on, done=Q(done_on__isnull=False))


def mine(user) -> Q:
    """Steps that bear the person's name; without a name those of projects in their charge or that they wrote down."""
    return Q(owner=user.name) | (Q(owner="") & (Q(project__owner=user) | Q(recorded_by=user)))


def of_state(rows, state: str, *, on: date, done: Q):
    if state == LATE:
        return rows.late(on=on)
    if state == DONE:
        return rows.filter(done)
    return rows if state == ALL else rows.open()


class BlockerFilter(StateFilter):
    STATES = [(OPEN, "未解决"), (LATE, "已逾期"), (DONE, "已解决"), (ALL, "全部")]
    kind = forms.ChoiceField(label="种类", required=False)
    charged = forms.ModelChoiceField(
        Unit.objects.none(), label="牵头单位", required=False, empty_label="全部"
    )

    field_order = ("state", "kind", "charged", "unit")

    def __init__(self, data, *, access, on: date, kinds: dict[str, str]) -> None:
        super().__init__(data, access=access, on=on)
        self.fields["kind"].choices = [*ANY, *kinds.items()]
        self.fields["charged"].queryset = Unit.objects.visible_to(access)

    def rows(self) -> QuerySet[Blocker]:
        rows = of_state(self._seen(Blocker), self.wanted, on=self.on, done=Q(resolved_on__isnull=False))
        chosen = {"kind": self.asked.get("kind"), "unit": self.asked.get("charged")}
        return rows.filter(**{name: value for name, value in chosen.items() if value})


class ItemFilter(StateFilter):
    STATES = [(OPEN, "未办结"), (LATE, "已逾期"), (DONE, "已办结"), (ALL, "全部")]
    list = forms.ChoiceField(label="清单", choices=[*ANY, *ServiceList.choices], required=False)
    department = forms.CharField(label="办理部门", max_length=30, required=False)

    field_order = ("state", "list", "department", "unit")

    def rows(self) -> QuerySet[ServiceItem]:
        rows = of_state(self._seen(ServiceItem), self.wanted, on=self.on, done=Q(done_on__isnull=False))
        if self.asked.get("list"):
            rows = rows.filter(list=self.asked["list"])
        return (
            rows.filter(department__icontains=self.asked["department"])
            if self.asked.get("department")
            else rows
        )
