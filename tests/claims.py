"""Cases of first referrers through the product's own actions, so a test says only what matters."""

from datetime import date, datetime

from projects import actions
from projects.models import ReferralCase
from projects.referrals import Finding
from tests.factories import at

MONDAY = date(2026, 11, 2)
NOTICE_ENDS = date(2026, 11, 9)  # five further working days
AFTER_NOTICE = at(date(2026, 11, 10))
AFTERNOON, LATER = at(MONDAY, 15), at(MONDAY, 16)
THURSDAY, FRIDAY = at(date(2026, 11, 5)), at(date(2026, 11, 6))
HELPER = Finding("helper")


def claimed(project, *, by, name: str = "张引荐", hour: int = 9, recorded: datetime | None = None, **fields):
    """A claim received on Monday at `hour` and registered an hour later."""
    fields.setdefault("received_at", at(MONDAY, hour))
    return actions.claim_referral(
        project=project, name=name, by=by, at=recorded or at(MONDAY, hour + 1), **fields
    )


def version_of(project) -> int:
    case = ReferralCase.objects.filter(project=project).first()
    return case.version if case else 0


def proposed(claim, *, by, when: datetime = AFTERNOON, proposal: str = "接收凭证齐全，时间最早"):
    """The notice for a claim hangs from Monday the 2nd to Monday the 9th."""
    project = claim.project
    return actions.propose_first_referrer(
        project=project, claim=claim, proposal=proposal, version=version_of(project), by=by, at=when
    )


def decided(claim, *, by, others=(), when: datetime = AFTER_NOTICE, confirmed: bool = True, **more):
    """The proposed claim is confirmed; `others` are found to be helpers."""
    project = claim.project
    findings = {row.pk: HELPER for row in (claim, *others)}
    return actions.decide_referral(
        project=project, confirmed=confirmed, findings=findings, reasons="公示无异议",
        document="石政办〔2026〕12号", version=version_of(project), by=by, at=when, **more,
    )  # fmt: skip


def referred(project, *, by, when: datetime = LATER):
    return actions.refer_to_arbitration(
        project=project, reason="时间相同", version=version_of(project), by=by, at=when
    )


def arbitrated(claim, *, by, others=(), when: datetime = AFTER_NOTICE, **more):
    project = claim.project
    findings = {row.pk: HELPER for row in others}
    return actions.arbitrate_referral(
        project=project, claim=claim, findings=findings, reasons="经核对原始记录", document="会议纪要3号",
        version=version_of(project), by=by, at=when, **more,
    )  # fmt: skip


def objection(case, *, by, when: datetime = THURSDAY, text: str = "我村更早接到信息"):
    return actions.raise_objection(case=case, objector=by.name, text=text, by=by, at=when)


def answered(row, *, by, upheld: bool = False, when: datetime = FRIDAY):
    row.refresh_from_db()
    return actions.answer_objection(
        objection=row, upheld=upheld, answer="经核实", version=row.version, by=by, at=when
    )
