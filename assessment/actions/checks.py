"""A published ranking is checked in the background when a supervisor or leader asks; what came out is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assessment.models import RunCheck, RunState, ScoreRun
from assessment.reports.verifying import Checked
from promo import jobs
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def request_check(*, run: ScoreRun, by, at: datetime) -> RunCheck:
    """One that has not ended yet is returned instead of a second one."""
    if run.state != RunState.PUBLISHED:
        raise Refused("只有已发布的排名可以复核。")
    waiting = run.checks.filter(finished_at__isnull=True, job__state__in=("queued", "running")).first()
    if waiting:
        return waiting
    check = RunCheck.objects.create(run=run, requested_by=by, requested_at=at)
    check.job = jobs.enqueue(
        "verify_ranking",
        title=f"复核第{run.number}期排名",
        by=by,
        at=at,
        key=f"verify:{run.pk}",
        check_id=check.pk,
    )
    check.save(update_fields=["job"])
    record(run, "run_check_requested", by=by, at=at, number=run.number)
    return check


@transaction.atomic
def finish_check(*, check: RunCheck, checked: Sequence[Checked], at: datetime) -> None:
    """Keep the result; a check that is finished already stays as it is."""
    sound = all(one.is_sound for one in checked)
    rows = RunCheck.objects.filter(pk=check.pk, finished_at__isnull=True)
    if not rows.update(finished_at=at, is_sound=sound, result=[one.as_data() for one in checked]):
        return
    found = sum(len(one.differences) for one in checked)
    record(check.run, "run_checked", by=check.requested_by, at=at, number=check.run.number, rows=found)
