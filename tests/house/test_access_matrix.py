"""Role x address x own row, other unit's row, neighbour's row: 403 at a closed door, 404 out of sight, never 500."""

from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import LONG_AGO, NOW, make_user
from tests.house.addresses import every_address
from tests.house.registry import ENTRIES, OPEN, Entry, entries_of
from tests.house.world import undone, written_tables
from units.access import BUSINESS_ROLES
from units.actions import give_membership
from units.models import Role

ADDRESSES = every_address()
WHOSE = ("own", "other", "neighbour")
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


def cases(world):
    """(name, entry, whose, address) of everything that is behind a login."""
    for name in ENTRIES:
        for entry in entries_of(name):
            if entry.door == OPEN:
                continue
            for whose in WHOSE if entry.parts else ("own",):
                parts = entry.parts(world.rows[whose]) if entry.parts else {}
                yield name, entry, whose, reverse(name, kwargs=parts)


def refused_wrongly(world, browser, role: str, method: str) -> list[str]:
    wrong = []
    for name, entry, whose, where in cases(world):
        if name == "units:logout" and method == "post":
            continue
        with undone():
            sent = {"form_key": uuid4()} if method == "post" else None
            status = getattr(browser, method)(where, sent).status_code
        if status not in expected(entry, role, whose):
            wrong.append(
                f"{role} {method} {whose} {name}: {status}, not {sorted(expected(entry, role, whose))}"
            )
    return wrong


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", Role.values)
def test_each_role_sees_its_own_rows_and_no_others(world, browsers, role, method):
    wrong = refused_wrongly(world, browsers[role], role, method)
    assert not wrong, "\n".join(wrong)


def test_out_of_sight_is_404_for_a_read_and_not_merely_refused(world, browsers):
    """405 would be an answer too, but then the address must be for posts only."""
    for name, entry, whose, where in cases(world):
        if whose == "neighbour" and isinstance(entry.door, frozenset):
            for role in entry.door:
                with undone():
                    looked = browsers[role].get(where).status_code
                    acted = browsers[role].post(where, {"form_key": uuid4()}).status_code
                assert 404 in {looked, acted}, f"{role} {name}"


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
            with undone(), CaptureQueriesContext(connection) as queries:
                status = guest.post(reverse(address.name, kwargs=entry.parts(rows)), sent).status_code
            changed = set(written_tables(queries)) - SLIPS
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
