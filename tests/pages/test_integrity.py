"""Doubts on pages: counts, filter, the rows behind one, dismissing with a reason, what the superior counts."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment import actions
from assessment.models import Finding, SuperiorFigure
from promo.models import Event, Job
from tests.factories import NOW, TODAY, signed_project

LIST = reverse("assessment:finding_list")


@pytest.fixture
def findings(town):
    """One of a project, found by its threshold, and one of the superior's figure."""
    people = town.people
    signed_project(
        unit=town.units["village"],
        by=people["office_clerk"],
        verifier=people["office_director"],
        amount="10000000",
    )
    actions.record_superior_figure(
        region=town.region, measure="signed_count", until=TODAY, quantity=30_000, document="县通报", at=NOW,
        by=people["office_director"],
    )  # fmt: skip
    actions.look_for_findings(region=town.region, by=None, at=NOW)
    return {row.kind: row for row in Finding.objects.all()}


def send(browser, where: str, **typed):
    return browser.post(where, {"form_key": uuid4(), **typed})


def to(name: str, row: Finding) -> str:
    return reverse(f"assessment:finding_{name}", args=[row.pk])


def test_an_empty_list_says_when_it_was_last_looked(town, login):
    browser = login(town.people["leader"])
    assert "还没有查找过" in browser.get(LIST).content.decode()
    actions.look_for_findings(region=town.region, by=None, at=NOW)
    page = browser.get(LIST).content.decode()
    assert "没有发现疑点" in page and "最近查找：2026-11-20 10:00" in page


def test_the_list_counts_filters_and_exports(town, login, findings):
    browser = login(town.people["supervisor"])
    page = browser.get(LIST).content.decode()
    assert "合同总额1,000万元，恰为金额档次。" in page and "上级认定3个，本级台账1个" in page
    asked = browser.get(LIST, {"kind": "superior", "state": "open"})
    assert asked.context["page"].paginator.count == 1
    assert not browser.get(LIST, {"unit": town.units["park"].pk}).context["page"].paginator.count
    assert browser.get(LIST, {"kind": "x"}).status_code == 422
    assert "attachment" in browser.get(LIST, {"export": "xlsx"})["Content-Disposition"]


def test_the_list_asks_as_often_for_many_as_for_few(town, login, findings):
    browser, row, counts = login(town.people["supervisor"]), findings["threshold"], []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(LIST).status_code == 200
        counts.append(len(asked))
        row.pk, row.key = None, f"more:{number}"
        Finding.objects.bulk_create([row])
    assert counts[0] == counts[1] <= 14


def test_one_opens_the_rows_behind_it(town, login, findings):
    browser = login(town.people["leader"])
    row = findings["threshold"]
    page = browser.get(to("show", row)).content.decode()
    assert reverse("projects:project_show", args=[row.project_id]) in page and to("dismiss", row) in page
    page = browser.get(to("show", findings["superior"])).content.decode()
    assert "measure=signed_count" in page and "县通报" in page


def test_a_dismissal_needs_a_reason_and_can_be_undone(town, login, findings):
    browser, row = login(town.people["supervisor"]), findings["threshold"]
    where = to("dismiss", row)
    assert send(browser, where, reason="", version=1).status_code == 422
    answer = send(browser, where, reason="已核对合同原件", version=1)
    assert answer.status_code == 302 and "已核对合同原件" in browser.get(to("show", row)).content.decode()
    answer = send(browser, where, reason="再点一次", version=1)
    assert answer.status_code == 422 and "再点一次" in answer.content.decode()
    send(browser, to("reopen", row), version=2)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("open", "")


def test_the_office_looks_on_and_clerks_and_units_see_nothing(town, login, findings):
    row = findings["threshold"]
    director = login(town.people["office_director"])
    assert director.get(to("show", row)).status_code == 200
    assert to("dismiss", row) not in director.get(to("show", row)).content.decode()
    assert send(director, to("dismiss", row), reason="无", version=1).status_code == 403
    for who in ("unit_clerk", "unit_head", "office_clerk"):
        browser = login(town.people[who])
        assert browser.get(LIST).status_code == browser.get(to("show", row)).status_code == 403
        assert LIST not in browser.get("/").content.decode()


def test_a_neighbour_finds_no_such_page(town, neighbour, login, findings):
    browser = login(neighbour.people["supervisor"])
    assert browser.get(to("show", findings["threshold"])).status_code == 404
    assert send(browser, to("dismiss", findings["threshold"]), reason="无", version=1).status_code == 404


def test_whoever_entered_it_is_told_that_another_dismisses_it(town, login, findings):
    row = findings["superior"]
    SuperiorFigure.objects.create(
        region=town.region, measure="signed_count", until=TODAY, quantity=20_000, document="县通报二",
        recorded_by=town.people["supervisor"], recorded_at=NOW,
    )  # fmt: skip
    actions.look_for_findings(region=town.region, by=None, at=NOW)
    browser = login(town.people["supervisor"])
    assert "由其他督查人员或镇领导核查后排除" in browser.get(to("show", row)).content.decode()
    row.refresh_from_db()
    answer = send(browser, to("dismiss", row), reason="口径", version=row.version)
    assert answer.status_code == 422 and "不能排除这项疑点" in answer.content.decode()


def test_the_button_asks_for_one_look(town, login):
    browser = login(town.people["supervisor"])
    for _ in range(2):
        assert send(browser, reverse("assessment:finding_look")).status_code == 302
    assert Job.objects.filter(kind="look_for_findings").count() == 1
    assert Event.objects.about(town.region).filter(verb="look_requested").exists()


def test_the_desk_of_the_supervisor_counts_what_waits(town, login, findings):
    lots = {
        lot.label: lot.count for lot in login(town.people["supervisor"]).get("/").context["desk"].waiting.lots
    }
    assert lots["待核查疑点"] == 2


def test_a_figure_is_typed_in_its_unit_and_kept_when_it_is_wrong(town, login):
    browser, where = login(town.people["office_director"]), reverse("assessment:superior_add")
    typed = {"measure": "arrived_capital", "until": "2026-10-31", "quantity": "1,234.5", "document": "县通报"}
    wrong = send(browser, where, **typed | {"quantity": "约一千"})
    assert wrong.status_code == 422 and "约一千" in wrong.content.decode()
    assert send(browser, where, **typed | {"quantity": "-3"}).status_code == 422
    assert send(browser, where, **typed).status_code == 302
    assert send(browser, where, **typed | {"quantity": "0"}).status_code == 302
    assert list(SuperiorFigure.objects.order_by("pk").values_list("quantity", flat=True)) == [
        1_234_500_000,
        0,
    ]
    page = browser.get(reverse("assessment:superior_list")).content.decode()
    assert "1,234.5" in page and "measure=arrived_capital" in page
