"""Events of many projects at once, for acts that touch a whole batch."""

from collections.abc import Iterable
from datetime import datetime

from projects.models import Project
from promo.models import Event

AT_ONCE = 500


def told(project_id: int, verb: str, *, by, at: datetime, **detail) -> Event:
    """An unsaved event about a project, as promo.models.event.record writes it."""
    label = Project._meta.label_lower
    return Event(subject=label, subject_id=project_id, verb=verb, by=by, at=at, detail=detail)


def tell_all(events: Iterable[Event]) -> None:
    Event.objects.bulk_create(list(events), batch_size=AT_ONCE)
