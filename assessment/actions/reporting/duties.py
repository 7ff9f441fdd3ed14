"""Duties to report are laid down one by one or a year at once; one laid down by mistake is withdrawn with a reason."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.stamping import stamp
from assessment.models import DutyWithdrawal, ReportDuty
from promo.calendar import exceptions_since
from promo.days import show_day
from promo.models.event import record
from promo.periods import Period, PeriodKind, add_months, fortnight_of
from promo.refusal import Refused
from promo.versions import Stale
from promo.workdays import next_workday
from units.models import Region, UnitClass

ONE_DAY = timedelta(days=1)
THERE = "本期已有这项报送要求。"
FORTNIGHT_DAYS_MOST = 30


@transaction.atomic
def make_duty(
    *, region: Region, title: str, period_start: date, period_end: date, due_on: date, by, at: datetime, what: str = "",
    unit_classes: Sequence[str] = (), period_name: str = "", period_kind: str = "",
) -> ReportDuty:  # fmt: skip
    """One report, due on a day to come; `period_end` is exclusive. Who is asked follows on the last day from the
    class of the unit on that day. With a `period_kind` it is one of the calendar of periods."""
    _check(title, period_start, period_end, due_on, unit_classes, timezone.localdate(at))
    same = {"title": title, "period_start": period_start, "period_end": period_end}
    earlier = ReportDuty.objects.filter(region=region, **same)
    if earlier.standing().exists():
        raise Refused(THERE, field="period_start")
    try:
        with transaction.atomic():
            duty = ReportDuty.objects.create(
                region=region, **same, due_on=due_on, what=what, unit_classes=sorted(unit_classes),
                period_name=period_name or words_of(period_start, period_end), round=1 + earlier.count(),
                period_kind=period_kind, recorded_by=by, recorded_at=stamp(at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(THERE, field="period_start") from error
    record(duty, "duty_made", by=by, at=at, title=title, period=duty.period_name, due_on=due_on)
    return duty


@transaction.atomic
def plan_duties(
    *, region: Region, title: str, year: int, rhythm: str, day: int, by, at: datetime, what: str = "",
    in_next_month: bool = False, unit_classes: Sequence[str] = (), anchor: date | None = None,
) -> list[ReportDuty]:  # fmt: skip
    """A whole year at once. 'month': due on `day` of the month, or of the next; 'fortnight': `day` days after its last.

    What falls on a day off is due on the next working day of the office's calendar. What would be due before today or
    is there already is left out; refused when nothing is left.
    """
    if rhythm == PeriodKind.MONTH:
        planned = list(_months(year, day, in_next_month))
    elif rhythm == PeriodKind.FORTNIGHT and anchor:
        planned = list(_fortnights(year, day, anchor))
    else:
        raise Refused("请从列表中选择报送周期。", field="rhythm")
    today, exceptions = timezone.localdate(at), exceptions_since(date(year, 1, 1))
    standing = ReportDuty.objects.filter(region=region, title=title).standing()
    there = set(standing.values_list("period_start", "period_end"))
    made = [
        make_duty(
            region=region, title=title, what=what, period_start=period.start, period_end=period.end,
            period_name=period.label, due_on=due_on, unit_classes=unit_classes, by=by, at=at,
        )
        for period, due_on in ((period, next_workday(due, exceptions)) for period, due in planned)
        if due_on >= today and (period.start, period.end) not in there
    ]  # fmt: skip
    if not made:
        raise Refused("没有需要新增的报送要求：各期均已下达，或截止日期已过。", field="year")
    return made


@transaction.atomic
def withdraw_duty(*, duty: ReportDuty, reason: str, by, at: datetime) -> DutyWithdrawal:
    """Nobody is late for it from now on; what was calculated before stays as it was."""
    if not reason.strip():
        raise Refused("请填写撤销原因。", field="reason")
    try:
        with transaction.atomic():
            row = DutyWithdrawal.objects.create(
                duty=duty, reason=reason, recorded_by=by, recorded_at=stamp(at)
            )
    except IntegrityError as error:
        raise Refused("这项报送要求已经撤销。") from error
    record(duty, "duty_withdrawn", by=by, at=at, title=str(duty), reason=reason)
    return row


def locked(duty: ReportDuty) -> ReportDuty:
    """The duty, held until the transaction ends; refused when it was withdrawn."""
    held = ReportDuty.objects.select_for_update().filter(pk=duty.pk).first()
    if held is None or DutyWithdrawal.objects.filter(duty=duty).exists():
        raise Refused("这项报送要求已经撤销。") if held else Stale()
    return held


def words_of(start: date, end: date) -> str:
    """'2026年3月', '2026年3月1日—2026年3月14日'."""
    if start.day == 1 and end == add_months(start, 1):
        return f"{start.year}年{start.month}月"
    last = end - ONE_DAY
    return show_day(start) if start == last else f"{show_day(start)}—{show_day(last)}"


def _check(
    title: str, start: date, end: date, due_on: date, unit_classes: Sequence[str], today: date
) -> None:
    if not title.strip():
        raise Refused("请填写报表名称。", field="title")
    if end <= start:
        raise Refused("所属期的末日不能早于首日。", field="period_last")
    if due_on < start:
        raise Refused("截止日期不能早于所属期的首日。", field="due_on")
    if due_on < today:
        raise Refused("截止日期不能早于今天。", field="due_on")
    if any(code not in UnitClass.values for code in unit_classes):
        raise Refused("请从列表中选择单位类别。", field="unit_classes")


def _months(year: int, day: int, in_next_month: bool) -> Iterator[tuple[Period, date]]:
    if not 1 <= day <= 31:
        raise Refused("请填写1至31之间的日。", field="day")
    for month in range(12):
        start = date(year + month // 12, month % 12 + 1, 1)
        of_month = add_months(start, 1) if in_next_month else start
        last = add_months(of_month, 1) - ONE_DAY
        yield (
            Period(PeriodKind.MONTH.value, start, add_months(start, 1)),
            of_month.replace(day=min(day, last.day)),
        )


def _fortnights(year: int, days_after: int, anchor: date) -> Iterator[tuple[Period, date]]:
    """Those whose last day lies in the year."""
    if not 0 <= days_after <= FORTNIGHT_DAYS_MOST:
        raise Refused(f"请填写0至{FORTNIGHT_DAYS_MOST}之间的天数。", field="day")
    period = fortnight_of(date(year, 1, 1), anchor=anchor)
    while period.last_day.year == year:
        yield period, period.last_day + timedelta(days=days_after)
        period = period.next()
