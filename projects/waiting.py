"""The queue of the verification desk: milestones and arrivals in one line, oldest first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import CharField, Count, QuerySet, Value

from projects.authors import batches_of
from projects.models import Arrival, Milestone
from units.access import Access

MODELS = {"milestone": Milestone, "arrival": Arrival}


def waiting_rows(access: Access, model, *, unit=None, kind: str = "", source: str = "") -> QuerySet:
    """Recorded facts of one model; `kind` is a milestone's kind or 'arrival', `source` 'import' or 'typed'."""
    rows = model.objects.recorded().of_register().visible_to(access)
    if unit:
        rows = rows.filter(project__lead_unit=unit)
    if kind:
        here = (kind == "arrival") == (model is Arrival)
        rows = rows.none() if not here else rows if model is Arrival else rows.filter(kind=kind)
    if source:
        rows = rows.filter(import_row__isnull=source != "import")
    return rows


def queue(access: Access, **chosen) -> QuerySet:
    """(subject, pk, recorded_at) of everything that waits, oldest first; one statement."""
    parts = [
        waiting_rows(access, model, **chosen)
        .order_by()
        .annotate(subject_name=Value(name, output_field=CharField()))
        .values_list("subject_name", "pk", "recorded_at")
        for name, model in MODELS.items()
    ]
    return parts[0].union(parts[1], all=True).order_by("recorded_at", "subject_name", "pk")


def loaded(refs: Iterable[tuple[str, int, datetime]]) -> Sequence[Milestone | Arrival]:
    """The facts of a page of the queue in its order, with all the desk shows; two statements."""
    refs = list(refs)
    found: dict[tuple[str, int], Milestone | Arrival] = {}
    for name, model in MODELS.items():
        rows = model.objects.filter(pk__in=[pk for subject, pk, _ in refs if subject == name])
        rows = rows.select_related("project__lead_unit", "project__region", "recorded_by")
        found |= {(name, row.pk): row for row in rows.annotate(evidence_count=Count("evidence"))}
    return [found[subject, pk] for subject, pk, _ in refs if (subject, pk) in found]


def next_after(fact: Milestone | Arrival, *, access: Access) -> Milestone | Arrival | None:
    """What this person may decide next: the following in the queue, else the oldest of all."""
    own = batches_of(access.user)
    rest = [
        waiting_rows(access, model)
        .exclude(recorded_by=access.user)
        .exclude(import_row__batch__in=own)
        .exclude(**_self(model, fact))
        for model in MODELS.values()
    ]
    later = [rows.filter(recorded_at__gte=fact.recorded_at) for rows in rest]
    return _oldest(later) or _oldest(rest)


def _self(model, fact) -> dict:
    return {"pk": fact.pk} if isinstance(fact, model) else {"pk": None}


def _oldest(querysets: list[QuerySet]) -> Milestone | Arrival | None:
    firsts = [rows.order_by("recorded_at", "pk").first() for rows in querysets]
    return min((row for row in firsts if row), key=lambda row: row.recorded_at, default=None)
