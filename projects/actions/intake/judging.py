"""A person's word on rows that look like projects of the register: the same, another one, or news about it."""

from datetime import datetime

from django.db import transaction

from projects.actions.intake.deciding import SHOWN_BEFORE, refuse_twice, take_batch, tell_of_row
from projects.models import ImportBatch, ImportRow, RowOutcome, Verdict
from promo.inserting import update_rows
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def judge_row(
    *, row: ImportRow, verdict: str, by, at: datetime, target=None, changes: list[dict] = ()
) -> ImportRow:
    """A row that looks like a known project is the same one, another one, or news about it (`target`, `changes`)."""
    take_batch(row.batch_id)
    row.refresh_from_db(fields=SHOWN_BEFORE)
    if row.outcome != RowOutcome.ALIKE:
        raise Refused("只有疑似重复的行需要核对。")
    if verdict == Verdict.UPDATE and target is None:
        raise Refused("请选择要更新的项目。", field="target")
    if verdict == Verdict.UPDATE and not changes:
        raise Refused(f"该行与项目“{target.name}”没有可以更新的差别。", field="target")
    if verdict == Verdict.UPDATE:
        refuse_twice(row, target)
    row.verdict, row.is_chosen = verdict, verdict in (Verdict.OTHER, Verdict.UPDATE)
    row.target, row.changes = (target, list(changes)) if verdict == Verdict.UPDATE else (None, [])
    row.save(update_fields=["verdict", "is_chosen", "target", "changes"])
    tell_of_row(row, "row_judged", by=by, at=at, verdict=str(Verdict(verdict).label))
    return row


@transaction.atomic
def judge_all(*, batch: ImportBatch, version: int, verdict: str, by, at: datetime) -> int:
    """One word on every row that looks like a known project and that nobody judged yet: all are the same as what they
    look like, or all are others. Returns how many; the batch must stand as it was shown."""
    if verdict not in (Verdict.SAME, Verdict.OTHER):
        raise Refused("成批核对只能选择“同一项目”或“不同项目”。", field="verdict")
    take_batch(batch.pk, version=version)
    waiting = batch.rows.filter(outcome=RowOutcome.ALIKE, verdict="")
    count = waiting.update(verdict=verdict, is_chosen=verdict == Verdict.OTHER, target=None, changes=[])
    if not count:
        raise Refused("没有待核对的疑似重复行。")
    record(
        batch, "rows_judged", by=by, at=at, name=batch.name, rows=count, verdict=str(Verdict(verdict).label)
    )
    return count


@transaction.atomic
def update_all(
    *, batch: ImportBatch, version: int, news: dict[int, tuple[int, list[dict]]], by, at: datetime
) -> tuple[int, int]:
    """Rows that nobody judged yet are news about the one project that each looks like: `news` names by row the project
    and what the row says otherwise. Returns how many change a project and how many say nothing new; a second row
    about a project is left to a person."""
    take_batch(batch.pk, version=version)
    taken = set(batch.rows.filter(is_chosen=True, target__isnull=False).values_list("target", flat=True))
    told: list[ImportRow] = []
    for row in batch.rows.filter(outcome=RowOutcome.ALIKE, verdict="").only("pk").order_by("pk"):
        project, changes = news.get(row.pk, (None, []))
        if project is None or project in taken:
            continue
        taken.add(project)
        row.verdict, row.is_chosen = (Verdict.UPDATE, True) if changes else (Verdict.SAME, False)
        row.target_id, row.changes = (project, changes) if changes else (None, [])
        told.append(row)
    if not told:
        raise Refused("没有可以成批更新的行，请逐行核对。")
    update_rows(ImportRow, ["verdict", "is_chosen", "target_id", "changes"], told)
    changed = sum(row.is_chosen for row in told)
    record(
        batch, "rows_judged", by=by, at=at, name=batch.name, rows=len(told), updated=changed,
        verdict=str(Verdict.UPDATE.label),
    )  # fmt: skip
    return changed, len(told) - changed
