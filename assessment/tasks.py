"""Celery's doors of assessment, named by settings: ids in, one call, done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment import actions
from assessment.campaign_tasks import draft_campaign_report, draft_due_campaign_reports
from assessment.looking import look_daily, look_for_findings
from assessment.models import RunCheck, ScoreRun
from assessment.period_tasks import keep_periods
from assessment.reminding import remind_of_late
from assessment.report_tasks import draft_due_reports, draft_report
from assessment.reports.verifying import check_erratum, check_ranking
from assessment.reports.verifying.finding import errata_of
from promo.jobs import Running, Superseded

__all__ = [
    "close_due_rounds",
    "draft_campaign_report",
    "draft_due_campaign_reports",
    "draft_due_reports",
    "draft_report",
    "keep_periods",
    "escalate_due_slips",
    "look_daily",
    "look_for_findings",
    "remind_of_late",
    "score",
    "score_due_schemes",
    "verify_ranking",
]


def score(running: Running, *, run: int) -> None:
    """Work out a run and keep it; the lines and the end of the job are one transaction."""
    row = ScoreRun.objects.select_related("scheme__region", "previous").get(pk=run)
    try:
        running.step(0, 2, "正在汇总台账")
        standing = actions.standing_of(row)
        running.step(1, 2, "正在保存结果")
        with transaction.atomic():
            actions.finish_run(run=row, standing=standing, at=timezone.now())
            running.finish(note=f"已计算{len(standing.placed)}个单位。")
    except Superseded:
        raise
    except Exception:
        with transaction.atomic():
            running.step(0, 2)  # of a job that somebody else has taken up, the run is not ours to fail
            actions.fail_run(run_id=run)
        raise


def verify_ranking(running: Running, *, check_id: int) -> None:
    """A ranking and its corrections held against the ledger; the result and the end of the job are one transaction."""
    check = RunCheck.objects.select_related("run__scheme__region", "run__region", "run__previous").get(
        pk=check_id
    )
    errata = errata_of(check.run)
    checked = []
    for done, one in enumerate((check.run, *errata)):
        running.step(done, 1 + len(errata), "正在重新计算并核对")
        checked.append(check_erratum(one) if done else check_ranking(one))
    found = sum(len(one.differences) for one in checked)
    with transaction.atomic():
        actions.finish_check(check=check, checked=checked, at=timezone.now())
        running.finish(note=f"发现{found}处不一致。" if found else "全部一致。")


def score_due_schemes(*, now: datetime) -> None:
    """The timetable's tick."""
    actions.request_due_runs(now=now)


def escalate_due_slips(*, now: datetime) -> None:
    """The timetable's tick: overdue slips get the next colour."""
    actions.escalate_due_slips(now=now)


def close_due_rounds(*, now: datetime) -> None:
    """The timetable's tick: marking ends at its deadline."""
    actions.close_due_rounds(now=now)
