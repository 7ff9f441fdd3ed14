"""Finds write paths without an event: every request of the test client that keeps a change must keep an Event with it.

Statements are watched from within the request, savepoints and their rollbacks included, so that only what is kept
counts. Tables of mere bookkeeping are named below, each with its reason.
"""

import re
from contextlib import contextmanager

from django.db import connection
from django.test import Client

EVENT = "promo_event"
BOOKKEEPING = {
    "promo_receipt": "a form that was sent once",
    "promo_job": "work asked for; what the work does leaves its own event",
    "promo_pulse": "signs of life",
    "promo_counter": "numbers, given out with the row that bears them",
    "promo_notice": "what people are told follows from an event; reading it changes nothing of the town",
    "promo_lastlook": "what a person has seen",
    "projects_leaddraft": "typed and not registered; nobody else sees it and nothing counts from it",
    "django_session": "who is logged in",
    "django_migrations": "the database itself",
    "axes_accessattempt": "wrong passwords",
    "axes_accessfailurelog": "wrong passwords",
    "axes_accesslog": "logins",
    "axes_accessattemptexpiration": "wrong passwords",
}
WRITE = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE
)
POINT = re.compile(r'^\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT|RELEASE SAVEPOINT)\s+"?(\w+)"?', re.IGNORECASE)
LAST_LOGIN = re.compile(r'^\s*UPDATE "units_user" SET "last_login" = \S+ WHERE', re.IGNORECASE)


class Trail:
    """The tables written to and not rolled back since the trail began."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.points: dict[str, int] = {}

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.note(sql)
        return result

    def note(self, sql: str) -> None:
        if point := POINT.match(sql):
            what, name = point.group(1).upper(), point.group(2)
            if what == "SAVEPOINT":
                self.points[name] = len(self.written)
            elif what.startswith("ROLLBACK"):
                del self.written[self.points.get(name, 0) :]
        elif (write := WRITE.match(sql)) and not LAST_LOGIN.match(sql):
            self.written.append(write.group(1).lower())

    @property
    def changed(self) -> set[str]:
        """Tables of the house that were changed, without bookkeeping and events."""
        return set(self.written) - {EVENT} - set(BOOKKEEPING)

    @property
    def is_silent(self) -> bool:
        return bool(self.changed) and EVENT not in self.written


class NoEvent(AssertionError):
    """A request kept a change and no event beside it."""


@contextmanager
def watched():
    """What a block keeps; see `Trail`."""
    trail = Trail()
    with connection.execute_wrapper(trail):
        yield trail


_request = Client.request


def _watching(self, **request):
    """Outside a test's transaction (real threads, real servers) a rollback leaves no statement to see; those tests
    look at the rows themselves."""
    if not connection.in_atomic_block:
        return _request(self, **request)
    with watched() as trail:
        response = _request(self, **request)
    if trail.is_silent:
        where = f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO', '')}"
        raise NoEvent(f"{where} changed {sorted(trail.changed)} without an event")
    return response


def follow_every_request() -> None:
    """From now on every client of every test is watched."""
    Client.request = _watching
