"""What the ground floor keeps: events, jobs, pulses, receipts, the calendar and notices."""

from promo.models.calendar_day import CalendarDay
from promo.models.counter import Counter
from promo.models.event import Event
from promo.models.job import Job
from promo.models.notice import LastLook, MailState, Notice
from promo.models.pulse import Pulse
from promo.models.receipt import Receipt

__all__ = [
    "CalendarDay",
    "Counter",
    "Event",
    "Job",
    "LastLook",
    "MailState",
    "Notice",
    "Pulse",
    "Receipt",
]
