"""Whoever takes a contract back is told what was verified because of it and stays counted."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_arrival, make_milestone, signed_project, verify

DAY = date(2026, 3, 5)
WARNING = "以这份合同为前提，冲销签约后仍计入统计"


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"],
        by=town.people["unit_clerk"],
        verifier=town.people["office_director"],
        on=DAY,
    )


def asking_page(login, town, fact) -> str:
    session = login(town.people["office_director"])
    return session.get(reverse("projects:fact_reverse", args=("milestone", fact.pk))).content.decode()


def test_a_contract_with_nothing_on_it_is_taken_back_without_a_word(login, town, project):
    assert WARNING not in asking_page(login, town, project.milestones.get(kind="signed"))


def test_money_and_construction_that_rest_on_the_contract_are_named(login, town, project):
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    verify(make_arrival(project=project, by=clerk, on=DAY), by=director)
    verify(make_milestone(project=project, by=clerk, kind="started", on=DAY), by=director)
    page = asking_page(login, town, project.milestones.get(kind="signed"))
    assert f"开工、到位资金{WARNING}" in page
