"""No change without a trace: requests, jobs, imports and every action of every app leave an Event."""

import ast
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from promo.models import Event
from tests.house.addresses import every_address
from tests.house.registry import OPEN, entries_of
from tests.house.test_bad_input import role_for, sheets_of
from tests.house.world import undone
from tests.services.trail import EVENT, NoEvent, Trail, watched
from units.models import Region, Unit

HOUSE = ("units", "projects", "assessment")
ROOT = Path(settings.BASE_DIR)
ADDRESSES = [one for one in every_address() if not one.is_read_only and one.door != OPEN]
# Actions that change nothing of the town, or are parts of one that tells.
SILENT = {
    "save_draft": "a draft is its owner's",
    "delete_draft": "a draft is its owner's",
}


def test_every_door_that_writes_was_watched_and_left_an_event(world, browsers):
    """Each form is sent as a reasonable person fills it in. The client itself raises where an event is missing."""
    accepted, silent = set(), []
    for address in ADDRESSES:
        for entry in entries_of(address.name):
            if address.name == "units:logout":
                continue
            browser = browsers[role_for(entry)]
            where = reverse(address.name, kwargs=entry.parts(world.rows["own"]) if entry.parts else {})
            for sheet in sheets_of(browser, address.name, where):
                with undone(), watched() as trail:
                    try:
                        answer = browser.post(where, {"form_key": uuid4(), **sheet})
                    except NoEvent as found:
                        silent.append(str(found))
                        break
                if answer.status_code == 302 and EVENT in trail.written:
                    accepted.add(address.name)
                    break
    assert not silent, "\n".join(silent)
    assert {"projects:project_edit", "projects:arrival_add", "units:user_switch"} <= accepted
    assert len(accepted) > 20, sorted(accepted)


@pytest.fixture
def mute(monkeypatch, town):
    """A view of the house that changes a unit and tells nobody."""

    def rename(request, pk: int):
        Unit.objects.filter(pk=pk).update(short_name="改名")
        return HttpResponse(status=302, headers={"Location": "/"})

    address = next(one for one in every_address() if one.name == "units:unit_edit")
    pattern = _pattern_of(address.name)
    monkeypatch.setattr(pattern, "callback", rename)
    rename.login_required = True
    return reverse("units:unit_edit", args=[town.units["village"].pk])


def _pattern_of(name: str):
    from units import urls  # noqa: PLC0415 - the list itself is changed

    return next(one for one in urls.urlpatterns if f"units:{one.name}" == name)


def test_a_view_that_tells_nobody_is_found(mute, login, town):
    with pytest.raises(NoEvent, match="units_unit"):
        login(town.people["administrator"]).post(mute, {"form_key": uuid4()})


def test_what_is_rolled_back_needs_no_event(town, login):
    """A stale form is refused after its receipt and its attempt were written."""
    unit = town.units["village"]
    before = Event.objects.count()
    answer = login(town.people["administrator"]).post(
        reverse("units:unit_edit", args=[unit.pk]),
        {"form_key": uuid4(), "version": 99, "name": "新名", "short_name": "新名", "order": 0},
    )
    assert (answer.status_code, Event.objects.count()) == (422, before)


@pytest.mark.parametrize(
    ("statements", "changed"),
    [
        (['INSERT INTO "units_unit" VALUES (1)'], {"units_unit"}),
        (['SAVEPOINT "a"', 'UPDATE "units_unit" SET x = 1', 'ROLLBACK TO SAVEPOINT "a"'], set()),
        (['SAVEPOINT "a"', 'UPDATE "units_unit" SET x = 1', 'RELEASE SAVEPOINT "a"'], {"units_unit"}),
        (['DELETE FROM "units_unit" WHERE 1', 'SAVEPOINT "b"', 'ROLLBACK TO SAVEPOINT "b"'], {"units_unit"}),
        (['UPDATE "promo_receipt" SET x = 1', "SELECT 1"], set()),
        (['UPDATE "units_user" SET "last_login" = 1 WHERE id = 1'], set()),
        (['UPDATE "units_user" SET "name" = 1 WHERE id = 1'], {"units_user"}),
    ],
)
def test_the_trail_counts_what_is_kept(statements, changed):
    trail = Trail()
    for statement in statements:
        trail.note(statement)
    assert trail.changed == changed


def test_the_trail_sees_real_statements(db):
    with watched() as trail:
        region = Region.objects.create(name="某县", level="county")
        region.delete()
    assert trail.written == ["units_region"] * 2


def test_every_client_is_watched():
    assert Client.request.__name__ == "_watching"


def calls_by_function() -> dict[str, set[str]]:
    """Name of a function in an actions package -> names that it calls; one name, one meaning in each app."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in _action_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Call):
                        function = inner.func
                        found[node.name].add(getattr(function, "id", getattr(function, "attr", "")))
                    elif isinstance(inner, ast.Name):
                        found[node.name].add(inner.id)
    return found


def _action_files() -> list[Path]:
    return [path for app in HOUSE for path in sorted((ROOT / app / "actions").rglob("*.py"))]


def public_actions():
    """What the apps export and a person does."""
    offered = {name for app in HOUSE for name in import_module(f"{app}.actions").__all__}
    for path in _action_files():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name in offered:
                named = {one.arg for one in node.args.kwonlyargs}
                if {"by", "at"} <= named:
                    yield path, node.name


def test_every_action_by_a_person_records_an_event():
    """By reading: each reaches `record` through what it calls."""
    calls = calls_by_function()

    def tells(name: str, seen: frozenset = frozenset()) -> bool:
        inner = calls.get(name, set())
        return "record" in inner or any(
            tells(one, seen | {name}) for one in inner - seen - {name} if one in calls
        )

    mute = sorted(
        f"{path.relative_to(ROOT)} {name}"
        for path, name in public_actions()
        if name not in SILENT and not tells(name)
    )
    assert not mute, "write record(...) beside the change, or say here why not:\n" + "\n".join(mute)
    assert len(list(public_actions())) > 40
