"""Filters of the lists of facts, postings and waiting items; they stand in the address and never fail with an error."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from projects import stages
from projects.measures import CHOICES as MEASURE_CHOICES
from projects.models import ArrivalKind, FactState, Ownership, Posting, Project
from promo.web.fields import DayField
from promo.web.forms import PromoForm
from units.access import Access
from units.models import Unit, UnitClass

ANY = [("", "全部")]
NO_MOMENT = "入账时点不正确，请从考核页面重新打开。"
NO_UNITS = "所列单位过多，请从原页面重新打开。"
YEARS = range(1978, 2101)
MOST_UNITS = 4_000  # characters
SOURCES = [("typed", "逐项登记"), ("import", "台账导入")]


class MomentField(forms.Field):
    """An ISO moment of an address, such as the as_of of a run; a '+' that became a blank is put back."""

    def to_python(self, value) -> datetime | None:
        text = (value or "").strip()[:40]
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        except ValueError as error:
            raise ValidationError(NO_MOMENT) from error
        if moment.year not in YEARS:
            raise ValidationError(NO_MOMENT)
        return moment if moment.tzinfo else timezone.make_aware(moment)


class UnitsField(forms.Field):
    """Numbers of units in an address, '3,7,12': those whose sum led here; None where it names none. What is no number
    is nobody, and an address that was cut off is refused: a part of the list is another sum."""

    def to_python(self, value) -> list[int] | None:
        text = (value or "").strip()
        if not text:
            return None
        if len(text) > MOST_UNITS:
            raise ValidationError(NO_UNITS)
        parts = [one.strip() for one in text.split(",")]
        return [int(one) for one in parts if one.isascii() and one.isdigit() and len(one) < 10]


class ListFilter(PromoForm):
    """A form in the address. `access` closes the choices to what the person may see."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="引资单位", required=False, empty_label="全部")

    def __init__(self, data, *, access: Access, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.access = access
        self.fields["unit"].queryset = Unit.objects.visible_to(access)
        if "project" in self.fields:
            self.fields["project"].queryset = Project.objects.visible_to(access)

    def words(self) -> str:
        """What is filtered, in words for a workbook's colophon."""
        chosen = (self[name] for name in self.fields if self.is_valid() and self.cleaned_data.get(name))
        return "，".join(f"{box.label}：{_shown(box, self.cleaned_data[box.name])}" for box in chosen)


def _shown(box, value) -> str:
    if isinstance(box.field, forms.ChoiceField) and not isinstance(box.field, forms.ModelChoiceField):
        return dict(box.field.choices).get(value, value)
    if isinstance(value, list):
        return f"{len(value)}个"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    return str(value)


def _project() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Project.objects.none(), label="项目", required=False, widget=forms.HiddenInput
    )


def _start() -> DayField:
    return DayField(label="统计日期自", required=False, future=True)


def _end() -> DayField:
    return DayField(label="统计日期止（不含）", required=False, future=True)


class PostingFilter(ListFilter):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", required=False, empty_label="全部")
    measure = forms.ChoiceField(label="指标", choices=[*ANY, *MEASURE_CHOICES], required=False)
    start = _start()
    end = _end()
    project = _project()
    as_of = MomentField(label="入账时间截至", required=False, widget=forms.HiddenInput)
    units = UnitsField(label="所列单位", required=False, widget=forms.HiddenInput)

    def rows(self) -> QuerySet[Posting]:
        rows = Posting.objects.visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        data = self.cleaned_data
        if data["as_of"]:
            rows = rows.known_at(data["as_of"])
        wanted = {name: data[name] for name in ("unit", "measure", "project") if data[name]}
        if data["units"] is not None:
            wanted["unit__in"] = data["units"]
        return rows.filter(_in_period(data), **wanted)


class FactFilter(ListFilter):
    unit_class = forms.ChoiceField(label="单位类别", choices=[*ANY, *UnitClass.choices], required=False)
    kind = forms.ChoiceField(label="类别", required=False)
    ownership = forms.ChoiceField(label="资金性质", choices=[*ANY, *Ownership.choices], required=False)
    state = forms.ChoiceField(label="状态", choices=[*ANY, *FactState.choices], required=False)
    start = _start()
    end = _end()
    project = _project()

    def __init__(self, *args, subject: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds, label = (
            (stages.RECORDED_CHOICES, "节点") if subject == "milestone" else (ArrivalKind.choices, "资金形式")
        )
        self.fields["kind"].choices, self.fields["kind"].label = [*ANY, *kinds], label

    def rows(self, model, *, on) -> QuerySet:
        """Facts of the register that match; the class of a unit is that of `on`."""
        rows = model.objects.of_register().visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        data = self.cleaned_data
        if data["unit_class"]:
            units = Unit.objects.with_class(on=on).filter(class_on=data["unit_class"])
            rows = rows.filter(project__lead_unit__in=units.values("pk"))
        names = {"unit": "project__lead_unit", "kind": "kind", "state": "state", "project": "project"}
        names["ownership"] = "project__ownership"
        return rows.filter(
            _in_period(data), **{path: data[name] for name, path in names.items() if data[name]}
        )


def _in_period(data: dict) -> Q:
    start, end = data.get("start"), data.get("end")
    from_start = Q(statistical_on__gte=start) if start else Q()
    return from_start & Q(statistical_on__lt=end) if end else from_start


class DeskFilter(ListFilter):
    kind = forms.ChoiceField(
        label="事项", choices=[*ANY, ("arrival", "到位资金"), *stages.RECORDED_CHOICES], required=False
    )
    source = forms.ChoiceField(label="录入方式", choices=[*ANY, *SOURCES], required=False)

    def chosen(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("unit", "kind", "source")}
