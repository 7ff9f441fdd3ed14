"""Periodic reports by the timetable: each kind due once, drafted once, caught up in order after days without power."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessment.actions.reports import draft_report as draft
from assessment.models import Report
from assessment.reports.fortnight import KIND
from assessment.reports.report_kinds import KINDS, ReportKind
from projects import ledger
from projects.models import Project
from promo import jobs
from promo.models import Job
from promo.models.job import JobState
from promo.periods import Period
from units.models import Region, RegionLevel

PAUSE = timedelta(hours=1)  # after a draft that failed


def draft_due_reports(*, now: datetime) -> None:
    """Ask for the earliest missing report of each kind of every town; its job asks for the next one."""
    for region in Region.objects.filter(level=RegionLevel.TOWN):
        for kind in KINDS.values():
            if kind.by_default:
                ask_for_next(region, kind, now=now)


def ask_for_next(region: Region, kind: ReportKind, *, now: datetime) -> Job | None:
    """A job for the earliest ended period without a report; None when nothing is due.

    One after the other, because each tells what is new since the one before.
    """
    due = _due(region, kind, today=timezone.localdate(now))
    if not due:
        return None
    period = due[0]
    key = f"draft_report:{region.pk}:{period.key}"
    failed = Job.objects.filter(key=key, state=JobState.FAILED, finished_at__gt=now - PAUSE)
    if failed.exists():
        return None
    return jobs.enqueue(
        "draft_report", title=f"起草{region.name}{period.label}{kind.name}", by=None, at=now, key=key,
        region_id=region.pk, report_kind=kind.code, start=period.start.isoformat(),
    )  # fmt: skip


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
    as_of = ledger.moment(now)
    with transaction.atomic():
        report = draft(region=region, period=period, as_of=as_of, at=now)
        running.finish(note=f"已起草{report.title}{report.year}年第{report.number}期。")
    ask_for_next(region, kind, now=now)
