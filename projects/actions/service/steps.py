"""Next steps of a project: planned with a day, moved with a reason, finished with a word."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.service.ground import not_earlier, not_later, said, take_open, touch
from projects.models import NextStep, ProgressNote, Project
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged


@transaction.atomic
def plan_step(
    *, project: Project, text: str, due_on: date, by, at: datetime, owner: str = "", note: ProgressNote | None = None
) -> NextStep:  # fmt: skip
    """One thing to do by the end of `due_on`, today or later."""
    take_open(project)
    text = said(text, "请填写下一步工作。", field="text")
    not_earlier(due_on, at, field="due_on")
    step = NextStep.objects.create(
        project=project, note=note, text=text, due_on=due_on, owner=owner, recorded_by=by, recorded_at=at
    )
    record(project, "step_planned", by=by, at=at, step=step.pk, text=text, due_on=due_on, owner=owner)
    return step


@transaction.atomic
def move_step(*, step: NextStep, version: int, due_on: date, reason: str, by, at: datetime) -> NextStep:
    """Another day for an open step; the reason stays in the record of the project."""
    take_open(step.project)
    _still_open(step)
    reason = said(reason, "请填写调整原因。", field="reason")
    not_earlier(due_on, at, field="due_on")
    if due_on == step.due_on:
        raise Refused("完成日期没有变化。", field="due_on")
    changes = update_if_unchanged(step, version=version, due_on=due_on)
    record(
        step.project,
        "step_moved",
        by=by,
        at=at,
        step=step.pk,
        title=step.text,
        reason=reason,
        changes=changes,
    )
    return step


@transaction.atomic
def finish_step(*, step: NextStep, version: int, done_on: date, result: str, by, at: datetime) -> NextStep:
    """Done, or no longer needed; `result` says which."""
    take_open(step.project)
    _still_open(step)
    result = said(result, "请填写办理情况。", field="result")
    not_later(done_on, at, field="done_on")
    if done_on < timezone.localdate(step.recorded_at):
        raise Refused("办结日期不能早于登记日期。", field="done_on")
    update_if_unchanged(step, version=version, done_on=done_on, done_by=by, done_at=at, result=result)
    touch(step.project, at)
    record(step.project, "step_finished", by=by, at=at, step=step.pk, title=step.text, handled=result)
    return step


def _still_open(step: NextStep) -> None:
    if NextStep.objects.filter(pk=step.pk, done_on__isnull=False).exists():
        raise Refused("这项工作已经办结。")
