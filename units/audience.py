"""Who is to be told: the people who hold a role on a day, in a unit or over a region."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from units.access import BUSINESS_ROLES, REGION_ROLES, UNIT_ROLES
from units.models import Membership, Region


def of_units(units: Iterable[int | None], *, on: date, roles: Iterable[str] = UNIT_ROLES) -> set[int]:
    """Ids of active people with one of `roles` in one of `units` (ids) that day; one statement."""
    wanted = {unit for unit in units if unit}
    return _ids(Membership.objects.filter(unit__in=wanted), on, roles) if wanted else set()


def over_region(region: Region, *, on: date, roles: Iterable[str]) -> set[int]:
    """Ids of active people who hold one of `roles` in the region or in one above it; one statement."""
    return _ids(Membership.objects.filter(unit__region__path__in=_upwards(region)), on, roles)


def in_post(region: Region, *, on: date) -> QuerySet[Membership]:
    """Posts of a day of everybody who works in a region, or for it in one above; for a statement that asks by them."""
    here = Q(unit__region=region, role__in=BUSINESS_ROLES)
    above = Q(unit__region__path__in=_upwards(region), role__in=REGION_ROLES)
    return Membership.objects.filter(here | above).in_force(on=on)


def _upwards(region: Region) -> list[str]:
    parts = [part for part in region.path.split("/") if part]
    return [f"/{'/'.join(parts[: count + 1])}/" for count in range(len(parts))]


def _ids(rows, on: date, roles: Iterable[str]) -> set[int]:
    held = rows.in_force(on=on).filter(role__in=list(roles), user__is_active=True)
    return set(held.values_list("user", flat=True))
