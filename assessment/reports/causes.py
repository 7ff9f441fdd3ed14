"""What came between two runs: facts posted, records verified, and targets, marks and counts that read otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse

from assessment.evaluation import Found
from assessment.facts import Member, Moment, exact, in_unit, new_in, postings_between, records_between
from assessment.functions.words import quantity
from assessment.reports.grounds import Grounds
from assessment.reports.target_places import target_address
from assessment.sources import EVERYTHING, Kind, Leaf, Shares
from projects.measures import MEASURES
from projects.models import Posting

SUMMED = (Kind.MEASURE, Kind.RECORD, Kind.FIXED)


@dataclass(frozen=True)
class Cause:
    """One thing that moved numbers of one line; `without` is key of a number -> what it would be without it."""

    member: Member
    what: str
    amount: str
    on: date | None
    link: str | None
    without: Mapping[str, Fraction | None]


def causes_between(
    then: Grounds, now: Grounds, earlier: Moment, later: Moment, postings: QuerySet
) -> list[Cause]:
    """Facts first, then records, then what reads otherwise; a fact with several postings is one cause."""
    return [
        *_facts(now, earlier, later, postings),
        *_records(now, earlier, later),
        *_otherwise(then, now),
    ]


def _members_of(now: Grounds) -> dict[int, list[Member]]:
    """Unit -> the lines its facts count in: its own, and those of units that include it."""
    found: dict[int, list[Member]] = {}
    for member in now.members:
        for unit_id in member.counted:
            found.setdefault(unit_id, []).append(member)
    return found


def _plain(leaf: Leaf) -> bool:
    """Whether a posting adds to the number exactly what it holds."""
    asks = leaf.where != EVERYTHING or leaf.shares != Shares.LEDGER
    return not (asks or leaf.table or leaf.highest or leaf.shift or leaf.reported)


def _facts(now: Grounds, earlier: Moment, later: Moment, postings: QuerySet) -> Iterator[Cause]:
    by_unit = _members_of(now)
    together: dict[tuple[Member, str], list[Posting]] = {}
    for row in postings_between(now.document, earlier, later, postings):
        for member in by_unit.get(row.unit_id, ()):
            together.setdefault((member, _fact(row) or f"{row.pk}"), []).append(row)
    for (member, _), rows in together.items():
        yield _of_fact(now, member, rows, earlier, later)


def _of_fact(now: Grounds, member: Member, rows: Sequence[Posting], earlier: Moment, later: Moment) -> Cause:
    taken: dict[str, Fraction] = {}
    leaves = {
        leaf.key: leaf for leaf in now.document.groups[member.group].leaves if leaf.kind == Kind.MEASURE
    }
    for row in rows:
        own = [leaf for leaf in leaves.values() if leaf.code == row.measure and _plain(leaf)]
        for leaf in new_in(own, row, now.document, earlier, later, row.posted_at):
            taken[leaf.key] = taken.get(leaf.key, Fraction(0)) + exact(row.measure, row.quantity)
    without = {key: _number(now, leaves[key], member) - amount for key, amount in taken.items()}
    words = "，".join(
        f"{MEASURES[row.measure].name}{_signed(exact(row.measure, row.quantity), MEASURES[row.measure].unit)}"
        for row in rows
    )
    return Cause(member, rows[0].project.name, words, rows[0].statistical_on, _fact(rows[0]), without)


def _fact(row: Posting) -> str | None:
    kind, pk = ("arrival", row.arrival_id) if row.arrival_id else ("milestone", row.milestone_id)
    return reverse("projects:fact_show", args=[kind, pk]) if pk else None


def _records(now: Grounds, earlier: Moment, later: Moment) -> Iterator[Cause]:
    by_unit = _members_of(now)
    for row in records_between(now.document, earlier, later, now.run.region):
        for member in by_unit.get(row.unit_id, ()):
            group = now.document.groups[member.group]
            own = [leaf for leaf in group.leaves if leaf.kind == Kind.RECORD and leaf.code == row.kind.code]
            fresh = [leaf for leaf in own if not leaf.shift]
            new = new_in(fresh, row, now.document, earlier, later, row.verified_at)
            if new:
                amount = in_unit(new[0].unit, row.quantity)
                without = {leaf.key: _number(now, leaf, member) - amount for leaf in new}
                link = reverse("assessment:record_show", args=[row.pk])
                words = _signed(amount, new[0].unit)
                yield Cause(member, row.kind.name, words, row.statistical_on, link, without)


def _otherwise(then: Grounds, now: Grounds) -> Iterator[Cause]:
    """Targets, marks, panels, reports and elapsed time: what they read before, put back."""
    for member in now.members:
        together: dict[tuple, list[tuple[Leaf, Fraction | None, Fraction | None]]] = {}
        for leaf in now.document.groups[member.group].leaves:
            if leaf.kind not in SUMMED:
                before, after = _number(then, leaf, member), _number(now, leaf, member)
                if before != after:
                    name = getattr(leaf, "code", leaf.label), getattr(leaf, "target_set", "")
                    together.setdefault((leaf.kind, *name), []).append((leaf, before, after))
        for changed in together.values():
            leaf, before, after = changed[0]
            words = f"{_shown(before, leaf.unit)} → {_shown(after, leaf.unit)}"
            without = {one.key: value for one, value, _ in changed}
            yield Cause(member, leaf.label, words, None, _where(leaf, member, now), without)


def _where(leaf: Leaf, member: Member, now: Grounds) -> str | None:
    if leaf.kind == Kind.TARGET:
        return target_address(now.run.scheme.year, leaf.code, member.unit_id)
    if leaf.kind == Kind.MARK:
        return reverse("assessment:mark_history", args=[now.run.scheme_id, member.unit_id, leaf.code])
    return None


def _number(grounds: Grounds, leaf: Leaf, member: Member) -> Fraction | None:
    found = grounds.found.look_up(leaf, member)
    return found.value if isinstance(found, Found) else found


def _signed(amount: Fraction, unit: str) -> str:
    return f"{'+' if amount > 0 else ''}{quantity(amount, unit)}"


def _shown(x: Fraction | None, unit: str) -> str:
    return "—" if x is None else quantity(x, unit)
