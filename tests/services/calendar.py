"""The calendar on the wall of the tests: their town lives in November 2026, whatever year this machine is in."""

from datetime import date, timedelta

from django.utils import timezone

FIRST, LAST, HELD = date(2026, 11, 20), date(2026, 11, 30), date(2026, 11, 23)


def hold_november() -> None:
    """Shift `timezone.now` by whole days when today is not in the town's last days of November 2026.

    Processes that tests start (tests/real, the main job) keep the machine's clock and make their own town.
    """
    real, today = timezone.now, timezone.localdate()
    if FIRST <= today <= LAST:
        return
    shift = timedelta(days=(HELD - today).days)
    timezone.now = lambda: real() + shift
