"""What units owe for a period follows from the calendar: laid down once the period has begun, by the timetable."""

from datetime import date, datetime

from django.utils import timezone

from assessment.actions.reporting.duties import make_duty
from assessment.models import ReportDuty
from projects.period_calendar import Due, PeriodCalendar
from promo.periods import Period, PeriodKind
from units.models import Region

TITLES = {
    PeriodKind.WEEK: "招商引资周报",
    PeriodKind.FORTNIGHT: "招商引资双周报",
    PeriodKind.HALF_MONTH: "招商引资半月报",
    PeriodKind.MONTH: "招商引资月报",
    PeriodKind.QUARTER: "招商引资季报",
    PeriodKind.HALF_YEAR: "招商引资半年报",
    PeriodKind.YEAR: "招商引资年报",
}


def make_calendar_duties(*, region: Region, at: datetime) -> list[ReportDuty]:
    """The duties of the running periods and of the ones before them that are still to come; a second call makes none.
    One that was withdrawn is not made again, nobody is asked after the day, nor twice where somebody laid the same
    report down by hand."""
    today = timezone.localdate(at)
    asked = [
        due
        for due in PeriodCalendar.on(region, today).around(today, back=1)
        if due.asks and due.deadline_on >= today
    ]
    if not asked:
        return []
    since = min(due.period.start for due in asked)
    rows = ReportDuty.objects.filter(region=region, period_start__gte=since)
    there = {
        (kind or title, start, end)
        for kind, title, start, end, withdrawn in rows.values_list(
            "period_kind", "title", "period_start", "period_end", "withdrawal"
        )
        if kind or withdrawn is None
    }
    return [_make(region, due, at=at) for due in asked if there.isdisjoint(_names(due.period))]


def _names(period: Period) -> set[tuple[str, date, date]]:
    """By its kind the calendar knows its own duties, by the title those that were laid down by hand."""
    return {(name, period.start, period.end) for name in (period.kind, TITLES[PeriodKind(period.kind)])}


def _make(region: Region, due: Due, *, at: datetime) -> ReportDuty:
    return make_duty(
        region=region, title=TITLES[PeriodKind(due.period.kind)], what=due.what, period_start=due.period.start,
        period_end=due.period.end, period_name=due.period.label[:40], due_on=due.deadline_on,
        period_kind=due.period.kind, by=None, at=at,
    )  # fmt: skip
