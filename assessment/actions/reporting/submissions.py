"""Reports are handed in by the unit or entered for it; what was entered wrongly is answered by a new row."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.kept_files import keep_file
from assessment.actions.reporting.duties import locked
from assessment.actions.stamping import stamp
from assessment.facts import fulfilled
from assessment.models import ReportDuty, Submission
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Unit

NOT_ASKED = "该单位本期无须报送。"


@transaction.atomic
def hand_in(
    *, duty: ReportDuty, unit: Unit, received_on: date, by, at: datetime, note: str = "", file=None,
    is_incomplete: bool = False, reason: str = "", by_unit: bool = False, is_told: bool = False,
) -> Submission:  # fmt: skip
    """A report came in. A unit hands in today and as complete; the office may enter the day on the stamp of receipt
    and what is missing. An incomplete report is followed by another. For a period of the calendar a unit confirms its
    figures and tells how it stands (`tell_period`), which hands in with `is_told`."""
    locked(duty)
    today = timezone.localdate(at)
    if not fulfilled([duty], region=duty.region, as_of=at, unit_ids=[unit.pk]):
        raise Refused(NOT_ASKED)
    if by_unit and (received_on != today or is_incomplete):
        raise Refused("单位自行报送的，收到日期为当天。", field="received_on")
    if by_unit and duty.period_kind and not is_told:
        raise Refused("本期须在“统计周期”中核对数据、填写情况后报送。")
    if by_unit and not is_told and not file and not note.strip():
        raise Refused("请上传报表，或说明已用何种方式报送。", field="file")
    _check(duty, received_on, is_incomplete, reason, today)
    if any(not row.is_incomplete for row in standing(duty, unit)):
        raise Refused("该单位本期已经报送，登记有误的请更正。")
    row = Submission.objects.create(
        duty=duty, unit=unit, received_on=received_on, note=note, is_incomplete=is_incomplete, reason=reason,
        by_unit=by_unit, recorded_by=by, recorded_at=stamp(at),
        file=keep_file(region=duty.region, unit=unit, file=file, by=by, at=at),
    )  # fmt: skip
    tell(row, "report_handed_in", by=by, at=at)
    return row


@transaction.atomic
def correct_submission(
    *, row: Submission, received_on: date, is_incomplete: bool, is_void: bool, reason: str, by, at: datetime
) -> Submission:
    """Another day of receipt, complete or not, or nothing came in after all: a new row that stands for the old one."""
    locked(row.duty)
    if row.is_void or Submission.objects.filter(replaces=row).exists():
        raise Stale()
    if not reason.strip():
        raise Refused("请填写原因。", field="reason")
    _check(row.duty, received_on, is_incomplete, reason, timezone.localdate(at))
    if not is_void and (received_on, is_incomplete) == (row.received_on, row.is_incomplete):
        raise Refused("没有改动任何内容。")
    try:
        with transaction.atomic():
            new = Submission.objects.create(
                duty=row.duty, unit=row.unit, received_on=received_on, is_incomplete=is_incomplete and not is_void,
                is_void=is_void, reason=reason, note=row.note, file=row.file, by_unit=row.by_unit, replaces=row,
                recorded_by=by, recorded_at=stamp(at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale() from error
    tell(new, "report_corrected", by=by, at=at)
    return new


def standing(duty: ReportDuty, unit: Unit) -> list[Submission]:
    """What is neither void nor corrected now."""
    rows = Submission.objects.filter(duty=duty, unit=unit, replaced_by__isnull=True, is_void=False)
    return list(rows.order_by("pk"))


def tell(row: Submission, verb: str, *, by, at: datetime) -> None:
    record(
        row, verb, by=by, at=at, unit=row.unit.name, title=str(row.duty), received_on=row.received_on,
        is_incomplete=row.is_incomplete, is_void=row.is_void, reason=row.reason,
    )  # fmt: skip


def _check(duty: ReportDuty, received_on: date, is_incomplete: bool, reason: str, today: date) -> None:
    if received_on > today:
        raise Refused("收到日期不能晚于今天。", field="received_on")
    if received_on < duty.period_start:
        raise Refused("收到日期不能早于所属期的首日。", field="received_on")
    if is_incomplete and not reason.strip():
        raise Refused("请说明缺少的内容。", field="reason")
