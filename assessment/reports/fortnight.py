"""The fortnight of the supervision office: fourteen days from a fixed Monday, numbered by the year they end in."""

from datetime import date

from django.conf import settings

from promo.periods import Period, fortnight_of

KIND = "fortnight"


def the_fortnight(day: date) -> Period:
    return fortnight_of(day, anchor=date.fromisoformat(str(settings.FORTNIGHT_ANCHOR)))


def issue_number(period: Period) -> int:
    """期号: the place of the fortnight in the calendar year of its last day, as promo.periods names it."""
    return (period.last_day.timetuple().tm_yday - 1) // 14 + 1
