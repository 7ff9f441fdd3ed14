"""Celery and its timetable: one list says when something runs; what runs is named by settings."""

import os

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_ready, worker_shutdown

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promo.settings")
app = Celery("promo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["promo"], related_name="tasks")

app.conf.beat_schedule = {
    "sweep stale jobs": {"task": "promo.sweep_jobs", "schedule": 5.0, "options": {"expires": 30}},
    "make what is due": {"task": "promo.tick", "schedule": 60.0, "options": {"expires": 60}},
    "tidy up": {"task": "promo.tidy", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
}


@setup_logging.connect
def _keep_django_logging(**_):
    """Celery must not replace the logging that settings describe."""


@worker_ready.connect
def _worker_pulse(**_):
    from promo.pulse import start_beating  # noqa: PLC0415 - models need the app registry, loaded by now

    start_beating("worker")


@beat_init.connect
def _timetable_pulse(**_):
    from promo.pulse import start_beating  # noqa: PLC0415 - as above

    start_beating("timetable")


@worker_shutdown.connect
def _worker_gone(**_):
    from promo.pulse import stop_beating  # noqa: PLC0415 - as above

    stop_beating("worker")
