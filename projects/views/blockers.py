"""Doors to what holds a project up: raised, given to a unit, resolved there, raised again."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.forms.service import BlockerChangeForm, BlockerForm, ReopenForm, ResolveForm
from projects.models import Blocker, Project
from projects.rules_in_force import rule_for
from projects.service_rights import may_serve, may_settle, units_to_settle
from projects.service_tables import due_words
from projects.views.service_ground import must_serve, project_to_serve, service_page, shut, written
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def blocker_add(request, pk: int):
    project = project_to_serve(request, pk)
    today = timezone.localdate()
    rule = rule_for("blockers", region=project.region, on=today)
    form = BlockerForm(
        request.POST or None, kinds=rule.names("kinds"), days=rule["days"], units=units_to_settle(project, on=today)
    )  # fmt: skip
    return written(
        request, form, partial(actions.raise_blocker, project=project), title="提出难点", submit="提出",
        done="难点已提出。", back=service_page(project, "blockers"), project=project,
    )  # fmt: skip


def _blocker(request, pk: int) -> Blocker:
    around = ("project__region", "project__lead_unit", "unit", "raised_by", "resolved_by")
    return get_object_or_404(Blocker.objects.visible_to(request.access).select_related(*around), pk=pk)


def _sees_project(request, blocker: Blocker) -> bool:
    return Project.objects.visible_to(request.access).filter(pk=blocker.project_id).exists()


@open_to(BUSINESS_ROLES)
@require_safe
def blocker_show(request, pk: int):
    """One blocker, for those who look after the project and for the unit that is to settle it."""
    blocker, today = _blocker(request, pk), timezone.localdate()
    project = blocker.project
    kinds = rule_for("blockers", region=project.region, on=today).names("kinds")
    is_open = project.is_open and blocker.resolved_on is None
    page = {
        "blocker": blocker,
        "project": project,
        "kind": kinds.get(blocker.kind, blocker.kind),
        "words": due_words(blocker.due_on, blocker.resolved_on, today, "已解决"),
        "sees_project": _sees_project(request, blocker),
        "may_change": is_open and may_serve(request.access, project),
        "may_resolve": is_open and may_settle(request.access, blocker),
        "may_reopen": project.is_open and not is_open and may_serve(request.access, project),
    }
    return render(request, "projects/blocker_show.html", page)


def _page_of(blocker: Blocker) -> str:
    return reverse("projects:blocker_show", args=[blocker.pk])


def _is_settled(request, blocker: Blocker):
    """A redirect with a sentence for what is settled, unless a form came in: then the action answers."""
    if blocker.resolved_on is None or request.method == "POST":
        return None
    messages.info(request, "这个难点已经解决。")
    return redirect(_page_of(blocker))


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def blocker_resolve(request, pk: int):
    blocker = _blocker(request, pk)
    if not may_settle(request.access, blocker):
        raise PermissionDenied
    if away := _is_settled(request, blocker):
        return away
    form = ResolveForm(
        request.POST or None, initial={"resolved_on": timezone.localdate(), "version": blocker.version}
    )
    return written(
        request, form, partial(actions.resolve_blocker, blocker=blocker), title="解决难点", submit="登记解决情况",
        row=blocker, done="难点已解决。", back=_page_of(blocker), about=blocker.text,
    )  # fmt: skip


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def blocker_edit(request, pk: int):
    blocker = _blocker(request, pk)
    must_serve(request, blocker.project)
    if away := shut(request, blocker.project) or _is_settled(request, blocker):
        return away
    units = units_to_settle(blocker.project, on=timezone.localdate())
    form = BlockerChangeForm(request.POST or None, blocker=blocker, units=units)
    return written(
        request, form, partial(actions.change_blocker, blocker=blocker), title="调整难点", row=blocker,
        done="已调整。", back=_page_of(blocker), project=blocker.project, about=blocker.text,
    )  # fmt: skip


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def blocker_reopen(request, pk: int):
    """What came back is entered as a new blocker."""
    blocker = _blocker(request, pk)
    must_serve(request, blocker.project)
    if away := shut(request, blocker.project):
        return away
    form = ReopenForm(request.POST or None, initial={"text": blocker.text})
    return written(
        request, form, partial(actions.reopen_blocker, blocker=blocker), title="再次提出难点", submit="提出",
        done="难点已再次提出。", back=service_page(blocker.project, "blockers"), project=blocker.project,
        about=f"上次解决情况：{blocker.resolution}" if blocker.resolution else "",
    )  # fmt: skip
