"""A proposal is decided by another person: as it stands, or sent back to be looked at again."""

from datetime import datetime

from django.db import transaction

from projects.actions.screening.leads import move, take_lead, words
from projects.actions.screening.rounds import AS_OPEN, change_round
from projects.models import LeadState, Screening, ScreeningResult, ScreeningState
from promo.models.event import record
from promo.refusal import Refused

BECOMES = {
    ScreeningResult.QUALIFIED: LeadState.QUALIFIED,
    ScreeningResult.SUPPLEMENT: LeadState.SUPPLEMENT,
    ScreeningResult.NOT_PURSUED: LeadState.NOT_PURSUED,
}


def _to_decide(screening: Screening, by, as_leader: bool) -> None:
    take_lead(screening.project)
    latest = Screening.objects.get(pk=screening.pk)
    if latest.state != ScreeningState.PROPOSED:
        raise Refused("这次研判不在待审定状态，请刷新查看。")
    if latest.proposed_by_id == by.pk:
        raise Refused("提出结论的人不能自己审定，请由他人审定。")
    if latest.needs_leader and not as_leader:
        raise Refused("投资额达到规定标准，须由镇领导审定。")


@transaction.atomic
def decide_screening(
    *, screening: Screening, version: int, by, at: datetime, as_leader: bool = False
) -> Screening:
    """The proposal becomes the result; the round is closed for ever. Never by the person who proposed it; where the
    rule asks for a leader, only `as_leader`."""
    _to_decide(screening, by, as_leader)
    change_round(screening, version, state=ScreeningState.DECIDED, decided_by=by, decided_at=at)
    project, was = screening.project, screening.project.lead_state
    move(project, BECOMES[ScreeningResult(screening.result)], at=at)
    record(
        project, "screening_decided", by=by, at=at, title=screening.get_result_display(), reason=screening.reason,
        changes={"lead_state": [was, project.lead_state]},
    )  # fmt: skip
    return screening


@transaction.atomic
def return_proposal(
    *, screening: Screening, reason: str, version: int, by, at: datetime, as_leader: bool = False
) -> Screening:
    """The decider does not agree: the round is open again, with a reason in the record."""
    _to_decide(screening, by, as_leader)
    reason = words(reason, "请写明退回的理由。")
    change_round(screening, version, **AS_OPEN)
    record(screening.project, "screening_returned", by=by, at=at, reason=reason)
    return screening
