"""Who sees a transfer and who may take which step of it: the giving unit, the receiving unit, the office."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from projects.models import Project, Transfer
from projects.models.transfer import TransferState
from projects.rights import office_reaches
from units.access import OFFICE_ROLES, UNIT_ROLES, Access
from units.models import Role


def transfers_seen_by(access: Access) -> QuerySet[Transfer]:
    """Those of projects in sight, and those that concern the person's own unit, which sees no more of the project."""
    own = Q(from_unit__in=access.unit_ids) | Q(to_unit__in=access.unit_ids)
    seen = Project.objects.visible_to(access)
    return Transfer.objects.filter(own | Q(project__in=seen.values("pk")))


def may_ask(access: Access, project: Project) -> bool:
    """The unit that leads the project, a unit that sees it, or the office."""
    return project.is_open and (office_reaches(access, project) or access.has(UNIT_ROLES))


def heads(access: Access, unit_id: int) -> bool:
    return any(row.unit_id == unit_id and row.role == Role.UNIT_HEAD for row in access.memberships)


@dataclass(frozen=True)
class TransferSteps:
    """What a person may do with a transfer as it stands; the actions check the state again."""

    give: bool
    receive: bool
    decide: bool
    refuse: bool
    withdraw: bool

    @property
    def any(self) -> bool:
        return self.give or self.receive or self.decide or self.refuse or self.withdraw


def steps(access: Access, transfer: Transfer) -> TransferSteps:
    """Needs the project's region loaded."""
    asked = transfer.state == TransferState.ASKED
    waiting = transfer.state in (TransferState.ASKED, TransferState.AGREED)
    gives, receives = heads(access, transfer.from_unit_id), heads(access, transfer.to_unit_id)
    director = office_reaches(access, transfer.project, {Role.OFFICE_DIRECTOR})
    return TransferSteps(
        give=asked and transfer.given_at is None and gives,
        receive=asked and transfer.received_at is None and receives,
        decide=transfer.state == TransferState.AGREED and director,
        refuse=waiting and (director or (asked and (gives or receives))),
        withdraw=waiting
        and (
            transfer.asked_by_id == access.user.pk or office_reaches(access, transfer.project, OFFICE_ROLES)
        ),
    )
