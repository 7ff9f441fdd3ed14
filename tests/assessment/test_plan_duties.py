"""The reporting calendar of a year is laid down at once: days off are stepped over, fortnights have their anchor."""

from datetime import date

import pytest

from assessment import actions
from assessment.models import ReportDuty
from promo.models import CalendarDay
from promo.refusal import Refused
from tests.factories import at

OCTOBER = at(date(2026, 10, 1))


def plan(town, **more):
    given = {"rhythm": "month", "year": 2026, "day": 25, "title": "月报"} | more
    return actions.plan_duties(region=town.region, by=town.people["supervisor"], at=OCTOBER, **given)


def test_a_year_is_laid_down_at_once_and_days_off_move_on(town):
    assert [(row.period_name, row.due_on) for row in plan(town)] == [
        ("2026年10月", date(2026, 10, 26)),  # the 25th is a Sunday
        ("2026年11月", date(2026, 11, 25)),
        ("2026年12月", date(2026, 12, 25)),
    ]
    with pytest.raises(Refused, match="没有需要新增"):
        plan(town)


def test_the_offices_own_calendar_is_asked(town):
    CalendarDay.objects.create(day=date(2026, 11, 25), is_workday=False, name="镇运动会")
    assert date(2026, 11, 26) in [row.due_on for row in plan(town)]


def test_the_report_of_a_month_may_be_due_in_the_next(town):
    rows = plan(town, day=31, in_next_month=True)
    assert [(row.period_name, row.due_on) for row in rows] == [
        ("2026年9月", date(2026, 11, 2)),  # 31 October is a Saturday
        ("2026年10月", date(2026, 11, 30)),
        ("2026年11月", date(2026, 12, 31)),
        ("2026年12月", date(2027, 2, 1)),  # 31 January is a Sunday
    ]


def test_fortnights_are_counted_from_the_anchor(town):
    rows = plan(town, rhythm="fortnight", day=1, anchor=date(2026, 1, 5))
    assert {(row.period_end - row.period_start).days for row in rows} == {14}
    assert rows[0].due_on >= OCTOBER.date()
    assert len(rows) == 6


@pytest.mark.parametrize(
    "more", [{"day": 0}, {"day": 32}, {"rhythm": "week"}, {"rhythm": "fortnight"}, {"year": 2020}]
)
def test_what_is_no_year_of_reports_is_refused(town, more):
    with pytest.raises(Refused):
        plan(town, **more)
    assert not ReportDuty.objects.exists()
