"""Workbooks made in the background: offered, asked for, watched, taken by the person who asked and by nobody else."""

import logging
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from promo.models.event import record
from promo.refusal import Refused
from promo.web.downloads import XLSX, attachment
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from promo.web.writes import writes
from units import actions
from units.access import ALL_ROLES, open_to
from units.exporting import offer_of
from units.models import ExportFile, ExportState
from units.tables import export_table

log = logging.getLogger(__name__)
OUTDATED = "导出页面已失效，请回到清单页重新导出。"
BEYOND = "文件生成后您的岗位有变动，不能再下载。请回到清单页重新导出。"
OVER = "文件已过保留期并已清理，请回到清单页重新导出。"


@open_to(ALL_ROLES)
@require_safe
def export_list(request):
    rows = ExportFile.objects.visible_to(request.access).select_related("job")
    page = page_of(rows, request)
    table = export_table(page.object_list, at=timezone.now())
    return render(
        request, "units/export_list.html", {"page": page, "table": table, "days": settings.EXPORT_KEEP_DAYS}
    )


@open_to(ALL_ROLES)
@writes
def export_add(request):
    """Say how long the list is, and make it in the background when the person agrees."""
    offer = offer_of(request, request.GET.get("ask", ""))
    if offer is None:
        if request.method == "POST":
            return sentence_page(request, OUTDATED, status=422)
        return redirect("units:export_list")
    shown = {"offer": offer, "days": settings.EXPORT_KEEP_DAYS}
    if request.method != "POST":
        return render(request, "units/export_add.html", shown)
    try:
        export = actions.ask_for_export(**offer, by=request.user, at=timezone.now())
    except Refused as refusal:
        return render(request, "units/export_add.html", {**shown, "refusal": refusal.sentence}, status=422)
    messages.success(request, "已开始生成文件。")
    return redirect("units:export_show", export.pk)


@open_to(ALL_ROLES)
@require_safe
def export_show(request, pk: int):
    export = _own(request, pk)
    over = _why_not(export, timezone.now())
    return render(request, "units/export_show.html", {"export": export, "over": over})


@open_to(ALL_ROLES)
@require_safe
@transaction.atomic
def export_file(request, pk: int):
    export, now = _own(request, pk), timezone.now()
    if over := _why_not(export, now):
        return sentence_page(request, over, status=410)
    if export.state != ExportState.READY:
        return redirect("units:export_show", export.pk)
    try:
        file = export.file.open("rb")
    except OSError:
        log.exception("export %s cannot be read", export.pk)
        return sentence_page(request, "文件暂时无法读取，请重新导出或联系管理员。", status=503)
    if request.method == "GET":
        note = {"what": export.name, "filter": export.filter, "rows": export.rows}
        record(request.user, "downloaded", by=request.user, at=now, **note)
    return attachment(file, f"{export.name}.xlsx", XLSX)


def _why_not(export: ExportFile, now: datetime) -> str:
    """The sentence for a file that may no longer be taken; '' while it may."""
    if export.is_over(now):
        return OVER
    return BEYOND if export.is_beyond(on=timezone.localdate(now)) else ""


def _own(request, pk: int) -> ExportFile:
    return get_object_or_404(
        ExportFile.objects.visible_to(request.access).select_related("job", "owner"), pk=pk
    )
