"""Targets from a workbook: kept and shown first, then written by one confirmation with one document and one day."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessment.actions.kept_files import keep_file
from assessment.actions.targets import TargetEntry, record_targets
from assessment.models import ImportState, Target, TargetImport
from assessment.target_sheet import judged
from promo.models.event import record
from promo.refusal import Refused
from units.models import Region

NOT_OPEN = "这次导入已经确认或取消，没有重复导入。"
MOVED = "目标刚有变动，请核对下面最新的对照后再确认。"


@transaction.atomic
def read_target_import(
    *, region: Region, year: int, target_set: str, part: str, file, sheets: list[dict], by, at: datetime
) -> TargetImport:  # fmt: skip
    """Keep the workbook and what was read from it (assessment.target_sheet.read_sheets); no target is written."""
    source = keep_file(region=region, unit=None, file=file, by=by, at=at)
    batch = TargetImport.objects.create(
        region=region, year=year, target_set=target_set, part=part, source=source, sheets=sheets, read_by=by, read_at=at
    )  # fmt: skip
    record(batch, "target_import_read", by=by, at=at, what=source.name, year=year, sha256=source.sha256)
    return batch


@transaction.atomic
def confirm_target_import(
    *, batch: TargetImport, seen: str, effective_from: date, document: str, by, at: datetime
) -> list[Target]:  # fmt: skip
    """Write what the workbook changes; rows with a problem stay out and are named in the import.

    `seen` is the digest of the plan the person looked at. Raises Refused when a target was given or revised meanwhile,
    when nothing is left to write, and when the import is closed already.
    """
    if batch.state != ImportState.READ:
        raise Refused(NOT_OPEN)
    plan = judged(batch, today=timezone.localdate(at))
    if not plan.changes:
        raise Refused("没有需要下达或调整的目标。")
    if plan.digest != seen:
        raise Refused(MOVED)
    entries = [
        TargetEntry(
            row.unit,
            cell.key[1],
            cell.quantity,
            *cell.key[2:],
            expected=cell.before.version if cell.before else 0,
        )
        for row, cell in plan.changes
    ]
    rows = record_targets(
        region=batch.region, year=batch.year, entries=entries, effective_from=effective_from, document=document,
        by=by, at=at,
    )  # fmt: skip
    left_out = plan.refused
    _close(
        batch, ImportState.CONFIRMED, count=len(rows), document=document, effective_from=effective_from,
        left_out=left_out,
    )  # fmt: skip
    record(
        batch, "target_import_confirmed", by=by, at=at, what=batch.source.name, rows=len(rows), left_out=len(left_out),
        document=document, sha256=batch.source.sha256,
    )  # fmt: skip
    return rows


@transaction.atomic
def discard_target_import(*, batch: TargetImport, by, at: datetime) -> None:
    """No target is written; the workbook stays where it is kept."""
    _close(batch, ImportState.DISCARDED)
    record(batch, "target_import_discarded", by=by, at=at, what=batch.source.name)


def _close(batch: TargetImport, state: str, **changes) -> None:
    if not TargetImport.objects.filter(pk=batch.pk, state=ImportState.READ).update(state=state, **changes):
        raise Refused(NOT_OPEN)
    batch.refresh_from_db()
