"""First-talk protection: granted, extended and released on the project's page, watched in one list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.actions.referral.protecting import renewals_of
from projects.forms.protection import ExtendForm, GrantForm, ProtectionFilter, ReleaseForm
from projects.models import Project, Protection
from projects.protection_lights import ENDED, OVER, standing
from projects.referral_tables import protection_table
from projects.rights import office_reaches
from projects.rules_in_force import rule_for
from projects.views.common import answer, project_in_sight, refuse, send_out
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role, Unit

DIRECTOR = frozenset({Role.OFFICE_DIRECTOR})


def _rows(request, on) -> tuple[ProtectionFilter, list[Protection]]:
    """Protections of projects in sight, the soonest to end first; the rule is read once per region."""
    form = ProtectionFilter(request.GET or None, units=Unit.objects.visible_to(request.access))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = Protection.objects.filter(project__in=Project.objects.visible_to(request.access).values("pk"))
    if unit := asked.get("unit"):
        rows = rows.filter(unit=unit)
    if asked.get("state", "") not in (ENDED, "all"):
        rows = rows.filter(ended_at__isnull=True)
    found = list(rows.select_related("project__region", "unit", "renews").order_by("ends_on", "pk"))
    _stand(found, on)
    state, light = asked.get("state", ""), asked.get("light", "")
    if state not in ("", "all"):
        found = [row for row in found if row.standing.state == state]
    return form, [row for row in found if not light or row.standing.light == light]


def _stand(rows: list[Protection], on) -> None:
    rules = {}
    for row in rows:
        region = row.project.region
        rule = rules.get(region.pk) or rules.setdefault(
            region.pk, rule_for("protection", region=region, on=on)
        )
        row.standing = standing(
            ends_on=row.ends_on, is_ended=row.ended_at is not None, last_entry_on=row.project.last_entry_on,
            rule=rule, on=on,
        )  # fmt: skip
        row.times = renewals_of(row) if row.renews_id else 0


@open_to(BUSINESS_ROLES)
@require_safe
def protection_list(request):
    today = timezone.localdate()
    form, rows = _rows(request, today)
    page = page_of(rows, request)
    over = sum(row.standing.state == OVER for row in rows)
    context = {
        "form": form, "page": page, "over": over, "table": protection_table(list(page.object_list), on=today),
    }  # fmt: skip
    return render(request, "projects/protection_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def protection_export(request):
    today = timezone.localdate()
    form, rows = _rows(request, today)
    note = form.sentence if form.is_bound else ""
    return send_out(request, [protection_table(rows, on=today)], "首谈保护", filter_note=note)


def _step(request, form, project: Project, *, title: str, submit: str, note: str = ""):
    context = {"form": form, "project": project, "title": title, "submit": submit, "note": note}
    return answer(request, "projects/protection_step.html", context)


@open_to(DIRECTOR)
@writes
def protection_grant(request, pk: int):
    project = project_in_sight(request, pk)
    if not office_reaches(request.access, project, DIRECTOR):
        raise PermissionDenied
    today = timezone.localdate()
    units = Unit.objects.filter(region=project.region).active(on=today)
    first = {"unit": project.first_talk_unit_id or project.lead_unit_id, "starts_on": today}
    form = GrantForm(request.POST or None, request.FILES or None, units=units, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_protection(project=project, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已给予首谈保护。")
            return redirect("projects:referral_show", pk)
    rule = rule_for("protection", region=project.region, on=today)
    note = (
        f"保护期{rule['days']}天，可延期{rule['renewals']}次；"
        f"超过{rule['quiet_yellow']}天没有进展亮黄灯，{rule['quiet_red']}天亮红灯。"
    )
    return _step(request, form, project, title="给予首谈保护", submit="给予保护", note=note)


def _own(request, pk: int) -> Protection:
    seen = Project.objects.visible_to(request.access).values("pk")
    rows = Protection.objects.filter(project__in=seen).select_related(
        "project__region", "project__lead_unit", "unit"
    )
    row = get_object_or_404(rows, pk=pk)
    if not office_reaches(request.access, row.project, DIRECTOR):
        raise PermissionDenied
    return row


@open_to(DIRECTOR)
@writes
def protection_extend(request, pk: int):
    row = _own(request, pk)
    form = ExtendForm(request.POST or None, request.FILES or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_protection(protection=row, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal, row)
        else:
            messages.success(request, "首谈保护已延期。")
            return redirect("projects:referral_show", row.project_id)
    return _step(request, form, row.project, title="延长首谈保护", submit="延期")


@open_to(DIRECTOR)
@writes
def protection_release(request, pk: int):
    row = _own(request, pk)
    form = ReleaseForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.release_protection(
                protection=row, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            refuse(form, refusal, row)
        else:
            messages.success(request, "首谈保护已解除。")
            return redirect("projects:referral_show", row.project_id)
    return _step(
        request, form, row.project, title="解除首谈保护", submit="解除", note=f"首谈单位：{row.unit.name}"
    )
