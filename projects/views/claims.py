"""Doors for claims: on a project in sight, by code for a unit that does not see it, and the list of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.forms.claims import ClaimForm, OutsideClaimForm
from projects.models import Project, ReferralClaim, ReferralFinding
from projects.referral_rights import claims_for, may_claim
from projects.referral_tables import claim_table, result_words
from projects.rights import phone_for, units_to_enter_for
from projects.rules_in_force import rule_for
from projects.views.common import answer, project_in_sight, refused_page, send_out, too_many
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to


def _first_values(request, at) -> dict:
    own = request.access.units[0] if request.access.units else None
    return {
        "kind": "person",
        "relation": "ordinary",
        "claiming_unit": own,
        "received_at": timezone.localtime(at).replace(second=0, microsecond=0),
        "received_by": request.user.name,
        "received_unit": own or request.access.home_unit,
    }


def _form(request, kind, region, at):
    today = timezone.localdate(at)
    return kind(
        request.POST or None,
        request.FILES or None,
        units=units_to_enter_for(request.access, on=today),
        rule=rule_for("referral", region=region, on=today),
        initial=_first_values(request, at),
    )


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def claim_add(request, pk: int):
    project = project_in_sight(request, pk)
    if not may_claim(request.access, project):
        raise PermissionDenied
    at = timezone.now()
    form = _form(request, ClaimForm, project.region, at)
    if request.method == "POST" and form.is_valid():
        try:
            actions.claim_referral(project=project, by=request.user, at=at, **form.for_action())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "引荐人已登记，待认定。")
            return redirect("projects:referral_show", project.pk)
    return answer(request, "projects/claim_add.html", {"form": form, "project": project})


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def claim_new(request):
    """For units that do not see the project: what they are told is only whether it is in the register."""
    at = timezone.now()
    form = _form(request, OutsideClaimForm, request.access.home_unit.region, at)
    if request.method == "POST" and form.is_valid():
        try:
            claim = actions.claim_from_outside(by=request.user, at=at, **form.for_action())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"申报已登记（项目编号{claim.project.code}），由经济办核对后认定。")
            return redirect("projects:claim_list")
    return answer(request, "projects/claim_new.html", {"form": form})


def _claims(request):
    around = ("project__region", "project__lead_unit", "claiming_unit", "recorded_by")
    rows = claims_for(request.access).select_related(*around).order_by("-recorded_at", "-pk")
    return rows if request.GET.get("state") != "open" else rows.exclude(findings__isnull=False)


def _told(rows: list[ReferralClaim], access) -> list[ReferralClaim]:
    """Each with its result, and of projects out of sight no more than the code. Two statements."""
    visible = Project.objects.visible_to(access).filter(pk__in={row.project_id for row in rows})
    seen = set(visible.values_list("pk", flat=True))
    findings = ReferralFinding.objects.filter(claim__in=[row.pk for row in rows]).order_by(
        "decision__sequence"
    )
    results = {finding.claim_id: result_words(finding) for finding in findings}
    for row in rows:
        row.result = results.get(row.pk, "待认定")
        row.is_seen = row.project_id in seen
        row.shown_project = row.project.name if row.is_seen else None
        own = row.recorded_by_id == access.user.pk or row.claiming_unit_id in access.unit_ids
        row.shown_phone = (row.phone if own else phone_for(access, row.project, row.phone)) or None
    return rows


def _link(row: ReferralClaim) -> str | None:
    return reverse("projects:referral_show", args=[row.project_id]) if row.is_seen else None


@open_to(BUSINESS_ROLES)
@require_safe
def claim_list(request):
    page = page_of(_claims(request), request)
    rows = _told(list(page.object_list), request.access)
    table = claim_table(rows, project_link=_link, on=timezone.localdate())
    context = {
        "page": page,
        "table": table,
        "only_open": request.GET.get("state") == "open",
        "may_claim": request.access.has(UNIT_ROLES, OFFICE_ROLES),
    }
    return render(request, "projects/claim_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def claim_export(request):
    rows = _claims(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    table = claim_table(_told(list(rows), request.access), project_link=_link, on=timezone.localdate())
    note = "待认定" if request.GET.get("state") == "open" else ""
    return send_out(request, [table], "引荐申报", filter_note=note)
