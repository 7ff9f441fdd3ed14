"""What counts in a later run of a scheme and did not count in an earlier one: postings and records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from assessment.facts.measuring import days
from assessment.models import UnitRecord
from assessment.scheme_document import Scheme as Document
from assessment.sources import Kind
from units.models import Region


@dataclass(frozen=True)
class Moment:
    """The last day that counts, and the moment whose knowledge counts."""

    until: date
    as_of: datetime


def leaves(document: Document, kind: Kind) -> list:
    """The numbers of a kind that a scheme looks up, each once."""
    return [leaf for leaf in document.leaves if leaf.kind == kind]


def postings_between(document: Document, earlier: Moment, later: Moment, postings: QuerySet) -> QuerySet:
    """Of `postings`, those new in some window of the scheme, oldest first: posted since, or dated since."""
    new = Q(pk__in=())
    for source in leaves(document, Kind.MEASURE):
        new |= Q(measure=source.code) & _new(source, document, earlier, later, "posted_at")
    rows = postings.filter(new).known_at(later.as_of).order_by("number")
    return rows.select_related("unit", "project")


def records_between(document: Document, earlier: Moment, later: Moment, region: Region) -> QuerySet:
    """Verified records, reversals among them, that are new in some window of the scheme."""
    new = Q(pk__in=())
    for source in leaves(document, Kind.RECORD):
        new |= Q(kind__code=source.code) & _new(source, document, earlier, later, "verified_at")
    rows = UnitRecord.objects.filter(new, kind__region=region).known_at(later.as_of)
    return rows.select_related("unit", "kind").order_by("verified_at", "pk")


def _new(source, document: Document, earlier: Moment, later: Moment, known: str) -> Q:
    """In the later window, and either unknown at the earlier moment or outside the earlier window."""
    start, end = days(source, document.clock(later.until))
    first, last = days(source, document.clock(earlier.until))
    now = Q(statistical_on__gte=start, statistical_on__lt=end)
    outside = Q(statistical_on__lt=first) | Q(statistical_on__gte=last)
    return now & (outside | Q(**{f"{known}__gt": earlier.as_of}))


def is_new(source, row, document: Document, earlier: Moment, later: Moment, known: datetime) -> bool:
    """The same for one row in hand, so that it is taken out only of the numbers that it is new to."""
    start, end = days(source, document.clock(later.until))
    first, last = days(source, document.clock(earlier.until))
    counts = start <= row.statistical_on < end
    return counts and (not first <= row.statistical_on < last or known > earlier.as_of)


def new_in(
    sources: Iterable, row, document: Document, earlier: Moment, later: Moment, known: datetime
) -> list:
    """The sources of the row's own code that it is new to."""
    return [one for one in sources if is_new(one, row, document, earlier, later, known)]
