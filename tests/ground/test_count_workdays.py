"""Working days: what is due after N of them is never on a free day, and counting agrees with adding."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.holidays import known_days
from promo.workdays import add_workdays, is_workday, next_workday, workdays_between

KNOWN = {day: worked for day, worked, _, _ in known_days()}
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
EXCEPTIONS = st.dictionaries(DAYS, st.booleans(), max_size=40)
COUNTS = st.integers(0, 40)


@given(DAYS, COUNTS, EXCEPTIONS)
def test_a_deadline_is_a_working_day_and_agrees_with_counting(day, count, exceptions):
    due = add_workdays(day, count, exceptions)
    assert is_workday(due, exceptions)
    if count:
        assert workdays_between(day + timedelta(days=1), due + timedelta(days=1), exceptions) == count
    else:
        assert workdays_between(day, due, exceptions) == 0


@given(DAYS, COUNTS, EXCEPTIONS)
def test_more_days_are_never_due_earlier(day, count, exceptions):
    here, more = add_workdays(day, count, exceptions), add_workdays(day, count + 1, exceptions)
    assert day <= here <= more
    assert count == 0 or here < more


@given(DAYS, DAYS, COUNTS, EXCEPTIONS)
def test_whoever_begins_later_is_not_due_earlier(one, other, count, exceptions):
    first, second = sorted((one, other))
    assert add_workdays(first, count, exceptions) <= add_workdays(second, count, exceptions)


@given(DAYS, st.integers(0, 300), st.integers(0, 300), EXCEPTIONS)
def test_counting_adds_up_over_neighbouring_stretches(day, some, more, exceptions):
    middle, end = day + timedelta(days=some), day + timedelta(days=some + more)
    parts = workdays_between(day, middle, exceptions) + workdays_between(middle, end, exceptions)
    assert workdays_between(day, end, exceptions) == parts


@given(DAYS, EXCEPTIONS)
def test_the_next_working_day_leaves_none_out(day, exceptions):
    found = next_workday(day, exceptions)
    assert is_workday(found, exceptions) and workdays_between(day, found, exceptions) == 0


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 9, 24), 1, date(2026, 9, 28)),  # over 中秋节
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # over 国庆节, the worked Saturday is the third
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday that is worked for 春节
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
    ],
)
def test_the_holidays_of_the_year_are_known(day, count, due):
    assert add_workdays(day, count, KNOWN) == due


def test_time_is_not_counted_backwards_and_an_office_that_never_works_is_a_mistake():
    with pytest.raises(ValueError, match="forwards"):
        add_workdays(date(2026, 1, 1), -1, {})
    never = {date(2026, 1, 1) + timedelta(days=n): False for n in range(4000)}
    with pytest.raises(ValueError, match="no working day"):
        next_workday(date(2026, 1, 1), never)
    assert workdays_between(date(2026, 1, 5), date(2026, 1, 1), {}) == 0
