"""A confirmed ledger enters the register: row by row unseen, then all at once, or not at all."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from projects.actions.intake.deciding import take_turn
from projects.actions.intake.likely import LikelyByRegion
from projects.actions.intake.overtaken import overtaken
from projects.actions.intake.undoing import take_everything_back
from projects.actions.intake.updating import update_project, updates_of
from projects.actions.intake.writing import Draft, draft, write
from projects.actions.telling import tell_all, told
from projects.models import BatchState, ImportBatch, ImportRow, Project, Status
from promo import jobs
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Unit

NOTED = {Status.TERMINATED: "台账标注终止", Status.SUSPENDED: "台账标注暂停"}
VERBS = {Status.TERMINATED: "project_terminated", Status.SUSPENDED: "project_suspended"}
ROW_ERRORS = (Refused, IntegrityError, DataError, ValidationError, ValueError, ArithmeticError)
SAME_FILE = "同一文件刚由他人确认导入，请刷新查看。"


class RowRefused(Refused):
    """A row that could not be written; because of it the whole import is taken back."""

    def __init__(self, row: ImportRow, why: str) -> None:
        name = row.reading["plan"]["project"]["name"][:40]
        super().__init__(
            f"工作表“{row.sheet}”第{row.number}行“{name}”未能导入：{why}本次导入已全部撤回，请处理后重新上传。"
        )


@transaction.atomic
def confirm_import(
    *, batch: ImportBatch, version: int, by, at: datetime, own_units: frozenset[int] | None = None
) -> ImportBatch:
    """The chosen rows are to be imported; a job does it. `own_units` are those a unit clerk may import for: what rows
    make and what they change belongs to one of them. Confirmations of a region go one after the other: each must see
    what the one before it brings in."""
    take_turn(batch)
    if batch.state != BatchState.READY:
        raise Refused("该批次不在待确认状态，请刷新查看。")
    chosen = batch.rows.filter(is_chosen=True)
    count = chosen.count()
    if not count:
        raise Refused("没有选择要导入的行。")
    if own_units is not None:
        units = set(chosen.values_list("reading__plan__lead_unit_id", flat=True))
        changed = chosen.filter(target__isnull=False)
        if not units | set(changed.values_list("target__lead_unit", flat=True)) <= own_units:
            raise Refused("含有其他单位的项目，请由该单位或经济办导入。")
    try:
        with transaction.atomic():
            update_if_unchanged(
                batch, version=version, state=BatchState.IMPORTING, confirmed_by=by, confirmed_at=at
            )
    except IntegrityError as error:
        raise Refused(SAME_FILE) from error
    _refuse_overtaken(batch)
    record(batch, "import_confirmed", by=by, at=at, name=batch.name, rows=count)
    _send(batch, by=by, at=at)
    return batch


def _refuse_overtaken(batch: ImportBatch) -> None:
    names = overtaken(batch)
    if names:
        told = f"“{names[0]}”等{len(names)}个项目" if len(names) > 1 else f"“{names[0]}”"
        raise Refused(f"{told}在本批读取后已由其他台账导入，请重新核对后再确认。")


@transaction.atomic
def continue_import(*, batch: ImportBatch, by, at: datetime) -> ImportBatch:
    """Take up an import whose job gave up; what it wrote is kept and not written again."""
    if batch.state != BatchState.IMPORTING:
        raise Refused("该批次不在导入中，请刷新查看。")
    _send(batch, by=by, at=at)
    record(batch, "import_retried", by=by, at=at, name=batch.name)
    return batch


def _send(batch: ImportBatch, *, by, at: datetime) -> None:
    title = f"导入台账：{batch.name[:100]}"
    batch.job = jobs.enqueue(
        "import_ledger", title=title, by=by, at=at, key=f"ledger:{batch.pk}", batch=batch.pk
    )
    batch.save(update_fields=["job"])


def draft_rows(*, batch: ImportBatch, rows: list[ImportRow], known: LikelyByRegion) -> list[Draft]:
    """Work out some rows of a confirmed batch before they are written; nothing is locked meanwhile.

    Everything is recorded by the person who confirmed and at the moment of it. Raises RowRefused.
    """
    at = timezone.localtime(batch.confirmed_at)
    units = Unit.objects.select_related("region").in_bulk(
        {row.reading["plan"]["lead_unit_id"] for row in rows}
    )
    drafts = []
    for number, row in enumerate(rows):
        unit = units[row.reading["plan"]["lead_unit_id"]]
        try:
            drafts.append(draft(row, unit, known[unit.region], number=number, at=at))
        except ROW_ERRORS as error:
            raise RowRefused(row, _why(error)) from error
    return drafts


@transaction.atomic
def import_rows(*, batch: ImportBatch, drafts: list[Draft]) -> None:
    """Write drafted rows; their projects stay outside the register until finish_import. Raises RowRefused."""
    at = timezone.localtime(batch.confirmed_at)
    try:
        with transaction.atomic():
            write(drafts, batch=batch, at=at)
    except ROW_ERRORS as error:
        guilty = _guilty(drafts, batch, at)
        raise RowRefused(guilty.row, _why(error)) from error


def _guilty(drafts: list[Draft], batch: ImportBatch, at: datetime) -> Draft:
    """The first row that cannot be written; tried one by one, each attempt rolled back by the refusal to come."""
    for one in drafts:
        try:
            with transaction.atomic():
                write([replace(one, alike=[])], batch=batch, at=at)
        except ROW_ERRORS:
            return one
    return drafts[0]


def _why(error: Exception) -> str:
    return error.sentence if isinstance(error, Refused) else "内容不符合登记要求。"


@transaction.atomic
def finish_import(*, batch: ImportBatch, at: datetime) -> int:
    """All rows are written: their projects enter the register together. Returns how many."""
    taken = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.IMPORTING)
    if not taken.update(state=BatchState.DONE, version=F("version") + 1):
        raise Refused("该批次已结束。")
    updated = _update_known(batch, at)
    incoming = Project.objects.filter(import_row__batch=batch, status=Status.INCOMING)
    for status, reason in NOTED.items():
        ended = incoming.filter(import_row__reading__plan__status=str(status))
        ids = list(ended.values_list("pk", flat=True))
        detail = {"reason": reason, "import": batch.pk}
        tell_all(told(pk, VERBS[status], by=batch.confirmed_by, at=at, **detail) for pk in ids)
        Project.objects.filter(pk__in=ids).update(status=status, status_reason=reason)
    incoming.update(status=Status.ACTIVE)
    count = Project.objects.filter(import_row__batch=batch).count()
    more = {"updated": updated} if updated else {}
    record(batch, "imported", by=batch.confirmed_by, at=at, name=batch.name, projects=count, **more)
    return count


def _update_known(batch: ImportBatch, at: datetime) -> int:
    """Rows that changed a known project, with the new projects or not at all. Raises RowRefused."""
    rows = list(updates_of(batch))
    for row in rows:
        try:
            update_project(row, by=batch.confirmed_by, at=at)
        except ROW_ERRORS as error:
            raise RowRefused(row, _why(error)) from error
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(imported_at=at)
    return len(rows)


@transaction.atomic
def give_up_import(*, batch: ImportBatch, sentence: str, at: datetime) -> None:
    """A row was refused while it was written: nothing of the batch stays, and the batch says why."""
    taken = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.IMPORTING)
    if taken.update(state=BatchState.UNDONE, error=sentence[:500], undone_at=at, version=F("version") + 1):
        take_everything_back(batch, reason="导入未完成", by=batch.confirmed_by, at=at)
        record(batch, "import_refused", by=batch.confirmed_by, at=at, name=batch.name, reason=sentence[:200])
