"""The postings behind one measure of one line: under the same conditions, moment and window as the sum itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.facts.cut import RECOGNISED, REPORTED, cut_of, hundredths_of
from assessment.facts.ledger import exact
from assessment.facts.measuring import shared
from assessment.facts.sql import Sql, rows_of
from assessment.facts.statement import Ask, Statement, factor_of, is_by_project
from assessment.sources import Measured, Shares
from projects.measures import MEASURES

Place = tuple[int, bool]  # unit id, also counted
ID, HEAD = 0, 3  # columns of a raw row


@dataclass(frozen=True)
class Behind:
    """One posting as it counts for a unit: what was posted (with what was cut, where sums count as reported), the
    factor of the table, and the part that the scheme's own sharing gives the unit."""

    posting_id: int
    unit_id: int
    quantity: Fraction
    factor: Fraction
    scale: Fraction = Fraction(1)

    @property
    def counted(self) -> Fraction:
        return self.quantity * self.factor * self.scale


Parts = dict[int, list[tuple[Fraction, list[Behind]]]]


@dataclass(frozen=True)
class _Row:
    posting_id: int
    place: Place
    head_id: int
    quantity: Fraction  # in the measure's unit
    factor: Fraction

    @property
    def weighed(self) -> Fraction:
        return self.quantity * self.factor

    def counted_for(self, unit_id: int, scale: Fraction) -> Behind:
        return Behind(self.posting_id, unit_id, self.quantity, self.factor, scale)


def rows_behind(source: Measured, unit_ids: Sequence[int], ask: Ask) -> list[Behind]:
    """The postings of a line's units in the order of the ledger; their `counted` add up to the number exactly."""
    return _of_line(source, unit_ids, _parts(source, _raw(source, ask)))


def rows_behind_both(
    source: Measured, lines: Sequence[Sequence[int]], then: Ask, now: Ask
) -> list[tuple[list[Behind], list[Behind]]]:
    """For each line (its units) what may have counted otherwise, then and now. Two statements; what is the same in both
    is left out before anything is worked out, except where the best project alone counts."""
    before, after = _raw(source, then), _raw(source, now)
    if not source.highest:
        place = HEAD if is_by_project(source) else ID
        moved = {row[place] for row in set(before) ^ set(after)}
        before, after = ([row for row in rows if row[place] in moved] for rows in (before, after))
    parts = _parts(source, before), _parts(source, after)
    return [tuple(_of_line(source, unit_ids, one) for one in parts) for unit_ids in lines]


def _raw(source: Measured, ask: Ask) -> list[tuple]:
    """Rows as the database gives them: see `_row`."""
    statement = Statement([source], ask)
    head = "t.head_id" if statement.with_traits else "p.project_id AS head_id"
    cut = f", {hundredths_of(REPORTED)}, {hundredths_of(RECOGNISED)}" if source.reported else ", NULL, NULL"
    columns = f"p.id, p.unit_id, p.is_also, {head}, p.quantity{cut}"
    before, inner = statement.head(), statement.postings(columns, with_fact=source.reported)
    rows = rows_of(Sql(before.text + inner.text, before.values + inner.values))
    return [tuple(row) for row in rows if row[-1]]


def _row(source: Measured, row: Sequence) -> _Row:
    pk, unit_id, is_also, head_id, posted, reported, recognised, line = row
    quantity = Fraction(int(posted))
    if recognised and MEASURES[source.code].unit != "count":
        quantity += cut_of(posted, reported, recognised)
    number = quantity * exact(source.code, 1)
    return _Row(pk, (unit_id, bool(is_also)), head_id, number, Fraction(factor_of(source, line)))


def _parts(source: Measured, raw: Iterable[tuple]) -> Parts:
    """Unit -> (what it has of a project or a posting, the rows it is made of)."""
    found: Parts = defaultdict(list)
    rows = [_row(source, one) for one in raw]
    if not is_by_project(source):
        for row in rows:
            found[row.place[0]].append((row.weighed, [row.counted_for(row.place[0], Fraction(1))]))
        return found
    by_project: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by_project[row.head_id].append(row)
    for some in by_project.values():
        for place, amount in shared(source, _totals(some)).items():
            if amount:
                found[place[0]].append((amount, _of_place(source, place, amount, some)))
    return found


def _of_line(source: Measured, unit_ids: Sequence[int], parts: Parts) -> list[Behind]:
    mine = [part for unit_id in unit_ids for part in parts.get(unit_id, ())]
    if source.highest:
        mine = sorted((one for one in mine if one[0] > 0), key=lambda one: one[0])[-1:]
    rows = [row for _, some in mine for row in some]
    return sorted(rows, key=lambda row: (row.posting_id, unit_ids.index(row.unit_id)))


def _of_place(source: Measured, place: Place, amount: Fraction, rows: Sequence[_Row]) -> list[Behind]:
    """What a unit has of a project: its own postings as they are, or its part of those of all counted units."""
    own = [row for row in rows if row.place == place]
    if place[1] or source.shares == Shares.LEDGER:
        return [row.counted_for(place[0], Fraction(1)) for row in own]
    counted = [row for row in rows if not row.place[1]]
    whole = sum((row.weighed for row in counted), Fraction(0))
    return [row.counted_for(place[0], amount / whole) for row in counted]


def _totals(rows: Iterable[_Row]) -> Mapping[Place, Fraction]:
    totals: dict[Place, Fraction] = defaultdict(Fraction)
    for row in rows:
        totals[row.place] += row.weighed
    return totals
