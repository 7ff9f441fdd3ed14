"""What happens to a workbook made in the background: asked for, kept, cleared away after its days."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files import File
from django.db import transaction

from promo import jobs
from promo.models.event import record
from promo.models.job import LIVE_STATES
from promo.refusal import Refused
from units.models import ExportFile, ExportState

WAITING_MOST = 5


@transaction.atomic
def ask_for_export(*, address: str, name: str, filter_note: str, rows: int, by, at: datetime) -> ExportFile:
    """Have the tables behind `address` made as a workbook, as this person sees them."""
    waiting = ExportFile.objects.filter(owner=by, state=ExportState.WAITING, job__state__in=LIVE_STATES)
    if waiting.count() >= WAITING_MOST:
        raise Refused(f"您已有{WAITING_MOST}份文件正在生成，请等待完成后再导出。")
    export = ExportFile.objects.create(
        owner=by, name=name[:200], address=address, filter=filter_note[:1000], rows=rows, asked_at=at,
        lasts_until=at + timedelta(days=settings.EXPORT_KEEP_DAYS),
    )  # fmt: skip
    record(export, "export_asked", by=by, at=at, what=export.name, filter=export.filter, rows=rows)
    export.job = jobs.enqueue("make_export", title=f"生成{name}"[:120], by=by, at=at, export=export.pk)
    export.save(update_fields=["job"])
    return export


@transaction.atomic
def keep_export(*, export: ExportFile, file: File, rows: int, by, at: datetime) -> None:
    """Keep the workbook; its days count from now."""
    export.file.save(f"{export.pk}.xlsx", file, save=False)
    export.size, export.rows, export.made_at, export.state = file.size, rows, at, ExportState.READY
    export.lasts_until = at + timedelta(days=settings.EXPORT_KEEP_DAYS)
    export.save(update_fields=["file", "size", "rows", "made_at", "state", "lasts_until"])
    record(export, "export_made", by=by, at=at, what=export.name, rows=rows)


def expire_exports(*, by, at: datetime) -> int:
    """Clear away every file whose days are over; returns how many."""
    due = list(ExportFile.objects.due(at=at).order_by("pk"))
    for export in due:
        _expire(export, by, at)
    return len(due)


@transaction.atomic
def _expire(export: ExportFile, by, at: datetime) -> None:
    storage, stored = export.file.storage, export.file.name
    export.file, export.state = "", ExportState.EXPIRED
    export.save(update_fields=["file", "state"])
    record(export, "export_expired", by=by, at=at, what=export.name)
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))
