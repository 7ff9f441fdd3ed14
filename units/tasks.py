"""Doors of the units floor for work in the background: make a workbook, clear away old ones."""

import tempfile
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from promo.jobs import Running
from promo.refusal import Refused
from promo.sheets.words import Unwritable
from units import actions
from units.exporting import Sent, SentBook, sent_from
from units.models import ExportFile, ExportState


def make_export(running: Running, *, export: int) -> None:
    """Make the workbook of a person's list; taken up again it begins anew, and only the last file is kept."""
    row = ExportFile.objects.select_related("owner").get(pk=export)
    if row.state != ExportState.WAITING:
        return running.finish(note="已处理。")
    now = timezone.now()
    running.step(0, row.rows, "正在读取数据")
    sent = sent_from(row.address, user=row.owner, at=now)
    with tempfile.TemporaryFile() as file:
        _write(running, sent, file, row, now)
        with transaction.atomic():
            at = timezone.now()
            actions.keep_export(export=row, file=File(file), rows=sent.rows, by=row.owner, at=at)
            address = reverse("units:export_show", args=[row.pk])
            running.finish(result_path=address, note=f"共{sent.rows:,}行。")
    return None


def _write(running: Running, sent: Sent | SentBook, file, row: ExportFile, made_at: datetime) -> None:
    done = 0

    def told(more: int) -> None:
        nonlocal done
        done += more
        running.step(done, sent.rows, "正在写入表格")

    try:
        sent.write(file, told=told, made_at=made_at, made_by=row.owner.name)
    except Unwritable as fault:
        raise Refused(str(fault)) from fault


def clear_exports(*, now: datetime) -> None:
    actions.expire_exports(by=None, at=now)
