"""A closed period opens only by an approval: asked with a reason by one person, decided with a document by another."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.actions.periods.closing import add_step, newest_of
from projects.models import PeriodReopening, PeriodStep
from projects.period_calendar import RULE
from projects.rules_in_force import rule_for
from promo.days import show_day
from promo.models.event import record
from promo.periods import Period
from promo.refusal import Refused
from units.actions import keep_paper
from units.models import Region

State = PeriodReopening.State


@transaction.atomic
def ask_reopening(
    *, region: Region, period: Period, reason: str, open_until: date, by, at: datetime
) -> PeriodReopening:
    """For a firmly closed period; until a day to come, no further off than the rule lets."""
    closing = newest_of(region, period)
    if closing is None or closing.step != PeriodStep.FIRM:
        raise Refused("本期尚未结账，无须重开。")
    if not reason.strip():
        raise Refused("请填写重开原因。", field="reason")
    _check_until(region, open_until, timezone.localdate(at))
    try:
        with transaction.atomic():
            row = PeriodReopening.objects.create(
                region=region, kind=period.kind, start=period.start, end=period.end, reason=reason.strip(),
                open_until=open_until, asked_by=by, asked_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("本期已有重开申请，正在等待决定。") from error
    _tell(row, "period_opening_asked", by=by, at=at, reason=row.reason, until=open_until)
    return row


@transaction.atomic
def decide_reopening(
    *, row: PeriodReopening, grant: bool, by, at: datetime, document: str = "", file=None, words: str = ""
) -> PeriodReopening:
    """Another person than who asked; an approval has its document, a refusal its words."""
    if row.asked_by_id == by.pk:
        raise Refused("申请人不能决定自己提出的重开申请，请由他人决定。")
    if grant and not document.strip():
        raise Refused("请填写批准依据。", field="document")
    if grant and not file:
        raise Refused("请上传批准文件。", field="file")
    if not grant and not words.strip():
        raise Refused("不同意的，请说明理由。", field="words")
    if grant:
        _check_until(row.region, row.open_until, timezone.localdate(at))
    paper = keep_paper(region=row.region, file=file, by=by, at=at) if grant else None
    waiting = PeriodReopening.objects.filter(pk=row.pk, state=State.ASKED)
    changes = {"words": words.strip(), "decided_by": by, "decided_at": at}
    if grant:
        changes |= {"state": State.GRANTED, "document": document.strip(), "paper": paper}
    if not waiting.update(**({"state": State.REFUSED} | changes)):
        raise Refused("这项申请已有决定，请刷新查看。")
    row.refresh_from_db()
    if grant:
        closing = newest_of(row.region, row.period)
        if closing is None or closing.step != PeriodStep.FIRM:
            raise Refused("本期已经重开。")
        add_step(closing, PeriodStep.OPENED, by=by, at=at, reopening=row, open_until=row.open_until)
    else:
        _tell(row, "period_opening_refused", by=by, at=at, text=row.words)
    return row


def _check_until(region: Region, open_until: date, today: date) -> None:
    most = rule_for(RULE, region=region, on=today)["opened"]
    if open_until < today:
        raise Refused("重开截止日期不能早于今天。", field="open_until")
    if open_until > today + timedelta(days=most):
        raise Refused(
            f"重开最长{most}天，应不晚于{show_day(today + timedelta(days=most))}。", field="open_until"
        )


def _tell(row: PeriodReopening, verb: str, *, by, at: datetime, **detail) -> None:
    record(row, verb, by=by, at=at, region=row.region.name, period=row.period.label, **detail)
