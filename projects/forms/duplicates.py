"""The queue of pairs that look alike: what is shown of it, and how a person answers."""

from django import forms
from django.db.models import Q, QuerySet

from projects.forms.fact_filters import ListFilter
from projects.models import DuplicateHint, Grade, HintState, Project
from promo.web.forms import PromoForm

SURE = (Grade.L1, Grade.L2, Grade.L3)
STATES = [("", "待核对"), *HintState.choices[1:], ("all", "全部")]
GRADES = [("", "一至三级"), *Grade.choices, ("any", "全部")]


class DuplicateFilter(ListFilter):
    """Without anything asked: what waits and is more than a look, as the desk counts it."""

    state = forms.ChoiceField(label="核对情况", choices=STATES, required=False)
    grade = forms.ChoiceField(label="等级", choices=GRADES, required=False)

    field_order = ("state", "grade", "unit")

    def rows(self) -> QuerySet[DuplicateHint]:
        rows = DuplicateHint.objects.visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        state, grade, unit = (self.cleaned_data[name] for name in ("state", "grade", "unit"))
        if not state:
            rows = rows.open().of_listed()
        elif state != "all":
            rows = rows.filter(state=state)
        if grade in Grade.values:
            rows = rows.filter(grade=grade)
        elif not grade and not state:
            rows = rows.filter(grade__in=SURE)
        if unit:
            rows = rows.filter(Q(project__lead_unit=unit) | Q(other__lead_unit=unit))
        return rows


def _reason(label: str, *, required: bool) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=200, required=required, widget=box)


class SidesForm(PromoForm):
    """Two projects, of which one is chosen by its id."""

    side = ""

    def __init__(self, *args, sides: tuple[Project, Project], first: Project | None = None, **kwargs) -> None:
        super().__init__(*args, initial={self.side: first.pk if first else None}, **kwargs)
        self.sides = {str(row.pk): row for row in sides}
        self.fields[self.side].choices = [(pk, f"{row.code} {row.name}") for pk, row in self.sides.items()]

    def chosen(self) -> tuple[Project, Project]:
        """The chosen project and the other one."""
        picked = self.sides[self.cleaned_data[self.side]]
        return picked, next(row for row in self.sides.values() if row.pk != picked.pk)


class MergeForm(SidesForm):
    side = "kept"
    kept = forms.ChoiceField(label="保留的项目", widget=forms.RadioSelect)
    reason = _reason("认定为同一项目的依据", required=True)


class ExpandForm(SidesForm):
    side = "original"
    original = forms.ChoiceField(label="原项目", widget=forms.RadioSelect)
    reason = _reason("认定依据", required=False)


class DenyForm(PromoForm):
    reason = _reason("不是重复的理由", required=False)


class UndoForm(PromoForm):
    reason = _reason("撤销核对结论的原因", required=True)
