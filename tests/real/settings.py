"""What the real processes run with: the product's own settings, a probe to watch, and a quicker pulse."""

from promo.settings import *  # noqa: F403
from promo.settings import JOB_HANDLERS

JOB_HANDLERS = JOB_HANDLERS | {"probe": "tests.real.probe.probe"}
PULSE_SECONDS = 1
TICKS = []
