"""What waits in all projects a person sees: next steps, blockers by kind and unit, permits by department."""

from django.db.models import Count, F, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from projects.forms.service_filters import BlockerFilter, ItemFilter, StepFilter
from projects.models import Blocker, Project, ServiceItem
from projects.rules_in_force import rule_for, rules_by_place
from projects.service_tables import NONE, blocker_table, count_table, item_table, step_table
from projects.views.common import refused_page, send_out, too_many
from promo.web.paging import page_of
from units.access import BUSINESS_ROLES, open_to

AROUND = ("project__lead_unit", "project__region")
WRONG_FILTER = "筛选条件有误，请返回修改后再导出。"


def _address(name: str, **asked) -> str:
    return f"{reverse(f'projects:{name}')}?{urlencode({k: v for k, v in asked.items() if v is not None})}"


def _export(request, form, rows, name: str, table_of):
    if not form.is_valid():
        return refused_page(request, WRONG_FILTER)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    return send_out(request, [table_of(list(rows))], name, filter_note=form.words())


def _page(request, tab: str, form, rows, table_of, **more):
    page = page_of(rows, request)
    context = {"form": form, "page": page, "table": table_of(page.object_list), "tab": tab, **more}
    return render(request, f"projects/{tab}_list.html", context)


def _steps(request):
    form = StepFilter(request.GET, access=request.access, on=timezone.localdate())
    rows = form.rows().select_related(*AROUND).order_by("due_on", "pk")
    return form, rows, lambda found: step_table(found, on=form.on)


@open_to(BUSINESS_ROLES)
@require_safe
def step_list(request):
    return _page(request, "step", *_steps(request))


@open_to(BUSINESS_ROLES)
@require_safe
def step_export(request):
    form, rows, table_of = _steps(request)
    return _export(request, form, rows, "下一步工作", table_of)


def _blockers(request):
    today = timezone.localdate()
    home = rule_for("blockers", region=request.access.home_unit.region, on=today)
    form = BlockerFilter(request.GET, access=request.access, on=today, kinds=home.names("kinds"))
    rows = form.rows().select_related(*AROUND, "unit").order_by("due_on", "pk")
    rules = rules_by_place("blockers", on=today)

    def kind_of(row: Blocker) -> str:
        return rules.at(row.project.region.path).names("kinds").get(row.kind, row.kind)

    def table_of(found):
        seen = _in_sight(request, found)
        return blocker_table(found, on=today, kind_of=kind_of, seen=lambda row: row.project_id in seen)

    return form, rows, table_of


def _in_sight(request, rows) -> set[int]:
    """The projects behind the rows that may be opened; a unit also settles blockers of others' projects."""
    seen = Project.objects.visible_to(request.access).filter(pk__in={row.project_id for row in rows})
    return set(seen.values_list("pk", flat=True))


@open_to(BUSINESS_ROLES)
@require_safe
def blocker_list(request):
    form, rows, table_of = _blockers(request)
    return _page(request, "blocker", form, rows, table_of, counts=_blocker_counts(form))


def _blocker_counts(form: BlockerFilter) -> list:
    """Open blockers by kind and by the unit that is to settle them; each figure opens its list."""
    open_ones = Blocker.objects.open().going_on().visible_to(form.access).order_by()
    figures = {"open": Count("pk"), "late": Count("pk", filter=Q(due_on__lt=form.on))}
    by_kind = open_ones.values("kind").annotate(**figures).order_by("-open", "-late", "kind")
    by_unit = open_ones.values("unit", "unit__short_name", "unit__order").annotate(**figures)
    names = dict(form.fields["kind"].choices)

    def of_kind(row, state="open"):
        return _address("blocker_list", state=state, kind=row["kind"]) if row["kind"] in names else None

    def of_unit(row, state="open"):
        return _address("blocker_list", state=state, charged=row["unit"]) if row["unit"] else None

    by_unit = by_unit.order_by("-open", "-late", F("unit__order").asc(nulls_last=True))
    return [
        count_table(
            "未解决难点（按种类）", ("种类", "未解决"), by_kind, lambda row: names.get(row["kind"], row["kind"]),
            of_kind, lambda row: of_kind(row, "late"),
        ),
        count_table(
            "未解决难点（按牵头单位）", ("牵头单位", "未解决"), by_unit, lambda row: row["unit__short_name"] or NONE,
            of_unit, lambda row: of_unit(row, "late"),
        ),
    ]  # fmt: skip


@open_to(BUSINESS_ROLES)
@require_safe
def blocker_export(request):
    form, rows, table_of = _blockers(request)
    return _export(request, form, rows, "项目难点", table_of)


def _items(request):
    form = ItemFilter(request.GET, access=request.access, on=timezone.localdate())
    rows = form.rows().select_related(*AROUND).order_by("promised_on", "project", "list", "order", "pk")
    return form, rows, lambda found: item_table(found, on=form.on)


@open_to(BUSINESS_ROLES)
@require_safe
def permit_list(request):
    form, rows, table_of = _items(request)
    return _page(request, "permit", form, rows, table_of, counts=[_department_counts(form)])


def _department_counts(form: ItemFilter):
    open_ones = ServiceItem.objects.open().going_on().visible_to(form.access).order_by()
    figures = {"open": Count("pk"), "late": Count("pk", filter=Q(promised_on__lt=form.on))}
    rows = open_ones.values("department").annotate(**figures).order_by("-late", "-open", "department")

    def link(row, state="open"):
        return (
            _address("permit_list", state=state, department=row["department"]) if row["department"] else None
        )

    return count_table(
        "未办结事项（按办理部门）", ("办理部门", "未办结"), rows, lambda row: row["department"] or NONE, link,
        lambda row: link(row, "late"),
    )  # fmt: skip


@open_to(BUSINESS_ROLES)
@require_safe
def permit_export(request):
    form, rows, table_of = _items(request)
    return _export(request, form, rows, "代办和前期事项", table_of)
