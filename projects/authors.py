"""Who ever wrote a fact: who amends it last takes the authorship of the row, but not of the sum another put there."""

from collections.abc import Iterable

from django.db.models import Q

from projects.models import Arrival, ImportBatch, ImportRow, Milestone, Project
from promo.models import Event

WROTE = ("recorded", "amended")
TYPED = "row_corrected"


def has_written(fact: Milestone | Arrival, user) -> bool:
    return bool(written_by(user, [fact]))


def has_corrected(row: ImportRow, user) -> bool:
    """Whether the person typed into cells of an imported row; rows tell their events to the batch."""
    rows = Event.objects.filter(subject=ImportBatch._meta.label_lower, subject_id=row.batch_id)
    return rows.filter(by=user, verb=TYPED, detail__row=str(row)).exists()


def written_by(user, facts: Iterable[Milestone | Arrival]) -> set[tuple[str, int]]:
    """(subject, id) of those of the facts that the person ever recorded or amended, or into whose row of a ledger the
    person typed: the rule that acts and pages share. Facts tell their events to the project, rows to the batch."""
    facts = list(facts)
    rows = ImportRow.objects.filter(pk__in={fact.import_row_id for fact in facts} - {None})
    came_from = {row.pk: (row.batch_id, str(row)) for row in rows.only("batch", "sheet", "number")}
    wrote, typed = _events_of(user, {fact.project_id for fact in facts}, {pk for pk, _ in came_from.values()})
    return {
        (fact.subject, fact.pk)
        for fact in facts
        if fact.recorded_by_id == user.pk
        or (fact.subject, fact.pk) in wrote
        or came_from.get(fact.import_row_id) in typed
    }


def _events_of(user, projects: set[int], batches: set[int]) -> tuple[set, set]:
    """(subject, id) of what the person wrote in these projects, (batch, row) of what was typed; one statement."""
    verbs = [f"{subject}_{verb}" for subject in ("milestone", "arrival") for verb in WROTE]
    of_facts = Q(subject=Project._meta.label_lower, subject_id__in=projects, verb__in=verbs)
    of_rows = Q(subject=ImportBatch._meta.label_lower, subject_id__in=batches, verb=TYPED)
    wrote, typed = set(), set()
    events = Event.objects.filter(of_facts | of_rows, by=user).order_by()
    for subject_id, verb, detail in events.values_list("subject_id", "verb", "detail"):
        if verb == TYPED:
            typed.add((subject_id, detail.get("row")))
        else:
            wrote.add((verb.split("_")[0], detail.get("fact")))
    return wrote, typed
