"""How a ranking goes out: it hangs out, is given up or published by a second person; published, it never changes."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.turns import take_run
from assessment.models import RunNotice, RunState, SchemeState, ScoreRun
from assessment.reports.standing import last_published
from promo.calendar import exceptions_since
from promo.days import show_day
from promo.models import CalendarDay
from promo.models.counter import next_number
from promo.models.event import record
from promo.refusal import Refused
from promo.workdays import ONE_DAY, add_workdays

MOST_WORKDAYS = 30
MOST_AHEAD = timedelta(days=30)


@transaction.atomic
def put_up_notice(
    *, run: ScoreRun, first_on: date, workdays: int, text: str, contact: str, by, at: datetime
) -> RunNotice:
    """The ranking hangs out for `workdays` working days from `first_on` on. From now on every unit may look at it."""
    take_run(run)
    if run.state != RunState.DONE:
        raise Refused(f"这次计算的状态是“{run.get_state_display()}”，不能公示。")
    _check_scheme(run)
    _check_order(run, last_published(run.scheme))
    last_on = _last_day(first_on, workdays, today=timezone.localdate(at))
    try:
        with transaction.atomic():
            ScoreRun.objects.filter(pk=run.pk).update(state=RunState.NOTICE)
    except IntegrityError as error:
        raise Refused("同一考核办法已有一次排名正在公示，请先发布或作废。") from error
    unsure = CalendarDay.objects.filter(day__range=(first_on, last_on), is_confirmed=False).exists()
    notice = RunNotice.objects.create(
        run=run, first_on=first_on, last_on=last_on, workdays=workdays, is_unsure=unsure, text=text, contact=contact,
        put_up_by=by, put_up_at=at,
    )  # fmt: skip
    run.refresh_from_db()
    record(run, "run_noticed", by=by, at=at, first_on=first_on, last_on=last_on, sha256=run.sha256)
    return notice


def _last_day(first_on: date, workdays: int, *, today: date) -> date:
    if not today <= first_on <= today + MOST_AHEAD:
        raise Refused("公示开始日期应在今天至30天之内。", field="first_on")
    if not 1 <= workdays <= MOST_WORKDAYS:
        raise Refused(f"公示期应为1至{MOST_WORKDAYS}个工作日。", field="workdays")
    before = first_on - ONE_DAY
    return add_workdays(before, workdays, exceptions_since(before))


def _check_scheme(run: ScoreRun) -> None:
    if run.scheme.state != SchemeState.IN_USE:
        raise Refused("所依据的考核办法已废止，请按新办法重新计算。")


def _check_order(run: ScoreRun, last: ScoreRun | None) -> None:
    """Changes of place would otherwise be measured against the wrong ranking."""
    if (last.pk if last else None) != run.previous_id:
        raise Refused(f"计算之后已发布第{last.number}期排名，请重新计算后再发布。")
    if last and run.until < last.until:
        raise Refused(f"截止日期早于已发布的第{last.number}期（{show_day(last.until)}），不能发布。")


@transaction.atomic
def void_run(*, run: ScoreRun, reason: str, by, at: datetime) -> ScoreRun:
    """A ranking that hung out is given up: an objection was upheld, or it was found to be wrong. It stays in sight."""
    take_run(run)
    if run.state != RunState.NOTICE:
        raise Refused(f"这次计算的状态是“{run.get_state_display()}”，只有公示中的排名可以作废。")
    if not reason.strip():
        raise Refused("请写明作废理由。", field="reason")
    if waiting := run.objections.unsettled().count():
        raise Refused(f"还有{waiting}条异议没有办结，请先答复。")
    ScoreRun.objects.filter(pk=run.pk).update(
        state=RunState.VOID, void_reason=reason, voided_by=by, voided_at=at
    )
    run.refresh_from_db()
    record(run, "run_voided", by=by, at=at, grounds=reason)
    return run


@transaction.atomic
def publish_run(*, run: ScoreRun, by, at: datetime, reason: str = "") -> ScoreRun:
    """Give the ranking its number and close it for ever. Never by the person who asked for it.

    After its notice, with every objection settled; without a notice only with a written `reason`. Raises Refused also
    when another ranking was published since this one was worked out.
    """
    take_run(run)
    if run.requested_by_id == by.pk:
        raise Refused("发起计算的人不能发布，请由另一人核对后发布。")
    if run.state not in (RunState.DONE, RunState.NOTICE):
        raise Refused(f"这次计算的状态是“{run.get_state_display()}”，不能发布。")
    _check_scheme(run)
    # The counter's row is locked from here on, so that of two publishers the second sees what the first did.
    number = next_number(f"ranking:{run.region_id}:{run.scheme.year}")
    _check_order(run, last_published(run.scheme))
    if run.state == RunState.NOTICE:
        _check_notice(run, today=timezone.localdate(at))
        reason = ""
    else:
        _check_unnoticed(run, reason)
    ScoreRun.objects.filter(pk=run.pk).update(
        state=RunState.PUBLISHED, number=number, published_by=by, published_at=at, unnoticed_reason=reason
    )
    run.refresh_from_db()
    unnoticed = {"grounds": reason} if reason else {}
    record(run, "run_published", by=by, at=at, number=number, until=run.until, sha256=run.sha256, **unnoticed)
    return run


def _check_notice(run: ScoreRun, *, today: date) -> None:
    if today <= run.notice.last_on:
        raise Refused(f"公示期至{show_day(run.notice.last_on)}，期满后才能发布。")
    if waiting := run.objections.unsettled().count():
        raise Refused(f"还有{waiting}条异议没有办结，不能发布。")
    if run.objections.asking_for_another_run().exists():
        raise Refused("有异议成立、须重新计算，本次排名不能发布。请作废后重新计算。")


def _check_unnoticed(run: ScoreRun, reason: str) -> None:
    if not reason.strip():
        raise Refused("未经公示直接发布的，请写明理由。", field="reason")
    if ScoreRun.objects.filter(scheme=run.scheme, state=RunState.NOTICE).exists():
        raise Refused("同一考核办法有一次排名正在公示，请先办结公示。")
