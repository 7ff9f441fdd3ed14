"""The record: who sees what of it, how it is narrowed and taken out, and how one value comes back by a new act."""

from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from projects import actions
from promo.models import Event
from promo.models.event import record
from tests.factories import NOW, make_lead
from units import actions as unit_actions

ALL, OUT = reverse("assessment:history"), reverse("assessment:history_export")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def project(town):
    return make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], host_place="一期", phone="13812345678"
    )


def change(project, by, **fields):
    project.refresh_from_db()
    return actions.change_project(
        project=project, version=project.version, by=by, at=NOW, investor_name="样例阀门有限公司", **fields
    )


def rows(login, user, **asked) -> list[tuple[str, str]]:
    table = login(user).get(ALL, asked).context["table"]
    return [(event.verb, event.about) for event in table.rows]


def test_old_and_new_stand_in_words_with_who_and_when(town, login, project):
    change(project, town.people["office_clerk"], host_place="二期", kind="expansion")
    html = login(town.people["supervisor"]).get(ALL).content.decode()
    assert "落户地：一期 → 二期" in html and "建设性质：新建 → 增资扩产" in html
    assert "孙经办" in html and "经济办" in html and "修改项目信息" in html


@pytest.mark.parametrize("who", ["unit_clerk", "unit_head"])
def test_a_unit_has_the_record_of_its_projects_only(town, login, project, who):
    assert login(town.people[who]).get(ALL).status_code == 403
    assert (
        login(town.people[who]).get(reverse("projects:project_history", args=[project.pk])).status_code == 200
    )


def test_an_administrator_sees_units_and_people_and_no_business(town, login, project):
    unit_actions.change_unit(unit=town.units["village"], version=1, short_name="石桥", by=None, at=NOW)
    found = rows(login, town.people["administrator"])
    assert ("unit_changed", "石桥") in found
    assert not [verb for verb, _ in found if verb == "lead_registered"]
    assert not [verb for verb, _ in rows(login, town.people["office_director"]) if verb == "unit_changed"]


def test_a_neighbour_sees_nothing_of_ours(town, neighbour, login, project):
    assert rows(login, neighbour.people["office_director"]) == []
    where = reverse("projects:project_history", args=[project.pk])
    assert login(neighbour.people["office_director"]).get(where).status_code == 404


def test_the_record_is_narrowed_by_subject_project_person_verb_and_day(town, login, project):
    director = town.people["office_director"]
    other = make_lead(
        unit=town.units["other_village"], by=town.people["other_clerk"], name="冷链项目", investor="远山公司"
    )
    change(project, town.people["office_clerk"], host_place="二期")
    assert {about for _, about in rows(login, director, project="冷链")} == {other.name}
    assert rows(login, director, by="孙经办") == [("project_changed", project.name)]
    assert rows(login, director, verb="project_changed", subject="projects.project") == [
        ("project_changed", project.name)
    ]
    assert rows(login, director, start="2026-11-21") == []
    assert rows(login, director, end="2026-11-19") == []
    assert len(rows(login, director, start="2026-11-20", end="2026-11-20")) >= 3
    assert rows(login, director, start="2026-11-21", end="2026-11-01") == []
    assert rows(login, director, subject="units.unit") == []  # not among his subjects


def test_downloads_of_lists_are_in_the_record(town, login):
    login(town.people["office_clerk"]).get(reverse("projects:project_export"))
    html = login(town.people["leader"]).get(ALL, {"subject": "downloads"}).content.decode()
    assert "项目清单" in html and "孙经办" in html


def test_the_workbook_has_the_rows_of_the_page_and_is_noted_itself(town, login, project):
    change(project, town.people["office_clerk"], host_place="二期")
    answer = login(town.people["office_director"]).get(OUT, {"verb": "project_changed"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "落户地：一期 → 二期" in text and "登记线索" not in text
    assert Event.objects.filter(verb="downloaded", by=town.people["office_director"]).count() == 1


def test_a_wrong_filter_takes_nothing_out(town, login):
    assert login(town.people["office_director"]).get(OUT, {"start": "2026-02-30"}).status_code == 302


def test_numbers_are_masked_where_the_page_masks_them(town, login, project):
    change(project, town.people["unit_clerk"], phone="13987654321")
    where = reverse("projects:project_history", args=[project.pk])
    assert "13987654321" in login(town.people["office_clerk"]).get(where).content.decode()
    for url in (where, ALL):
        html = login(town.people["leader"]).get(url).content.decode()
        assert "13987654321" not in html and "139****4321" in html


def test_the_record_asks_as_many_questions_for_many_rows(town, login, project, django_assert_max_num_queries):
    session = login(town.people["office_director"])
    with django_assert_max_num_queries(25) as few:
        session.get(ALL)
    for number in range(30):
        record(project, "progress_recorded", by=town.people["unit_clerk"], at=NOW, text=f"第{number}次")
    with django_assert_max_num_queries(len(few)):
        session.get(ALL)


def restore(session, project, event, name: str, **more):
    where = reverse("projects:value_restore", args=[project.pk, event.pk])
    return session.post(where, {"form_key": uuid4(), "name": name, **more}, follow=True)


def last_change() -> Event:
    return Event.objects.filter(verb="project_changed").latest("pk")


def test_one_value_comes_back_and_the_others_stay(town, login, project):
    change(project, town.people["office_clerk"], host_place="二期", summary="新建厂房")
    clerk = login(town.people["unit_clerk"])
    shown = clerk.get(reverse("projects:project_history", args=[project.pk])).content.decode()
    assert "恢复“落户地”的原值" in shown and "恢复“项目内容”的原值" in shown
    event = last_change()
    assert "“落户地”已恢复。" in restore(clerk, project, event, "host_place").content.decode()
    project.refresh_from_db()
    assert (project.host_place, project.summary) == ("一期", "新建厂房")
    back = Event.objects.get(verb="value_restored")
    assert back.detail["changes"]["host_place"] == ["二期", "一期"]
    assert (back.detail["restores"], back.by) == (event.pk, town.people["unit_clerk"])


def test_a_value_that_was_changed_again_is_named_and_stays(town, login, project):
    change(project, town.people["office_clerk"], host_place="二期")
    event = last_change()
    change(project, town.people["office_director"], host_place="三期")
    html = restore(login(town.people["unit_clerk"]), project, event, "host_place").content.decode()
    assert "“落户地”后来又改过，现在是“三期”" in html
    project.refresh_from_db()
    assert project.host_place == "三期"


def test_an_investor_and_an_amount_come_back_whole(town, login, project):
    clerk = town.people["unit_clerk"]
    change(project, clerk, amount_text="约5亿元", amount=Decimal("500000000"), amount_is_approximate=True)
    project.refresh_from_db()
    actions.change_project(
        project=project, version=project.version, by=clerk, at=NOW, investor_name="另一家公司",
        amount_text="800万美元", amount=Decimal("8000000"), currency="USD", amount_is_approximate=False,
    )  # fmt: skip
    event, session = last_change(), login(clerk)
    restore(session, project, event, "amount_text")
    restore(session, project, event, "investor")
    project.refresh_from_db()
    assert (project.amount_text, project.amount, project.currency) == ("约5亿元", 500_000_000, "CNY")
    assert project.amount_is_approximate and project.investor.name == "样例阀门有限公司"


@pytest.mark.parametrize(("who", "status"), [("unit_head", 403), ("leader", 403), ("other_clerk", 404)])
def test_only_who_may_correct_may_bring_back(town, login, project, who, status):
    change(project, town.people["office_clerk"], host_place="二期")
    answer = restore(login(town.people[who]), project, last_change(), "host_place")
    assert answer.status_code == status
    project.refresh_from_db()
    assert project.host_place == "二期"


@pytest.mark.parametrize("name", ["", "status", "host_unit", "version", "nonsense"])
def test_what_no_event_changed_cannot_come_back(town, login, project, name):
    change(project, town.people["office_clerk"], host_place="二期")
    html = restore(login(town.people["unit_clerk"]), project, last_change(), name).content.decode()
    assert "没有可以恢复的内容" in html
    assert not Event.objects.filter(verb="value_restored").exists()


def test_an_event_of_another_project_is_not_there(town, login, project):
    other = make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], name="另一个", investor="别家"
    )
    change(other, town.people["unit_clerk"], host_place="别处")
    where = reverse("projects:value_restore", args=[project.pk, last_change().pk])
    answer = login(town.people["unit_clerk"]).post(where, {"form_key": uuid4(), "name": "host_place"})
    assert answer.status_code == 404


def test_the_record_of_a_project_leaves_as_a_workbook(town, login, project):
    where = reverse("projects:project_history_export", args=[project.pk])
    answer = login(town.people["unit_head"]).get(where, {"verb": "lead_registered"})
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert "登记线索" in [cell.value for row in sheet.iter_rows() for cell in row]
