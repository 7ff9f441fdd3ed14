"""Talks are recorded with their paper; a correction is a new row. Events say that it happened, never what was said."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.supervision_files import keep_supervision_files
from assessment.models import ConsequenceDecision, Slip, Talk, TalkKind
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Unit

NEEDED = (
    ("person", "请填写谈话（发言、表扬）对象。"), ("held_by", "请填写谈话人或主持人。"),
    ("basis", "请填写事由和依据。"), ("result", "请填写结果。"), ("document", "请填写依据文件。"),
)  # fmt: skip


@transaction.atomic
def record_talk(
    *, unit: Unit, kind: str, person: str, held_on: date, held_by: str, basis: str, result: str, document: str, by,
    at: datetime, present: str = "", shown_to_head: bool = False, slip: Slip | None = None,
    decision: ConsequenceDecision | None = None, files=(),
) -> Talk:  # fmt: skip
    """`slip` or `decision` is what it follows from; both are about the same unit."""
    said = {
        "person": person, "held_by": held_by, "basis": basis, "result": result, "document": document,
        "present": present,
    }  # fmt: skip
    _check(kind, said, held_on, timezone.localdate(at))
    for of in (slip, decision):
        if of is not None and of.unit_id != unit.pk:
            raise Refused("所依据的督办单或决定不是这个单位的。", field="unit")
    row = Talk.objects.create(
        region=unit.region, unit=unit, unit_name=unit.name, kind=kind, held_on=held_on, **said, slip=slip,
        decision=decision, shown_to_head=shown_to_head, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    keep_supervision_files(files, by=by, at=at, talk=row)
    record(row, "talk_recorded", by=by, at=at)
    return row


@transaction.atomic
def correct_talk(
    *, row: Talk, kind: str, person: str, held_on: date, held_by: str, basis: str, result: str, document: str,
    reason: str, by, at: datetime, present: str = "", shown_to_head: bool = False, is_void: bool = False, files=(),
) -> Talk:  # fmt: skip
    """A new row stands for the old one, which is kept; a void one says that there was no such talk."""
    said = {
        "person": person, "held_by": held_by, "basis": basis, "result": result, "document": document,
        "present": present,
    }  # fmt: skip
    if row.is_void or Talk.objects.filter(corrects=row).exists():
        raise Stale()
    if not reason.strip():
        raise Refused("请填写更正原因。", field="reason")
    _check(kind, said, held_on, timezone.localdate(at))
    try:
        with transaction.atomic():
            new = Talk.objects.create(
                region=row.region, unit=row.unit, unit_name=row.unit_name, kind=kind, held_on=held_on, **said,
                slip=row.slip, decision=row.decision, shown_to_head=shown_to_head, is_void=is_void, corrects=row,
                reason=reason.strip(), recorded_by=by, recorded_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale() from error
    keep_supervision_files(files, by=by, at=at, talk=new)
    record(new, "talk_corrected", by=by, at=at)
    return new


def _check(kind: str, said: dict, held_on: date, today: date) -> None:
    if kind not in TalkKind.values:
        raise Refused("请选择类别。", field="kind")
    for field, sentence in NEEDED:
        if not said[field].strip():
            raise Refused(sentence, field=field)
    if held_on > today:
        raise Refused("日期不能晚于今天。", field="held_on")
