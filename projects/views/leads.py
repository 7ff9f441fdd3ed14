"""Doors for what comes in about projects: a lead, likely duplicates while typing, progress, one more referrer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.actions.duplicates import known_names
from projects.forms.leads import ClaimForm, LeadForm, ProgressForm
from projects.forms.said import note_on
from projects.models import Project
from projects.rights import tended_by, units_to_enter_for
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, UNIT_ROLES, open_to

MANY, SHOWN, SHORTEST = 20, 5, 2
LONGEST = 200


def industries_of(access) -> list[str]:
    """Words already used for industries, as proposals while typing."""
    rows = Project.objects.visible_to(access).exclude(industry="").order_by("industry")
    return list(rows.values_list("industry", flat=True).distinct()[:200])


def _first_values(request, units, at) -> dict:
    own = request.access.units[0] if request.access.units else None
    return {
        "ownership": "domestic",
        "claim_kind": "person",
        "received_at": timezone.localtime(at).replace(second=0, microsecond=0),
        "received_by": request.user.name,
        "received_unit": own or request.access.home_unit,
        "lead_unit": own,
    }


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def lead_add(request):
    at = timezone.now()
    units = units_to_enter_for(request.access, on=timezone.localdate(at))
    form = LeadForm(request.POST or None, units=units, initial=_first_values(request, units, at))
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.register_lead(**form.for_action(), by=request.user, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _registered(project, form))
            return redirect("projects:project_show", project.pk)
    page = {"form": form, "industries": industries_of(request.access)}
    return render(request, "projects/lead_add.html", page, status=422 if form.is_bound else 200)


def _registered(project: Project, form: LeadForm) -> str:
    heard = note_on(form.cleaned_data["amount_text"])
    alike = project.duplicate_hints.open().count()
    warned = f"有{alike}个名称相近的项目，已转经济办核对。" if alike else ""
    return f"线索已登记，编号{project.code}。{f'投资额{heard}' if heard else ''}{warned}"


@open_to(UNIT_ROLES, OFFICE_ROLES)
@require_safe
def lead_alike(request):
    """Likely duplicates of what is being typed. Projects out of sight are counted, never named."""
    name = request.GET.get("name", "").strip()[:LONGEST]
    investor = request.GET.get("investor_name", "").strip()[:LONGEST]
    found = []
    if len(name) >= SHORTEST:
        among = known_names(_region_for(request))
        found = actions.find_alike(name=name, investor=investor, among=among, limit=MANY)
    visible = Project.objects.visible_to(request.access).select_related("lead_unit", "investor")
    seen = visible.in_bulk([alike.project_id for alike in found])
    rows = [(seen[alike.project_id], alike) for alike in found if alike.project_id in seen][:SHOWN]
    return render(request, "projects/lead_alike.html", {"rows": rows, "hidden": len(found) - len(seen)})


def _region_for(request):
    """The region of the unit that was chosen, or of the first one the person may enter for."""
    units = units_to_enter_for(request.access, on=timezone.localdate())
    chosen = request.GET.get("lead_unit", "")
    by_choice = units.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
    return (by_choice or request.access.home_unit).region


@open_to(UNIT_ROLES, OFFICE_ROLES)
@require_safe
def lead_heard(request):
    """What the house understood of an amount as it was said."""
    try:
        note, is_wrong = note_on(request.GET.get("amount_text", "")[:LONGEST]), False
    except ValidationError as error:
        note, is_wrong = error.messages[0], True
    return render(request, "projects/lead_heard.html", {"note": note, "is_wrong": is_wrong})


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def progress_add(request, pk: int):
    project = get_object_or_404(tended_by(request.access), pk=pk)
    at = timezone.now()
    form = ProgressForm(request.POST or None, initial={"happened_on": timezone.localdate(at)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_progress(project=project, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "进展已登记。")
            return redirect("projects:project_show", project.pk)
    page = {"form": form, "project": project}
    return render(request, "projects/progress_add.html", page, status=422 if form.is_bound else 200)


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def claim_add(request, pk: int):
    project = get_object_or_404(tended_by(request.access), pk=pk)
    at = timezone.now()
    units = units_to_enter_for(request.access, on=timezone.localdate(at))
    first = {
        name: value for name, value in _first_values(request, units, at).items() if name.startswith("rec")
    }
    form = ClaimForm(request.POST or None, units=units, initial=first | {"kind": "person"})
    if request.method == "POST" and form.is_valid():
        try:
            actions.claim_referral(project=project, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "引荐人已登记，待认定。")
            return redirect("projects:project_show", project.pk)
    page = {"form": form, "project": project}
    return render(request, "projects/claim_add.html", page, status=422 if form.is_bound else 200)
