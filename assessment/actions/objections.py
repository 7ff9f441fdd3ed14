"""Objections to a ranking: raised by a unit while it hangs out, answered by one person, confirmed by another."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessment.actions.run_files import keep_files
from assessment.actions.turns import take_run
from assessment.models import (
    Remedy,
    RunFinding,
    RunObjection,
    RunObjectionState,
    RunState,
    ScoreItem,
    ScoreLine,
    ScoreRun,
)
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.access import UNIT_ROLES
from units.models import Membership, Unit

TOLD = 80  # characters of a text that the record holds


@transaction.atomic
def raise_run_objection(
    *, run: ScoreRun, unit: Unit, text: str, by, at: datetime, line: ScoreLine | None = None,
    item: ScoreItem | None = None, files=(),
) -> RunObjection:  # fmt: skip
    """By the clerk or the head of `unit`, in the days of the notice: about its own line, about an item of any line, or
    about the ranking in general."""
    take_run(run)
    today = timezone.localdate(at)
    _check_days(run, today)
    if not Membership.objects.in_force(on=today).filter(user=by, unit=unit, role__in=UNIT_ROLES).exists():
        raise Refused("只有单位的负责人或经办人可以代表本单位提出异议。")
    _check_about(run, unit, line, item)
    number = 1 + (run.objections.aggregate(last=Max("number"))["last"] or 0)
    row = RunObjection.objects.create(
        run=run, number=number, unit=unit, unit_name=unit.name, line=line, item=item, text=text, raised_by=by,
        raised_at=at,
    )  # fmt: skip
    keep_files(files, by=by, at=at, objection=row)
    _tell(row, "run_objection_raised", by=by, at=at, text=text[:TOLD])
    return row


def _check_days(run: ScoreRun, today: date) -> None:
    if run.state != RunState.NOTICE:
        raise Refused("这次排名不在公示，不受理异议。")
    if today < run.notice.first_on:
        raise Refused(f"公示{show_day(run.notice.first_on)}开始，届时再提出。")
    if today > run.notice.last_on:
        raise Refused(f"公示期已于{show_day(run.notice.last_on)}届满，不再受理异议。")


def _check_about(run: ScoreRun, unit: Unit, line: ScoreLine | None, item: ScoreItem | None) -> None:
    if line and line.run_id != run.pk:
        raise Refused("请从本次排名的单位中选择。", field="line")
    if item and (line is None or item.line_id != line.pk):
        raise Refused("请先选择单位，再选择该单位的指标。", field="item")
    if line and line.unit_id != unit.pk and item is None:
        raise Refused("对其他单位的得分提出异议，须指明指标。", field="item")


def _tell(row: RunObjection, verb: str, *, by, at: datetime, **more) -> None:
    record(
        row.run,
        verb,
        by=by,
        at=at,
        objection=row.pk,
        number=row.number,
        unit=row.unit_name,
        about=row.about,
        **more,
    )


@transaction.atomic
def answer_run_objection(
    *, objection: RunObjection, finding: str, remedy: str, answer: str, document: str, version: int, by, at: datetime,
    files=(),
) -> RunObjection:  # fmt: skip
    """The answer in words, with its paper; it stands when another person has confirmed it."""
    take_run(objection.run)
    objection.refresh_from_db()
    _must_be(objection, RunObjectionState.OPEN)
    _refuse_interested(objection, by=by, at=at)
    if finding == RunFinding.REJECTED and remedy != Remedy.NONE:
        raise Refused("异议不成立的，处理方式应选“不需处理”。", field="remedy")
    if finding != RunFinding.REJECTED and remedy == Remedy.NONE:
        raise Refused("异议成立或部分成立的，请选择重新计算或书面说明。", field="remedy")
    update_if_unchanged(
        objection, version=version, state=RunObjectionState.ANSWERED, finding=finding, remedy=remedy, answer=answer,
        document=document, answered_by=by, answered_at=at, return_reason="",
    )  # fmt: skip
    keep_files(files, by=by, at=at, objection=objection, is_answer=True)
    _tell(objection, "run_objection_answered", by=by, at=at, result=objection.get_finding_display(),
          text=answer[:TOLD])  # fmt: skip
    return objection


@transaction.atomic
def confirm_run_objection(*, objection: RunObjection, version: int, by, at: datetime) -> RunObjection:
    """The second pair of eyes: from now on the answer is given and cannot be changed."""
    _second(objection, by=by, at=at)
    update_if_unchanged(
        objection, version=version, state=RunObjectionState.CLOSED, confirmed_by=by, confirmed_at=at
    )
    _tell(objection, "run_objection_closed", by=by, at=at, result=objection.get_finding_display())
    return objection


@transaction.atomic
def return_run_objection(
    *, objection: RunObjection, reason: str, version: int, by, at: datetime
) -> RunObjection:
    """The second person does not agree: the answer is given back to be written anew."""
    _second(objection, by=by, at=at)
    if not reason.strip():
        raise Refused("请写明退回的理由。", field="reason")
    update_if_unchanged(objection, version=version, state=RunObjectionState.OPEN, return_reason=reason)
    _tell(objection, "run_objection_returned", by=by, at=at, grounds=reason[:TOLD])
    return objection


def _second(objection: RunObjection, *, by, at: datetime) -> None:
    take_run(objection.run)
    objection.refresh_from_db()
    _must_be(objection, RunObjectionState.ANSWERED)
    if objection.answered_by_id == by.pk:
        raise Refused("答复须由答复人以外的人确认。")
    _refuse_interested(objection, by=by, at=at)


@transaction.atomic
def withdraw_run_objection(*, objection: RunObjection, version: int, by, at: datetime) -> RunObjection:
    """Taken back by whoever raised it, while nobody has answered."""
    take_run(objection.run)
    objection.refresh_from_db()
    _must_be(objection, RunObjectionState.OPEN)
    if objection.raised_by_id != by.pk:
        raise Refused("只有提出的人可以撤回。")
    update_if_unchanged(objection, version=version, state=RunObjectionState.WITHDRAWN)
    _tell(objection, "run_objection_withdrawn", by=by, at=at)
    return objection


def _must_be(objection: RunObjection, state: str) -> None:
    if objection.state != state:
        raise Refused(f"这条异议的状态是“{objection.get_state_display()}”，请刷新后核对。")


def _refuse_interested(objection: RunObjection, *, by, at: datetime) -> None:
    """Nobody of the unit that objects, and nobody of the unit that it is about."""
    sides = {objection.unit_id} | ({objection.line.unit_id} if objection.line else set())
    held = Membership.objects.in_force(on=timezone.localdate(at)).filter(user=by, unit__in=sides)
    if objection.raised_by_id == by.pk or held.exists():
        raise Refused("提出异议的单位和被提异议的单位的人员不能答复、确认这条异议。")
