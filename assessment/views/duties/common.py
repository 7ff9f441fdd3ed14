"""What the pages of the reporting calendar share: duties in sight, one unit of a duty, who may do what."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessment import facts
from assessment.facts import Fulfilled
from assessment.models import Exemption, ReportDuty, Submission
from assessment.views.place import acts_in, sees_all
from assessment.views.records.common import KEEPERS, VERIFIERS, clerk_units
from units.access import OVERSIGHT_ROLES, UNIT_ROLES, Access
from units.models import Region, Role, Unit

SETTERS = VERIFIERS
REPORTERS = KEEPERS | {Role.UNIT_CLERK}
ASKERS = KEEPERS | UNIT_ROLES
REVOKERS = OVERSIGHT_ROLES  # the office that asks for units and grants does not take back


def duty_in_sight(request, pk: int) -> ReportDuty:
    rows = ReportDuty.objects.visible_to(request.access).select_related("region", "withdrawal__recorded_by")
    return get_object_or_404(rows, pk=pk)


def own_only(access: Access, region: Region) -> frozenset[int] | None:
    """None for who sees every unit of the region, else the own ones."""
    return None if sees_all(access, region) else access.unit_ids


def units_of(found: list[Fulfilled]) -> dict[int, Unit]:
    return Unit.objects.in_bulk({one.unit_id for one in found})


@dataclass(frozen=True)
class Place:
    """One duty and one unit, as an address names them; out of sight is 404."""

    duty: ReportDuty
    unit: Unit

    @classmethod
    def of(cls, request, pk: int, unit_pk: int) -> "Place":
        duty = duty_in_sight(request, pk)
        units = Unit.objects.visible_to(request.access).filter(region=duty.region).select_related("region")
        return cls(duty, get_object_or_404(units, pk=unit_pk))

    def stand(self, now: datetime) -> Fulfilled | None:
        """None for a unit that was not asked."""
        at = facts.known_now(now)
        found = facts.fulfilled([self.duty], region=self.duty.region, as_of=at, unit_ids=[self.unit.pk])
        return found[0] if found else None

    @property
    def submissions(self) -> list[Submission]:
        rows = Submission.objects.filter(duty=self.duty, unit=self.unit)
        return list(rows.select_related("file", "recorded_by", "replaced_by").order_by("pk"))

    @property
    def exemptions(self) -> list[Exemption]:
        rows = Exemption.objects.filter(duty=self.duty, unit=self.unit)
        return list(
            rows.select_related("file", "asked_by", "decided_by", "revocation__revoked_by").order_by("pk")
        )


def enters(access: Access, unit: Unit) -> bool:
    """The office and the supervisors for every unit, a clerk for the own."""
    return acts_in(access, unit.region, KEEPERS) or unit.pk in clerk_units(access)


def asks(access: Access, unit: Unit) -> bool:
    return acts_in(access, unit.region, KEEPERS) or unit.pk in access.unit_ids


def of_unit_in_sight(request, model, pk: int):
    """A submission or an exemption that the person may see."""
    around = ("duty__region", "unit__region", "file")
    row = model.objects.visible_to(request.access).select_related(*around).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
