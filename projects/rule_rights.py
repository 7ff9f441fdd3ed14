"""Whose rules a person reads and decides: those of the own place, of those above and below; the director decides, of
reports the supervision office, for they tell of the economic office's work too."""

from django.db.models import Q, QuerySet

from projects.rulebook import RuleKind
from units.access import Access
from units.models import Region, Role

DECIDERS = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})


def regions_in_sight(access: Access) -> QuerySet[Region]:
    """Rules bind everybody who works in a region, and those above it bind too."""
    paths = [row.unit.region.path for row in access.memberships]
    reach = Q(pk__in={int(part) for path in paths for part in path.strip("/").split("/") if part})
    for path in paths:
        reach |= Q(path__startswith=path)
    return Region.objects.filter(reach).order_by("path")


def decider_of(kind: RuleKind) -> Role:
    return Role.SUPERVISOR if kind.by_supervision else Role.OFFICE_DIRECTOR


def may_decide_rule(access: Access, region: Region, kind: RuleKind) -> bool:
    return access.acts_in(region, {decider_of(kind)})


def own_region(access: Access) -> Region:
    """Where a person decides rules, else where the person works."""
    deciding = [row.unit.region for row in access.memberships if row.role in DECIDERS]
    return deciding[0] if deciding else access.home_unit.region
