"""Slips on pages: from a matter to a slip, signed and answered by the unit, checked; the list, the desk, the paper."""

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import Slip
from tests.assessment.pressing import behind, issue, replied
from tests.factories import slip

LIST, MATTERS = reverse("assessment:slip_list"), reverse("assessment:matter_list")


def send(browser, where: str, **typed):
    return browser.post(where, {"form_key": uuid4(), **typed})


def to(name: str, row: Slip) -> str:
    return reverse(f"assessment:slip_{name}", args=[row.pk])


def test_empty_lists_say_what_to_do(town, login):
    supervisor = login(town.people["supervisor"])
    assert "可从督办事项中下达" in supervisor.get(LIST).content.decode()
    assert "没有督办事项" in supervisor.get(MATTERS).content.decode()
    assert "没有督办单。" in login(town.people["unit_clerk"]).get(LIST).content.decode()


def test_a_matter_becomes_a_slip_in_its_own_words(town, login):
    row, browser = behind(town), login(town.people["supervisor"])
    page = browser.get(row.get_absolute_url()).content.decode()
    where = f"{reverse('assessment:slip_add')}?unit={row.unit_id}&finding={row.pk}"
    assert where.replace("&", "&amp;") in page and MATTERS in page
    form = browser.get(where).context["form"]
    typed = {name: form.initial[name] for name in ("source", "colour", "title", "situation")}
    typed |= {"unit": row.unit_id, "findings": row.pk}
    wrong = send(browser, where, **typed, demand="")
    assert wrong.status_code == 422 and row.words in wrong.content.decode()
    assert send(browser, where, **typed, demand="限期补上差距").status_code == 302
    made = Slip.objects.get()
    assert made.situation == row.words and made.findings.get().finding == row
    assert made.code in browser.get(MATTERS).content.decode()


def test_the_unit_signs_and_answers_and_the_supervisor_closes(town, login):
    row, unit = issue(town), login(town.people["unit_clerk"])
    assert "待签收督办单" in unit.get("/").content.decode()
    assert send(unit, to("sign", row), version=1).status_code == 302
    assert send(unit, to("sign", row), version=1).status_code == 302  # nothing more happens
    lacking = send(unit, to("reply", row), version=2, text="已约定到资时间")
    assert lacking.status_code == 422 and "已约定到资时间" in lacking.content.decode()
    assert send(unit, to("reply", row), version=2, text="已约定", files=slip()).status_code == 302
    assert send(unit, to("close", row), version=3, text="属实").status_code == 403
    supervisor = login(town.people["supervisor"])
    assert "待核查督办回复" in supervisor.get("/").content.decode()
    assert send(supervisor, to("close", row), version=3, text="").status_code == 422
    assert send(supervisor, to("close", row), version=3, text="属实").status_code == 302
    row.refresh_from_db()
    assert row.state == "closed" and row.steps.count() == 4
    paper = unit.get(to("print", row)).content.decode()
    assert all(words in paper for words in ("高山镇招商引资督办单", row.code, "已约定", "属实"))


def test_a_neighbour_and_another_unit_find_no_such_page(town, neighbour, login):
    row = replied(town)
    for who in (town.people["other_clerk"], neighbour.people["supervisor"], neighbour.people["unit_clerk"]):
        assert login(who).get(to("show", row)).status_code == 404
        assert login(who).get(to("print", row)).status_code == 404
    assert login(town.people["office_director"]).get(to("show", row)).status_code == 403


def test_the_list_filters_exports_and_asks_as_often_for_many(town, login):
    browser, counts = login(town.people["supervisor"]), []
    for _ in range(2):
        issue(town)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(LIST).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 13
    assert browser.get(LIST, {"state": "overdue"}).context["page"].paginator.count == 0
    assert browser.get(LIST, {"colour": "blue", "state": "open"}).context["page"].paginator.count == 2
    assert browser.get(LIST, {"colour": "green"}).status_code == 422
    assert "attachment" in browser.get(LIST, {"export": "xlsx"})["Content-Disposition"]
    behind(town)
    assert "attachment" in browser.get(MATTERS, {"export": "xlsx"})["Content-Disposition"]
