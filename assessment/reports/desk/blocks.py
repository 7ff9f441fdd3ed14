"""What a desk is made of: items, lots of one kind with their count, blocks of lots."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Window
from django.urls import NoReverseMatch, reverse

SHOWN = 8


@dataclass(frozen=True)
class Item:
    """One line: what it is, where it opens, about which project, and the day it is due or has waited from."""

    title: str
    url: str
    about: str = ""
    note: str = ""
    on: date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Lot:
    """Items of one kind: how many there are in all, the first of them, and the page that lists them all."""

    label: str
    count: int
    items: Sequence[Item]
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A quarter of the desk. `items` are the first of all lots, what is due first on top."""

    code: str
    title: str
    lots: Sequence[Lot]
    empty: str

    @property
    def count(self) -> int:
        return sum(lot.count for lot in self.lots)

    @property
    def items(self) -> list[Item]:
        found = [item for lot in self.lots for item in lot.items]
        return sorted(found, key=lambda one: (not one.is_late, one.on is None, one.on or date.max))[:SHOWN]

    @property
    def rest(self) -> int:
        return self.count - len(self.items)


def lot_of(label: str, rows: QuerySet, item: Callable, *, url: str = "") -> Lot:
    """The first rows and the count of all in one statement; `rows` are in the order of the desk."""
    found = list(rows.annotate(of_all=Window(Count("pk")))[:SHOWN])
    return Lot(label, found[0].of_all if found else 0, [item(row) for row in found], url)


def some(label: str, items: Iterable[Item], *, url: str = "") -> Lot:
    """A lot of items that are already there."""
    found = list(items)
    return Lot(label, len(found), sorted(found, key=lambda one: one.on or date.max)[:SHOWN], url)


def page(name: str, *args, query: str = "") -> str:
    """The address of a list; '' where this house has no such page."""
    try:
        return f"{reverse(name, args=args)}{query}"
    except NoReverseMatch:
        return ""


def of_project(name: str, project_id: int) -> str:
    """The page of a project that shows the matter, else the project itself."""
    return page(name, project_id) or reverse("projects:project_show", args=[project_id])


def kept(lots: Iterable[Lot | None]) -> list[Lot]:
    """Without empty ones; of lots with one label (a person with two roles) the longer."""
    found: dict[str, Lot] = {}
    for lot in lots:
        if lot and lot.count and (lot.label not in found or found[lot.label].count < lot.count):
            found[lot.label] = lot
    return list(found.values())
