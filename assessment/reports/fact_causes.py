"""What facts did to the numbers of each line between two runs: posted, qualified, weighed or shared otherwise."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse

from assessment.evaluation import Found
from assessment.facts import (
    Ask,
    Behind,
    Member,
    Moment,
    exact,
    new_in,
    postings_between,
    rows_behind_both,
    window,
)
from assessment.functions.words import plain, quantity
from assessment.reports.grounds import Grounds
from assessment.sources import EVERYTHING, WINDOW_WORDS, Kind, Leaf, Measured, Shares, Window
from projects.measures import MEASURES
from projects.models import Posting

AT_ONCE = 500
GROWING = (Window.YEAR_TO_DATE, Window.CUMULATIVE_SINCE, Window.ALL_TIME, Window.BETWEEN)


@dataclass(frozen=True)
class Cause:
    """One thing that moved numbers of one line; `without` is key of a number -> what it would be without it."""

    member: Member
    what: str
    amount: str
    on: date | None
    link: str | None
    without: Mapping[str, Fraction | None]


@dataclass(frozen=True)
class _Move:
    """What a posting changed in one number of a line."""

    member: Member
    row: Posting
    leaf: Measured
    amount: Fraction
    words: str


def fact_causes(
    then: Grounds, now: Grounds, earlier: Moment, later: Moment, postings: QuerySet
) -> Iterator[Cause]:
    """In the order of the ledger; all postings of a fact are one cause for a line."""
    moves = [
        *_posted(now, earlier, later, postings),
        *_otherwise(then, now, earlier, postings),
    ]
    together: dict[tuple[Member, str], list[_Move]] = defaultdict(list)
    for one in sorted(moves, key=lambda one: one.row.number):
        together[one.member, _fact(one.row) or f"{one.row.pk}"].append(one)
    for (member, _), some in together.items():
        yield _cause(now, member, some)


def _cause(now: Grounds, member: Member, moves: Sequence[_Move]) -> Cause:
    taken: dict[str, Fraction] = defaultdict(Fraction)
    for one in moves:
        taken[one.leaf.key] += one.amount
    leaves = {one.leaf.key: one.leaf for one in moves}
    without = {key: number_of(now, leaves[key], member) - amount for key, amount in taken.items() if amount}
    row, words = moves[0].row, dict.fromkeys(one.words for one in moves)
    return Cause(member, row.project.name, "，".join(words), row.statistical_on, _fact(row), without)


def _fact(row: Posting) -> str | None:
    kind, pk = ("arrival", row.arrival_id) if row.arrival_id else ("milestone", row.milestone_id)
    return reverse("projects:fact_show", args=[kind, pk]) if pk else None


def lines_of_units(now: Grounds) -> dict[int, list[Member]]:
    """Unit -> the lines its facts count in: its own, and those of units that include it."""
    found: dict[int, list[Member]] = {}
    for member in now.members:
        for unit_id in member.counted:
            found.setdefault(unit_id, []).append(member)
    return found


def _is_plain(leaf: Measured) -> bool:
    """Whether a posting adds to the number exactly what it holds, and stays in it to the end of the year."""
    asks = leaf.where != EVERYTHING or leaf.shares != Shares.LEDGER or leaf.window not in GROWING
    return not (asks or leaf.table or leaf.highest or leaf.shift or leaf.reported)


def _measures(now: Grounds, member: Member) -> dict[str, Measured]:
    leaves = now.document.groups[member.group].leaves
    return {leaf.key: leaf for leaf in leaves if leaf.kind == Kind.MEASURE}


def _posted(now: Grounds, earlier: Moment, later: Moment, postings: QuerySet) -> Iterator[_Move]:
    """Postings that are new to plain sums."""
    by_unit = lines_of_units(now)
    for row in postings_between(now.document, earlier, later, postings):
        amount, measure = exact(row.measure, row.quantity), MEASURES[row.measure]
        words = f"{measure.name}{signed_quantity(amount, measure.unit)}"
        for member in by_unit.get(row.unit_id, ()):
            plain_ones = [
                one for one in _measures(now, member).values() if _is_plain(one) and one.code == row.measure
            ]
            for leaf in new_in(plain_ones, row, now.document, earlier, later, row.posted_at):
                yield _Move(member, row, leaf, amount, words)


def _otherwise(then: Grounds, now: Grounds, earlier: Moment, postings: QuerySet) -> Iterator[_Move]:
    """Postings that count otherwise in sums with conditions, factors, shares or days of their own. Two statements a
    sum, and one for each five hundred postings that moved."""
    asks = [Ask(one.run.region, one.clock, one.as_of) for one in (then, now)]
    found: list[tuple[Member, Measured, list[Behind], list[Behind]]] = []
    for leaf, members in _asked(now).items():
        pairs = rows_behind_both(leaf, [one.counted for one in members], *asks)
        found += [(member, leaf, *pair) for member, pair in zip(members, pairs, strict=True)]
    ids = {row.posting_id for _, _, before, after in found for row in (*before, *after)}
    rows = _loaded(ids, postings)
    said = _Said(then, now, earlier)
    for member, leaf, before, after in found:
        best = _best(member, leaf, before, after, rows) if leaf.highest else None
        yield from [best] if best else _by_posting(member, leaf, before, after, rows, said)


def _asked(now: Grounds) -> dict[Measured, list[Member]]:
    found: dict[Measured, list[Member]] = {}
    for member in now.members:
        for leaf in _measures(now, member).values():
            if not _is_plain(leaf):
                found.setdefault(leaf, []).append(member)
    return found


def _loaded(ids: Collection[int], postings: QuerySet) -> dict[int, Posting]:
    ordered, found = sorted(ids), {}
    for start in range(0, len(ordered), AT_ONCE):
        found |= postings.select_related("unit", "project").in_bulk(ordered[start : start + AT_ONCE])
    return found


def _by_posting(
    member: Member, leaf: Measured, before: Sequence[Behind], after: Sequence[Behind], rows: Mapping[int, Posting],
    said: "_Said",
) -> Iterator[_Move]:  # fmt: skip
    was, now = ({(one.posting_id, one.unit_id): one for one in some} for some in (before, after))
    for key in sorted(was.keys() | now.keys()):
        amount = _counted(now.get(key)) - _counted(was.get(key))
        row = rows.get(key[0])
        if amount and row:
            yield _Move(member, row, leaf, amount, said.words(leaf, row, was.get(key), now.get(key), amount))


def _best(
    member: Member, leaf: Measured, before: Sequence[Behind], after: Sequence[Behind], rows: Mapping[int, Posting]
) -> _Move | None:  # fmt: skip
    """Another project is the best one now: a single change. None where it is the same one."""
    names = [_name(some, rows) for some in (before, after)]
    if names[0] == names[1] or not all(one.posting_id in rows for one in (*before, *after)):
        return None
    amount = sum(map(_counted, after), Fraction(0)) - sum(map(_counted, before), Fraction(0))
    row = rows[(after or before)[-1].posting_id]
    shown = [f"“{name}”" if name else "无" for name in names]
    words = f"最高项目由{shown[0]}变为{shown[1]}，{leaf.label}{signed_quantity(amount, leaf.unit)}"
    return _Move(member, row, leaf, amount, words)


def _name(some: Sequence[Behind], rows: Mapping[int, Posting]) -> str:
    row = rows.get(some[0].posting_id) if some else None
    return row.project.name if row else ""


def _counted(one: Behind | None) -> Fraction:
    return one.counted if one else Fraction(0)


@dataclass(frozen=True)
class _Said:
    """Why a posting counts otherwise, in words."""

    then: Grounds
    now: Grounds
    earlier: Moment

    def words(
        self, leaf: Measured, row: Posting, before: Behind | None, after: Behind | None, amount: Fraction
    ) -> str:
        change = f"{leaf.label}{signed_quantity(amount, leaf.unit)}"
        if before and after:
            return f"{_turned(before, after)}，{change}"
        if after:
            factor = "" if after.factor == 1 else f"（系数{plain(after.factor)}）"
            known = row.posted_at <= self.earlier.as_of and _within(leaf, row, self.then)
            return f"{'符合条件后计入，' if known else ''}{change}{factor}"
        if _within(leaf, row, self.now):
            return f"不再符合条件，{change}"
        return f"移出{'上年同期' if leaf.shift else ''}{WINDOW_WORDS[leaf.window]}，{change}"


def _turned(before: Behind, after: Behind) -> str:
    if before.factor != after.factor:
        return f"系数由{plain(before.factor)}变为{plain(after.factor)}"
    return "分成变动" if before.scale != after.scale else "认定数变动"


def _within(leaf: Measured, row: Posting, grounds: Grounds) -> bool:
    start, end = window(leaf, clock=grounds.clock)
    return start <= row.statistical_on < end


def number_of(grounds: Grounds, leaf: Leaf, member: Member) -> Fraction | None:
    found = grounds.found.look_up(leaf, member)
    return found.value if isinstance(found, Found) else found


def signed_quantity(amount: Fraction, unit: str) -> str:
    return f"{'+' if amount > 0 else ''}{quantity(amount, unit)}"
