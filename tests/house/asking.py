"""What the house answers at an address: asked once a process, however many tests look at the answer.

Every test of the house finds the same world and leaves it as it was, so the same person asking the same address is
answered the same. A group of xdist keeps tests that look at the same answers in one process.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse

from tests.house.registry import ENTRIES, OPEN, Entry, entries_of
from tests.house.world import undone
from units.models import Role

WRITING = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"(\w+)"', re.IGNORECASE
)
WHOSE = ("own", "other", "neighbour")
# Each role with its tests in one process.
ROLES = [pytest.param(role, marks=pytest.mark.xdist_group(f"house-{role}")) for role in Role.values]


@dataclass(frozen=True)
class Case:
    """An address of somebody's row; `place` is which of the entries under the same name it is."""

    name: str
    place: int
    entry: Entry
    whose: str
    where: str


@dataclass(frozen=True)
class Answer:
    """`writes` are the tables that its statements wrote to, whether or not that was kept."""

    status: int
    writes: tuple[str, ...]


def cases(world) -> Iterator[Case]:
    """Everything that is behind a login."""
    for name in ENTRIES:
        for place, entry in enumerate(entries_of(name)):
            if entry.door == OPEN:
                continue
            for whose in WHOSE if entry.parts else ("own",):
                parts = entry.parts(world.rows[whose]) if entry.parts else {}
                yield Case(name, place, entry, whose, reverse(name, kwargs=parts))


_answers: dict[tuple, Answer] = {}


def answer(browsers: dict, role: str, method: str, case: Case) -> Answer:
    """To a bare GET, or to a POST that sends nothing but its key."""
    asked = (role, method, case.where)  # what belongs to the town is the same row for all its units
    if asked not in _answers:
        sent = {"form_key": uuid4()} if method == "post" else None
        with undone(), writes() as tables:
            status = getattr(browsers[role], method)(case.where, sent).status_code
        _answers[asked] = Answer(status, tuple(tables))
    return _answers[asked]


@contextmanager
def writes() -> Iterator[list[str]]:
    """The tables that statements of a block write to, in their order."""
    tables: list[str] = []

    def note(execute: Callable, sql: str, params, many, context):
        if found := WRITING.match(sql):
            tables.append(found.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


class _Heard(QueryDict):
    """The parts of an address, and which of them a page asked for. What is only carried on into links is not."""

    names: set[str] | None = None

    def __getitem__(self, name):
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name) -> bool:
        self._note(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self._note(name)
        return super().getlist(name, default)

    def __copy__(self):
        return self._listened(super().__copy__())

    def __deepcopy__(self, memo):
        return self._listened(super().__deepcopy__(memo))

    def _listened(self, copy):
        copy.names = self.names
        return copy

    def _note(self, name: str) -> None:
        if self.names is not None:
            self.names.add(name)


UNKNOWN = "unheard_of"
_names: dict[tuple[str, str], frozenset[str]] = {}


def parts_read(browsers: dict, role: str, where: str, among) -> list[str]:
    """Those `among` some parts that a page asks its address for; all of them where it reads whatever it is given.

    To a page that does not ask for a part, an address with this part alone is the bare address.
    """
    if (role, where) not in _names:
        with undone(), _listening() as names:
            browsers[role].get(where, {UNKNOWN: "1"})
        _names[role, where] = frozenset(names)
    read = _names[role, where]
    return [name for name in among if name in read or UNKNOWN in read]


@contextmanager
def _listening() -> Iterator[set[str]]:
    told, names = WSGIRequest.GET, set()

    def heard(request) -> QueryDict:
        found = _Heard(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        found.names = names
        return found

    WSGIRequest.GET = property(heard)
    try:
        yield names
    finally:
        WSGIRequest.GET = told
