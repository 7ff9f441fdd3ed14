"""Sums over the ledger for the measures of a scheme: qualified, weighted, by project, each for all units at once.

At most four statements, whatever the number of units and measures: whether traits are kept, the sums by unit, those
by unit and project, and what was cut where a measure counts sums as reported.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from assessment.facts.cut import cut_sums
from assessment.facts.ledger import exact
from assessment.facts.sql import rows_of
from assessment.facts.statement import BY_PROJECT, BY_UNIT, Ask, Statement, factor_of, is_by_project
from assessment.sources import Clock, Measured, days_of
from assessment.sources.leaves import Shares
from assessment.sources.sharing import credited
from units.models import Region

Totals = Mapping[tuple[int, bool], Fraction | int]  # (unit id, also counted) -> sum in hundredths or 1/10000


class Sums(dict[int, Fraction]):
    """Unit id -> exact number in the measure's unit; `also` are the units that have also-counted credit in it."""

    also: frozenset[int] = frozenset()


def measured_sums(
    sources: Collection[Measured], *, region: Region, clock: Clock, as_of: datetime
) -> dict[str, Sums]:
    """Key of the measure -> its sums. A unit without postings is left out: it has 0."""
    ask = Ask(region, clock, as_of)
    by_unit = [one for one in sources if not is_by_project(one)]
    by_project = [one for one in sources if is_by_project(one)]
    cut = cut_sums([one for one in sources if one.reported], ask)
    return _of_units(by_unit, ask, cut) | _of_projects(by_project, ask, cut)


def days(source, clock: Clock):
    """The half-open days of a source that has a window, as seen from the run's day (or years before it)."""
    at = clock.shifted(source.shift) if source.shift else clock
    return days_of(source.window, at, since=source.since, last=source.last)


def _weighed(columns: Sequence[tuple[str, Fraction | int]], row: Iterable) -> dict[str, Fraction | int]:
    """Key of the measure -> its sum in one row, each line of its table by its factor; whole as long as those are."""
    found: dict[str, Fraction | int] = defaultdict(int)
    for (key, factor), quantity in zip(columns, row, strict=True):
        if quantity:
            found[key] += factor * int(quantity)
    return found


def _factors(statement: Statement) -> list[tuple[str, Fraction | int]]:
    """(key of the measure, factor) for each column of a row."""
    return [(source.key, factor_of(source, line)) for source, line in statement.columns()]


def _of_units(sources: list[Measured], ask: Ask, cut: Mapping) -> dict[str, Sums]:
    if not sources:
        return {}
    statement = Statement(sources, ask)
    columns = _factors(statement)
    found: dict[str, dict] = {one.key: defaultdict(int) for one in sources}
    for unit_id, is_also, *row in rows_of(statement.sums(BY_UNIT)):
        for key, total in _weighed(columns, row).items():
            found[key][unit_id, bool(is_also)] += total
    for source in sources:
        for (unit_id, is_also, _), more in cut.get(source.key, {}).items():
            found[source.key][unit_id, is_also] += more
    return {one.key: _summed(one, found[one.key]) for one in sources}


def _of_projects(sources: list[Measured], ask: Ask, cut: Mapping) -> dict[str, Sums]:
    if not sources:
        return {}
    statement = Statement(sources, ask)
    columns = _factors(statement)
    found: dict[str, dict] = {one.key: defaultdict(lambda: defaultdict(int)) for one in sources}
    for unit_id, is_also, head_id, *row in rows_of(statement.sums(BY_PROJECT)):
        for key, total in _weighed(columns, row).items():
            found[key][head_id][unit_id, bool(is_also)] += total
    for source in sources:
        for (unit_id, is_also, head_id), more in cut.get(source.key, {}).items():
            found[source.key][head_id][unit_id, is_also] += more
    return {one.key: _gathered(one, found[one.key].values()) for one in sources}


def _gathered(source: Measured, projects: Iterable[Totals]) -> Sums:
    """The sums of units from those of each project: added up, or the best of them."""
    found: dict[tuple[int, bool], Fraction] = {}
    for totals in projects:
        for place, amount in shared(source, totals).items():
            before = found.get(place, Fraction(0))
            found[place] = max(before, amount) if source.highest else before + amount
    return _summed(source, found)


def shared(source: Measured, totals: Totals) -> Totals:
    """One project's sums as the scheme shares them out; also-counted credit stays as the ledger has it."""
    counted = {unit_id: total for (unit_id, is_also), total in totals.items() if total and not is_also}
    amount = sum(counted.values(), Fraction(0))
    if source.shares == Shares.LEDGER or not amount:
        return totals if source.shares == Shares.LEDGER else {p: x for p, x in totals.items() if p[1]}
    ledger = {unit_id: counted[unit_id] / amount for unit_id in sorted(counted)}
    parts = {(unit_id, False): x for unit_id, x in credited(source.shares, amount, ledger).items()}
    return parts | {place: x for place, x in totals.items() if place[1]}


def _summed(source: Measured, totals: Totals) -> Sums:
    smallest = exact(source.code, 1)
    whole: dict[int, Fraction | int] = {}
    for (unit_id, _), total in totals.items():
        before = whole.get(unit_id)
        more = total if before is None else max(before, total) if source.highest else before + total
        whole[unit_id] = more
    found = Sums({unit_id: _times(total, smallest) for unit_id, total in whole.items()})
    found.also = frozenset(unit_id for (unit_id, is_also), total in totals.items() if is_also and total)
    return found


def _times(total: Fraction | int, smallest: Fraction) -> Fraction:
    over, under = total.as_integer_ratio()
    return Fraction(over * smallest.numerator, under * smallest.denominator)
