"""Situation 22: units with neither a signing nor an arrival are listed; a person decides what is published."""

import pytest
from django.urls import reverse

from assessment.actions.reports import draft_report
from assessment.models import Report, ReportState
from assessment.reports.fortnight import the_fortnight
from projects import ledger
from tests.factories import NOW, make_arrival, signed_project

NOTHING = ["柳河村", "农业办", "财政所", "税务分局", "工业园"]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def names(login, town) -> list[str]:
    return [one["name"] for one in login(town.people["supervisor"]).get("/").context["supervision"]["idle"]]


def test_the_list_follows_from_what_is_recognised_and_is_published_by_nobody_on_its_own(town, login):
    people = town.people
    signed_project(unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"])
    waiting = signed_project(
        unit=town.units["other_village"], by=people["other_clerk"], verifier=people["office_director"],
        name="上年签约项目", investor="远山公司", on=NOW.date().replace(year=2025),
    )  # fmt: skip
    make_arrival(project=waiting, by=people["other_clerk"])  # reported, not recognised: it does not count yet
    assert names(login, town) == NOTHING
    period = the_fortnight(NOW.date()).previous()
    report = draft_report(region=town.region, period=period, as_of=ledger.moment(NOW), at=NOW)
    words = " ".join(text for section in report.words for text in section["paragraphs"])
    assert "既无签约项目又无到位资金的单位" in words
    assert Report.objects.get().state == ReportState.DRAFT
    supervisor = login(people["supervisor"])
    desk = supervisor.get("/").context["desk"]
    assert {lot.label: lot.count for lot in desk.waiting.lots}["待发布通报"] == 1
    shown = supervisor.get(reverse("assessment:report_show", args=[report.pk]))
    assert "截至" in shown.content.decode()
    assert (
        login(people["unit_head"]).get(reverse("assessment:report_show", args=[report.pk])).status_code == 404
    )
