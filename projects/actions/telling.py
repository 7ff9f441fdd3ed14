"""Events of many projects at once, for acts that touch a whole batch."""

from collections.abc import Iterable
from datetime import datetime

from projects.models import Project
from promo.inserting import insert_new
from promo.models import Event

AT_ONCE = 2_000
LABEL = Project._meta.label_lower


def told(project_id: int, verb: str, *, by, at: datetime, **detail) -> dict:
    """An event about a project, as promo.models.event.record writes it."""
    return {
        "subject": LABEL, "subject_id": project_id, "verb": verb, "by_id": by.pk, "at": at, "detail": detail,
    }  # fmt: skip


def tell_all(events: Iterable[dict]) -> None:
    rows = list(events)
    for start in range(0, len(rows), AT_ONCE):
        insert_new(Event, rows[start : start + AT_ONCE])
