"""Doors for what comes in about projects: a lead, likely duplicates while typing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.actions.duplicates import record_of
from projects.forms.leads import LeadForm
from projects.forms.said import amount_said, note_on
from projects.models import Party, Project
from projects.rights import units_to_enter_for
from projects.views.alike import Found, found_for, question_about
from projects.views.drafts import draft_of
from projects.views.screening_page import late_days
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, UNIT_ROLES, open_to

SHORTEST = 2
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
    draft = draft_of(request, (request.POST if request.method == "POST" else request.GET).get("draft", ""))
    first = _first_values(request, units, at) | (draft.typed if draft else {})
    form = LeadForm(request.POST or None, request.FILES or None, units=units, initial=first)
    question = _question(request, form) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and form.is_valid() and (question is None or question.is_answered):
        try:
            project = actions.register_lead(**form.for_action(), draft=draft, by=request.user, at=at)
            if question:
                question.keep(project, by=request.user, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _registered(project, form))
            return redirect("projects:project_show", project.pk)
    drafts = [] if draft or form.is_bound else request.user.lead_drafts.all()[:3]
    page = {"form": form, "industries": industries_of(request.access), "draft": draft, "drafts": drafts}
    page["question"] = question
    return render(request, "projects/lead_add.html", page, status=422 if form.is_bound else 200)


def _question(request, form: LeadForm):
    """Asked where the office very likely knows the project already; the investor's code is compared as well."""
    data = form.cleaned_data
    party = Party.objects.filter(name=data["investor_name"].strip()).first()
    wanted = record_of(
        data["name"], data["investor_name"], data.get("credit_code") or (party.credit_code if party else ""),
        data["phone"], industry=data["industry"], **amount_said(data["amount_text"]),
    )  # fmt: skip
    return question_about(request, wanted, region=data["lead_unit"].region)


def _registered(project: Project, form: LeadForm) -> str:
    heard = note_on(form.cleaned_data["amount_text"])
    alike = project.duplicate_hints.open().count()
    warned = f"有{alike}个名称相近的项目，已转经济办核对。" if alike else ""
    late = late_days(project)
    told = f"接收后超过{late}个工作日登记，以登记时间为准。" if late is not None else ""
    return f"线索已登记，编号{project.code}。{f'投资额{heard}' if heard else ''}{warned}{told}"


@open_to(UNIT_ROLES, OFFICE_ROLES)
@require_safe
def lead_alike(request):
    """Likely duplicates of what is being typed. Projects out of sight are counted, never named."""
    name, investor, code = (
        request.GET.get(key, "").replace("\x00", "").strip()[:LONGEST]
        for key in ("name", "investor_name", "credit_code")
    )
    found = Found([], 0, 0)
    if len(name) >= SHORTEST:
        found = found_for(request, record_of(name, investor, code), region=_region_for(request))
    return render(request, "projects/lead_alike.html", {"found": found})


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
