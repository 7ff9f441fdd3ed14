"""The matrix of targets, giving and revising one, who sees what, and bad input."""

import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment.models import Target
from tests.assessment.scenario import give_target, wan

LIST = "/targets/"
ADD = "/targets/new/"


@pytest.fixture
def director(town, login):
    return login(town.people["office_director"])


def history(town, key: str | None, measure: str = "signed_amount") -> str:
    kwargs = {"year": 2026, "measure": measure}
    kwargs |= {"unit_pk": town.units[key].pk} if key else {"region_pk": town.region.pk}
    return reverse("assessment:target_history", kwargs=kwargs)


def send(session, url: str = ADD, **data):
    return session.post(url, {"form_key": uuid.uuid4(), **data})


def filled(town, **more) -> dict:
    return {
        "unit": town.units["village"].pk, "year": 2026, "measure": "signed_amount", "quantity": "20,000",
        "effective_from": "2026-01-01", "document": "镇政办发〔2026〕5号",
    } | more  # fmt: skip


def test_a_target_is_given_in_wan_and_kept_in_fen(town, director):
    answer = send(director, **filled(town))
    assert answer.url == history(town, "village")
    assert Target.objects.get().quantity == wan("20000")
    assert "20,000.00" in director.get(LIST).text


def test_a_count_is_kept_in_ten_thousandths(town, director):
    send(director, **filled(town, measure="started_count", quantity="3"))
    assert Target.objects.get().quantity == 30_000


def test_the_region_has_a_target_of_its_own(town, director):
    answer = send(director, **filled(town, unit="region"))
    assert answer.url == history(town, None)
    assert Target.objects.get().unit is None
    assert director.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("quantity", "-5", "不能为负"),
        ("quantity", "NaN", "只能填写数字"),
        ("quantity", "1e5", "只能填写数字"),
        ("quantity", str(10**18), "金额过大"),
        ("quantity", "9" * 10_000, "最多40个字"),
        ("quantity", "", "请填写目标数"),
        ("document", "", "请填写下达文件"),
        ("document", "文" * 10_000, "最多120个字"),
        ("document", "文号😀", "表情符号"),
        ("effective_from", "1977-12-31", "不能早于"),
        ("effective_from", "2027-01-01", "应在2026年度之内"),
        ("effective_from", "2026-02-30", "没有这个日期"),
        ("year", "9999", "请从列表中选择年度"),
        ("measure", "gold", "请从列表中选择指标"),
        ("unit", "999999", "请从列表中选择单位"),
    ],
)
def test_bad_input_is_answered_beside_its_field(town, director, field, typed, sentence):
    answer = send(director, **filled(town, **{field: typed}))
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert not Target.objects.exists()


@pytest.mark.parametrize("typed", ["2.5", "-1", "1000000000", "١٢"])
def test_a_count_is_a_whole_number(town, director, typed):
    answer = send(director, **filled(town, measure="started_count", quantity=typed))
    assert answer.status_code == 422
    assert "quantity" in answer.context["form"].errors


def test_the_same_form_sent_twice_leaves_one_target(town, director):
    data = filled(town) | {"form_key": uuid.uuid4()}
    first, second = director.post(ADD, data), director.post(ADD, data)
    assert first.url == second.url
    assert Target.objects.count() == 1


def test_a_revision_keeps_both_versions_and_a_stale_one_is_refused(town, director):
    give_target(town, "village", "signed_amount", wan("20000"))
    url = history(town, "village") + "revise/"
    data = {"quantity": "15000", "effective_from": "2026-07-01", "document": "调整通知", "version": 1}
    assert send(director, url, **data).status_code == 302
    answer = send(director, url, **data)
    assert answer.status_code == 422
    assert "刚被别人修改" in answer.text
    assert "15000" in answer.text
    page = director.get(history(town, "village")).text
    assert "20,000.00" in page
    assert "15,000.00" in page


def test_the_region_and_the_sum_of_its_units_stand_side_by_side(town, director):
    give_target(town, "village", "signed_amount", wan("20000"))
    give_target(town, "park", "signed_amount", wan("30000"))
    give_target(town, None, "signed_amount", wan("60000"))
    against = director.get(LIST).context["tables"][0]
    rows = {row[0].text: row[1].text for row in against.cells()}
    assert rows["高山镇总目标"] == "60,000.00"
    assert rows["各单位合计"] == "50,000.00"
    assert rows["各单位合计减总目标"] == "-10,000.00"
    assert rows["其中：园区"] == "30,000.00"


def test_a_unit_sees_its_own_targets_only(town, login):
    give_target(town, "village", "signed_amount", wan("20000"))
    give_target(town, "park", "signed_amount", wan("30000"))
    clerk = login(town.people["unit_clerk"])
    page = clerk.get(LIST).text
    assert "20,000.00" in page
    assert "30,000.00" not in page
    assert "工业园" not in page
    assert clerk.get(history(town, "village")).status_code == 200
    assert clerk.get(history(town, "park")).status_code == 404
    assert clerk.get(history(town, None)).status_code == 404
    assert clerk.get(ADD).status_code == 403


def test_the_neighbour_sees_and_changes_nothing(town, neighbour, login):
    give_target(town, "village", "signed_amount", wan("20000"))
    stranger = login(neighbour.people["office_director"])
    assert stranger.get(history(town, "village")).status_code == 404
    assert stranger.get(f"{LIST}?region={town.region.pk}").status_code == 404
    assert send(stranger, **filled(town)).status_code == 422
    assert send(stranger, history(town, "village") + "revise/", version=1).status_code == 404
    assert Target.objects.count() == 1


@pytest.mark.parametrize("query", ["?year=x", "?year=99999", "?region=-1", "?region=" + "9" * 30, "?year=0"])
def test_a_wrong_address_is_not_found(director, query):
    assert director.get(LIST + query).status_code == 404


def test_an_empty_year_says_what_to_do(director, town, login):
    page = director.get(LIST).text
    assert "2026年还没有下达目标任务" in page
    assert ADD in page
    assert ADD not in login(town.people["leader"]).get(LIST).text


def test_the_workbook_shows_what_the_page_shows(town, director):
    give_target(town, "village", "signed_amount", wan("20000"))
    answer = director.get("/targets/export/?year=2026")
    book = load_workbook(BytesIO(answer.content))
    values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert "石桥村" in values
    assert 20000 in values
