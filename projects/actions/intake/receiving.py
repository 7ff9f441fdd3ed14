"""A ledger arrives: kept as it came, read by a job, looked through, chosen from, or dropped."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.models import BatchState, ImportBatch, ImportRow, RowOutcome
from promo import jobs
from promo.checksums import checksum_of
from promo.inserting import insert_new, update_rows
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Region

IMPORTED = (BatchState.IMPORTING, BatchState.DONE)
ROWS_AT_ONCE = 200


class AlreadyImported(Refused):
    """The same file, byte for byte, is in the register; `batch` is the import that brought it."""

    def __init__(self, batch: ImportBatch) -> None:
        moment = timezone.localtime(batch.confirmed_at or batch.uploaded_at)
        super().__init__(
            f"该文件已于{moment:%Y-%m-%d %H:%M}导入（{batch.name}），不能重复导入。", field="file"
        )
        self.batch = batch


@transaction.atomic
def receive_ledger(*, region: Region, file, cut_off_on: date, by, at: datetime) -> ImportBatch:
    """Keep an uploaded ledger (checked by the form) and have it read. Figures in it hold for `cut_off_on`.

    Refused when the file was imported before and not undone, or the day lies after `at`.
    """
    if cut_off_on > timezone.localdate(at):
        raise Refused("数据截止日期不能晚于今天。", field="cut_off_on")
    digest = checksum_of(file)
    before = ImportBatch.objects.filter(region=region, sha256=digest, state__in=IMPORTED).first()
    if before:
        raise AlreadyImported(before)
    batch = ImportBatch.objects.create(
        region=region, file=file, name=file.name[:200], sha256=digest, size=file.size, cut_off_on=cut_off_on,
        uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    record(batch, "ledger_received", by=by, at=at, name=batch.name, cut_off_on=cut_off_on, sha256=digest)
    have_it_read(batch=batch, by=by, at=at)
    return batch


@transaction.atomic
def have_it_read(*, batch: ImportBatch, by, at: datetime) -> ImportBatch:
    """Ask for the reading of a batch, again where an earlier job ended without one."""
    if batch.state != BatchState.READING:
        raise Refused("该文件已读取，请刷新查看。")
    if batch.job_id:
        record(batch, "import_retried", by=by, at=at, name=batch.name)
    title = f"读取台账：{batch.name[:100]}"
    batch.job = jobs.enqueue(
        "read_ledger", title=title, by=by, at=at, key=f"ledger:{batch.pk}", batch=batch.pk
    )
    batch.save(update_fields=["job"])
    return batch


@transaction.atomic
def keep_reading(*, batch: ImportBatch, rows: list[ImportRow], columns: list[dict]) -> None:
    """The job has read the file: its rows are staged for a person to look through.

    Read again, rows keep their place and, where they come out as before, what was chosen about them.
    """
    taken = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.READING)
    if not taken.update(
        state=BatchState.READY, columns=columns, follows=batch.follows_id, version=F("version") + 1
    ):
        raise Refused("该文件已读取或已放弃。")
    before = list(batch.rows.order_by("pk").values_list("pk", flat=True))
    _keep_again(rows, before) if before else _keep_new(rows)


def _keep_new(rows: list[ImportRow]) -> None:
    names = [one.attname for one in ImportRow._meta.concrete_fields if not one.primary_key]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        insert_new(ImportRow, [{name: getattr(row, name) for name in names} for row in some])


READ_ANEW = ("outcome", "cells", "reading", "problems", "alike", "typed", "kinds", "target_id", "changes")


def _keep_again(rows: list[ImportRow], before: list[int]) -> None:
    """Write only what came out otherwise; the rows as they were are looked at some at a time."""
    fresh = {(row.sheet, row.number): row for row in rows}
    for start in range(0, len(before), ROWS_AT_ONCE):
        known = ImportRow.objects.filter(pk__in=before[start : start + ROWS_AT_ONCE])
        pairs = [(old, fresh.pop((old.sheet, old.number), None)) for old in known]
        changed = [old for old, row in pairs if row is not None and _comes_out_otherwise(old, row)]
        update_rows(ImportRow, [*READ_ANEW, "is_chosen", "verdict"], changed)
        ImportRow.objects.filter(pk__in=[old.pk for old, row in pairs if row is None]).delete()
    _keep_new(list(fresh.values()))


def _comes_out_otherwise(old: ImportRow, row: ImportRow) -> bool:
    """Take over what was read anew; what was chosen about the row stays where it comes out as before."""
    if row.outcome == RowOutcome.ALIKE and old.verdict and old.alike == row.alike:
        row.target_id, row.changes = old.target_id, old.changes
    elif (row.outcome, row.target_id) != (old.outcome, old.target_id):
        old.is_chosen, old.verdict = row.is_chosen, ""
    if all(getattr(old, name) == getattr(row, name) for name in READ_ANEW):
        return False
    for name in READ_ANEW:
        setattr(old, name, getattr(row, name))
    return True


@transaction.atomic
def keep_unreadable(*, batch: ImportBatch, sentence: str) -> None:
    """The file cannot be read; the batch stays with the sentence that says why."""
    ImportBatch.objects.filter(pk=batch.pk, state=BatchState.READING).update(
        state=BatchState.UNREADABLE, error=sentence[:500], version=F("version") + 1
    )


@transaction.atomic
def drop_import(*, batch: ImportBatch, version: int, by, at: datetime) -> ImportBatch:
    """The person decides against the import before anything entered the register."""
    if batch.state not in (BatchState.READY, BatchState.READING, BatchState.UNREADABLE):
        raise Refused("该批次已确认导入，不能放弃。如有差错请撤销导入。")
    update_if_unchanged(batch, version=version, state=BatchState.DROPPED)
    record(batch, "import_dropped", by=by, at=at, name=batch.name)
    return batch
