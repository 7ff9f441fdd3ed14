"""What a person decides about a staged ledger: a cell put right, a column's meaning, a row that looks alike."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from projects.models import MAY_COME_IN, BatchState, ImportBatch, ImportRow, LedgerLayout, RowOutcome, Verdict
from promo import jobs
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale, update_if_unchanged
from units.models import Region

SETTLED = "该批次已确认或已放弃，不能再修改。"
KEPT = (
    "outcome", "reading", "problems", "alike", "kinds", "target", "changes", "is_chosen", "verdict", "typed",
)  # fmt: skip


SHOWN_BEFORE = ("outcome", "is_chosen", "verdict", "target", "changes")
MEANWHILE = "该行刚被别人修改过，请刷新后核对。"


def take_batch(batch_id: int, *, version: int | None = None) -> None:
    """Only a batch that waits is worked on, and only as it was shown where a `version` is given; who confirms on an
    older page is told that it changed."""
    waiting = ImportBatch.objects.filter(pk=batch_id, state=BatchState.READY)
    if not waiting.exists():
        raise Refused(SETTLED)
    shown = waiting if version is None else waiting.filter(version=version)
    if not shown.update(version=F("version") + 1):
        raise Stale()


def take_turn(batch: ImportBatch) -> None:
    """Who confirms a ledger of a region, or says what its ledgers mean, goes one after the other. Taken before the
    batch itself."""
    Region.take_turn(batch.region_id)


@transaction.atomic
def choose_row(*, row: ImportRow, chosen: bool, by, at: datetime) -> ImportRow:
    """Take a row into the import, or leave it out."""
    take_batch(row.batch_id)
    row.refresh_from_db(fields=SHOWN_BEFORE)
    if row.outcome not in MAY_COME_IN:
        raise Refused("该行不能导入，请改正后再选择。")
    if chosen and row.outcome == RowOutcome.CHANGED:
        refuse_twice(row, row.target)
    was, row.is_chosen = row.is_chosen, chosen
    if row.outcome == RowOutcome.ALIKE:
        row.verdict, row.target, row.changes = Verdict.OTHER if chosen else "", None, []
    row.save(update_fields=["is_chosen", "verdict", "target", "changes"])
    if was != chosen:
        tell_of_row(row, "row_chosen" if chosen else "row_left_out", by=by, at=at)
    return row


def refuse_twice(row: ImportRow, target) -> None:
    """One row of a batch changes a project, not two."""
    taken = ImportRow.objects.filter(batch=row.batch_id, target=target, is_chosen=True).exclude(pk=row.pk)
    if taken.exists():
        raise Refused(f"已有另一行更新项目“{target.name}”，请只选一行。", field="target")


@transaction.atomic
def correct_cells(*, row: ImportRow, cells: dict[str, list[str]], by, at: datetime) -> ImportRow:
    """Keep what was typed into a row of the batch and what it was understood as; the file itself stays as it came.

    `row` carries the new reading unsaved; `cells` are the old and the new words by column.
    """
    take_batch(row.batch_id)
    if row.outcome in (RowOutcome.SKIPPED, RowOutcome.GONE):
        raise Refused("该行不是项目，不能修改。")
    kept = ImportRow.objects.values_list("typed", flat=True).get(pk=row.pk)
    if _besides(kept, cells) != _besides(row.typed, cells):
        raise Refused(MEANWHILE)
    row.save(update_fields=list(KEPT))
    tell_of_row(row, "row_corrected", by=by, at=at, changes=cells)
    return row


def _besides(typed: dict, cells) -> dict:
    """What was typed into other cells of the row."""
    return {col: text for col, text in typed.items() if col not in cells}


def tell_of_row(row: ImportRow, verb: str, *, by, at: datetime, **detail) -> None:
    record(row.batch, verb, by=by, at=at, name=row.batch.name, row=str(row), **detail)


@transaction.atomic
def answer_columns(
    *, batch: ImportBatch, version: int, said: dict[str, dict], by, at: datetime, remember: bool = True
) -> ImportBatch:
    """What columns mean and in which unit they are counted, by sheet and head; the file is read again with it.

    What was typed into cells and chosen so far is kept. With `remember` the next ledger with the same heads starts so.
    """
    take_turn(batch)
    if batch.state != BatchState.READY:
        raise Refused(SETTLED)
    answers = {sheet: {**batch.answers.get(sheet, {}), **told} for sheet, told in said.items()}
    answers = {**batch.answers, **answers}
    if answers == batch.answers:
        raise Refused("栏目对应关系没有改动。")
    update_if_unchanged(batch, version=version, answers=answers, state=BatchState.READING)
    record(batch, "columns_told", by=by, at=at, name=batch.name, columns=said)
    if remember:
        for sheet in batch.columns:
            if said.get(sheet["sheet"]) and sheet.get("signature"):
                _remember(batch, sheet["signature"], said[sheet["sheet"]], by=by, at=at)
    return read_anew(batch=batch, by=by, at=at)


@transaction.atomic
def check_again(*, batch: ImportBatch, by, at: datetime) -> ImportBatch:
    """Hold a waiting ledger against the register as it is now; what was typed and chosen is kept."""
    take_batch(batch.pk)
    ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.READING)
    batch.refresh_from_db()
    record(batch, "import_checked_again", by=by, at=at, name=batch.name)
    return read_anew(batch=batch, by=by, at=at)


def read_anew(*, batch: ImportBatch, by, at: datetime) -> ImportBatch:
    """Have the file read with what was said of it; a part of the act that said it."""
    title = f"重新读取台账：{batch.name[:100]}"
    batch.job = jobs.enqueue(
        "read_ledger", title=title, by=by, at=at, key=f"ledger:{batch.pk}", batch=batch.pk
    )
    batch.save(update_fields=["job"])
    return batch


def _remember(batch: ImportBatch, signature: str, told: dict, *, by, at: datetime) -> None:
    known = LedgerLayout.objects.filter(region=batch.region, signature=signature, forgotten_at=None).first()
    columns = {**known.columns, **told} if known else told
    if known:
        known.columns, known.told_by, known.told_at = columns, by, at
        known.version += 1
        known.save(update_fields=["columns", "told_by", "told_at", "version"])
    else:
        known = LedgerLayout.objects.create(
            region=batch.region, signature=signature, name=batch.name, columns=columns, told_by=by, told_at=at
        )
    record(known, "layout_remembered", by=by, at=at, name=known.name, columns=told)


@transaction.atomic
def forget_layout(*, layout: LedgerLayout, version: int, by, at: datetime) -> LedgerLayout:
    """The next ledger with these heads is read by the dictionary alone."""
    if layout.forgotten_at:
        raise Refused("该对应关系已不再使用。")
    update_if_unchanged(layout, version=version, forgotten_at=at)
    record(layout, "layout_forgotten", by=by, at=at, name=layout.name)
    return layout
