"""The economic office looks at pairs that resemble each other and says which are two projects."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.models import DuplicateHint
from projects.models.duplicate import HintState
from projects.rights import office_reaches
from projects.tables import duplicate_table
from promo.models.event import record
from promo.refusal import Refused
from promo.web.downloads import workbook_response
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, open_to

SIDES = ("project", "other")


def _hints(request):
    """Pairs of this person's region; ?state=all shows those that were looked at too."""
    rows = DuplicateHint.objects.visible_to(request.access).order_by("-found_at", "-pk")
    loaded = [f"{side}__{name}" for side in SIDES for name in ("investor", "lead_unit", "region")]
    rows = rows.select_related(*loaded, "decided_by")
    return rows if request.GET.get("state") == "all" else rows.filter(state=HintState.OPEN)


@open_to(OFFICE_ROLES)
@require_safe
def duplicate_list(request):
    page = page_of(_hints(request), request, per_page=20)
    everything = request.GET.get("state") == "all"
    return render(request, "projects/duplicate_list.html", {"page": page, "everything": everything})


@open_to(OFFICE_ROLES)
@require_safe
def duplicate_export(request):
    rows, at = list(_hints(request)), timezone.now()
    place = request.access.home_unit.region.name
    table = duplicate_table(rows, place=place, on=timezone.localdate(at))
    record(
        request.user,
        "downloaded",
        by=request.user,
        at=at,
        what="疑似重复项目核对表",
        filter="",
        rows=len(rows),
    )
    return workbook_response([table], table.title, made_at=at, made_by=request.user.name)


@open_to(OFFICE_ROLES)
@writes
@require_POST
def duplicate_deny(request, pk: int):
    hint = get_object_or_404(
        DuplicateHint.objects.visible_to(request.access).select_related("project__region", "other__region"),
        pk=pk,
    )
    if not all(office_reaches(request.access, getattr(hint, side)) for side in SIDES):
        raise PermissionDenied  # seen as a leader or supervisor of another place, decided by the office of this one
    try:
        actions.mark_different(hint=hint, by=request.user, at=timezone.now())
        messages.success(request, f"已核对：“{hint.project.name}”与“{hint.other.name}”不是同一项目。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:duplicate_list")
