"""The project list's filters: all of them live in the address, so that a figure elsewhere can link to its rows."""

from datetime import date
from functools import cached_property

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from projects import stages
from projects.family import of_family
from projects.lights import RED, YELLOW
from projects.lit import Lamp, lit_as, owner_left, standing_still
from projects.models import (
    Arrival,
    Channel,
    DuplicateHint,
    FactState,
    Kind,
    Milestone,
    Ownership,
    Project,
    Status,
)
from projects.sums import in_yuan
from promo.days import show_iso
from promo.web.fields import DayField
from promo.web.forms import PromoForm
from units.models import Unit, UnitClass

IN_REGISTER = [choice for choice in Status.choices if choice[0] not in (Status.INCOMING, Status.WITHDRAWN)]
SORTS = {
    "registered": ("登记时间", lambda: F("registered_at")),
    "amount": ("合同额", lambda: in_yuan("signed")),
    "arrived": ("到位额", lambda: in_yuan("arrived")),
}
DEFAULT_SORT = "-registered"
ALWAYS_SHOWN = ("q", "stage", "status", "unit", "light")
LIGHTS = {"red": (RED,), "yellow": (YELLOW,), "any": (RED, YELLOW)}
LIGHT_CHOICES = [("red", "红灯"), ("yellow", "黄灯"), ("any", "红灯或黄灯"), ("none", "未亮灯")]
OWNERS = [("mine", "由我负责"), ("none", "未确定"), ("left", "责任人已离任")]


class DayFilter(django_filters.Filter):
    """A day as people type it, past or planned."""

    field_class = DayField


def _day(label: str, method: str = "by_day", **kwargs) -> DayFilter:
    return DayFilter(label=label, method=method, future=True, **kwargs)


def _choice(label: str, choices, **kwargs) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label="全部", **kwargs)


def _flag(label: str, words: str, method: str) -> django_filters.ChoiceFilter:
    return _choice(label, [("1", words)], method=method)


def sight_of_units(request) -> QuerySet[Unit]:
    return Unit.objects.visible_to(request.access) if request else Unit.objects.none()


class ProjectFilter(django_filters.FilterSet):
    """Day filters include both ends. Those of signing and arrival look at verified statistical days."""

    q = django_filters.CharFilter(label="关键词", method="by_words", max_length=60)
    stage = _choice("阶段", stages.CHOICES)
    status = _choice("状态", IN_REGISTER)
    unit = django_filters.ModelChoiceFilter(
        label="引资单位", field_name="lead_unit", queryset=sight_of_units, empty_label="全部"
    )
    light = _choice("亮灯", LIGHT_CHOICES, method="by_light")
    owner = _choice("责任人", OWNERS, method="by_owner")
    owner_name = django_filters.CharFilter(
        label="责任人姓名", field_name="owner__name", lookup_expr="icontains", max_length=30
    )
    host = django_filters.ModelChoiceFilter(
        label="落户单位", field_name="host_unit", queryset=sight_of_units, empty_label="全部"
    )
    stock = _flag("在库合同", "已签约且未终止", "by_stock")
    verified_stage = _choice("已核实阶段", stages.CHOICES)
    unit_class = _choice("单位类别", UnitClass.choices, method="by_class")
    ownership = _choice("资金性质", Ownership.choices)
    kind = _choice("建设性质", Kind.choices)
    channel = _choice("信息来源", Channel.choices)
    industry = django_filters.CharFilter(label="产业类型", lookup_expr="icontains", max_length=40)
    registered_from = _day("登记日期起", field_name="registered_at", lookup_expr="date__gte", method=None)
    registered_to = _day("登记日期止", field_name="registered_at", lookup_expr="date__lte", method=None)
    signed_from = _day("签约日期起")
    signed_to = _day("签约日期止")
    started_from = _day("开工日期起")
    started_to = _day("开工日期止")
    completed_from = _day("竣工日期起")
    completed_to = _day("竣工日期止")
    arrived_from = _day("到位日期起")
    arrived_to = _day("到位日期止")
    still = _flag("停滞", "长期未更新", "by_still")
    waiting = _flag("待核实", "有待核实记录", "by_waiting")
    alike = _flag("疑似重复", "有待核对的重复提示", "by_alike")

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()
        form = PromoForm

    def __init__(self, data, queryset: QuerySet[Project], *, request, today: date) -> None:
        super().__init__(data, queryset, request=request)
        self.today = today
        self.form.fields["still"].choices = [("", "全部"), ("1", f"超过{self.quiet_days}天未更新")]
        self.form.fields["q"].widget.attrs["placeholder"] = "名称、投资方、编号、拼音首字母"

    @cached_property
    def lamp(self) -> Lamp:
        return Lamp.of(on=self.today)

    @property
    def quiet_days(self) -> int:
        """As the office of the person's own place has it; each project is held against the rule of its own place."""
        return self.lamp.days(self.request.access.home_unit.region.path)

    @property
    def found(self) -> QuerySet[Project]:
        """The filtered rows; none at all while the filter itself is wrong, so that nothing looks like a result."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    def filter_queryset(self, queryset: QuerySet[Project]) -> QuerySet[Project]:
        queryset = super().filter_queryset(queryset)
        for name, facts in FACTS_BY_DAY.items():
            queryset = self._dated(queryset, name, facts)
        return queryset

    def _dated(self, rows: QuerySet[Project], name: str, facts) -> QuerySet[Project]:
        """Both ends of a pair must be met by one and the same fact."""
        since, until = self.form.cleaned_data.get(f"{name}_from"), self.form.cleaned_data.get(f"{name}_to")
        if not (since or until):
            return rows
        live = facts().verified().live().not_set_aside()
        if since:
            live = live.filter(statistical_on__gte=since)
        if until:
            live = live.filter(statistical_on__lte=until)
        return rows.filter(of_family(live))

    def by_day(self, rows, name, value):
        return rows  # asked in pairs, in filter_queryset

    def by_words(self, rows, name, value):
        return rows.search(value)

    def by_class(self, rows, name, value):
        return rows.filter(
            lead_unit__in=Unit.objects.with_class(on=self.today).filter(class_on=value).values("pk")
        )

    def by_still(self, rows, name, value):
        return standing_still(rows, self.lamp)

    def by_light(self, rows, name, value):
        if value == "none":
            return rows.exclude(lit_as(*LIGHTS["any"], lamp=self.lamp))
        return rows.filter(lit_as(*LIGHTS[value], lamp=self.lamp))

    def by_owner(self, rows, name, value):
        if value == "mine":
            return rows.filter(owner=self.request.user)
        return rows.filter(owner_left(on=self.today) if value == "left" else Q(owner__isnull=True))

    def by_stock(self, rows, name, value):
        """Behind the open contracted stock: a verified contract, and not ended."""
        signed = Milestone.objects.verified().live().filter(kind="signed")
        return rows.exclude(status=Status.TERMINATED).filter(of_family(signed))

    def by_waiting(self, rows, name, value):
        own = {"project": OuterRef("pk"), "state": FactState.RECORDED}
        return rows.filter(Exists(Milestone.objects.filter(**own)) | Exists(Arrival.objects.filter(**own)))

    def by_alike(self, rows, name, value):
        hints = DuplicateHint.objects.pressing().filter(Q(project=OuterRef("pk")) | Q(other=OuterRef("pk")))
        return rows.filter(Exists(hints))

    @property
    def first_fields(self) -> list:
        return [self.form[name] for name in ALWAYS_SHOWN]

    @property
    def more_fields(self) -> list:
        return [field for field in self.form if field.name not in ALWAYS_SHOWN]

    @property
    def more_used(self) -> int:
        return sum(name not in ALWAYS_SHOWN for name in self.form.changed_data)

    @property
    def sentence(self) -> str:
        """What was asked for, in words: '阶段：签约；登记日期起：2026-01-01', or ''."""
        given = [(self.form[name], self.form.cleaned_data.get(name)) for name in self.form.changed_data]
        return "；".join(f"{box.label}：{_words(box, value)}" for box, value in given if value)


FACTS_BY_DAY = {
    "signed": lambda: Milestone.objects.filter(kind="signed"),
    "started": lambda: Milestone.objects.filter(kind="started"),
    "completed": lambda: Milestone.objects.filter(kind="completed"),
    "arrived": lambda: Arrival.objects.all(),
}


def _words(box, value) -> str:
    if isinstance(value, date):
        return show_iso(value)
    choices = {} if isinstance(value, Unit) else dict(getattr(box.field, "choices", ()))
    return str(choices.get(value, value))


def sort_of(asked: str) -> str:
    """A sort that exists: 'amount' or '-amount'; anything else is the newest first."""
    return asked if asked.removeprefix("-") in SORTS else DEFAULT_SORT


def ordered(rows: QuerySet[Project], sort: str) -> QuerySet[Project]:
    """By an allow-listed sort, sums in yuan; what has no figure stands last either way."""
    field = SORTS[sort.removeprefix("-")][1]()
    if sort.startswith("-"):
        return rows.order_by(field.desc(nulls_last=True), "-pk")
    return rows.order_by(field.asc(nulls_last=True), "pk")
