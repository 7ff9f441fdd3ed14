"""The fortnight of the supervision office: fourteen days from a fixed Monday, numbered by the year they end in."""

from datetime import date

from projects.period_calendar import period_of
from promo.periods import Period

KIND = "fortnight"


def the_fortnight(day: date) -> Period:
    return period_of(KIND, day)


def issue_number(period: Period) -> int:
    """期号: the place of the fortnight in the calendar year of its last day, as promo.periods names it."""
    return (period.last_day.timetuple().tm_yday - 1) // 14 + 1
