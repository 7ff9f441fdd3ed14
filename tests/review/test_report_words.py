"""What a report says beside its sums: nothing of another year, nobody spared among equals, no gap of 0.00."""

from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest

from assessment.models import ScoreLine
from assessment.reports import problems, wording
from assessment.reports.overview import Line
from projects.measures import MEASURES
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, verify
from tests.reports.drafting import ENDED, draft, table, words
from units import actions as unit_actions

LAST_YEAR = date(2025, 12, 28)


@pytest.fixture
def judged(town):
    return scenario.build(town)


def test_a_late_fact_of_last_year_is_told_apart_and_stands_in_no_sum_of_this_year(judged, town):
    draft(town)
    people = town.people
    late = make_arrival(
        project=judged.projects["park"], by=people["office_clerk"], amount="2000000", on=LAST_YEAR
    )
    verify(late, by=people["office_director"], at=NOW + timedelta(hours=3))
    report = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    row = next(
        row for row in table(report, "overview", "主要指标完成情况").cells() if "到位资金" in row[0].text
    )
    listed = table(report, "added", "本期到位资金")
    assert listed.totals()[2].value / 10_000 == row[2].value
    assert "2025-12-28" not in [one[3].text for one in listed.cells()]
    earlier = table(report, "added", "本期到位资金（计入以前年度）")
    assert [(one[2].text, one[3].text, one[4].text) for one in earlier.cells()] == [
        ("200.00", "2025-12-28", "补报")
    ]
    assert "计入以前年度的新到位资金200万元：工业园项目。其中补报1项。" in words(report, "added")


def test_without_anything_of_an_earlier_year_nothing_is_said_of_it(judged, town):
    assert "以前年度" not in words(draft(town), "added")


def test_units_that_share_the_last_place_are_all_named():
    places = [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁"), (5, "戊"), (5, "己"), (5, "庚"), (5, "辛")]
    assert wording.trailing_words(places) == "排名靠后的是戊、己、庚和辛（并列第5）"


def test_units_that_share_a_place_among_the_first_are_not_named_as_last():
    places = [(1, "甲"), (2, "乙"), *[(3, name) for name in "丙丁戊己"]]
    assert wording.trailing_words(places) == ""


@pytest.mark.parametrize("gap", [Fraction(-1, 30000), Fraction(1, 30000)])
def test_a_gap_that_is_printed_as_nought_is_neither_behind_nor_ahead(gap):
    half = Fraction(1, 2)
    line = Line(MEASURES["arrived_capital"], half + gap / 100, Fraction(1), Fraction(0), half)
    year = SimpleNamespace(unit_line=lambda unit_id, measure: line)
    member = SimpleNamespace(unit_id=1, order=1)
    assert problems.behind_schedule([member], year) == problems.ahead_of_schedule([member], year) == []


def test_a_unit_that_changed_its_class_has_no_earlier_place_in_the_new_one(judged, town):
    first = scenario.published(judged)
    place = ScoreLine.objects.get(run=first, unit=town.units["park"]).rank
    unit_actions.classify_unit(
        unit=town.units["park"], unit_class="town_village", valid_from=date(2026, 11, 1), by=None, at=NOW
    )
    second = scenario.run_scores(judged, at=NOW + timedelta(days=1))
    moved = ScoreLine.objects.get(run=second, unit=town.units["park"])
    stayed = ScoreLine.objects.get(run=second, unit=town.units["village"])
    assert place is not None
    assert (moved.unit_class, moved.rank_before) == ("town_village", None)
    assert stayed.rank_before is not None
