"""What an entry of the registry of addresses is made of: roles, the entry itself, the first builders."""

from collections.abc import Callable
from dataclasses import dataclass

from units.access import ALL_ROLES, BUSINESS_ROLES, OFFICE_ROLES, REGION_ROLES, UNIT_ROLES
from units.models import Role

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
HEAD = frozenset({Role.UNIT_HEAD})
DIRECTOR = frozenset({Role.OFFICE_DIRECTOR})
CLERK = frozenset({Role.UNIT_CLERK})
SUPERVISOR = frozenset({Role.SUPERVISOR})
LEADER = frozenset({Role.LEADER})
ENTERING = UNIT_ROLES | OFFICE_ROLES
CLERKS = OFFICE_ROLES | {Role.UNIT_CLERK}
PLANNING = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
ANYBODY = "logged_in"
OPEN = "open"


@dataclass(frozen=True)
class Entry:
    """`exports`: a GET is noted in the record of downloads. `looks_on` are roles that see the row of their own unit,
    while this step of it is somebody else's: 403 for what is sent."""

    door: frozenset | str
    parts: Callable | None = None
    own: frozenset = ALL_ROLES
    other: frozenset = ALL_ROLES
    exports: bool = False
    looks_on: frozenset = frozenset()


def entries(
    space: str,
    names: str,
    door,
    parts=None,
    own=ALL_ROLES,
    other=ALL_ROLES,
    exports=False,
    looks_on=frozenset(),
) -> dict:
    return {f"{space}{name}": Entry(door, parts, own, other, exports, looks_on) for name in names.split()}


def pk(kind: str) -> Callable:
    return lambda rows: {"pk": getattr(rows, kind).pk}


def lists(space: str, names: str, door, *, exports=False) -> dict:
    return entries(space, names, door, exports=exports)


def of_unit(names: str, door, parts) -> dict:
    return entries("assessment:", names, door, parts, BUSINESS_ROLES, REGION_ROLES)


def of_town(names: str, kind: str, door, *, exports=False) -> dict:
    """What belongs to the town as a whole is the same row for both units."""
    return entries("assessment:", names, door, pk(kind), exports=exports)
