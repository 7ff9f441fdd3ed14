"""Whose rules a person reads and decides: those of the own place, of those above and below; the director decides."""

from django.db.models import Q, QuerySet

from units.access import Access
from units.models import Region, Role


def regions_in_sight(access: Access) -> QuerySet[Region]:
    """Rules bind everybody who works in a region, and those above it bind too."""
    paths = [row.unit.region.path for row in access.memberships]
    reach = Q(pk__in={int(part) for path in paths for part in path.strip("/").split("/") if part})
    for path in paths:
        reach |= Q(path__startswith=path)
    return Region.objects.filter(reach).order_by("path")


def may_decide_rules(access: Access, region: Region) -> bool:
    return any(region.path.startswith(path) for path in access.region_paths_of({Role.OFFICE_DIRECTOR}))


def own_region(access: Access) -> Region:
    """Where a person decides rules, else where the person works."""
    deciding = [row.unit.region for row in access.memberships if row.role == Role.OFFICE_DIRECTOR]
    return deciding[0] if deciding else access.home_unit.region
