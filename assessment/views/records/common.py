"""What the pages of records share: rows in sight, who may do what with them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from assessment.actions.records.ground import has_written
from assessment.models import RecordState, UnitRecord
from assessment.views.place import acts_in
from units.access import OFFICE_ROLES, Access
from units.models import Region, Role

KEEPERS = OFFICE_ROLES | {Role.SUPERVISOR}  # enter for every unit of the region
RECORDERS = KEEPERS | {Role.UNIT_CLERK}  # a clerk for the own unit
VERIFIERS = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
LOADED = ("kind__region", "unit", "file", "source", "recorded_by", "verified_by", "reverses__kind")
OPEN = (RecordState.RECORDED, RecordState.RETURNED)


def record_in_sight(request, pk: int) -> UnitRecord:
    rows = UnitRecord.objects.visible_to(request.access).select_related(*LOADED)
    return get_object_or_404(rows.prefetch_related("reversals"), pk=pk)


def keeps(access: Access, region: Region) -> bool:
    return acts_in(access, region, KEEPERS)


def clerk_units(access: Access) -> set[int]:
    """Units for which the person enters as their clerk."""
    return {row.unit_id for row in access.memberships if row.role == Role.UNIT_CLERK}


@dataclass(frozen=True)
class RecordSteps:
    """What a person may do with a record as it stands now; the actions check it again."""

    verify: bool
    turn_back: bool
    own: bool  # wrote it, and must leave the decision to another
    amend: bool
    withdraw: bool
    reverse: bool


def steps(access: Access, row: UnitRecord) -> RecordSteps:
    region, waits = row.kind.region, row.state == RecordState.RECORDED
    decides = waits and acts_in(access, region, VERIFIERS)
    own = decides and has_written(row, access.user)
    holds = row.state in OPEN and may_change(access, row)
    asked = any(one.state != RecordState.WITHDRAWN for one in row.reversals.all())
    return RecordSteps(
        verify=decides and not own,
        turn_back=decides and row.recorded_by_id != access.user.pk,
        own=own,
        amend=holds and not row.reverses_id,
        withdraw=holds,
        reverse=row.is_verified and not row.reverses_id and not asked and keeps(access, region),
    )


def may_change(access: Access, row: UnitRecord) -> bool:
    """The office and the supervisors; a unit's clerk what the unit itself entered, and nothing that others did."""
    if keeps(access, row.kind.region):
        return True
    return row.by_unit and row.unit_id in clerk_units(access)


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
