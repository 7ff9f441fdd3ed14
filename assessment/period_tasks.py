"""The calendar of periods by the timetable: steps that are due are taken, duties of running periods laid down."""

from datetime import datetime

from django.utils import timezone

from assessment import actions
from projects.actions import close_due_periods
from projects.period_calendar import RULE
from projects.rules_in_force import rules_by_place
from promo.refusal import Refused
from units.models import Region


def keep_periods(*, now: datetime) -> None:
    """A tick. One statement where no office has decided on a calendar; run again at once, it changes nothing."""
    rules = rules_by_place(RULE, on=timezone.localdate(now))
    if not rules.places:
        return
    for region in Region.objects.order_by("path"):
        if rules.at(region.path).row is not None:
            _keep(region, now=now)


def _keep(region: Region, *, now: datetime) -> None:
    try:
        close_due_periods(region=region, at=now)
        actions.make_calendar_duties(region=region, at=now)
    except Refused:
        return  # another worker was faster; the next minute goes on from there, and the other regions now
