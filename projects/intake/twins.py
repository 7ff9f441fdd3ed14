"""Rows that look like one project, or like the enlargement of another: shown to a person, never merged."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from projects.intake.rows import RowReading
from projects.likeness.company import company_of
from projects.likeness.project_name import ProjectName, name_of
from projects.names import company_key, flat

Place = tuple[str, int]
Pair = tuple[Place, Place]
MOST_ALIKE = 20  # rows of one investor that are held against each other; beyond it only equal names count


def identities(code: str, name: str, investor: str) -> list[tuple]:
    """By what a project is known again: its number in the ledger, or its name together with its investor."""
    known = [("code", flat(code))] if code else []
    return [*known, ("name", flat(name), company_key(investor))] if name and investor else known


def identities_of(row: RowReading) -> list[tuple]:
    """A project of several investors is in the register under the first of them."""
    values = row.values
    said = values.get("investor") or ""
    first = (values.get("investors") or [said])[0] or ""
    known = (identities(values.get("code") or "", values.get("name") or "", one) for one in (first, said))
    return list(dict.fromkeys(chain.from_iterable(known)))


def twins_of(rows: list[RowReading]) -> tuple[list[Pair], list[Pair]]:
    """Suspected duplicates and suspected expansions, each the earlier row first. Nearly one pass."""
    same: dict[Pair, None] = dict.fromkeys(_by_identity(rows))
    grown: dict[Pair, None] = {}
    for group in _by_investor(rows).values():
        for index, (later, name) in enumerate(group):
            for earlier, other in group[max(0, index - MOST_ALIKE) : index]:
                pair = (earlier.place, later.place)
                found = _relation(earlier, other, later, name)
                if found == "same" and pair not in same:
                    same[pair] = None
                elif found == "grown" and pair not in same:
                    base_first = pair if _grows(later, name) else (pair[1], pair[0])
                    grown[base_first] = None
    return list(same), list(grown)


def _by_identity(rows: Iterable[RowReading]) -> Iterable[Pair]:
    first: dict[tuple, RowReading] = {}
    for row in rows:
        for identity in identities_of(row):
            earlier = first.setdefault(identity, row)
            if earlier is not row and not _grows(row, None) and not _grows(earlier, None):
                yield earlier.place, row.place


def _by_investor(rows: Iterable[RowReading]) -> dict[str, list[tuple[RowReading, ProjectName]]]:
    groups: dict[str, list] = defaultdict(list)
    for row in rows:
        name, investor = row.values.get("name"), row.values.get("investor")
        if name and investor:
            first = (row.values.get("investors") or [investor])[0]
            key = company_of(first).core or flat(first)
            groups[key].append((row, name_of(name, (first,))))
    return {key: group for key, group in groups.items() if len(group) > 1}


def _relation(earlier: RowReading, other: ProjectName, later: RowReading, name: ProjectName) -> str:
    if _places_differ(earlier, later):
        return ""
    grows = _grows(earlier, other), _grows(later, name)
    if grows[0] != grows[1]:
        return "grown"
    if name.product != other.product or _phases(name).isdisjoint(_phases(other)):
        return ""
    return "" if name.scale and other.scale and name.scale != other.scale else "same"


def _places_differ(earlier: RowReading, later: RowReading) -> bool:
    """One name, two firms: the place in the firm's name tells 青岛某某 from 深圳某某."""
    firms = [company_of(row.values["investor"]).place for row in (earlier, later)]
    return all(firms) and firms[0] != firms[1]


def _grows(row: RowReading, name: ProjectName | None) -> bool:
    return row.values.get("kind") in ("expansion", "upgrade") or bool(name and name.grows)


def _phases(name: ProjectName) -> frozenset[int]:
    return name.phases or frozenset({1})
