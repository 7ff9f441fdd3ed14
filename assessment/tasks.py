"""Celery's doors of assessment, named by settings: ids in, one call, done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment import actions
from assessment.models import ScoreRun
from assessment.reminding import remind_of_late
from assessment.report_tasks import draft_due_reports, draft_report
from promo.jobs import Running, Superseded

__all__ = [
    "close_due_rounds",
    "draft_due_reports",
    "draft_report",
    "remind_of_late",
    "score",
    "score_due_schemes",
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


def score_due_schemes(*, now: datetime) -> None:
    """The timetable's tick."""
    actions.request_due_runs(now=now)


def close_due_rounds(*, now: datetime) -> None:
    """The timetable's tick: marking ends at its deadline."""
    actions.close_due_rounds(now=now)
