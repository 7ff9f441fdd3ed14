"""Looking changes nothing: a GET of any page by any role sends no INSERT, UPDATE or DELETE, but for noted downloads."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from promo.models import Receipt
from tests.factories import NOW
from tests.house.registry import ENTRIES, OPEN, entries_of
from tests.house.world import undone, written_tables
from units.models import Role

EVENTS = "promo_event"
# an empty form tells nobody anything
BLANK = {"projects:import_template", "assessment:record_import_template"}
SESSION = "django_session"  # once a minute it notes that the screen is in use (units.idle)


def addresses(world):
    for name in ENTRIES:
        for entry in entries_of(name):
            if entry.door != OPEN:
                rows = world.rows["own"]
                yield name, entry, reverse(name, kwargs=entry.parts(rows) if entry.parts else {})


def forget_queries() -> None:
    """Django's log keeps 9,000 statements; a walk over all pages asks more, and a full log shows nothing new."""
    connection.queries_log.clear()


def traces(queries) -> list[str]:
    return [table for table in written_tables(queries) if table != SESSION]


@pytest.mark.parametrize("role", Role.values)
def test_a_look_at_any_page_leaves_no_trace_but_a_noted_download(world, browsers, role):
    wrong = []
    for name, entry, where in addresses(world):
        forget_queries()
        with undone(), CaptureQueriesContext(connection) as queries:
            status = browsers[role].get(where).status_code
        tables = traces(queries)
        if tables and not (entry.exports and tables == [EVENTS]):
            wrong.append(f"{role} {name}: {tables}")
        if entry.exports and status == 200 and tables != [EVENTS]:
            wrong.append(f"{role} {name}: the download is not noted")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("asked", ["?export=1", "?export"])
def test_lists_that_export_on_request_note_it(world, browsers, asked):
    """Some pages send their workbook on ?export: then, and only then, one event is written."""
    wrong = []
    for name, entry, where in addresses(world):
        role = next(iter(sorted(entry.door & entry.own)), None) if isinstance(entry.door, frozenset) else None
        if role is None or entry.exports:
            continue
        forget_queries()
        with undone(), CaptureQueriesContext(connection) as queries:
            answer = browsers[role].get(where + asked)
        is_file = "attachment" in answer.get("Content-Disposition", "")
        if traces(queries) != ([EVENTS] if is_file and name not in BLANK else []):
            wrong.append(f"{name}: {traces(queries)}")
    assert not wrong, "\n".join(wrong)


def test_the_reading_of_statements_finds_every_kind_of_write(db):
    with CaptureQueriesContext(connection) as queries:
        row = Receipt.objects.create(key=uuid4(), path="/", at=NOW)
        Receipt.objects.filter(pk=row.pk).update(path="/x/")
        row.delete()
        list(Receipt.objects.all())
    assert written_tables(queries) == ["promo_receipt"] * 3
