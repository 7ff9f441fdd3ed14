"""The dashboard, the desks, the reports and the returns add up the year that targets and schemes speak of."""

import json
from datetime import date, timedelta

import pytest

from assessment import facts
from assessment.reports.dashboard import months, year_so_far
from assessment.reports.material import material_of
from assessment.reports.matters import Place
from assessment.reports.report_kinds import KINDS, rule_of
from assessment.reports.report_setup import Setup
from projects.rules_in_force import rule_for
from promo.periods import month_of
from tests.assessment import scenario
from tests.assessment.scenario import give_target, wan
from tests.factories import NOW, TODAY, make_arrival, signed_project, verify

FIRST = date(2025, 12, 1)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def december(town):
    """An office whose year runs from December to November, with money of the last day before it and of its first."""
    scenario.adopt(town, text=json.dumps(json.loads(scenario.TOWN_SCHEME) | {"first_month": 12}))
    give_target(town, "village", "arrived_capital", wan("1000"), effective_from=FIRST)
    clerk, director = town.people["office_clerk"], town.people["office_director"]
    project = signed_project(unit=town.units["village"], by=clerk, verifier=director, on=date(2025, 10, 9))
    for day, sum_ in ((FIRST - timedelta(days=1), "70000"), (FIRST, "2000000")):
        verify(make_arrival(project=project, by=clerk, amount=sum_, on=day), by=director)
    return town


def test_the_dashboard_adds_up_the_running_assessment_year(december):
    year = year_so_far(december.region, today=TODAY, as_of=LATER)
    assert (year.number, year.year.start, year.until) == (2026, FIRST, TODAY)
    line = year.unit_line(december.units["village"].pk, "arrived_capital")
    assert (line.done, line.target) == (2_000_000, 10_000_000)
    shown = months(december.region, year, as_of=LATER)
    assert [row.name for row in shown[:2]] == ["12月", "1月"]
    assert (shown[0].now, shown[-1].now) == (200, 0)


def test_a_year_that_is_over_ends_with_november(december):
    after = date(2026, 12, 5)
    assert year_so_far(december.region, today=after, as_of=LATER).number == 2027
    past = year_so_far(december.region, year=2026, today=after, as_of=LATER)
    assert past.until == date(2026, 11, 30) and past.elapsed == 1


def test_a_report_counts_the_same_year_and_money_of_november_is_of_the_year_before(december):
    period = month_of(date(2026, 10, 1))
    setup = Setup.of(rule_of(KINDS[period.kind], region=december.region, on=period.last_day).document)
    found = material_of(december.region, period, as_of=LATER, scheme=None, setup=setup).year
    assert (found.number, found.line("arrived_capital").done) == (2026, 2_000_000)
    assert facts.first_of_year(december.region, period, as_of=LATER) == FIRST


def test_what_a_report_knew_of_the_year_does_not_change_when_a_scheme_comes_later(december):
    """Worked out again, an old report asks for the year as it was known at its moment."""
    before = NOW - timedelta(days=400)
    assert facts.first_of_year(december.region, month_of(date(2026, 10, 1)), as_of=before) == date(2026, 1, 1)


def test_last_places_are_counted_in_the_assessment_year(december):
    day = date(2026, 12, 5)
    rule = rule_for("supervision", region=december.region, on=day)
    assert Place(december.region, day, LATER, rule).years.running(day).year == 2027
