"""What every step of a case begins with: its turn, its latest state, and the people who must keep out of it."""

from datetime import date, datetime

from django.utils import timezone

from projects.actions.turns import take_turn
from projects.models import FirstReferrer, Project, ReferralCase, ReferralClaim, Status
from projects.referral_rights import interest_of
from projects.referrals import CaseNow, case_now
from promo.calendar import exceptions_since
from promo.refusal import Refused
from promo.versions import Stale, update_if_unchanged
from promo.workdays import add_workdays, next_workday

CONFIRMED = "该项目已认定第一引荐人。"


def begin(project: Project, *, at: datetime) -> CaseNow:
    """The case as it stands, seen after everybody who was before; held until the transaction ends."""
    take_turn(project)
    if project.status == Status.MERGED:
        raise Refused("该项目已并入其他项目，请在保留的项目办理。")
    return case_now(project, on=timezone.localdate(at))


def refuse_confirmed(now: CaseNow) -> None:
    if FirstReferrer.objects.filter(project__in=now.family).exists():
        raise Refused(CONFIRMED)


def refuse_interested(now: CaseNow, *, by, proposed: ReferralClaim | None = None) -> None:
    """Nobody of a claiming unit, and not whoever recorded the proposed claim."""
    sentence = interest_of(by, [line.claim for line in now.lines], on=now.on, proposed=proposed)
    if sentence:
        raise Refused(sentence)


def refuse_stale(now: CaseNow, version: int) -> None:
    """`version` is the case's when the form was drawn, 0 where there was none."""
    if (now.case.version if now.case else 0) != version:
        raise Stale()


def opened(now: CaseNow, *, at: datetime) -> ReferralCase:
    """The case, made where there is none yet."""
    if now.case is None:
        now.case = ReferralCase.objects.create(project=now.project, opened_at=at)
    return now.case


def put_up(now: CaseNow, claim: ReferralClaim, *, proposal: str, by, at: datetime) -> ReferralCase:
    """Hang out the notice: from today, or the next day worked, until N further working days are over.

    The day it goes up is not counted, its last day is.
    """
    case = opened(now, at=at)
    first, last = notice_days(now.on, now.rule["notice"])
    update_if_unchanged(
        case, version=case.version, state="notice", proposed_claim=claim, proposal=proposal, proposed_by=by,
        proposed_at=at, notice_from=first, notice_to=last,
    )  # fmt: skip
    return case


def notice_days(day: date, workdays: int) -> tuple[date, date]:
    """First and last day of a notice that is put up on `day`; one statement."""
    exceptions = exceptions_since(day)
    first = next_workday(day, exceptions)
    return first, add_workdays(first, workdays, exceptions)
