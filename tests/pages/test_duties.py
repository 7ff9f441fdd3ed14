"""The reporting calendar on its pages: the board, handing in, corrections, exemptions, and a unit's faults."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment.models import Exemption, ReportDuty, Submission
from assessment.reports.links import faults_link
from projects import ledger
from tests.assessment.recording import exempt, hand_in, make_duty
from tests.factories import NOW, TODAY, at, slip

BOARD = "/records/duties/"
OCTOBER = at(date(2026, 10, 1))
DUE = TODAY - timedelta(days=10)


@pytest.fixture
def duty(town):
    return make_duty(town, due_on=DUE, at=OCTOBER)


@pytest.fixture
def supervisor(town, login):
    return login(town.people["supervisor"])


def send(session, url: str, **data):
    return session.post(url, {"form_key": uuid.uuid4(), **data})


def place(duty, town, key: str = "village") -> str:
    return reverse("assessment:duty_unit", args=[duty.pk, town.units[key].pk])


def lines(page) -> dict:
    return {row[0].text: [cell.text for cell in row[1:]] for row in page.context["board"].cells()}


def test_the_board_shows_every_unit_and_a_unit_only_itself(town, duty, supervisor, login):
    hand_in(town, duty, "other_village", on=DUE + timedelta(days=3))
    exempt(town, duty, "park")
    board = lines(supervisor.get(BOARD))
    assert board["石桥村"] == ["1", "0", "0", "0", "缺报"]
    assert board["柳河村"] == ["0", "1", "3", "0", "迟报3天"]
    assert board["工业园"] == ["0", "0", "0", "0", "免报"]
    assert list(lines(login(town.people["unit_clerk"]).get(BOARD))) == ["石桥村"]
    assert supervisor.get(BOARD, {"export": "xlsx"}).status_code == 200


def test_a_year_of_duties_takes_as_many_statements_as_one(town, supervisor, django_assert_max_num_queries):
    for month in range(1, 11):
        start, end = date(2026, month, 1), date(2026, month + 1, 1)
        make_duty(town, due_on=date(2026, month, 25), at=at(start), start=start, period_end=end)
    with django_assert_max_num_queries(20):
        page = supervisor.get(BOARD)
    assert len(page.context["board"].columns) == 15


def test_a_neighbour_sees_nothing(town, neighbour, duty, login):
    row = hand_in(town, duty, on=DUE)
    away = login(neighbour.people["supervisor"])
    assert not away.get(BOARD).context["any"]
    assert away.get(duty.get_absolute_url()).status_code == 404
    for url in (place(duty, town), f"{place(duty, town)}hand-in/", f"/records/submissions/{row.pk}/"):
        assert away.get(url).status_code == 404
    assert send(away, f"{duty.get_absolute_url()}withdraw/", reason="原因").status_code == 404


def test_a_unit_hands_in_for_itself_and_not_for_another(town, duty, login):
    clerk = login(town.people["unit_clerk"])
    answer = send(clerk, f"{place(duty, town)}hand-in/", file=slip("月报.pdf"))
    assert answer.url == place(duty, town)
    row = Submission.objects.get()
    assert (row.by_unit, row.received_on, row.file.name) == (True, timezone.localdate(), "月报.pdf")
    late = (timezone.localdate() - DUE).days
    assert f"迟报{late}天" in clerk.get(answer.url).text
    assert clerk.get(place(duty, town, "park")).status_code == 404
    again = send(clerk, f"{place(duty, town)}hand-in/", note="再送")
    assert again.status_code == 422
    assert "已经报送" in again.text
    assert send(clerk, f"/records/submissions/{row.pk}/").status_code == 403


def test_an_empty_report_is_not_accepted(town, duty, login):
    answer = send(login(town.people["unit_clerk"]), f"{place(duty, town)}hand-in/")
    assert answer.status_code == 422
    assert "请上传报表" in answer.text


def test_the_office_enters_what_is_incomplete_and_corrects_it(town, duty, supervisor):
    url = f"{place(duty, town)}hand-in/"
    sent = {"received_on": DUE.isoformat(), "is_incomplete": "on"}
    assert "请说明缺少的内容" in send(supervisor, url, **sent).text
    send(supervisor, url, **sent, reason="缺附表")
    row = Submission.objects.get()
    assert "内容不全" in supervisor.get(place(duty, town)).text
    fixed = send(
        supervisor, f"/records/submissions/{row.pk}/", received_on=DUE.isoformat(), reason="附表另送"
    )
    assert fixed.url == place(duty, town)
    page = supervisor.get(fixed.url).text
    assert "按时" in page
    assert "已更正" in page
    stale = send(supervisor, f"/records/submissions/{row.pk}/", received_on=DUE.isoformat(), reason="再改")
    assert stale.status_code == 422


def test_an_exemption_goes_through_two_hands(town, duty, supervisor, login):
    clerk = login(town.people["unit_clerk"])
    send(clerk, f"{place(duty, town)}exempt/", reason="班子换届", document="请示1号")
    row = Exemption.objects.get()
    there = f"/records/exemptions/{row.pk}/"
    assert clerk.get(there).status_code == 403
    assert "申请免报" in supervisor.get(BOARD).text
    assert "请说明理由" in send(supervisor, there, grant="no").text
    assert send(supervisor, there, grant="yes").url == place(duty, town)
    assert "免报" in clerk.get(place(duty, town)).text
    assert send(supervisor, there, grant="no", words="改主意").status_code == 422
    leader, revoke = login(town.people["leader"]), f"{there}revoke/"
    assert (clerk.get(revoke).status_code, leader.get(revoke).status_code) == (403, 200)
    assert send(supervisor, revoke, reason="误批").status_code == 422, "who granted it does not take it back"
    assert revoke in leader.get(place(duty, town)).text
    assert send(leader, revoke, reason="误批").url == place(duty, town)
    page = clerk.get(place(duty, town)).text
    assert "已撤销" in page and revoke not in leader.get(place(duty, town)).text
    assert f"{place(duty, town)}exempt/" in page, "the unit may ask again"


def test_a_reminder_names_who_is_missing(town, duty, supervisor, login):
    hand_in(town, duty, "village", on=DUE)
    words = supervisor.get(duty.get_absolute_url()).context["reminder"]
    assert "柳河村" in words
    assert "石桥村" not in words
    assert "请即日补报" in words
    assert not login(town.people["unit_clerk"]).get(duty.get_absolute_url()).context["reminder"]


def test_a_year_is_laid_down_by_one_form(town, supervisor, login):
    sent = {"title": "工作月报", "year": TODAY.year, "rhythm": "month", "month": "same", "day": "25"}
    assert send(login(town.people["office_clerk"]), f"{BOARD}year/", **sent).status_code == 403
    assert send(supervisor, f"{BOARD}year/", **sent).url == BOARD
    count = ReportDuty.objects.count()
    assert count >= 1
    again = send(supervisor, f"{BOARD}year/", **sent)
    assert again.status_code == 422
    assert ReportDuty.objects.count() == count
    for day in ("0", "x", "-1", "9" * 30):
        assert send(supervisor, f"{BOARD}year/", **(sent | {"day": day, "title": "旬报"})).status_code == 422


def test_one_duty_is_laid_down_and_withdrawn(town, supervisor):
    sent = {
        "title": "半年总结", "period_start": "2026-07-01", "period_last": "2026-12-31", "due_on": "2027-01-10",
        "unit_classes": ["park"],
    }  # fmt: skip
    here = send(supervisor, f"{BOARD}new/", **sent).url
    duty = ReportDuty.objects.get()
    assert (duty.period_end, duty.unit_classes) == (date(2027, 1, 1), ["park"])
    assert send(supervisor, f"{BOARD}new/", **sent).status_code == 422
    assert send(supervisor, f"{BOARD}new/", **(sent | {"due_on": "2026-01-01"})).status_code == 422
    assert send(supervisor, f"{here}withdraw/", reason="").status_code == 422
    assert send(supervisor, f"{here}withdraw/", reason="下达有误").url == here
    assert "已撤销" in supervisor.get(here).text
    assert not supervisor.get(BOARD).context["any"]


def test_the_faults_of_a_unit_open_to_the_paper(town, duty, supervisor):
    hand_in(town, duty, on=DUE + timedelta(days=2), file=slip("月报.pdf"))
    as_of = ledger.moment(NOW)
    hand_in(town, duty, "park", on=DUE)
    known = {"start": date(2026, 1, 1), "end": date(2027, 1, 1), "as_of": as_of}
    where = faults_link(town.units["village"].pk, **known)
    page = supervisor.get(where)
    assert "迟报1次共2天" in page.text
    assert place(duty, town) in page.text
    assert "月报.pdf" in supervisor.get(place(duty, town)).text
    assert supervisor.get(f"{where}&export=xlsx").status_code == 200
    assert "缺报1次" in supervisor.get(faults_link(town.units["park"].pk, **known)).text, "as known then"
