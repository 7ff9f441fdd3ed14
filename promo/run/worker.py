"""The Celery application as the process group opens it: a pool process dies with its worker."""

import os
import warnings

from celery.exceptions import SecurityWarning
from celery.signals import worker_process_init

from promo.celery import app as celery
from promo.run.tether import tie_to_parent

# Celery warns of root because of pickle; this product speaks JSON only.
warnings.filterwarnings("ignore", category=SecurityWarning)

if os.environ.get("PROMO_SUPERVISED"):

    @worker_process_init.connect
    def _tie_pool_process(**_):
        tie_to_parent(os.getpgrp())  # the worker leads its group


__all__ = ["celery"]
