"""Who ever wrote a fact: who amends it last takes the authorship of the row, but not of the sum another put there."""

from collections.abc import Iterable

from projects.models import Arrival, ImportBatch, ImportRow, Milestone, Project
from promo.models import Event

WROTE = ("recorded", "amended")


def has_written(fact: Milestone | Arrival, user) -> bool:
    """Whether the person ever recorded or amended the fact, or typed into the row of a ledger that it came from; facts
    tell their events to the project."""
    wrote = {"verb__in": [f"{fact.subject}_{verb}" for verb in WROTE], "detail__fact": fact.pk}
    if Event.objects.about(fact.project).filter(by=user, **wrote).exists():
        return True
    return fact.import_row_id is not None and has_corrected(fact.import_row, user)


def has_corrected(row: ImportRow, user) -> bool:
    """Whether the person typed into cells of an imported row; rows tell their events to the batch."""
    rows = Event.objects.filter(subject=ImportBatch._meta.label_lower, subject_id=row.batch_id)
    return rows.filter(by=user, verb="row_corrected", detail__row=str(row)).exists()


def written_by(user, projects: Iterable[int]) -> set[tuple[str, int]]:
    """(subject, id) of the facts of these projects that the person ever wrote; one statement."""
    verbs = [f"{subject}_{verb}" for subject in ("milestone", "arrival") for verb in WROTE]
    rows = Event.objects.filter(
        subject=Project._meta.label_lower, subject_id__in=set(projects), by=user, verb__in=verbs
    )
    return {(verb.split("_")[0], detail.get("fact")) for verb, detail in rows.values_list("verb", "detail")}
