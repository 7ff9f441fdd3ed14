"""The office's calendar at work: which days are worked, what day something is due, what is known at the start."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import connections
from django.utils import timezone

from promo.holidays import known_days
from promo.models import CalendarDay
from promo.workdays import add_workdays

A_WHILE = timedelta(days=10)


def exceptions_since(day: date) -> Mapping[date, bool]:
    """The exceptions that count from a little before `day` on; one statement."""
    return CalendarDay.objects.exceptions(since=day - A_WHILE)


def due_after(moment: datetime, *, workdays: int) -> date:
    """The last day on which something that began at `moment` is in time; one statement."""
    begun = timezone.localdate(moment)
    return add_workdays(begun, workdays, exceptions_since(begun))


def begin(sender, using, **_) -> None:
    """post_migrate receiver: an empty calendar begins with the holidays that are known."""
    rows = CalendarDay.objects.using(using)
    if CalendarDay._meta.db_table in connections[using].introspection.table_names() and not rows.exists():
        rows.bulk_create(
            CalendarDay(day=day, is_workday=worked, name=name, is_confirmed=confirmed)
            for day, worked, name, confirmed in known_days()
        )
