"""Situation 9: the leader asks for the last ranking as it was published, and beside it with today's data."""

from datetime import date

import pytest
from django.urls import reverse

from assessment.models import ScoreRun
from tests.assessment import scenario


@pytest.fixture
def judged(town):
    return scenario.build(town)


def test_both_are_one_click_apart_and_what_changed_between_is_listed(judged, login):
    run = scenario.published(judged)
    leader = login(judged.people["leader"])
    as_published = leader.get(reverse("assessment:run_show", args=[run.pk]))
    assert run.sha256[:16] in as_published.content.decode()
    scenario.arrive(judged, "village", "3000000", on=date(2026, 11, 10))  # recorded after it was published
    again = leader.get(reverse("assessment:run_show", args=[run.pk]))
    assert again.context["groups"][0][1].cells() == as_published.context["groups"][0][1].cells()
    where = reverse("assessment:run_today", args=[run.pk])
    assert where in again.content.decode()
    today = leader.get(where)
    moved = {(row.unit.name, row.measure) for row in today.context["moved_table"].rows}
    assert moved == {("石桥村", "arrived_capital"), ("柳河村", "arrived_capital")}  # they share the project
    assert "石桥村项目" in today.content.decode()
    assert ScoreRun.objects.get(pk=run.pk).sha256 == run.sha256


def test_both_leave_the_house_as_workbooks(judged, login):
    run = scenario.published(judged)
    leader = login(judged.people["leader"])
    for name, query in (("run_export", ""), ("run_today", "?export")):
        answer = leader.get(reverse(f"assessment:{name}", args=[run.pk]) + query)
        assert "attachment" in answer["Content-Disposition"]
