"""Objections while the notice hangs, appeals after the decision, and what is answered to them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.referral.turns import refuse_interested
from projects.actions.turns import take_turn
from projects.models import CaseState, Objection, ObjectionState, Project, ReferralCase, ReferralDecision
from projects.referrals import case_now
from projects.rules_in_force import rule_for
from promo.calendar import due_after
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged


@transaction.atomic
def raise_objection(
    *, case: ReferralCase, objector: str, text: str, by, at: datetime, unit=None, phone: str = "", files=()
) -> Objection:
    """Anybody's, while the notice hangs: from its first day to the end of its last."""
    take_turn(case.project)
    case.refresh_from_db()
    today = timezone.localdate(at)
    if case.state != CaseState.NOTICE or not case.notice_from <= today <= case.notice_to:
        raise Refused("公示已经结束，不再受理异议；对认定结果不服的，可在申诉期内提出申诉。")
    row = _keep(case, objector, text, unit, phone, files, by, at, is_appeal=False)
    record(case.project, "objection_raised", by=by, at=at, name=objector, text=text[:80])
    return row


@transaction.atomic
def appeal_referral(
    *, case: ReferralCase, objector: str, text: str, by, at: datetime, unit=None, phone: str = "", files=()
) -> Objection:
    """Against a decision, within the working days of the rule that was in force on its day."""
    take_turn(case.project)
    case.refresh_from_db()
    decision = case.decisions.order_by("-sequence").first()
    if case.state != CaseState.DECIDED or decision is None:
        raise Refused("本项目还没有认定结果，不能申诉。")
    last = appeal_until(decision, case.project)
    if timezone.localdate(at) > last:
        raise Refused(f"申诉期已于{show_day(last)}届满。")
    row = _keep(case, objector, text, unit, phone, files, by, at, is_appeal=True)
    record(case.project, "referral_appealed", by=by, at=at, name=objector, text=text[:80])
    return row


def appeal_until(decision: ReferralDecision, project: Project) -> date:
    """The last day for an appeal; two statements."""
    rule = rule_for("referral", region=project.region, on=timezone.localdate(decision.decided_at))
    return due_after(decision.decided_at, workdays=rule["appeal"])


def _keep(case, objector, text, unit, phone, files, by, at, *, is_appeal: bool) -> Objection:
    row = Objection.objects.create(
        case=case, is_appeal=is_appeal, objector=objector, unit=unit, phone=phone, text=text, raised_by=by, raised_at=at
    )  # fmt: skip
    attach(project=case.project, files=files, by=by, at=at, about=row, kind="support")
    return row


@transaction.atomic
def answer_objection(
    *, objection: Objection, upheld: bool, answer: str, version: int, by, at: datetime
) -> Objection:
    """Answered in words by somebody else: not the objector, nobody of a claiming unit, and an appeal not by whoever
    made the decision it is against."""
    project = objection.case.project
    take_turn(project)
    objection.refresh_from_db()
    if objection.state != ObjectionState.OPEN:
        raise Refused("这条已经答复或撤回。")
    if objection.raised_by_id == by.pk:
        raise Refused("这条由您提出，须由他人答复。")
    now = case_now(project, on=timezone.localdate(at))
    refuse_interested(now, by=by, proposed=now.case.proposed_claim)
    if objection.is_appeal and _decided_by(objection) == by.pk:
        raise Refused("申诉须由作出认定以外的人答复。")
    state = ObjectionState.UPHELD if upheld else ObjectionState.REJECTED
    update_if_unchanged(
        objection, version=version, state=state, answer=answer, answered_by=by, answered_at=at
    )
    verb = "appeal_answered" if objection.is_appeal else "objection_answered"
    record(
        project,
        verb,
        by=by,
        at=at,
        name=objection.objector,
        result=objection.get_state_display(),
        text=answer[:80],
    )
    return objection


def _decided_by(objection: Objection) -> int:
    before = objection.case.decisions.filter(decided_at__lte=objection.raised_at).order_by("-sequence")
    return before.values_list("decided_by", flat=True).first()


@transaction.atomic
def withdraw_objection(*, objection: Objection, version: int, by, at: datetime) -> Objection:
    """Taken back by whoever entered it, while nobody has answered."""
    take_turn(objection.case.project)
    objection.refresh_from_db()
    if objection.state != ObjectionState.OPEN:
        raise Refused("这条已经答复或撤回。")
    if objection.raised_by_id != by.pk:
        raise Refused("只有提出的人可以撤回。")
    update_if_unchanged(
        objection, version=version, state=ObjectionState.WITHDRAWN, answered_by=by, answered_at=at
    )
    verb = "appeal_withdrawn" if objection.is_appeal else "objection_withdrawn"
    record(objection.case.project, verb, by=by, at=at, name=objection.objector)
    return objection
