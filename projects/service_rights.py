"""Who looks after a project, settles what holds it up, and can be put in charge of it."""

from datetime import date

from django.db.models import Q, QuerySet

from projects.models import Blocker, Project
from projects.rights import leads, office_reaches
from units.access import OFFICE_ROLES, UNIT_ROLES, Access
from units.models import Membership, Unit, User


def may_serve(access: Access, project: Project) -> bool:
    """The unit that leads the project, and the office; needs `project.region` loaded."""
    return office_reaches(access, project) or leads(access, project)


def may_settle(access: Access, blocker: Blocker) -> bool:
    """Who looks after the project, and the unit that is to settle the matter."""
    return blocker.unit_id in access.unit_ids or may_serve(access, blocker.project)


def people_for(project: Project, *, on: date) -> QuerySet[User]:
    """People of the day in the unit that leads and in the economic office of the place."""
    office = Q(role__in=OFFICE_ROLES, unit__region=project.region_id)
    here = Membership.objects.in_force(on=on).filter(
        Q(role__in=UNIT_ROLES, unit=project.lead_unit_id) | office
    )
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name", "pk")


def units_to_settle(project: Project, *, on: date) -> QuerySet[Unit]:
    """Units of the day that a blocker of the project can be given to."""
    return Unit.objects.active(on=on).filter(region=project.region_id)
