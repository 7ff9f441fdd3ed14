"""What came to be known after a moment and counts in the windows of a scheme."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from assessment.facts.gathering import measured, window
from assessment.facts.sql import Sql, rows_of
from assessment.facts.statement import Ask, Statement, factor_of
from assessment.models import ManualMark, MarkedUnit, RoundState, Scheme, Target
from assessment.scheme_document import Scheme as Document
from assessment.sources import EVERYTHING, Measured
from projects.models import Posting
from projects.traits import stored


@dataclass(frozen=True)
class Moved:
    """Postings that a run could not know; `count` is how many there are, `postings` the first of them."""

    postings: list[Posting]
    count: int


MOVED_MOST = 200


def moved_since(
    scheme: Scheme, document: Document, *, until: date, postings, after: datetime, as_of: datetime
) -> Moved:
    """What was posted in after < moment <= as_of and counts in a number of the scheme, its conditions included, in the
    windows that end with `until`. One statement more for each measure with conditions or factors.

    `postings` are those of the region that the reader may see.
    """
    counts, ask = Q(pk__in=()), Ask(scheme.region, document.clock(until), as_of)
    for source in measured(document):
        if source.where != EVERYTHING or source.table:
            counts |= Q(pk__in=_counting(source, ask, after))
        else:
            start, end = window(source, clock=ask.clock)
            counts |= Q(measure=source.code, statistical_on__gte=start, statistical_on__lt=end)
    rows = postings.filter(counts, posted_at__gt=after).known_at(as_of).order_by("number")
    rows = rows.select_related("unit", "project")
    return Moved(list(rows[:MOVED_MOST]), rows.count())


def _counting(source: Measured, ask: Ask, after: datetime) -> list[int]:
    """Ids of the postings since a moment that fit the conditions, by a factor other than zero."""
    statement = Statement([source], ask)
    head = statement.head()
    inner = statement.postings("p.id", only=Sql("p.posted_at > %s", (stored(after),)))
    rows = rows_of(Sql(head.text + inner.text, head.values + inner.values))
    return [pk for pk, line in rows if line and factor_of(source, line)]


def changed_since(
    scheme: Scheme, *, until: date, after: datetime, as_of: datetime
) -> list[Target | ManualMark | MarkedUnit]:
    """Units' targets and marks recorded, and rounds confirmed, in after < moment <= as_of, that count on `until`."""
    targets = Target.objects.filter(region=scheme.region, year=scheme.year, unit__isnull=False)
    marks = ManualMark.objects.filter(scheme=scheme)
    found = [
        row
        for rows in (targets, marks)
        for row in rows.in_force(on=until, known_at=as_of)
        .filter(recorded_at__gt=after)
        .select_related("unit")
    ]
    marked = MarkedUnit.objects.filter(
        round__scheme=scheme, round__state=RoundState.CONFIRMED, round__marked_on__lte=until,
        round__confirmed_at__gt=after, round__confirmed_at__lte=as_of,
    )  # fmt: skip
    found += marked.select_related("unit", "round").order_by("round", "order")
    return sorted(found, key=lambda row: row.recorded_at)
