"""What the ground floor keeps: events, jobs, pulses and receipts."""

from promo.models.counter import Counter
from promo.models.event import Event
from promo.models.job import Job
from promo.models.pulse import Pulse
from promo.models.receipt import Receipt

__all__ = ["Counter", "Event", "Job", "Pulse", "Receipt"]
