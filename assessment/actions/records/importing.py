"""Records from a workbook: read and shown with the problem of each row, then written by one confirmation."""

from datetime import datetime

from django.db import transaction

from assessment.actions.kept_files import keep_file
from assessment.actions.records.ground import take_kind, today_of
from assessment.models import FigureKind, ImportState, RecordImport, UnitRecord
from assessment.record_sheet import Judge, ReadRow, read_rows
from promo.models import Event
from promo.models.event import record
from promo.refusal import Refused
from promo.sheets.reading import BadWorkbook

AT_ONCE = 200
NOT_OPEN = "这次导入已经确认或取消，没有重复导入。"


@transaction.atomic
def read_record_import(*, kind: FigureKind, file, by, at: datetime) -> RecordImport:
    """Keep the workbook and what was read from it; nothing is recorded before somebody confirms."""
    if not kind.is_active:
        raise Refused("该事项已停用，不能再登记。", field="kind")
    try:
        rows = read_rows(file, kind)
    except BadWorkbook as bad:
        raise Refused(str(bad), field="file") from bad
    source = keep_file(region=kind.region, unit=None, file=file, by=by, at=at)
    batch = RecordImport.objects.create(kind=kind, source=source, rows=rows, read_by=by, read_at=at)
    record(batch, "record_import_read", by=by, at=at, what=source.name, rows=len(rows), sha256=source.sha256)
    return batch


@transaction.atomic
def confirm_record_import(*, batch: RecordImport, by, at: datetime) -> list[UnitRecord]:
    """Record the rows without a problem, judged anew; they wait for another person like all others."""
    if not batch.kind.is_active:
        raise Refused("该事项已停用，不能再登记。")
    take_kind(batch.kind)
    judged = Judge(batch.kind, today=today_of(at)).rows(batch.rows)
    good = [row for row in judged if not row.problem]
    if not good:
        raise Refused("没有可以导入的行，请按提示修改文件后重新上传。")
    told = [{**row.given, "problem": row.problem} for row in judged]
    _close(batch, ImportState.CONFIRMED, count=len(good), rows=told)
    rows = UnitRecord.objects.bulk_create([_record(batch, row, by, at) for row in good], AT_ONCE)
    Event.objects.bulk_create([_event(row, by, at) for row in rows], AT_ONCE)
    record(batch, "record_import_confirmed", by=by, at=at, what=batch.source.name, rows=len(rows))
    return rows


@transaction.atomic
def discard_record_import(*, batch: RecordImport, by, at: datetime) -> None:
    """Nothing of it is recorded; the workbook stays where it is kept."""
    _close(batch, ImportState.DISCARDED)
    record(batch, "record_import_discarded", by=by, at=at, what=batch.source.name)


def _close(batch: RecordImport, state: str, **changes) -> None:
    open_one = RecordImport.objects.filter(pk=batch.pk, state=ImportState.READ)
    if not open_one.update(state=state, **changes):
        raise Refused(NOT_OPEN)
    batch.refresh_from_db(fields=["state", "count", "rows"])


def _record(batch: RecordImport, row: ReadRow, by, at: datetime) -> UnitRecord:
    return UnitRecord(
        kind=batch.kind, unit=row.unit, quantity=row.quantity, happened_on=row.day, statistical_on=row.day,
        document=row.given["document"], note=row.given["note"], source=batch.source, recorded_by=by, recorded_at=at,
    )  # fmt: skip


def _event(row: UnitRecord, by, at: datetime) -> Event:
    """What `tell` writes, for many at once."""
    detail: dict = {
        "unit": row.unit.name, "kind": row.kind.name, "quantity": row.quantity, "happened_on": row.happened_on,
        "document": row.document,
    }  # fmt: skip
    return Event(
        subject=row._meta.label_lower, subject_id=row.pk, verb="record_entered", by=by, at=at, detail=detail
    )
