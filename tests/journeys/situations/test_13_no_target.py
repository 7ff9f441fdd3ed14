"""Situation 13: a unit without a target for a measure shows "—", never 0 %, and still counts in the total."""

from datetime import date

import pytest
from django.urls import reverse

from tests.assessment import scenario
from tests.factories import NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def judged(town):
    return scenario.build(town)


def test_no_rate_no_place_but_part_of_the_total(judged, login):
    run = scenario.published(judged)
    line = run.lines.get(unit=judged.units["vertical"])  # the tax office: contracts, and no target at all
    item = line.items.get(name__contains="签约")
    assert not item.points
    leader = login(judged.people["leader"])
    page = leader.get(
        reverse("assessment:line_show", args=[run.pk, judged.units["vertical"].pk])
    ).content.decode()
    assert "—" in page and "0.00%" not in item.words
    matrix = leader.get(reverse("assessment:target_list")).content.decode()
    assert "税务分局" in matrix
    board = leader.get(reverse("assessment:dashboard"))
    total = next(card for card in board.context["cards"] if card.line.measure.code == "signed_amount").line
    assert total.done == sum(
        project.milestones.get(kind="signed", reverses=None).recognised
        for project in judged.projects.values()
    )
    assert date(2026, 11, 20) == board.context["year"].until
