"""What the pages about facts share: finding rows in sight, answering forms, sending tables out with a trace."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from projects.fact_rights import may_record
from projects.models import Arrival, Milestone, Project
from projects.waiting import MODELS
from promo.refusal import Refused
from promo.web.errors import sentence_page
from promo.web.forms import PromoForm
from units.exporting import send_tables

EXPORT_MOST = 200_000
STALE_MARK = "刚被别人修改过"


def project_in_sight(request, pk: int) -> Project:
    rows = Project.objects.visible_to(request.access)
    rows = rows.select_related("region", "lead_unit", "investor", "first_talk_unit", "host_unit")
    return get_object_or_404(rows, pk=pk)


def project_to_record(request, pk: int) -> Project:
    """A project whose facts this person records; seen but not the own is 403."""
    project = project_in_sight(request, pk)
    if not may_record(request.access, project):
        raise PermissionDenied
    return project


def fact_in_sight(request, kind: str, pk: int) -> Milestone | Arrival:
    if kind not in MODELS:
        raise Http404
    rows = (
        MODELS[kind]
        .objects.visible_to(request.access)
        .prefetch_related("reversals", "disputes__raised_by", "disputes__settled_by")
    )
    around = (
        "project__region",
        "project__lead_unit",
        "recorded_by",
        "verified_by",
        "import_row__batch",
        "reverses",
    )
    return get_object_or_404(rows.select_related(*around), pk=pk)


def answer(request, template: str, context: dict):
    """A page; a form that came back unaccepted says so to programs too (422)."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def refuse(form: PromoForm, refusal: Refused, row) -> None:
    """Show the refusal. A stale form may be sent again against the row as it is now shown on the page."""
    form.refuse(refusal)
    if STALE_MARK in refusal.sentence and "version" in form.fields:
        row.refresh_from_db()
        form.data["version"] = str(row.version)


def too_many(rows: QuerySet):
    """A sentence instead of a workbook nobody could open, or None."""
    if rows.count() <= EXPORT_MOST:
        return None
    return f"符合条件的记录超过{EXPORT_MOST:,}条，请缩小筛选范围后再导出。"


def send_out(request, tables: Sequence, name: str, *, filter_note: str = ""):
    """The tables as a workbook; who took what is kept (house rule 20)."""
    dated = f"{name}{timezone.localdate():%Y%m%d}"
    return send_tables(request, tables, dated, note=filter_note, what=name)


def refused_page(request, sentence: str):
    return sentence_page(request, sentence, status=400)
