"""Who is to be told: the people who hold a role on a day, in a unit or over a region."""

from collections.abc import Iterable
from datetime import date

from units.access import UNIT_ROLES
from units.models import Membership, Region


def of_units(units: Iterable[int | None], *, on: date, roles: Iterable[str] = UNIT_ROLES) -> set[int]:
    """Ids of active people with one of `roles` in one of `units` (ids) that day; one statement."""
    wanted = {unit for unit in units if unit}
    return _ids(Membership.objects.filter(unit__in=wanted), on, roles) if wanted else set()


def over_region(region: Region, *, on: date, roles: Iterable[str]) -> set[int]:
    """Ids of active people who hold one of `roles` in the region or in one above it; one statement."""
    parts = [part for part in region.path.split("/") if part]
    above = [f"/{'/'.join(parts[: count + 1])}/" for count in range(len(parts))]
    return _ids(Membership.objects.filter(unit__region__path__in=above), on, roles)


def _ids(rows, on: date, roles: Iterable[str]) -> set[int]:
    held = rows.in_force(on=on).filter(role__in=list(roles), user__is_active=True)
    return set(held.values_list("user", flat=True))
