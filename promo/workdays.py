"""Working days: which days an office works, and what day it is after N of them.

Weekends are free unless an exception says otherwise; `exceptions` maps a day to whether it is worked (the notice of
holidays that the State Council gives each year, and what an office adds). Ranges are half-open.
"""

from collections.abc import Mapping
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
LOOK_AHEAD = 3660  # days; an office that never works again is a mistake in the table


def is_workday(day: date, exceptions: Mapping[date, bool]) -> bool:
    return exceptions.get(day, day.weekday() < SATURDAY)


def next_workday(day: date, exceptions: Mapping[date, bool]) -> date:
    """`day` itself when it is worked, else the first worked day after it. Raises ValueError when there is none."""
    for ahead in range(LOOK_AHEAD):
        if is_workday(day + ahead * ONE_DAY, exceptions):
            return day + ahead * ONE_DAY
    raise ValueError(f"no working day after {day}")


def add_workdays(day: date, count: int, exceptions: Mapping[date, bool]) -> date:
    """The `count`-th working day after `day`, which is not counted itself: what is due 'within 3 working days' is due
    on add_workdays(day, 3). With 0 it is the next working day not before `day`. Raises ValueError below zero."""
    if count < 0:
        raise ValueError("working days are counted forwards")
    found = next_workday(day, exceptions) if count == 0 else day
    for _ in range(count):
        found = next_workday(found + ONE_DAY, exceptions)
    return found


def workdays_between(start: date, end: date, exceptions: Mapping[date, bool]) -> int:
    """How many working days there are in start <= day < end; 0 when end is not after start."""
    return sum(is_workday(start + n * ONE_DAY, exceptions) for n in range(max(0, (end - start).days)))
