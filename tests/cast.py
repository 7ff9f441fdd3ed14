"""The fixed cast: one town with two units of each kind, one person per role, and a neighbouring town."""

from dataclasses import dataclass, field

import pytest

from tests.factories import NOW, make_unit, make_user
from tests.services.kept import Kept
from units import actions
from units.access import Access
from units.models import Region, Role, Unit, User


@dataclass
class Town:
    """Places, units and people by short names: `town.people['office_director']`."""

    county: Region
    region: Region
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def access(self, who: str, on=None) -> Access:
        return Access.of(self.people[who], on=on or NOW.date())


@pytest.fixture
def town(db) -> Town:
    return kept_town()


@pytest.fixture
def neighbour(town) -> Town:
    return kept_neighbour(town)


def build_town() -> Town:
    """高山镇: 石桥村 and 柳河村, 农业办 and 财政所, 税务分局, 工业园; every role once, and clerks of two units."""
    county = actions.create_region(name="临江县", parent=None, by=None, at=NOW)
    region = actions.create_region(name="高山镇", parent=county, by=None, at=NOW)
    cast = Town(county, region)
    for code, key, name, unit_class in (
        ("101", "village", "石桥村", "town_village"),
        ("102", "other_village", "柳河村", "town_village"),
        ("201", "department", "农业办", "town_department"),
        ("202", "other_department", "财政所", "town_department"),
        ("301", "vertical", "税务分局", "vertical_department"),
        ("401", "park", "工业园", "park"),
    ):
        cast.units[key] = make_unit(code, region=region, unit_class=unit_class, name=name, order=int(code))
    for code, key, name in (
        ("901", "office", "经济办"),
        ("902", "supervision", "督查办"),
        ("903", "hall", "党政办"),
    ):
        cast.units[key] = make_unit(
            code, region=region, unit_class="", name=name, order=int(code), is_assessed=False
        )
    for who, unit, role, name in (
        ("unit_clerk", "village", Role.UNIT_CLERK, "王小村"),
        ("unit_head", "village", Role.UNIT_HEAD, "李村长"),
        ("other_clerk", "other_village", Role.UNIT_CLERK, "赵柳河"),
        ("office_clerk", "office", Role.OFFICE_CLERK, "孙经办"),
        ("office_director", "office", Role.OFFICE_DIRECTOR, "周主任"),
        ("leader", "hall", Role.LEADER, "吴镇长"),
        ("supervisor", "supervision", Role.SUPERVISOR, "郑督查"),
        ("other_supervisor", "supervision", Role.SUPERVISOR, "冯督查"),
        ("administrator", "hall", Role.ADMINISTRATOR, "陈管理"),
    ):
        cast.people[who] = make_user(who, unit=cast.units[unit], role=role, name=name)
    return cast


def build_neighbour(town: Town) -> Town:
    """白河镇 of the same county: what happens there is none of our town's business."""
    region = actions.create_region(name="白河镇", parent=town.county, by=None, at=NOW)
    cast = Town(town.county, region)
    cast.units["village"] = make_unit("N101", region=region, unit_class="town_village", name="东庄村")
    cast.units["office"] = make_unit(
        "N901", region=region, unit_class="", name="白河经济办", is_assessed=False
    )
    for who, unit, role in (
        ("unit_clerk", "village", Role.UNIT_CLERK),
        ("office_clerk", "office", Role.OFFICE_CLERK),
        ("office_director", "office", Role.OFFICE_DIRECTOR),
        ("leader", "office", Role.LEADER),
        ("supervisor", "office", Role.SUPERVISOR),
    ):
        cast.people[who] = make_user(f"n_{who}", unit=cast.units[unit], role=role)
    return cast


kept_town = Kept(build_town)
kept_neighbour = Kept(build_neighbour, on=kept_town, shared=lambda town: [town.county])


@pytest.fixture
def login(client):
    """`login(user)` gives a client of its own that is logged in as the user."""

    def _login(user: User):
        session = type(client)()
        session.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return session

    return _login
