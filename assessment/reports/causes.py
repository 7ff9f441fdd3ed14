"""What came between two runs: facts posted, records verified, and targets, marks and counts that read otherwise."""

from collections.abc import Iterator
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse

from assessment.facts import Member, Moment, in_unit, new_in, records_between
from assessment.functions.words import quantity
from assessment.reports.fact_causes import Cause, fact_causes, lines_of_units, number_of, signed_quantity
from assessment.reports.grounds import Grounds
from assessment.reports.target_places import target_address
from assessment.sources import Kind, Leaf

SUMMED = (Kind.MEASURE, Kind.RECORD, Kind.FIXED)


def causes_between(
    then: Grounds, now: Grounds, earlier: Moment, later: Moment, postings: QuerySet
) -> list[Cause]:
    """Facts first, then records, then what reads otherwise; a fact with several postings is one cause."""
    return [
        *fact_causes(then, now, earlier, later, postings),
        *_records(now, earlier, later),
        *_otherwise(then, now),
    ]


def _records(now: Grounds, earlier: Moment, later: Moment) -> Iterator[Cause]:
    by_unit = lines_of_units(now)
    for row in records_between(now.document, earlier, later, now.run.region):
        for member in by_unit.get(row.unit_id, ()):
            group = now.document.groups[member.group]
            own = [leaf for leaf in group.leaves if leaf.kind == Kind.RECORD and leaf.code == row.kind.code]
            fresh = [leaf for leaf in own if not leaf.shift]
            new = new_in(fresh, row, now.document, earlier, later, row.verified_at)
            if new:
                amount = in_unit(new[0].unit, row.quantity)
                without = {leaf.key: number_of(now, leaf, member) - amount for leaf in new}
                link = reverse("assessment:record_show", args=[row.pk])
                words = signed_quantity(amount, new[0].unit)
                yield Cause(member, row.kind.name, words, row.statistical_on, link, without)


def _otherwise(then: Grounds, now: Grounds) -> Iterator[Cause]:
    """Targets, marks, panels, reports and elapsed time: what they read before, put back."""
    for member in now.members:
        together: dict[tuple, list[tuple[Leaf, Fraction | None, Fraction | None]]] = {}
        for leaf in now.document.groups[member.group].leaves:
            if leaf.kind not in SUMMED:
                before, after = number_of(then, leaf, member), number_of(now, leaf, member)
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


def _shown(x: Fraction | None, unit: str) -> str:
    return "—" if x is None else quantity(x, unit)
