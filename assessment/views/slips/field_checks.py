"""Field checks: the list, filling one in on the spot, its page, the second pair of eyes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.forms.field_checks import FieldCheckFilter, FieldCheckForm
from assessment.forms.publishing import StepForm
from assessment.models import CheckState, FieldCheck, Part
from assessment.reports.field_checks import field_check_table, latest_parts, state_of, verdict_of
from assessment.views.integrity import EXPORT_MOST
from assessment.views.place import SECOND_ROLES, acts_in, must_act_in, region_of, sheets, whole
from assessment.views.slips.acts import STALE
from assessment.views.slips.lists import READERS, SUPERVISION, TOO_MANY
from projects.models import Project
from promo.refusal import Refused
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import open_to
from units.models import Unit

AROUND = ("unit", "region", "recorded_by", "confirmed_by")
PROJECTS_MOST = 60  # of a unit, offered to be ticked


@open_to(READERS)
@require_safe
def field_check_list(request):
    form = FieldCheckFilter(request.GET, access=request.access)
    rows = form.rows().select_related(*AROUND).prefetch_related("parts")
    if "export" in request.GET:
        if rows.count() > EXPORT_MOST:
            return sentence_page(request, TOO_MANY, status=400)
        table = field_check_table(list(rows))
        return sheets(request, [table], "实地核查", subject=region_of(request), note=form.words())
    page = page_of(rows, request)
    context = {
        "form": form,
        "page": page,
        "table": field_check_table(page.object_list),
        "may_check": request.access.has(SUPERVISION),
    }
    return render(request, "assessment/field_check_list.html", context, status=422 if form.errors else 200)


def _check(request, pk: int) -> FieldCheck:
    rows = FieldCheck.objects.visible_to(request.access).select_related(*AROUND).prefetch_related("parts")
    return get_object_or_404(rows, pk=pk)


@open_to(READERS)
@require_safe
def field_check_show(request, pk: int):
    row = _check(request, pk)
    parts, files = latest_parts(row), list(row.files.all())
    waits = row.state == CheckState.RECORDED
    seen = Project.objects.visible_to(request.access)
    context = {
        "row": row,
        "state": state_of(row),
        "parts": [(part.label, parts.get(part), verdict_of(parts.get(part))) for part in Part],
        "projects": row.projects.filter(pk__in=seen.order_by().values("pk")),
        "photos": [file for file in files if file.is_photo],
        "papers": [file for file in files if not file.is_photo],
        "may_edit": waits and row.recorded_by_id == request.user.pk,
        "may_confirm": waits
        and row.recorded_by_id != request.user.pk
        and acts_in(request.access, row.region, SECOND_ROLES),
    }
    return render(request, "assessment/field_check_show.html", context)


@open_to(SUPERVISION)
@writes
def field_check_add(request):
    """`?unit=` offers the unit's projects to be ticked."""
    units = _units(request)
    unit = get_object_or_404(units, pk=whole(request.GET["unit"])) if "unit" in request.GET else None
    start = {"unit": unit, "checked_on": timezone.localdate(), "people": request.user.name, "version": 0}
    form = FieldCheckForm(
        request.POST or None, request.FILES or None, units=units, projects=_projects(unit), initial=start
    )
    if request.method == "POST" and form.is_valid():
        given = form.for_action()
        given.pop("version")
        try:
            row = actions.record_field_check(by=request.user, at=timezone.now(), **given)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "核查记录已登记，由另一人确认。")
            return redirect(row)
    context = {"form": form, "units": None if unit else units}
    return render(request, "assessment/field_check_add.html", context, status=422 if form.errors else 200)


@open_to(SUPERVISION)
@writes
def field_check_edit(request, pk: int):
    row = _check(request, pk)
    must_act_in(request.access, row.region, SUPERVISION)
    units = Unit.objects.filter(pk=row.unit_id)
    form = FieldCheckForm(
        request.POST or None, request.FILES or None, units=units, projects=_projects(row.unit, row),
        initial=_as_it_is(row),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.for_action()
        given.pop("unit")
        given["version"] = given["version"] or 0
        try:
            actions.amend_field_check(row=row, by=request.user, at=timezone.now(), **given)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "核查记录已修改。")
            return redirect(row)
    context = {"form": form, "row": row}
    return render(request, "assessment/field_check_add.html", context, status=422 if form.errors else 200)


def _as_it_is(row: FieldCheck) -> dict:
    start = {
        name: getattr(row, name) for name in ("unit", "checked_on", "place", "people", "summary", "version")
    }
    for part, one in latest_parts(row).items():
        start |= {f"{part}_verdict": one.verdict, f"{part}_words": one.words}
    return start | {"projects": [one.pk for one in row.projects.all()]}


def _units(request):
    here = request.access.regions_q("region__path", SUPERVISION)
    return Unit.objects.filter(here).active(on=timezone.localdate()).order_by("region", "order", "code")


def _projects(unit: Unit | None, row: FieldCheck | None = None) -> list[Project]:
    """The unit's live projects, the newest first, and those that a check already names."""
    if unit is None:
        return []
    found = list(Project.objects.listed().active().filter(lead_unit=unit).order_by("-pk")[:PROJECTS_MOST])
    return [*found, *(one for one in (row.projects.all() if row else ()) if one not in found)]


@open_to(SECOND_ROLES)
@writes
@require_POST
def field_check_confirm(request, pk: int):
    row = _check(request, pk)
    must_act_in(request.access, row.region, SECOND_ROLES)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(STALE)
        actions.confirm_field_check(
            row=row, version=form.cleaned_data["version"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "核查记录已确认。")
    return redirect(row)
