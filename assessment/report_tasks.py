"""Periodic reports by the timetable: each kind due once, drafted once, caught up in order after days without power."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessment.actions.reports import draft_report as draft
from assessment.models import Report
from assessment.reports.fortnight import KIND
from assessment.reports.report_kinds import KINDS, OF_CALENDAR, ReportKind, is_drafted, rule_of
from projects import ledger
from projects.models import Project
from projects.period_calendar import PeriodCalendar, due_of
from projects.rulebook.reports import REPORTS
from projects.rules_in_force import rules_until
from promo import jobs
from promo.models import Job
from promo.models.job import JobState
from promo.periods import Period
from units.models import Region, RegionLevel

PAUSE = timedelta(hours=1)  # after a draft that failed


def draft_due_reports(*, now: datetime) -> None:
    """Ask for the earliest missing report of each kind of every town; its job asks for the next one.

    Which kinds a town has is said by its rule of reports, for some by its calendar of periods.
    """
    today = timezone.localdate(now)
    for region in Region.objects.filter(level=RegionLevel.TOWN):
        calendar = PeriodCalendar.on(region, today)
        for kind in OF_CALENDAR.values():
            ask_for_next(region, kind, calendar=calendar, now=now)


def ask_for_next(region: Region, kind: ReportKind, *, calendar: PeriodCalendar, now: datetime) -> Job | None:
    """A job for the earliest ended period without a report; None when nothing is due.

    One after the other, because each tells what is new since the one before. Where the office asks its units to report,
    a period waits for the evening of their deadline.
    """
    today = timezone.localdate(now)
    period = _next(region, kind, calendar=calendar, today=today)
    if period is None or not _has_been_reported(period, calendar, today=today):
        return None
    key = f"draft_report:{region.pk}:{period.key}"
    failed = Job.objects.filter(key=key, state=JobState.FAILED, finished_at__gt=now - PAUSE)
    if failed.exists():
        return None
    return jobs.enqueue(
        "draft_report", title=f"起草{region.name}{period.label}{kind.name}", by=None, at=now, key=key,
        region_id=region.pk, report_kind=kind.code, start=period.start.isoformat(),
    )  # fmt: skip


def _decided(calendar: PeriodCalendar) -> Mapping[str, Any]:
    """The rows of the office's own rule by kind of period; none where it decided nothing."""
    return {} if calendar.rule.row is None else calendar.kinds


def _has_been_reported(period: Period, calendar: PeriodCalendar, *, today: date) -> bool:
    row = _decided(calendar).get(period.kind)
    return row is None or not row["asks"] or due_of(period, row, calendar.days).deadline_on < today


def _next(region: Region, kind: ReportKind, *, calendar: PeriodCalendar, today: date) -> Period | None:
    """The earliest ended period without a report whose last day has a rule that asks for one."""
    rule_on = rules_until(REPORTS[kind.code].code, region=region, on=today)
    used = _decided(calendar)
    due = _due(region, kind, today=today)
    wanted = (one for one in due if is_drafted(rule_on(one.last_day), kind, calendar=used))
    return next(wanted, None)


def _due(region: Region, kind: ReportKind, *, today: date) -> list[Period]:
    """Counted from the first report, or from the first project where there is none; a town without either has none."""
    starts = set(Report.objects.filter(region=region, kind=kind.code).values_list("start", flat=True))
    if starts:
        return kind.due(since=min(starts), today=today, drafted=starts)
    first = Project.objects.in_register().filter(region=region).order_by("registered_at").first()
    if first is None:
        return []
    return kind.due(since=timezone.localdate(first.registered_at), today=today, drafted=starts)


def draft_report(running: jobs.Running, *, region_id: int, start: str, report_kind: str = KIND) -> None:
    """Job handler: one report with its figures as known at this moment; then the next one that is missing."""
    now = timezone.now()
    region = Region.objects.get(pk=region_id)
    kind = KINDS[report_kind]
    period = kind.period_of(date.fromisoformat(start))
    calendar = PeriodCalendar.on(region, timezone.localdate(now))
    rule = rule_of(kind, region=region, on=period.last_day)
    if is_drafted(rule, kind, calendar=_decided(calendar)):
        _draft(running, region, period, now=now)
    else:
        running.finish(note=f"按编发规定，{period.label}不编发{kind.name}。")
    ask_for_next(region, kind, calendar=calendar, now=now)


def _draft(running: jobs.Running, region: Region, period: Period, *, now: datetime) -> None:
    as_of = ledger.moment(now)
    with transaction.atomic():
        report = draft(region=region, period=period, as_of=as_of, at=now)
        running.finish(note=f"已起草{report.title}{report.year}年第{report.number}期。")
