"""What happened to the projects a person sees since that person last said so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from projects.models import Project
from projects.rights import phone_for
from projects.telling import lines_of
from promo.models import Event, LastLook
from units.access import REGION_ROLES, Access

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
    url: str  # of all of it; '' for who does not oversee the record


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
    url = ""
    if access.has(REGION_ROLES):
        query = {"subject": PROJECT, "start": timezone.localdate(at).isoformat()}
        url = f"{reverse('assessment:history')}?{urlencode(query)}"
    return Since(at, events[0].of_all if events else 0, events, look is None, url)
