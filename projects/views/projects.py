"""Doors to the register: the list with its totals and its workbook, one project in full, its correction."""

from datetime import date

from django.contrib import messages
from django.db.models import Case, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.filters import SORTS, ProjectFilter, ordered, sort_of
from projects.forms.projects import ProjectForm, as_it_is
from projects.forms.said import note_on
from projects.lit import Lamp, lighted, owner_left, with_signs
from projects.models import Arrival, Milestone, Project, Status
from projects.rights import editable_by
from projects.sums import totals_of, with_sums
from projects.tables import project_sheet, project_table
from projects.views.leads import industries_of
from projects.views.overview import overview_of
from promo.refusal import Refused
from promo.versions import Stale
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.exporting import send_tables
from units.models import Role

AROUND = (
    "investor", "region", "lead_unit", "received_unit", "registered_by", "owner", "first_talk_unit", "host_unit",
)  # fmt: skip
WRONG_FILTER = "筛选条件有误，请修改标红处后再导出。"


def _asked(request) -> tuple[ProjectFilter, str]:
    rows = Project.objects.visible_to(request.access)
    if request.GET.get("status") != Status.MERGED:
        rows = rows.listed()
    asked = ProjectFilter(request.GET, rows, request=request, today=timezone.localdate())
    return asked, sort_of(request.GET.get("sort", ""))


def _rows(asked: ProjectFilter, sort: str):
    """The rows in their order, with their sums and with what their lights look at."""
    rows = _with_signs(with_sums(asked.found), asked.today)
    return ordered(rows, sort).select_related(
        "investor", "lead_unit", "region", "owner", "first_talk_unit", "host_unit"
    )


def _with_signs(rows, on: date):
    left = Case(When(owner_left(on=on), then=True), default=False)
    return with_signs(rows, on=on).annotate(owner_left=left)


@open_to(BUSINESS_ROLES)
@require_safe
def project_list(request):
    asked, sort = _asked(request)
    totals = totals_of(asked.found)
    page = page_of(_rows(asked, sort), request)
    shown = {
        "filter": asked,
        "page": page,
        "table": project_table(lighted(page.object_list, asked.lamp), totals=totals),
        "totals": totals,
        "sorts": _sort_links(sort),
        "is_filtered": bool(asked.form.changed_data),
        "may_register": request.access.has(UNIT_ROLES, OFFICE_ROLES),
        "may_check_duplicates": request.access.has(OFFICE_ROLES),
    }
    return render(request, "projects/project_list.html", shown)


def _sort_links(sort: str) -> list[dict]:
    """A second click on the sort in use turns it round."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    return [
        {
            "title": title,
            "value": code if code == name and falling else f"-{code}",
            "mark": ("↓" if falling else "↑") if code == name else "",
        }
        for code, (title, _) in SORTS.items()
    ]


@open_to(BUSINESS_ROLES)
@require_safe
def project_export(request):
    """The filtered list as a workbook: the rows and the totals that the page shows."""
    asked, sort = _asked(request)
    if not asked.form.is_valid():
        messages.error(request, WRONG_FILTER)
        return redirect(f"{reverse('projects:project_list')}?{request.GET.urlencode()}")
    rows = lighted(_rows(asked, sort), asked.lamp)
    for serial, row in enumerate(rows, start=1):
        row.serial = serial
    table = project_sheet(
        rows, access=request.access, totals=totals_of(asked.found), place=request.access.home_unit.region.name,
        on=timezone.localdate(),
    )  # fmt: skip
    return send_tables(request, [table], table.title, note=asked.sentence, what="项目清单")


@open_to(BUSINESS_ROLES)
@require_safe
def project_show(request, pk: int):
    lamp = Lamp.of(on=timezone.localdate())
    rows = _with_signs(Project.objects.visible_to(request.access), lamp.on)
    project = get_object_or_404(rows.select_related(*AROUND), pk=pk)
    page = overview_of(project, request.access, lamp=lamp)
    return render(request, "projects/project_show.html", page)


@open_to(Role.UNIT_CLERK, OFFICE_ROLES)
@writes
def project_edit(request, pk: int):
    project = get_object_or_404(editable_by(request.access).select_related("investor"), pk=pk)
    form = ProjectForm(request.POST or None, project=project, has_money=_has_money(project))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(project=project, **form.for_action(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
            if isinstance(refusal, Stale):
                form.show_both(as_it_is(Project.objects.select_related("investor").get(pk=pk)))
        else:
            heard = note_on(form.cleaned_data["amount_text"]) if "amount_text" in form.changed_data else ""
            messages.success(request, f"项目信息已修改。{f'投资额{heard}' if heard else ''}")
            return redirect("projects:project_show", project.pk)
    page = {"form": form, "project": project, "industries": industries_of(request.access)}
    return render(request, "projects/project_edit.html", page, status=422 if form.is_bound else 200)


def _has_money(project: Project) -> bool:
    facts = Milestone.objects.filter(kind="signed"), Arrival.objects.all()
    return any(rows.verified().filter(project=project).exists() for rows in facts)
