"""The one statement behind all sums of a scheme: each posting with the line of each measure's table that it fits.

`k0, k1, …` say for each measure 0 (does not count), n (fits line n of its table) or the number after the last line
(counts by the factor for all others). Factors are multiplied outside: the database adds integers only, so every
engine gives the same exact number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from assessment.facts.qualifying import needs_form, needs_size, qualifies
from assessment.facts.sql import TRUE, Sql, all_of, day, joined, one_of
from assessment.sources import EVERYTHING, Clock, Measured, Shares, days_of
from projects.traits import LIVE, is_kept, stored
from units.models import Region

KEPT = """
    SELECT t.* FROM projects_projecttrait t
     WHERE t.known_from <= %s AND (t.known_to IS NULL OR t.known_to > %s)"""

# What counts of each kept project up to a day; the days are those of its first standing contract and start.
SIZES = """
    SELECT t.head_id,
           SUM(CASE WHEN p.measure = 'signed_amount' THEN p.quantity ELSE 0 END) AS signed,
           SUM(CASE WHEN p.measure = 'signed_foreign' THEN p.quantity ELSE 0 END) AS foreign_signed,
           SUM(CASE WHEN p.measure = 'arrived_capital' THEN p.quantity ELSE 0 END) AS arrived,
           MIN(CASE WHEN r.id IS NULL AND p.answers_id IS NULL AND p.measure IN
               ('signed_count', 'signed_amount', 'signed_foreign') THEN p.statistical_on END) AS signed_on,
           MIN(CASE WHEN r.id IS NULL AND p.answers_id IS NULL AND p.measure = 'started_count'
               THEN p.statistical_on END) AS started_on
      FROM projects_posting p
      JOIN trait t ON t.project_id = p.project_id
      LEFT JOIN projects_posting r ON r.answers_id = p.id AND r.posted_at <= %s
     WHERE p.region_id = %s AND NOT p.is_also AND p.posted_at <= %s AND p.statistical_on <= %s
       AND p.measure IN ('signed_count', 'signed_amount', 'signed_foreign', 'arrived_capital', 'started_count')
     GROUP BY t.head_id"""

TRAIT = " JOIN trait t ON t.project_id = p.project_id"
SIZE = " LEFT JOIN size z ON z.head_id = t.head_id"
FACT = """
    LEFT JOIN projects_posting o ON o.id = p.answers_id
    LEFT JOIN projects_arrival a ON a.id = COALESCE(o.arrival_id, p.arrival_id)
    LEFT JOIN projects_milestone m ON m.id = COALESCE(o.milestone_id, p.milestone_id)"""


@dataclass(frozen=True)
class Ask:
    """What the sums of one run are taken from."""

    region: Region
    clock: Clock
    as_of: datetime

    def clock_of(self, source: Measured) -> Clock:
        return self.clock.shifted(source.shift) if source.shift else self.clock

    @cached_property
    def is_kept(self) -> bool:
        return is_kept(self.region, self.as_of)

    def days(self, source: Measured) -> tuple[date, date]:
        return days_of(source.window, self.clock_of(source), since=source.since, last=source.last)


def factor_of(source: Measured, line: int) -> Fraction | int:
    """What a posting on a line of the measure's table is multiplied by."""
    if not source.table:
        return 1
    return source.table[line - 1].factor if line <= len(source.table) else source.otherwise


def lines_of_table(source: Measured) -> range:
    return range(1, len(source.table) + 2)


def is_by_project(source: Measured) -> bool:
    return source.highest or source.shares != Shares.LEDGER


def needs_traits(source: Measured) -> bool:
    """Whether what a project is like decides over its sums."""
    return is_by_project(source) or any(where != EVERYTHING for where in _conditions(source))


def _conditions(source: Measured) -> list:
    return [source.where, *(one.where for one in source.table)]


class Statement:
    """The parts that every question about some measures of a scheme is put together from."""

    def __init__(self, sources: Sequence[Measured], ask: Ask) -> None:
        self.sources, self.ask = tuple(sources), ask
        conditions = [where for one in sources for where in _conditions(one)]
        self.with_size = any(needs_size(where) for where in conditions)
        self.with_fact = any(needs_form(where) for where in conditions)
        self.with_traits = any(needs_traits(one) for one in sources)

    def head(self) -> Sql:
        """WITH …: the traits known at the moment and the sizes, as far as they are asked for."""
        if not self.with_traits:
            return Sql("")
        parts = [self._traits()] + ([self._sizes()] if self.with_size else [])
        body = joined(parts, ", ")
        return Sql(f"WITH {body.text} ", body.values)

    def _traits(self) -> Sql:
        region, as_of = self.ask.region, stored(self.ask.as_of)
        if self.ask.is_kept:
            return Sql(f"trait AS ({KEPT})", (as_of, as_of))
        return Sql(f"trait AS ({LIVE})", (region.pk,))

    def _sizes(self) -> Sql:
        as_of = stored(self.ask.as_of)
        return Sql(f"size AS ({SIZES})", (as_of, self.ask.region.pk, as_of, day(self.ask.clock.until)))

    def postings(self, columns: str, *, with_fact: bool = False, only: Sql = TRUE) -> Sql:
        """SELECT columns, k0, k1, … of the postings known at the moment that some measure may count."""
        ks = joined([self._line(turn, one) for turn, one in enumerate(self.sources)], ", ")
        tables = "projects_posting p" + (TRAIT if self.with_traits else "")
        tables += SIZE if self.with_size else ""
        tables += FACT if self.with_fact or with_fact else ""
        where = self._where() & only if only is not TRUE else self._where()
        return Sql(f"SELECT {columns}, {ks.text} FROM {tables} WHERE {where.text}", ks.values + where.values)  # noqa: S608

    def _where(self) -> Sql:
        spans = [self.ask.days(one) for one in self.sources]
        first, end = min(start for start, _ in spans), max(end for _, end in spans)
        codes = sorted({one.code for one in self.sources})
        known = Sql("p.region_id = %s AND p.posted_at <= %s", (self.ask.region.pk, stored(self.ask.as_of)))
        within = Sql("p.statistical_on >= %s AND p.statistical_on < %s", (day(first), day(end)))
        return known & within & one_of("p.measure", codes)

    def _line(self, turn: int, source: Measured) -> Sql:
        start, end = self.ask.days(source)
        clock = self.ask.clock_of(source)
        base = Sql(
            "p.measure = %s AND p.statistical_on >= %s AND p.statistical_on < %s",
            (source.code, day(start), day(end)),
        )
        counts = all_of([base, *([self._fits(source.where, clock)] if source.where != EVERYTHING else [])])
        whens = [
            Sql(f"WHEN {fits.text} THEN {number}", fits.values)
            for number, one in enumerate(source.table, start=1)
            for fits in [self._fits(one.where, clock)]
        ]
        cases = joined([Sql(f"WHEN NOT ({counts.text}) THEN 0", counts.values), *whens], " ")
        return Sql(f"CASE {cases.text} ELSE {len(source.table) + 1} END AS k{turn}", cases.values)

    def _fits(self, where, clock: Clock) -> Sql:
        return qualifies(where, clock=clock, as_of=self.ask.as_of)

    def columns(self) -> list[tuple[Measured, int]]:
        """(measure, line of its table) for each sum, in the order of the columns."""
        return [(one, line) for one in self.sources for line in lines_of_table(one)]

    def sums(self, by: str) -> Sql:
        """One row for each `by` (columns of the inner select): a sum for each measure and line of its table."""
        inner = self.postings(f"p.quantity, {PLACES[by]}")
        totals = ", ".join(
            f"SUM(CASE WHEN x.k{turn} = {line} THEN x.quantity ELSE 0 END)"
            for turn, one in enumerate(self.sources)
            for line in lines_of_table(one)
        )
        head = self.head()
        text = f"{head.text}SELECT {by}, {totals} FROM ({inner.text}) x GROUP BY {by}"  # noqa: S608 -- fixed names
        return Sql(text, head.values + inner.values)


BY_UNIT = "unit_id, is_also"
BY_PROJECT = "unit_id, is_also, head_id"
PLACES = {BY_UNIT: "p.unit_id, p.is_also", BY_PROJECT: "p.unit_id, p.is_also, t.head_id"}
