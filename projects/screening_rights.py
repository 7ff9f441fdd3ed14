"""Who may take a lead through its screening: the office works, its director or a leader decides, the unit adds."""

from dataclasses import dataclass

from projects.models import LeadState, Project, Screening, ScreeningState
from projects.rights import leads, office_reaches
from units.access import OFFICE_ROLES, Access
from units.models import Role

UP_FOR_RENEWAL = (LeadState.SCREENING, LeadState.QUALIFIED)
WITH_RESULT = (LeadState.QUALIFIED, LeadState.NOT_PURSUED, LeadState.SUPPLEMENT)


@dataclass(frozen=True)
class ScreeningSteps:
    """What a person may do with a lead as it stands now; the actions check it again."""

    accept: bool = False
    open: bool = False
    fill: bool = False
    decide: bool = False
    resubmit: bool = False
    answer: bool = False
    reopen: bool = False
    renew: bool = False
    own_proposal: bool = False  # proposed by this very person, who must leave the decision to another
    for_leader: bool = False  # would decide, but a leader must


def may_screen(access: Access, project: Project) -> bool:
    return office_reaches(access, project, OFFICE_ROLES)


def may_tend(access: Access, project: Project) -> bool:
    return may_screen(access, project) or leads(access, project)


def may_lead_decide(access: Access, project: Project) -> bool:
    """As a leader of the town; a leader may decide whatever the director may."""
    return office_reaches(access, project, {Role.LEADER})


def may_decide(access: Access, project: Project) -> bool:
    return office_reaches(access, project, {Role.OFFICE_DIRECTOR, Role.LEADER})


def may_reopen(access: Access, project: Project) -> bool:
    return office_reaches(access, project, {Role.OFFICE_DIRECTOR})


def screening_steps(access: Access, project: Project, latest: Screening | None) -> ScreeningSteps:
    """Needs `project.region` loaded; no query."""
    state = project.lead_state
    if not project.is_open:
        return ScreeningSteps()
    office = may_screen(access, project)
    waits = latest is not None and latest.state == ScreeningState.PROPOSED
    own = waits and latest.proposed_by_id == access.user.pk
    reserved = waits and latest.needs_leader and not may_lead_decide(access, project)
    decides = waits and may_decide(access, project)
    return ScreeningSteps(
        accept=office and state in (LeadState.REGISTERED, LeadState.EXEMPT),
        open=office and state == LeadState.ACCEPTED,
        fill=office and latest is not None and latest.state == ScreeningState.OPEN,
        decide=decides and not own and not reserved,
        resubmit=state == LeadState.SUPPLEMENT and may_tend(access, project),
        answer=state in WITH_RESULT and may_tend(access, project),
        reopen=state == LeadState.NOT_PURSUED and may_reopen(access, project),
        renew=office and state in UP_FOR_RENEWAL,
        own_proposal=decides and own,
        for_leader=decides and reserved and not own,
    )
