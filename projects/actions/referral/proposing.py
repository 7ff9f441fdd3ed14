"""The office proposes one of the claims in public, or hands the case to a leader."""

from datetime import datetime

from django.db import transaction

from projects.actions.referral.turns import (
    begin,
    opened,
    put_up,
    refuse_confirmed,
    refuse_interested,
    refuse_stale,
)
from projects.models import CaseState, ObjectionState, Project, ReferralCase, ReferralClaim
from projects.referral_rights import current_objections, interest_of, needs_leader
from projects.referrals import CaseNow, ClaimLine
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged

BARRED = "只记为信息来源，不能认定为第一引荐人"
NO_NOTICE = {"proposed_claim": None, "notice_from": None, "notice_to": None}
TIED = "有效时间相同的申报不能由经济办认定，请提请镇领导仲裁。"


@transaction.atomic
def propose_first_referrer(
    *, project: Project, claim: ReferralClaim, proposal: str, version: int, by, at: datetime
) -> ReferralCase:
    """Puts up the public notice of the rule's working days for `claim`. `version` is the case's, 0 for none."""
    now = begin(project, at=at)
    refuse_confirmed(now)
    refuse_stale(now, version)
    _refuse_state(now)
    line = may_be_confirmed(now, claim)
    refuse_interested(now, by=by, proposed=claim)
    if now.first_is_tied or line.is_tied:
        raise Refused(TIED)
    case = put_up(now, line.claim, proposal=proposal, by=by, at=at)
    record_notice(now, by=by, at=at)
    return case


def may_be_confirmed(now: CaseNow, claim: ReferralClaim) -> ClaimLine:
    """The line of a claim that may be the first referrer's; else Refused."""
    line = now.line_of(claim)
    if line is None:
        raise Refused("请从本项目的申报中选择。", field="claim")
    if line.is_barred:
        raise Refused(f"{line.claim.name}的身份为“{line.relation}”，{BARRED}。", field="claim")
    if now.rule["acknowledgement"] and not line.has_acknowledgement:
        raise Refused("认定须有投资方确认书，请先在申报中上传。", field="claim")
    return line


def record_notice(now: CaseNow, *, by, at: datetime) -> None:
    case = now.case
    record(
        now.project, "referral_proposed", by=by, at=at, name=case.proposed_claim.name, grounds=case.proposal,
        notice_from=case.notice_from, notice_to=case.notice_to,
    )  # fmt: skip


def _refuse_state(now: CaseNow) -> None:
    if not now.project.is_open:
        raise Refused("项目已终止或撤销，不再办理认定。")
    state = now.case.state if now.case else CaseState.COLLECTING
    if state == CaseState.ARBITRATION:
        raise Refused("本项目已提请仲裁，由镇领导裁定。")
    if state == CaseState.NOTICE and not _upheld(now):
        raise Refused("已有申报正在公示，不能重复提出。")


def _upheld(now: CaseNow) -> bool:
    return current_objections(now.case).filter(state=ObjectionState.UPHELD).exists()


@transaction.atomic
def refer_to_arbitration(*, project: Project, reason: str, version: int, by, at: datetime) -> ReferralCase:
    """A leader settles it: claims of one minute, objections that stand, or an office that is a party itself."""
    now = begin(project, at=at)
    refuse_confirmed(now)
    refuse_stale(now, version)
    if not now.lines:
        raise Refused("还没有人申报，不需要仲裁。")
    if now.case and now.case.state == CaseState.ARBITRATION:
        raise Refused("本项目已提请仲裁，由镇领导裁定。")
    if not _needs_arbitration(now, by):
        raise Refused("没有时间相同的申报，也没有待处理或成立的异议，不需要仲裁。")
    case = opened(now, at=at)
    changes = {} if case.state == CaseState.NOTICE else NO_NOTICE
    update_if_unchanged(case, version=case.version, state=CaseState.ARBITRATION, **changes)
    record(project, "referral_referred", by=by, at=at, grounds=reason)
    return case


def _needs_arbitration(now: CaseNow, by) -> bool:
    return needs_leader(now) or bool(interest_of(by, [line.claim for line in now.lines], on=now.on))
