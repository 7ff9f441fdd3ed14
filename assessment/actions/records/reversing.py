"""A verified record is taken back by a new row against it, which another person must verify."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from assessment.actions.kept_files import keep_file
from assessment.actions.records.ground import tell, today_of
from assessment.models import RecordState, UnitRecord
from promo.days import show_day
from promo.refusal import Refused

ASKED = "这条记录已经申请冲销。"


@transaction.atomic
def reverse_record(
    *, row: UnitRecord, reason: str, document: str, statistical_on: date, by, at: datetime, file=None
) -> UnitRecord:
    """Ask to take back a verified record; it counts until the reversal is verified in its turn."""
    if row.state != RecordState.VERIFIED or row.reverses_id:
        raise Refused("只有已核实的原始记录可以冲销。")
    if not reason.strip():
        raise Refused("请填写冲销原因。", field="reason")
    if not document.strip():
        raise Refused("请填写依据。", field="document")
    if statistical_on > today_of(at):
        raise Refused("统计日期不能晚于今天。", field="statistical_on")
    if statistical_on < row.statistical_on:
        day = show_day(row.statistical_on)
        raise Refused(f"冲销的统计日期不能早于原记录的统计日期（{day}）。", field="statistical_on")
    if row.reversals.standing().exists():
        raise Refused(ASKED)
    try:
        with transaction.atomic():
            against = UnitRecord.objects.create(
                kind=row.kind, unit=row.unit, quantity=-row.quantity, happened_on=row.happened_on,
                statistical_on=statistical_on, document=document, note=reason, reverses=row, recorded_by=by,
                recorded_at=at, file=keep_file(region=row.kind.region, unit=row.unit, file=file, by=by, at=at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(ASKED) from error
    tell(against, "record_entered", by=by, at=at, reason=reason, document=document)
    return against
