"""Looking changes nothing: a GET of any page by any role sends no INSERT, UPDATE or DELETE, but for noted downloads."""

from uuid import uuid4

import pytest
from django.urls import reverse

from promo.models import Receipt
from tests.factories import NOW
from tests.house.asking import ROLES, answer, cases, parts_read, writes
from tests.house.test_bad_input import role_for
from tests.house.world import undone
from units.models import Role

EVENTS = "promo_event"
# an empty form tells nobody anything
BLANK = {"projects:import_template", "assessment:record_import_template"}
SESSION = "django_session"  # once a minute it notes that the screen is in use (units.idle)


def traces(writes) -> list[str]:
    return [table for table in writes if table != SESSION]


@pytest.mark.parametrize("role", ROLES)
def test_a_look_at_any_page_leaves_no_trace_but_a_noted_download(world, browsers, role):
    wrong = []
    for case in cases(world):
        if case.whose != "own":
            continue
        given = answer(browsers, role, "get", case)
        tables = traces(given.writes)
        if tables and not (case.entry.exports and tables == [EVENTS]):
            wrong.append(f"{role} {case.name}: {tables}")
        if case.entry.exports and given.status == 200 and tables != [EVENTS]:
            wrong.append(f"{role} {case.name}: the download is not noted")
    assert not wrong, "\n".join(wrong)


@pytest.mark.xdist_group("house-parts")
@pytest.mark.parametrize("asked", ["?export=1", "?export"])
def test_lists_that_export_on_request_note_it(world, browsers, asked):
    """Some pages send their workbook on ?export: then, and only then, one event is written. To a page that never asks
    for that part it is the bare address, which the test above looks at."""
    wrong, files = [], 0
    for case in cases(world):
        entry = case.entry
        if case.whose != "own" or not isinstance(entry.door, frozenset) or entry.exports:
            continue
        if not entry.door & entry.own:
            continue
        role = role_for(entry)
        if not parts_read(browsers, role, case.where, ["export"]):
            continue
        with undone(), writes() as tables:
            answered = browsers[role].get(case.where + asked)
        is_file = "attachment" in answered.get("Content-Disposition", "")
        files += is_file
        if traces(tables) != ([EVENTS] if is_file and case.name not in BLANK else []):
            wrong.append(f"{case.name}: {traces(tables)}")
    assert not wrong, "\n".join(wrong)
    assert files > 20, files


def test_the_reading_of_statements_finds_every_kind_of_write(db):
    with writes() as tables:
        row = Receipt.objects.create(key=uuid4(), path="/", at=NOW)
        Receipt.objects.filter(pk=row.pk).update(path="/x/")
        row.delete()
        list(Receipt.objects.all())
    assert tables == ["promo_receipt"] * 3


def test_the_listening_hears_a_part_that_a_page_asks_for(world, browsers):
    where = reverse("projects:project_list")
    assert parts_read(browsers, Role.LEADER, where, ["stage", "no_such_part"]) == ["stage"]
