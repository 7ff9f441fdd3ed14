"""Pages whose tables leave as a workbook on ?export=1; each download is noted once."""

import pytest
from django.urls import reverse

from promo.models import Event
from promo.tables import Arrangement, Placed
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, signed_project, verify
from units import actions

pytestmark = pytest.mark.django_db


def taken(browser, address: str) -> None:
    before = Event.objects.filter(verb="downloaded").count()
    answer = browser.get(f"{address}?export=1")
    assert "attachment" in answer.get("Content-Disposition", ""), address
    assert Event.objects.filter(verb="downloaded").count() == before + 1
    assert "?export=1" in browser.get(address).content.decode(), address


def test_rules_and_units(login, town):
    taken(
        login(town.people["office_director"]), reverse("projects:rule_show", args=[town.region.pk, "clocks"])
    )
    taken(login(town.people["administrator"]), reverse("units:unit_show", args=[town.units["village"].pk]))


def test_the_postings_of_a_fact(login, town):
    director, clerk = town.people["office_director"], town.people["unit_clerk"]
    project = signed_project(unit=town.units["village"], by=clerk, verifier=director)
    paid = verify(make_arrival(project=project, by=clerk), by=director)
    taken(login(director), reverse("projects:fact_show", args=["arrival", paid.pk]))


def test_a_ranking_leaves_in_a_layout_by_name(login, town):
    run = scenario.published(scenario.build(town))
    page = reverse("assessment:run_show", args=[run.pk])
    browser = login(town.people["supervisor"])
    words = browser.get(page).content.decode()
    assert "设置版式" in words
    layout = actions.save_layout(
        region=town.region, view="assessment:run_export", address=f"{page}export/", table="排名", name="上会用",
        arrangement=Arrangement((Placed("单位", "单位"),), title="上会稿"), is_default=False,
        by=town.people["supervisor"], at=NOW,
    )  # fmt: skip
    words = browser.get(page).content.decode()
    assert f"?layout={layout.pk}" in words
    assert "按“上会用”导出" in words
