"""Who may: the door of a view (`open_to`) and what a person's roles reach (`Access`).

The door asks which roles may enter; the rows ask, through `visible_to(access)`, which of them this person sees. Out of
sight is 404. A view without a door does not pass the tests (tests/house/test_doors.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce, wraps
from operator import or_

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from units.models import Membership, Region, Role, User

UNIT_ROLES = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
OFFICE_ROLES = frozenset({Role.OFFICE_CLERK, Role.OFFICE_DIRECTOR})
OVERSIGHT_ROLES = frozenset({Role.LEADER, Role.SUPERVISOR})
REGION_ROLES = OFFICE_ROLES | OVERSIGHT_ROLES
BUSINESS_ROLES = UNIT_ROLES | REGION_ROLES
ALL_ROLES = frozenset(Role.values)
NOTHING = Q(pk__in=())


@dataclass(frozen=True)
class Access:
    """What a person's memberships of one day allow. Plain data, so tests and tasks can make it."""

    user: User
    memberships: tuple[Membership, ...]

    @classmethod
    def of(cls, user: User, *, on: date) -> "Access":
        """The access of a day; a person who is switched off reaches nothing."""
        if not user.is_authenticated or not user.is_active:
            return cls(user, ())
        rows = Membership.objects.filter(user=user).in_force(on=on).select_related("unit__region")
        return cls(user, tuple(rows))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(row.role for row in self.memberships)

    def has(self, *roles: str | Iterable[str]) -> bool:
        wanted = {role for item in roles for role in ((item,) if isinstance(item, str) else item)}
        return not self.roles.isdisjoint(wanted)

    @cached_property
    def units(self) -> tuple:
        """Units the person enters for, as clerk or head of the unit itself."""
        return tuple({row.unit_id: row.unit for row in self.memberships if row.role in UNIT_ROLES}.values())

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(unit.pk for unit in self.units)

    @cached_property
    def home_unit(self):
        """The unit written beside what the person enters."""
        return self.memberships[0].unit if self.memberships else None

    def region_paths_of(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Paths of the regions in which the person holds one of `roles`."""
        return tuple({row.unit.region.path for row in self.memberships if row.role in roles})

    def acts_in(self, region: Region, roles: Iterable[str]) -> bool:
        """Whether the person holds one of `roles` for this very region; a door only knows that they hold it
        somewhere."""
        return any(region.path.startswith(path) for path in self.region_paths_of(roles))

    def regions_q(self, field: str, roles: Iterable[str] = REGION_ROLES) -> Q:
        """Rows whose region path lies under a region in which the person holds one of `roles`.

        An administrator's region opens no business: who also works for a unit would see all of it otherwise.
        """
        paths = self.region_paths_of(roles)
        return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), NOTHING)

    def administered_q(self, field: str) -> Q:
        """Rows whose region path lies where the person is administrator; other roles reach nothing here."""
        return self.regions_q(field, {Role.ADMINISTRATOR})


def open_to(*roles: str | Iterable[str]):
    """The door: only people who hold one of `roles` today come in; others get 403 with a sentence."""
    allowed = frozenset(role for item in roles for role in ((item,) if isinstance(item, str) else item))

    def decorate(view):
        @wraps(view)
        def door(request, *args, **kwargs):
            if request.access.roles.isdisjoint(allowed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        door.door = allowed
        return door

    return decorate


def open_to_logged_in(view):
    """A door for every person with an account, such as the password page."""
    view.door = ALL_ROLES
    return view


def open_without_login(view):
    """A door without a lock: login, first run."""
    view = login_not_required(view)
    view.door = "open"
    return view
