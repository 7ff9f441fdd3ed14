"""Celery's doors of the ground floor: ids in, one call, done."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from promo import jobs
from promo.models import Job, Receipt

log = logging.getLogger("promo.tasks")


@shared_task(name="promo.run_job")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(name="promo.sweep_jobs")
def sweep_jobs() -> None:
    jobs.sweep(now=timezone.now())


@shared_task(name="promo.tick")
def tick() -> None:
    """Everything that is due; one that fails does not stop the others and is tried again at the next tick."""
    now = timezone.now()
    for name in settings.TICKS:
        try:
            import_string(name)(now=now)
        except Exception:
            log.exception("tick %s failed", name)


@shared_task(name="promo.tidy")
def tidy() -> None:
    """Receipts answer a double click and a back button, not an archive; finished jobs are kept for a quarter."""
    now = timezone.now()
    Receipt.objects.filter(at__lt=now - timedelta(days=14)).delete()
    Job.objects.filter(finished_at__lt=now - timedelta(days=90)).delete()
