"""Everything that happened to one project, from what to what; a single value comes back by a new act."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.actions.restoring import label_of, restorable
from projects.event_tables import event_table
from projects.family import codes_in_sight
from projects.models import Project
from projects.rights import editable_by, phone_for
from projects.telling import told
from projects.views.common import project_in_sight, send_out
from promo.models import Event
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.verbs import EVENT_VERBS
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, open_to
from units.models import Role


def _asked(request, project: Project):
    """The events of the project, newest first, and the verbs that occur; `?verb=` narrows them."""
    rows = Event.objects.about(project)
    verbs = sorted(set(rows.order_by().values_list("verb", flat=True)))
    chosen = request.GET.get("verb", "")
    if chosen in verbs:
        rows = rows.filter(verb=chosen)
    named = {code: EVENT_VERBS.get(code, code) for code in verbs}
    return rows.select_related("by").order_by("-at", "-pk"), named, chosen


def _told(request, project: Project, events):
    return told(
        events,
        phone_as=lambda number: phone_for(request.access, project, number),
        seen=lambda codes: codes_in_sight(request.access, codes),
    )


@open_to(BUSINESS_ROLES)
@require_safe
def project_history(request, pk: int):
    project = project_in_sight(request, pk)
    rows, verbs, chosen = _asked(request, project)
    page = page_of(rows, request)
    events = _told(request, project, page.object_list)
    may_restore = project.is_open and editable_by(request.access).filter(pk=pk).exists()
    for event in events:
        names = restorable(project, event) if may_restore else []
        event.restores = [(name, label_of(name)) for name in names]
    shown = {"project": project, "page": page, "events": events, "verbs": verbs, "chosen": chosen}
    return render(request, "projects/project_history.html", shown)


@open_to(BUSINESS_ROLES)
@require_safe
def project_history_export(request, pk: int):
    project = project_in_sight(request, pk)
    rows, verbs, chosen = _asked(request, project)
    events = _told(request, project, rows)
    table = event_table(events, title=f"{project.name}办理记录")
    return send_out(
        request, [table], table.title, filter_note=f"事项：{verbs[chosen]}" if chosen in verbs else ""
    )


@open_to(Role.UNIT_CLERK, OFFICE_ROLES)
@writes
@require_POST
def value_restore(request, pk: int, event_pk: int):
    project = project_in_sight(request, pk)
    if not editable_by(request.access).filter(pk=pk).exists():
        raise PermissionDenied
    event = get_object_or_404(Event.objects.about(project), pk=event_pk)
    name = request.POST.get("name", "")
    try:
        actions.restore_value(project=project, event=event, name=name, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"“{label_of(name)}”已恢复。")
    return redirect("projects:project_history", pk)
