"""Which projects a person may write to and whose telephone numbers a person may read."""

from datetime import date

from django.db.models import Q, QuerySet

from projects.models import Project
from units.access import OFFICE_ROLES, UNIT_ROLES, Access
from units.models import Role, Unit

SHOWN_AHEAD, SHOWN_BEHIND = 3, 4


def units_to_enter_for(access: Access, *, on: date) -> QuerySet[Unit]:
    """Units of the day that a person registers leads for: the own ones, and for the office all of its region."""
    reach = access.regions_q("region__path", OFFICE_ROLES) | Q(pk__in=access.unit_ids)
    return Unit.objects.active(on=on).filter(reach).select_related("region")


def _units_as(access: Access, roles) -> set[int]:
    return {row.unit_id for row in access.memberships if row.role in roles}


def editable_by(access: Access) -> QuerySet[Project]:
    """Projects whose description a person corrects: the clerk of the unit that leads them, and the office."""
    own = Q(lead_unit__in=_units_as(access, {Role.UNIT_CLERK}))
    return Project.objects.visible_to(access).filter(access.regions_q("region__path", OFFICE_ROLES) | own)


def decided_by(access: Access) -> QuerySet[Project]:
    """Projects whose status a person decides: the director of the region's economic office."""
    reach = access.regions_q("region__path", {Role.OFFICE_DIRECTOR})
    return Project.objects.visible_to(access).filter(reach)


def labelled_by(access: Access) -> QuerySet[Project]:
    """Projects whose lists a person keeps: the office's director and the supervisors of the region. One that was merged
    stands on the lists of the kept one."""
    reach = access.regions_q("region__path", {Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
    return Project.objects.visible_to(access).filter(reach, merged_into=None)


def office_reaches(access: Access, project: Project, roles=OFFICE_ROLES) -> bool:
    """Whether the person's office (needs `project.region` loaded) stands over the project; no query."""
    return access.acts_in(project.region, roles)


def leads(access: Access, project: Project, roles=UNIT_ROLES) -> bool:
    return project.lead_unit_id in _units_as(access, roles)


def sees_phones(access: Access, project: Project) -> bool:
    """Contact numbers are open to the economic office and to the unit that leads the project."""
    return office_reaches(access, project) or leads(access, project)


def masked(phone: str) -> str:
    """'13812345678' -> '138****5678'; what is too short to be half shown is hidden whole."""
    digits = sum(sign.isdigit() for sign in phone)
    if digits < SHOWN_AHEAD + SHOWN_BEHIND + 1:
        return "****" if phone else ""
    return f"{phone[:SHOWN_AHEAD]}****{phone[-SHOWN_BEHIND:]}"


def phone_for(access: Access, project: Project, phone: str) -> str:
    return phone if sees_phones(access, project) else masked(phone)
