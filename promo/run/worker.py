"""The Celery application as the process group opens it: a pool process dies with its worker."""

import os

from celery.signals import worker_process_init

from promo.celery import app as celery
from promo.run.tether import tie_to_parent

if os.environ.get("PROMO_SUPERVISED"):

    @worker_process_init.connect
    def _tie_pool_process(**_):
        tie_to_parent()


__all__ = ["celery"]
