"""Records are reviewed by another person than those who wrote them: verified and counted, or returned."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from assessment.actions.records.ground import change, has_written, tell
from assessment.actions.stamping import stamp
from assessment.models import RecordState, UnitRecord
from projects import ledger
from projects.closings import counted_on
from promo.refusal import Refused

NOT_WAITING = "这条记录不在待核实状态，请刷新查看。"


@transaction.atomic
def verify_record(*, row: UnitRecord, version: int, by, at: datetime) -> UnitRecord:
    """From now on it counts, for every calculation that is asked for later; the row is closed."""
    if row.state != RecordState.RECORDED:
        raise Refused(NOT_WAITING)
    if has_written(row, by):
        raise Refused("您曾录入或修改过这条记录，不能核实，请由他人核实。")
    if not row.reverses_id and not row.file_id and not row.source_id:
        raise Refused("没有佐证材料，不能核实。请退回补充。")
    belongs_on, carried = row.statistical_on, _carried(row, at=at)
    change(row, version, state=RecordState.VERIFIED, verified_by=by, verified_at=stamp(at), **carried)
    told = {"belongs_on": belongs_on, "counted_from": row.statistical_on} if carried else {}
    tell(row, "record_reversed" if row.reverses_id else "record_verified", by=by, at=at, **told)
    return row


def _carried(row: UnitRecord, *, at: datetime) -> dict:
    """What belongs to a closed period counts on the first day of the next open one, as a fact does."""
    ledger.hold(at)
    counted = counted_on(row.kind.region, row.statistical_on)
    return {"statistical_on": counted.day} if counted.closed else {}


@transaction.atomic
def verify_records(
    *, rows: Iterable[tuple[UnitRecord, int]], by, at: datetime
) -> tuple[list[UnitRecord], list[str]]:
    """Many at once, each with the version that was seen: those verified, and a sentence for each that was not."""
    done, refused = [], []
    for row, version in rows:
        try:
            with transaction.atomic():
                done.append(verify_record(row=row, version=version, by=by, at=at))
        except Refused as refusal:
            refused.append(f"{row.unit.short_name}{row.kind.name}：{refusal.sentence}")
    return done, refused


@transaction.atomic
def return_record(*, row: UnitRecord, reason: str, version: int, by, at: datetime) -> UnitRecord:
    """Back to who entered it, with a reason; nothing was counted, nothing is lost."""
    if row.state != RecordState.RECORDED:
        raise Refused(NOT_WAITING)
    if row.recorded_by_id == by.pk:
        raise Refused("录入人不能退回自己录入的记录，如需取消请撤回。")
    if not reason.strip():
        raise Refused("请填写退回原因。", field="reason")
    change(row, version, state=RecordState.RETURNED, return_reason=reason)
    tell(row, "record_returned", by=by, at=at, reason=reason)
    return row
