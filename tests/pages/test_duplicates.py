"""Pairs that look alike: the office of the town looks, answers once, and nothing is merged."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.models import DuplicateHint, Project
from promo.models import Event
from tests.factories import make_lead

LIST = reverse("projects:duplicate_list")
EXPORT = reverse("projects:duplicate_export")


@pytest.fixture
def office(login, town):
    return login(town.people["office_clerk"])


@pytest.fixture
def hint(town):
    for unit in ("village", "park"):
        make_lead(
            unit=town.units[unit], by=town.people["office_clerk"], name="高压阀门制造项目", investor="甲公司"
        )
    return DuplicateHint.objects.get()


def deny(client, hint, **changes):
    form = {"form_key": str(uuid4()), **changes}
    return client.post(reverse("projects:duplicate_deny", args=[hint.pk]), form, follow=True)


def test_the_pair_stands_side_by_side(office, hint):
    page = office.get(LIST).content.decode()
    assert (
        "高压阀门制造项目" in page
        and "石桥村" in page
        and "工业园" in page
        and "投资方相同、项目名称相同" in page
    )


def test_an_answer_is_kept_and_the_pair_leaves_the_queue(office, town, hint):
    page = deny(office, hint).content.decode()
    hint.refresh_from_db()
    assert (hint.state, hint.decided_by) == ("different", town.people["office_clerk"])
    assert "不是同一项目" in page and "没有待核对的疑似重复项目" in page
    assert "不是重复" in office.get(LIST, {"state": "all"}).content.decode()
    assert Project.objects.count() == 2


def test_a_second_answer_is_told_that_it_was_answered(office, login, town, hint):
    deny(office, hint)
    page = deny(login(town.people["office_director"]), hint).content.decode()
    assert "这一对已经核对过。" in page
    hint.refresh_from_db()
    assert hint.decided_by == town.people["office_clerk"]


@pytest.mark.parametrize("who", ["unit_clerk", "unit_head", "leader", "supervisor", "administrator"])
def test_only_the_office_comes_in(login, town, hint, who):
    client = login(town.people[who])
    assert client.get(LIST).status_code == client.get(EXPORT).status_code == 403
    assert deny(client, hint).status_code == 403
    hint.refresh_from_db()
    assert hint.state == "open"


def test_a_neighbours_office_sees_and_answers_nothing(login, neighbour, hint):
    client = login(neighbour.people["office_director"])
    assert "高压阀门" not in client.get(LIST).content.decode()
    assert deny(client, hint).status_code == 404


def test_an_answer_is_no_link(office, hint):
    assert office.get(reverse("projects:duplicate_deny", args=[hint.pk])).status_code == 405


def test_the_workbook_has_the_pairs_of_the_page_and_is_remembered(office, town, hint):
    sheet = load_workbook(BytesIO(office.get(EXPORT).content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sum("高压阀门制造项目" in row for row in rows) == 1
    assert "共1条" in rows[-1][0]
    assert Event.objects.get(verb="downloaded").detail["rows"] == 1


@pytest.mark.parametrize("count", [3, 7])
def test_the_queue_takes_as_many_queries_for_few_as_for_many(
    office, town, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_lead(
            unit=town.units["village"],
            by=town.people["office_clerk"],
            name="高压阀门制造项目",
            investor="甲公司",
        )
    assert DuplicateHint.objects.count() >= count
    with django_assert_max_num_queries(12):
        office.get(LIST)
