"""What came to be known after a moment and counts in the windows of a scheme."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from assessment.facts.gathering import measured, window
from assessment.models import ManualMark, MarkedUnit, RoundState, Scheme, Target
from assessment.scheme_document import Scheme as Document
from projects.models import Posting


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
        start, end = window(source, clock=document.clock(until))
        counts |= Q(measure=source.code, statistical_on__gte=start, statistical_on__lt=end)
    rows = postings.filter(counts, posted_at__gt=after).known_at(as_of).order_by("number")
    rows = rows.select_related("unit", "project")
    return Moved(list(rows[:MOVED_MOST]), rows.count())


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
