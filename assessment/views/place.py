"""Which region a page is about, who may act there, and workbooks that leave a record."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from units.access import BUSINESS_ROLES, REGION_ROLES, Access
from units.exporting import send_tables
from units.models import Region, Role

TARGET_ROLES = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
RUN_ROLES = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
SECOND_ROLES = frozenset({Role.LEADER, Role.SUPERVISOR})  # put a scheme in use, publish a ranking

TRYING_ROLES = frozenset(
    {Role.LEADER, Role.SUPERVISOR, Role.OFFICE_DIRECTOR}
)  # try a ranking on a scratch copy


def region_of(request) -> Region:
    """The region of `?region=`, otherwise that of the person's own unit; out of sight is 404."""
    access = request.access
    if asked := request.GET.get("region"):
        return get_object_or_404(regions_seen(access), pk=whole(asked))
    for row in access.memberships:
        if row.role in BUSINESS_ROLES:
            return row.unit.region
    raise Http404


def regions_seen(access: Access) -> QuerySet[Region]:
    """Where the person has an office of the region, all below it, and the regions of the own units."""
    own = [unit.region_id for unit in access.units]
    return Region.objects.filter(access.regions_q("path", REGION_ROLES) | Q(pk__in=own))


def acts_in(access: Access, region: Region, roles: Iterable[str]) -> bool:
    return access.acts_in(region, roles)


def must_act_in(access: Access, region: Region, roles: Iterable[str]) -> None:
    if not acts_in(access, region, roles):
        raise PermissionDenied


def sees_all(access: Access, region: Region) -> bool:
    """Whether the person sees every unit of the region, or only their own."""
    return acts_in(access, region, REGION_ROLES)


def may_try(access: Access, region: Region) -> bool:
    """Whether the tab of the scratch copy is offered."""
    return acts_in(access, region, TRYING_ROLES)


def whole(text: str) -> int:
    """A row id or a year from an address; whatever is none is 404."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def sheets(request, tables: Sequence, name: str, *, subject: Model, note: str = "") -> HttpResponseBase:
    """The tables as a workbook; who took what is recorded."""
    return send_tables(request, tables, name, subject=subject, note=note)
