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
    rows = _rows(source, ask)
    if not is_by_project(source):
        found = [row.counted_for(row.place[0], Fraction(1)) for row in rows if row.place[0] in unit_ids]
    else:
        found = _shared(source, unit_ids, rows)
    return sorted(found, key=lambda row: (row.posting_id, unit_ids.index(row.unit_id)))


def _rows(source: Measured, ask: Ask) -> list[_Row]:
    statement = Statement([source], ask)
    head = "t.head_id" if statement.with_traits else "p.project_id AS head_id"
    cut = f", {hundredths_of(REPORTED)}, {hundredths_of(RECOGNISED)}" if source.reported else ", NULL, NULL"
    columns = f"p.id, p.unit_id, p.is_also, {head}, p.quantity{cut}"
    before, inner = statement.head(), statement.postings(columns, with_fact=source.reported)
    rows = rows_of(Sql(before.text + inner.text, before.values + inner.values))
    return [_row(source, row) for row in rows if row[-1]]


def _row(source: Measured, row: Sequence) -> _Row:
    pk, unit_id, is_also, head_id, posted, reported, recognised, line = row
    quantity = Fraction(int(posted))
    if recognised and MEASURES[source.code].unit != "count":
        quantity += cut_of(posted, reported, recognised)
    number = quantity * exact(source.code, 1)
    return _Row(pk, (unit_id, bool(is_also)), head_id, number, factor_of(source, line))


def _shared(source: Measured, unit_ids: Sequence[int], rows: Iterable[_Row]) -> list[Behind]:
    by_project: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by_project[row.head_id].append(row)
    parts = [
        (amount, place, some)
        for some in by_project.values()
        for place, amount in shared(source, _totals(some)).items()
        if place[0] in unit_ids and amount
    ]
    if source.highest:
        parts = sorted((one for one in parts if one[0] > 0), key=lambda one: one[0])[-1:]
    return [one for amount, place, some in parts for one in _of_place(source, place, amount, some)]


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
