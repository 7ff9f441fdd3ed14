"""All numbers that a scheme asks for, gathered for all units at once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessment.facts.ledger import Earned, exact, sums
from assessment.facts.marks import marks
from assessment.facts.targets import targets
from assessment.functions import Input, Kind, Measured, Need, Window
from assessment.models import Scheme
from assessment.scheme_document import Scheme as Document

ONE_DAY = timedelta(days=1)


def window(source: Measured, *, year: int, until: date) -> tuple[date, date]:
    """The half-open days whose postings a measure of a scheme adds up."""
    start = source.since if source.window == Window.CUMULATIVE_SINCE else date(year, 1, 1)
    return start, until + ONE_DAY


def measured(document: Document) -> Iterable[Measured]:
    """The sums over the ledger that a scheme asks for, each once."""
    sources = {
        need.source.key: need.source
        for group in document.groups
        for indicator in group.indicators
        for need in indicator.needs
        if need.source.kind == Kind.MEASURE
    }
    return sources.values()


class Gathered:
    """All numbers a scheme asks for, for all units of its region at once; `input` hands them out."""

    def __init__(self, scheme: Scheme, document: Document, *, until: date, as_of: datetime) -> None:
        self.year, self.until = document.year, until
        region = scheme.region
        self.targets = targets(region, year=document.year, on=until, as_of=as_of)
        self.marks = marks(scheme, on=until, as_of=as_of)
        self.sums: dict[str, Earned] = {}
        for source in measured(document):
            start, end = self.window(source)
            self.sums[source.key] = sums(source.code, region=region, start=start, end=end, as_of=as_of)

    @property
    def also(self) -> frozenset[int]:
        """The units whose sums hold also-counted credit."""
        return frozenset().union(*(earned.also for earned in self.sums.values()))

    def window(self, source: Measured) -> tuple[date, date]:
        return window(source, year=self.year, until=self.until)

    def input(self, need: Need, unit_id: int) -> Input:
        return need.filled(self._value(need.source, unit_id))

    def _value(self, source, unit_id: int) -> Fraction | None:
        """Nothing in the ledger is 0; a target or a mark that nobody gave is None."""
        if source.kind == Kind.MEASURE:
            return exact(source.code, self.sums[source.key].get(unit_id, 0))
        if source.kind == Kind.TARGET:
            row = self.targets.get((unit_id, source.code))
            return exact(source.code, row.quantity) if row else None
        mark = self.marks.get((unit_id, source.code))
        return Fraction(mark.hundredths, 100) if mark else None

    def stands_on(self, need: Need, unit_id: int) -> dict:
        """Where a number can be looked up: the days of a sum, the version of a target or mark."""
        source = need.source
        if source.kind == Kind.MEASURE:
            start, end = self.window(source)
            return {"measure": source.code, "start": start.isoformat(), "end": end.isoformat()}
        table = self.targets if source.kind == Kind.TARGET else self.marks
        row = table.get((unit_id, source.code))
        place = "measure" if source.kind == Kind.TARGET else "indicator"
        return {place: source.code, "version": row.version if row else None}
