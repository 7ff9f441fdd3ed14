"""The decision: by the office after an undisputed notice, by a leader after arbitration; what it says of every claim.

At most one confirmed first referrer per project, whoever clicks at the same moment: the database refuses a second row.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from projects.actions.evidence import attach
from projects.actions.referral.proposing import NO_NOTICE, may_be_confirmed, record_notice
from projects.actions.referral.turns import (
    CONFIRMED,
    begin,
    put_up,
    refuse_confirmed,
    refuse_interested,
    refuse_stale,
)
from projects.models import (
    CaseState,
    DecisionOutcome,
    DecisionWay,
    FindingRole,
    FirstReferrer,
    ObjectionState,
    Project,
    ReferralCase,
    ReferralClaim,
    ReferralDecision,
    ReferralFinding,
)
from projects.referral_rights import current_objections
from projects.referrals import CaseNow, ClaimLine, Finding
from promo.days import show_day
from promo.models import Event
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged


@transaction.atomic
def decide_referral(
    *, project: Project, confirmed: bool, findings: Mapping[int, Finding], reasons: str, document: str, version: int,
    by, at: datetime, as_leader: bool = False, files=(),
) -> ReferralDecision:  # fmt: skip
    """The proposed claim is confirmed or not, after its notice, with no objection open or upheld.

    `findings` are by claim id, one for every claim but the confirmed one. Whoever proposed it in the office does not
    decide it; a leader may decide what he put up by arbitration.
    """
    now = begin(project, at=at)
    refuse_confirmed(now)
    refuse_stale(now, version)
    _refuse_notice(now)
    claim = now.case.proposed_claim
    refuse_interested(now, by=by, proposed=claim)
    if now.case.proposed_by_id == by.pk and not (as_leader and _was_arbitrated(now.case)):
        raise Refused("拟认定由您提出，须由他人认定。")
    if confirmed:
        may_be_confirmed(now, claim)
    asked = current_objections(now.case).exclude(state=ObjectionState.WITHDRAWN).exists()
    way = DecisionWay.ANSWERED if asked else DecisionWay.NOTICE
    return _decide(now, claim if confirmed else None, way, findings, reasons, document, files, by, at)


def _was_arbitrated(case: ReferralCase) -> bool:
    """What hangs out was put up by a leader's arbitration, not proposed by the office."""
    events = Event.objects.about(case.project).filter(verb="referral_arbitrated")
    return events.filter(at=case.proposed_at, by=case.proposed_by_id).exists()


def _refuse_notice(now: CaseNow) -> None:
    case = now.case
    if case is None or case.state != CaseState.NOTICE:
        raise Refused("没有正在公示的申报，请先提出拟认定意见。")
    if now.on <= case.notice_to:
        raise Refused(f"公示至{show_day(case.notice_to)}，期满后才能认定。")
    states = set(current_objections(case).values_list("state", flat=True))
    if ObjectionState.OPEN in states:
        raise Refused("还有异议没有答复，请先答复。")
    if ObjectionState.UPHELD in states:
        raise Refused("有异议成立，请改提其他申报，或提请仲裁。")


@transaction.atomic
def arbitrate_referral(
    *, project: Project, claim: ReferralClaim | None, findings: Mapping[int, Finding], reasons: str, document: str,
    version: int, by, at: datetime, files=(),
) -> ReferralDecision | ReferralCase:  # fmt: skip
    """A leader settles a case that was referred. `claim` None: nobody is confirmed.

    Nobody becomes first referrer without a public notice: where none hung out before, the leader's choice is put up
    and decided when its days are over; the case comes back then.
    """
    now = begin(project, at=at)
    refuse_confirmed(now)
    refuse_stale(now, version)
    if now.case is None or now.case.state != CaseState.ARBITRATION:
        raise Refused("本项目没有提请仲裁。")
    refuse_interested(now, by=by)
    if claim is not None:
        claim = may_be_confirmed(now, claim).claim
        if now.case.notice_to is None:
            return _put_up_arbitrated(now, claim, reasons, document, files, by, at)
        if now.on <= now.case.notice_to:
            raise Refused(f"公示至{show_day(now.case.notice_to)}，期满后才能认定。")
    way = DecisionWay.ARBITRATION
    return _decide(now, claim, way, findings, reasons, document, files, by, at)


def _put_up_arbitrated(now: CaseNow, claim, reasons, document, files, by, at) -> ReferralCase:
    record(
        now.project, "referral_arbitrated", by=by, at=at, name=claim.name, grounds=reasons, document=document
    )
    case = put_up(now, claim, proposal=f"经仲裁：{reasons}"[:500], by=by, at=at)
    attach(project=now.project, files=files, by=by, at=at, about=case, kind="decision")
    record_notice(now, by=by, at=at)
    return case


def _decide(now: CaseNow, claim, way, findings, reasons, document, files, by, at) -> ReferralDecision:
    outcome = DecisionOutcome.CONFIRMED if claim else DecisionOutcome.NOT_CONFIRMED
    rows = _findings(now, claim, findings)
    decision = _add(now, outcome, way, claim, reasons, document, by, at)
    ReferralFinding.objects.bulk_create(
        ReferralFinding(decision=decision, claim=line.claim, **told) for line, told in rows
    )
    attach(project=now.project, files=files, by=by, at=at, about=decision, kind="decision")
    if claim:
        _confirm(now.project, claim, decision)
    update_if_unchanged(now.case, version=now.case.version, state=CaseState.DECIDED)
    verb = "referral_confirmed" if claim else "referral_not_confirmed"
    told = [[line.claim.name, FindingRole(found["role"]).label] for line, found in rows]
    record(
        now.project, verb, by=by, at=at, name=claim.name if claim else "", grounds=reasons, document=document,
        findings=told,
    )  # fmt: skip
    return decision


def _findings(
    now: CaseNow, first: ReferralClaim | None, given: Mapping[int, Finding]
) -> list[tuple[ClaimLine, dict]]:
    """What is said of every claim of the case, those of merged projects too; Refused where one is left out."""
    rows = []
    for line in now.lines:
        if first is not None and line.claim.pk == first.pk:
            rows.append((line, {"role": FindingRole.FIRST, "bars_reward": False}))
            continue
        found = given.get(line.claim.pk)
        if found is None or found.role not in (FindingRole.HELPER, FindingRole.SOURCE, FindingRole.NONE):
            raise Refused("请逐一写明每份申报的认定结果。", field=f"finding_{line.claim.pk}")
        bars = found.bars_reward or line.is_barred
        rows.append((line, {"role": found.role, "bars_reward": bars, "note": found.note}))
    return rows


def _add(now: CaseNow, outcome, way, claim, reasons, document, by, at) -> ReferralDecision:
    case = now.case
    hung = case.proposed_claim_id is not None
    return ReferralDecision.objects.create(
        case=case, sequence=1 + case.decisions.count(), outcome=outcome, way=way, claim=claim, reasons=reasons,
        document=document, notice_from=case.notice_from if hung else None, notice_to=case.notice_to if hung else None,
        decided_by=by, decided_at=at,
    )  # fmt: skip


def _confirm(project: Project, claim: ReferralClaim, decision: ReferralDecision) -> None:
    try:
        with transaction.atomic():
            FirstReferrer.objects.create(project=project, claim=claim, decision=decision)
    except IntegrityError as error:
        raise Refused(CONFIRMED) from error


@transaction.atomic
def revoke_referral(
    *, project: Project, reasons: str, document: str, version: int, by, at: datetime,
    role: str = FindingRole.SOURCE, bars_reward: bool = False, files=(),
) -> ReferralDecision:  # fmt: skip
    """The confirmation is taken back by a new decision with its document; what the claim is then stays on record.

    The case is open for proposals again. The unit's credit is not touched.
    """
    now = begin(project, at=at)
    refuse_stale(now, version)
    first = FirstReferrer.objects.filter(project=project).select_related("claim", "decision").first()
    if first is None:
        raise Refused("该项目没有认定第一引荐人，不需要撤销。")
    refuse_interested(now, by=by)
    if role == FindingRole.FIRST or role not in FindingRole.values:
        raise Refused("请选择撤销后的认定结果。", field="role")
    way = DecisionWay.APPEAL if _appeal_upheld(now.case, first) else DecisionWay.DOCUMENT
    decision = _add(now, DecisionOutcome.REVOKED, way, first.claim, reasons, document, by, at)
    ReferralFinding.objects.create(
        decision=decision, claim=first.claim, role=role, bars_reward=bars_reward, note="撤销认定"
    )
    attach(project=project, files=files, by=by, at=at, about=decision, kind="decision")
    first.delete()
    update_if_unchanged(now.case, version=now.case.version, state=CaseState.COLLECTING, **NO_NOTICE)
    record(
        project,
        "referral_revoked",
        by=by,
        at=at,
        name=decision.claim.name,
        grounds=reasons,
        document=document,
    )
    return decision


def _appeal_upheld(case: ReferralCase, first: FirstReferrer) -> bool:
    since = first.decision.decided_at
    return case.objections.filter(is_appeal=True, state=ObjectionState.UPHELD, raised_at__gte=since).exists()
