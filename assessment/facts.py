"""The only place that adds up the ledger: sums, targets, marks and classes "as known at a moment".

Every question is one statement for all units of a region, whatever their number. Integers of the ledger become exact
Fractions in 元, 美元 or projects here and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Q, Sum

from assessment.functions import Input, Kind, Measured, Need, Window
from assessment.models import ManualMark, Scheme, Target
from assessment.scheme_document import Scheme as Document
from projects.measures import MEASURES
from projects.models import LedgerHead, Posting
from projects.models.credit import WHOLE
from units.models import Region, Unit

ONE_DAY = timedelta(days=1)
Holder = int | None  # a unit's id; None for the region itself


@dataclass(frozen=True)
class Member:
    """A unit that is ranked, with its name and class of the day; `order` is its fixed place among the units."""

    unit_id: int
    code: str
    name: str
    unit_class: str
    order: int


def exact(measure: str, quantity: int) -> Fraction:
    """A quantity of the ledger or of a target in 元, 美元 or projects."""
    return Fraction(quantity, WHOLE if MEASURES[measure].unit == "count" else 100)


def known_now(now: datetime) -> datetime:
    """The moment that includes all that is posted, for a look that is not kept. Writes nothing."""
    head = LedgerHead.objects.values_list("posted_at", flat=True).first()
    return max(now, head) if head else now


class Earned(dict[int, int]):
    """Unit id -> quantity, with what is also counted (兼计); `also` are the units that have some of it."""

    also: frozenset[int] = frozenset()


def sums(measure: str, *, region: Region, start: date, end: date, as_of: datetime) -> Earned:
    """Unit id -> what it earned in start <= statistical day < end, in the ledger's integers. One statement."""
    rows = Posting.objects.filter(region=region, measure=measure).counted_in(start, end).known_at(as_of)
    summed = (
        rows.order_by()
        .values("unit")
        .annotate(total=Sum("quantity"), also=Sum("quantity", filter=Q(is_also=True)))
    )
    found = list(summed.values_list("unit", "total", "also"))
    earned = Earned({unit_id: int(total) for unit_id, total, _ in found})
    earned.also = frozenset(unit_id for unit_id, _, also in found if also)
    return earned


def targets(region: Region, *, year: int, on: date, as_of: datetime) -> dict[tuple[Holder, str], Target]:
    """(holder, measure) -> the target in force on a day as known at a moment. One statement."""
    found: dict[tuple[Holder, str], Target] = {}
    rows = Target.objects.filter(region=region, year=year).in_force(on=on, known_at=as_of)
    for row in rows:
        found.setdefault((row.unit_id, row.measure), row)
    return found


def marks(scheme: Scheme, *, on: date, as_of: datetime) -> dict[tuple[int, str], ManualMark]:
    """(unit id, code) -> the mark in force on a day as known at a moment. One statement."""
    found: dict[tuple[int, str], ManualMark] = {}
    for row in ManualMark.objects.filter(scheme=scheme).in_force(on=on, known_at=as_of):
        found.setdefault((row.unit_id, row.indicator), row)
    return found


def roster(region: Region, *, on: date) -> tuple[Member, ...]:
    """The units assessed on a day with the class of that day, in their fixed order. One statement."""
    units = (
        Unit.objects.filter(region=region, is_assessed=True).active(on=on).with_class(on=on).with_names(on=on)
    )
    rows = units.order_by("order", "code").values_list("pk", "code", "name_on", "class_on")
    return tuple(
        Member(pk, code, name, unit_class, order)
        for order, (pk, code, name, unit_class) in enumerate(rows, start=1)
        if unit_class
    )


def window(source: Measured, *, year: int, until: date) -> tuple[date, date]:
    """The half-open days whose postings a measure of a scheme adds up."""
    start = source.since if source.window == Window.CUMULATIVE_SINCE else date(year, 1, 1)
    return start, until + ONE_DAY


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


@dataclass(frozen=True)
class Moved:
    """Postings that a run could not know; `count` is how many there are, `postings` the first of them."""

    postings: list[Posting]
    count: int


MOVED_MOST = 200


def moved_since(document: Document, *, until: date, postings, after: datetime, as_of: datetime) -> Moved:
    """What was posted in after < moment <= as_of and counts in the windows of a scheme that end with `until`.

    `postings` are those of the region that the reader may see.
    """
    counts = Q(pk__in=())
    for source in measured(document):
        start, end = window(source, year=document.year, until=until)
        counts |= Q(measure=source.code, statistical_on__gte=start, statistical_on__lt=end)
    rows = postings.filter(counts, posted_at__gt=after).known_at(as_of).order_by("number")
    rows = rows.select_related("unit", "project")
    return Moved(list(rows[:MOVED_MOST]), rows.count())


def changed_since(
    scheme: Scheme, *, until: date, after: datetime, as_of: datetime
) -> list[Target | ManualMark]:
    """Units' targets and marks recorded in after < moment <= as_of that count on the day `until`."""
    targets = Target.objects.filter(region=scheme.region, year=scheme.year, unit__isnull=False)
    marks = ManualMark.objects.filter(scheme=scheme)
    found = [
        row
        for rows in (targets, marks)
        for row in rows.in_force(on=until, known_at=as_of)
        .filter(recorded_at__gt=after)
        .select_related("unit")
    ]
    return sorted(found, key=lambda row: row.recorded_at)


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
