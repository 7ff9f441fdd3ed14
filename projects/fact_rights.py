"""Who may record, decide and take back the facts of a project a person can already see."""

from dataclasses import dataclass

from projects.authors import Hand, hand_in
from projects.models import Arrival, CreditSplitLine, DisputeState, FactState, Milestone, Project
from projects.rights import office_reaches
from units.access import OFFICE_ROLES, Access
from units.models import Role


def may_record(access: Access, project: Project) -> bool:
    """The office of the region, and the units that lead the project or have a share in it today."""
    if office_reaches(access, project) or project.lead_unit_id in access.unit_ids:
        return True
    return bool(access.unit_ids) and _has_a_share(access.unit_ids, project)


def _has_a_share(unit_ids: frozenset[int], project: Project) -> bool:
    """Of the split that stands, for all measures or for one; no split begins after today, so the newest stands."""
    standing: dict[str, int] = {}
    for pk, measure in project.credit_splits.order_by("-valid_from", "-revision").values_list(
        "pk", "measure"
    ):
        standing.setdefault(measure, pk)
    return CreditSplitLine.objects.filter(split__in=standing.values(), unit__in=unit_ids).exists()


def may_decide(access: Access, project: Project) -> bool:
    """The director of the region's economic office."""
    return office_reaches(access, project, {Role.OFFICE_DIRECTOR})


def may_doubt(access: Access, project: Project) -> bool:
    """The supervisors of the region and the director of its office; of two, one raises and the other settles."""
    return office_reaches(access, project, {Role.OFFICE_DIRECTOR, Role.SUPERVISOR})


def may_ask_reversal(access: Access, project: Project) -> bool:
    return office_reaches(access, project, OFFICE_ROLES)


@dataclass(frozen=True)
class FactSteps:
    """What a person may do with a fact as it stands now; the actions check it again."""

    decide: bool
    own: Hand | None  # what this very person did with it, who must leave the decision to another
    amend: bool
    withdraw: bool
    reverse: bool
    doubt: bool
    ask: bool  # further departments for their opinion


def steps(access: Access, fact: Milestone | Arrival) -> FactSteps:
    """Needs `fact.project.region` loaded; asks the shares once for a unit that does not lead the project, and the
    record once for who may decide."""
    project, waiting = fact.project, fact.state == FactState.RECORDED
    decides = waiting and may_decide(access, project)
    own = hand_in(fact, access.user) if decides else None
    open_row = fact.state in (FactState.RECORDED, FactState.RETURNED)
    keeps = may_ask_reversal(access, project) if fact.reverses_id else may_record(access, project)
    asked = any(row.state != FactState.WITHDRAWN for row in fact.reversals.all())
    stands = fact.is_verified and not fact.reverses_id and not asked
    in_question = any(row.state == DisputeState.OPEN for row in fact.disputes.all())
    return FactSteps(
        decide=decides and not own,
        own=own,
        amend=open_row and keeps and not fact.reverses_id and project.is_open,
        withdraw=open_row and keeps,
        reverse=stands and not in_question and may_ask_reversal(access, project),
        doubt=stands and not fact.is_doubted and may_doubt(access, project),
        ask=open_row and isinstance(fact, Milestone) and not fact.reverses_id and may_decide(access, project),
    )
