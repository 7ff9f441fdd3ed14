"""What happened to the projects a person sees since that person last said so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Window

from projects.models import Project
from projects.rights import phone_for
from projects.telling import lines_of
from promo.models import Event, LastLook
from units.access import Access

FIRST_LOOK = timedelta(days=7)  # for who has never said so
SHOWN = 8
QUIET = ("downloaded",)
PROJECT = Project._meta.label_lower


@dataclass(frozen=True)
class Since:
    """`at` is the moment of the last look; the events carry `project` and `lines`."""

    at: datetime
    count: int
    events: list[Event]
    is_first: bool


def changed_since_look(access: Access, *, now: datetime) -> Since:
    """Four statements. The person's own acts are left out."""
    look = LastLook.objects.filter(user=access.user).first()
    at = look.at if look else now - FIRST_LOOK
    seen = Project.objects.visible_to(access)
    rows = Event.objects.filter(subject=PROJECT, subject_id__in=seen.values("pk"), at__gt=at)
    rows = rows.exclude(by=access.user).exclude(verb__in=QUIET).select_related("by").order_by("-at", "-pk")
    events = list(rows.annotate(of_all=Window(Count("pk")))[:SHOWN])
    projects = seen.select_related("region").in_bulk([event.subject_id for event in events])
    for event in events:
        event.project = projects[event.subject_id]
        event.lines = lines_of(event, phone_as=lambda number, of=event.project: phone_for(access, of, number))
    return Since(at, events[0].of_all if events else 0, events, look is None)
