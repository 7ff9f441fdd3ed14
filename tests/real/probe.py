"""A slow job whose every effect can be counted."""

import time

from django.db import transaction
from django.utils import timezone

from promo.jobs import Running
from promo.models import Event

PAUSE_SECONDS = 0.2


def probe(running: Running, *, steps: int) -> None:
    """One event a step, written together with the progress; goes on where a dead runner stopped."""
    for number in range(running.job.progress_done, steps):
        time.sleep(PAUSE_SECONDS)
        with transaction.atomic():
            running.step(number + 1, steps)
            Event.objects.create(subject="probe", subject_id=number, verb="probed", at=timezone.now())
    with transaction.atomic():
        Event.objects.create(subject="probe", subject_id=steps, verb="finished", at=timezone.now())
        running.finish()
