"""Background threads by which worker and timetable show that they live; /health/ reads them."""

import logging
import threading
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.utils import Error
from django.utils import timezone

from promo.models import Pulse

log = logging.getLogger("promo.pulse")
_stops: dict[str, threading.Event] = {}


def beat(name: str, *, at: datetime) -> None:
    Pulse.objects.update_or_create(name=name, defaults={"at": at})


def start_beating(name: str) -> None:
    """Beat every PULSE_SECONDS from a daemon thread until `stop_beating`."""
    stop = _stops[name] = threading.Event()
    threading.Thread(target=_keep_beating, args=(name, stop), daemon=True, name=f"pulse-{name}").start()


def stop_beating(name: str) -> None:
    if stop := _stops.pop(name, None):
        stop.set()


def _keep_beating(name: str, stop: threading.Event) -> None:
    while True:
        try:
            close_old_connections()
            beat(name, at=timezone.now())
        except Error as error:  # the database is away: say so and go on, /health/ shows it
            log.warning("pulse %s: %s", name, error)
        if stop.wait(settings.PULSE_SECONDS):
            connection.close()
            return


def late(names: tuple[str, ...], *, now: datetime) -> list[str]:
    """Those of `names` without a beat in the last PULSE_LATE_SECONDS."""
    limit = now - timedelta(seconds=settings.PULSE_LATE_SECONDS)
    alive = set(Pulse.objects.filter(name__in=names, at__gte=limit).values_list("name", flat=True))
    return [name for name in names if name not in alive]
