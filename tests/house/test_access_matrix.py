"""Role x address x own row, other unit's row, neighbour's row: 403 at a closed door, 404 out of sight, never 500."""

from collections import Counter
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import LONG_AGO, NOW, make_user
from tests.house.addresses import every_address
from tests.house.asking import ROLES, answer, cases, writes
from tests.house.registry import ENTRIES, Entry, entries_of
from tests.house.world import undone
from units.access import BUSINESS_ROLES
from units.actions import give_membership
from units.models import Role

ADDRESSES = every_address()
COMES_IN = {200, 302, 405, 422}


def test_every_address_is_in_the_registry():
    """A new page is not out until somebody wrote down who may open it."""
    missing = sorted({one.name for one in ADDRESSES} - set(ENTRIES))
    assert not missing, f"add it to the registry (tests/house/registry.py): {missing}"
    gone = sorted(set(ENTRIES) - {one.name for one in ADDRESSES})
    assert not gone, f"no longer in the URLconf: {gone}"
    for name, count in Counter(one.name for one in ADDRESSES).items():
        assert len(entries_of(name)) == count, f"{name}: one entry per address"


def test_every_door_is_as_the_registry_says():
    for address in ADDRESSES:
        for entry in entries_of(address.name):
            assert address.door == entry.door, address.name


def sees(entry: Entry, role: str, whose: str) -> bool:
    return role in {"own": entry.own, "other": entry.other, "neighbour": frozenset()}[whose]


def expected(entry: Entry, role: str, whose: str) -> set[int]:
    if isinstance(entry.door, frozenset) and role not in entry.door:
        return {403}
    if whose == "own" and role in entry.looks_on:
        return {403, 405}
    if entry.parts is None or sees(entry, role, whose):
        return COMES_IN
    return {404, 405}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_own_rows_and_no_others(world, browsers, role, method):
    wrong = []
    for case in cases(world):
        if case.name == "units:logout" and method == "post":
            continue
        status, right = answer(browsers, role, method, case).status, expected(case.entry, role, case.whose)
        if status not in right:
            wrong.append(f"{role} {method} {case.whose} {case.name}: {status}, not {sorted(right)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_out_of_sight_is_404_for_a_read_and_not_merely_refused(world, browsers, role):
    """405 would be an answer too, but then the address must be for posts only."""
    for case in cases(world):
        if case.whose == "neighbour" and isinstance(case.entry.door, frozenset) and role in case.entry.door:
            given = {answer(browsers, role, method, case).status for method in ("get", "post")}
            assert 404 in given, f"{role} {case.name}"


@pytest.fixture
def guest(world, browsers):
    """Holds every business role at home and is a leader in the neighbouring town as well."""
    home, away = world.town.units["office"], world.neighbour.units["office"]
    with undone():
        user = make_user("guest", unit=home, role=Role.OFFICE_DIRECTOR)
        for role in BUSINESS_ROLES - {Role.OFFICE_DIRECTOR}:
            give_membership(user=user, unit=home, role=role, valid_from=LONG_AGO, by=None, at=NOW)
        give_membership(user=user, unit=away, role=Role.LEADER, valid_from=LONG_AGO, by=None, at=NOW)
        browser = Client(raise_request_exception=False)
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        yield browser


# Pages that do not yet ask where the role is held. Take a name off as soon as its view does.
SLIPS = {"promo_receipt", "django_session"}


def test_a_role_at_home_changes_nothing_where_one_is_only_a_leader(world, guest):
    """The door knows that a role is held somewhere; the rows must know where. A refusal may also be a redirect."""
    rows, wrong = world.rows["neighbour"], []
    for address in ADDRESSES:
        for entry in entries_of(address.name):
            may_as_leader = not isinstance(entry.door, frozenset) or Role.LEADER in entry.door
            if address.is_read_only or entry.parts is None or may_as_leader:
                continue
            row = rows.batch if ":import" in address.name else rows.project
            sent = {"form_key": uuid4(), "version": row.version, "wanted": "no", "reason": "越界"}
            with undone(), writes() as tables:
                status = guest.post(reverse(address.name, kwargs=entry.parts(rows)), sent).status_code
            changed = set(tables) - SLIPS
            if status in {200, 500} or changed:
                wrong.append(f"{address.name}: {status} {sorted(changed)}")
    assert not wrong, "\n".join(wrong)


def test_the_health_page_is_for_everybody(world, browsers, client):
    for browser in (client, *browsers.values()):
        assert browser.get("/health/").status_code in {200, 503}


@pytest.mark.parametrize(
    "where", ["/nowhere/", "/projects/0/", "/units/99999999999999999999999/", "/facts/lead/1/"]
)
def test_an_address_that_leads_nowhere_is_404(login, town, where):
    who = "administrator" if where.startswith("/units") else "office_clerk"
    assert login(town.people[who]).get(where).status_code == 404
