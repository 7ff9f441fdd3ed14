"""All numbers that a scheme asks for, gathered for all units at once; `look_up` hands them out."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessment.evaluation import Found
from assessment.facts.marks import marks
from assessment.facts.measuring import Sums, days, measured_sums
from assessment.facts.panel import PanelValue, panel
from assessment.facts.records import recorded, report_faults
from assessment.facts.roster import Member
from assessment.facts.statement import needs_traits
from assessment.facts.targets import all_targets
from assessment.models import Scheme, Target
from assessment.panels import Method, Missing, Panel, aggregate
from assessment.parts import QUARTERS, YEAR, in_order
from assessment.scheme_document import Scheme as Document
from assessment.sources import Clock, Elapsed, Kind, Leaf, Measured, Panelled, Recorded, Reports, Targeted
from projects.models.credit import WHOLE

ONE_DAY = timedelta(days=1)
ZERO = Fraction(0)


def measured(document: Document) -> Collection[Measured]:
    """The sums over the ledger that a scheme asks for, each once."""
    return _of_kind(document, Kind.MEASURE)


def asks_for_traits(document: Document) -> bool:
    """Whether what projects are like decides over a number of the scheme."""
    return any(needs_traits(one) for one in measured(document))


def _of_kind(document: Document, kind: Kind) -> list:
    return [leaf for leaf in document.leaves if leaf.kind == kind]


def window(source: Measured, *, clock: Clock) -> tuple[date, date]:
    """The half-open days whose postings a measure of a scheme adds up."""
    return days(source, clock)


def in_unit(unit: str, quantity: int) -> Fraction:
    """A stored integer (分, cents, 1/100 of a point, 1/10000 of a thing) in its own unit."""
    return Fraction(quantity, WHOLE if unit in ("count", "days") else 100)


def issued_parts(clock: Clock) -> tuple[str, ...]:
    """The months and quarters whose end the run's day has reached, latest first, a month before its quarter."""
    whole = clock.months_begun()
    is_month_end = (clock.until + ONE_DAY).day == 1 or clock.until + ONE_DAY >= clock.year_end
    ended = whole if is_month_end else whole - 1
    months = in_order("months", clock.first_month)
    return tuple(
        part
        for month in range(ended, 0, -1)
        for part in (months[month - 1], *((QUARTERS[month // 3 - 1],) if month % 3 == 0 else ()))
    )


class Gathered:
    """Numbers of all units of a scheme's region, as known at a moment. Which kinds are asked decides the statements."""

    def __init__(self, scheme: Scheme, document: Document, *, until: date, as_of: datetime) -> None:
        self.scheme, self.document, self.as_of = scheme, document, as_of
        self.clock = document.clock(until)
        self._spans: dict[str, dict] = {}
        region = scheme.region
        self.sums = measured_sums(measured(document), region=region, clock=self.clock, as_of=as_of)
        self.targets = all_targets(region, year=document.year, on=until, as_of=as_of)
        self.marks = marks(scheme, on=until, as_of=as_of)
        self.records = self._recorded(_of_kind(document, Kind.RECORD))
        panelled = _of_kind(document, Kind.PANEL) or _of_kind(document, Kind.MARK)
        self.panels = panel(scheme, on=until, as_of=as_of) if panelled else {}
        self.faults = self._faults(_of_kind(document, Kind.REPORTS))

    def _recorded(self, asked: Iterable[Recorded]) -> dict[str, Mapping[int, int]]:
        """One statement for each window, whatever the number of kinds."""
        windows: dict[tuple[date, date], list[Recorded]] = {}
        for one in asked:
            windows.setdefault(days(one, self.clock), []).append(one)
        found: dict[str, Mapping[int, int]] = {}
        for (start, end), some in windows.items():
            codes = {one.code for one in some}
            sums = recorded(codes, region=self.scheme.region, start=start, end=end, as_of=self.as_of)
            found |= {one.key: sums.get(one.code, {}) for one in some}
        return found

    def _faults(self, asked: Iterable[Reports]) -> dict[tuple[date, date], dict]:
        spans = {days(one, self.clock) for one in asked}
        region, as_of = self.scheme.region, self.as_of
        return {
            span: report_faults(region=region, start=span[0], end=span[1], as_of=as_of)
            for span in sorted(spans)
        }

    @property
    def also(self) -> frozenset[int]:
        """The units whose sums hold also-counted credit."""
        return frozenset().union(*(sums.also for sums in self.sums.values()))

    def look_up(self, source: Leaf, member: Member) -> Found | Fraction | None:
        """Nothing in the ledger is 0; a target or a mark that nobody gave is None."""
        return LOOK_UPS[source.kind](self, source, member)

    def _measure(self, source: Measured, member: Member) -> Fraction:
        sums: Sums = self.sums[source.key]
        if not member.joined and not member.covered:
            return sums.get(member.unit_id, ZERO)
        found = [sums.get(unit_id, ZERO) for unit_id in member.counted]
        return max(found) if source.highest else sum(found, ZERO)

    def _target(self, source: Targeted, member: Member) -> Fraction | None:
        rows = [self._target_row(source, unit_id) for unit_id in member.owners]
        given = [in_unit(source.unit, row.quantity) for row in rows if row]
        whole = sum(given, Fraction(0)) if given else None
        return (
            whole
            if whole is None or source.prorate in ("", "issued")
            else whole * self.clock.gone(source.prorate)
        )

    def _target_row(self, source: Targeted, unit_id: int) -> Target | None:
        """Of the year, or ("issued") of the last quarter or month whose end has been reached and that has a target."""
        parts = issued_parts(self.clock) if source.prorate == "issued" else (YEAR,)
        rows = (self.targets.get((unit_id, source.code, source.target_set, part)) for part in parts)
        return next((row for row in rows if row), None)

    def _mark(self, source, member: Member) -> Found | Fraction | None:
        """A confirmed round takes the place of single marks: their mean."""
        if round_of := self._round_of(source, member):
            return Found(*aggregate(round_of.marks, Panel()))
        rows = (self.marks.get((unit_id, source.code)) for unit_id in member.owners)
        return next((Fraction(row.hundredths, 100) for row in rows if row), None)

    def _record(self, source: Recorded, member: Member) -> Fraction:
        sums = self.records[source.key]
        return in_unit(source.unit, sum(sums.get(unit_id, 0) for unit_id in member.counted))

    def _panel(self, source: Panelled, member: Member) -> Found | None:
        value = self._round_of(source, member)
        how = Panel(Method(source.method), source.weights, source.trim, Missing(source.missing))
        return None if value is None else Found(*aggregate(value.marks, how))

    def _round_of(self, source, member: Member) -> PanelValue | None:
        found = (self.panels.get((unit_id, source.code)) for unit_id in member.owners)
        return next((one for one in found if one), None)

    def _reports(self, source: Reports, member: Member) -> Fraction:
        faults = self.faults[days(source, self.clock)]
        found = (faults.get(unit_id) for unit_id in member.owners)
        return Fraction(sum(getattr(one, source.what) for one in found if one))

    def _elapsed(self, source: Elapsed, member: Member) -> Fraction:
        return self.clock.gone(source.mode)

    def stands_on(self, source: Leaf, member: Member) -> dict:
        """Where a number can be looked up: the days of a sum, the version of a target or mark."""
        if source.kind in (Kind.MEASURE, Kind.RECORD, Kind.REPORTS):
            if source.key not in self._spans:
                self._spans[source.key] = self._span(source)
            return self._spans[source.key]
        value = self._round_of(source, member) if source.kind in (Kind.PANEL, Kind.MARK) else None
        if source.kind == Kind.PANEL or value:
            return {"indicator": source.code, "round": value.round_id if value else None}
        if source.kind not in (Kind.TARGET, Kind.MARK):
            return {}
        if source.kind == Kind.TARGET:
            return self._stands_on_target(source, member)
        row = self.marks.get((member.unit_id, source.code))
        return {"indicator": source.code, "version": row.version if row else None}

    def _span(self, source: Measured | Recorded | Reports) -> dict:
        """The days of a sum, the same for every unit."""
        start, end = days(source, self.clock)
        what = source.what if source.kind == Kind.REPORTS else source.code
        called = "measure" if source.kind == Kind.MEASURE else "record"
        return {called: what, "start": start.isoformat(), "end": end.isoformat()}

    def _stands_on_target(self, source: Targeted, member: Member) -> dict:
        row = self._target_row(source, member.unit_id)
        found = {"measure": source.code, "version": row.version if row else None}
        if source.target_set != "own":
            found["set"] = source.target_set
        return found | ({"part": row.part} if row and row.part else {})


LOOK_UPS: Mapping[Kind, Callable] = {
    Kind.MEASURE: Gathered._measure,
    Kind.TARGET: Gathered._target,
    Kind.MARK: Gathered._mark,
    Kind.RECORD: Gathered._record,
    Kind.PANEL: Gathered._panel,
    Kind.REPORTS: Gathered._reports,
    Kind.ELAPSED: Gathered._elapsed,
}
