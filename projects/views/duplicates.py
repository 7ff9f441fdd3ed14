"""The queue of pairs that resemble each other: the economic office looks through it and has the register searched."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.forms.duplicates import DuplicateFilter
from projects.pairs import LOADED, shown
from projects.tables import duplicate_table
from projects.views.common import refused_page, send_out, too_many
from promo.models import Job
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, open_to
from units.models import Role


def _asked(request):
    form = DuplicateFilter(request.GET, access=request.access)
    rows = form.rows().select_related(*LOADED, "decided_by")
    return form, rows.order_by("grade", "-likeness", "-found_at", "-pk")


@open_to(OFFICE_ROLES)
@require_safe
def duplicate_list(request):
    form, rows = _asked(request)
    page = page_of(rows, request, per_page=20)
    job = Job.objects.filter(kind="scan_duplicates", requested_by=request.user).order_by("-pk").first()
    context = {
        "form": form,
        "page": page,
        "hints": shown(page.object_list),
        "job": job,
        "may_scan": request.access.has(Role.OFFICE_DIRECTOR),
    }
    return render(request, "projects/duplicate_list.html", context)


@open_to(OFFICE_ROLES)
@require_safe
def duplicate_export(request):
    form, rows = _asked(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    place = request.access.home_unit.region.name
    table = duplicate_table(list(rows), place=place, on=timezone.localdate())
    return send_out(request, [table], "疑似重复项目核对表", filter_note=form.words())


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def duplicate_scan(request):
    """Compare all projects of the region once more, by a job."""
    try:
        region = request.access.home_unit.region
        actions.scan_duplicates(region=region, by=request.user, at=timezone.now())
        messages.success(request, "已开始查找，新发现的会列入下表，已核对的不再提示。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:duplicate_list")
