"""Whose opinions a person sees and gives: those asked of the own unit, and for the office, leaders and supervisors all
of their region. Whoever is asked sees the milestone and its papers through the opinion, not the project."""

from django.db.models import Q, QuerySet

from projects.models import DepartmentOpinion, FactState
from projects.models.project import OUTSIDE_REGISTER
from units.access import REGION_ROLES, Access

WAITING = (FactState.RECORDED, FactState.RETURNED)


def opinions_seen_by(access: Access) -> QuerySet[DepartmentOpinion]:
    reach = access.regions_q("milestone__project__region__path", REGION_ROLES) | Q(unit__in=access.unit_ids)
    return DepartmentOpinion.objects.filter(reach).exclude(milestone__project__status__in=OUTSIDE_REGISTER)


def may_answer(access: Access, opinion: DepartmentOpinion) -> bool:
    """Clerk or head of the unit that was asked, while the milestone waits."""
    return opinion.unit_id in access.unit_ids and opinion.milestone.state in WAITING and not opinion.given_at
