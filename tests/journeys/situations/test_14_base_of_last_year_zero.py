"""Situation 14: nothing in the same days of last year. No rate is made up; dollars are compared with dollars."""

from datetime import date
from fractions import Fraction

import pytest

from assessment.reports import wording
from projects.measures import MEASURES
from tests.factories import NOW, make_arrival, signed_project, verify
from tests.reports.drafting import draft, table, words


@pytest.fixture
def grown(town):
    """Nothing signed last year; a project whose capital arrives in both years."""
    people, units = town.people, town.units
    project = signed_project(
        unit=units["village"],
        by=people["unit_clerk"],
        verifier=people["office_director"],
        amount="100000000",
        on=date(2026, 3, 1),
    )
    for year, amount in ((2025, "40000000"), (2026, "36432000")):
        fact = make_arrival(project=project, by=people["unit_clerk"], amount=amount, on=date(year, 5, 6))
        verify(fact, by=people["office_director"], at=NOW)
    return project


def rows(report) -> dict:
    found = table(report, "overview", "同比情况").cells()
    return {row[0].text: [cell.text for cell in row[1:]] for row in found}


def test_a_base_of_zero_gives_no_rate_and_says_so(grown, town):
    report = draft(town)
    assert rows(report)["签约项目数（个）"][-1] == "—"
    said = words(report, "overview").split("\n")
    line = next(text for text in said if text.startswith(MEASURES["signed_count"].name))
    assert line.endswith("，上年同期为零。")


def test_where_there_is_a_base_it_is_named_with_its_currency_and_a_fall_is_a_fall(grown, town):
    report = draft(town)
    currency, *_, rate = rows(report)["到位资金（万元）"]
    assert (currency, rate) == ("人民币", "-8.92%")
    said = words(report, "overview")
    assert "上年同期4,000万元，同比下降8.92%" in said
    assert "增长-" not in said


def test_dollars_are_compared_with_dollars_and_no_change_is_said_so():
    foreign = MEASURES["arrived_foreign"]
    assert wording.year_on_year_words(foreign, Fraction(0), None) == "上年同期为零"
    said = wording.year_on_year_words(foreign, Fraction(8_000_000), Fraction(0))
    assert said == "上年同期800万美元，同比持平"
