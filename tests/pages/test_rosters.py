"""All units of a town and the accounts of its people, each by one paste; what is wrong is told row by row."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from promo.models import Event
from tests.factories import TODAY, make_unit
from units.access import Access
from units.forms.rosters import Head, read
from units.models import Membership, Unit, User

HEADS = (Head("name", "名称", ("单位名称",)), Head("short_name", "简称"), Head("code", "编码"))
UNITS = "单位名称\t类别\t简称\n河东村\t村\t\n高山镇文化站\t部门\t\n\n老干部局\t\t老局\n"
PEOPLE = "赵小东\t石桥村\t\t13900000001\n钱小西\t农业办\t单位负责人\n"


@pytest.fixture
def admin(town, login):
    return login(town.people["administrator"])


def post(client, url_name, **fields):
    return client.post(reverse(f"units:{url_name}"), {"form_key": uuid4(), **fields})


def units(town, block=UNITS, **changes):
    return {"region": town.region.pk, "unit_class": "", "valid_from": "2026-01-01", "block": block} | changes


def people(block=PEOPLE, **changes):
    return {"role": "unit_clerk", "valid_from": "2026-01-01", "block": block} | changes


@pytest.mark.parametrize(
    ("block", "rows"),
    [
        ("河东村\n河西村", [(1, {"name": "河东村"}), (2, {"name": "河西村"})]),
        ("编码\t名称\n9\t河东村", [(2, {"code": "9", "name": "河东村"})]),
        ("序号\t单位名称\n1\t河东村", [(2, {"name": "河东村"})]),
        (
            "1\t河东村\t河东\n2\t河西村",
            [(1, {"name": "河东村", "short_name": "河东"}), (2, {"name": "河西村"})],
        ),
        ("名 称\n\n　河东村", [(3, {"name": "河东村"})]),
        ("单位名称", []),
    ],
)
def test_columns_are_known_by_their_heads_or_their_order(block, rows):
    assert [(row.number, dict(row.cells)) for row in read(block, HEADS)] == rows


def test_a_list_of_units_is_registered_in_its_order(admin, town):
    assert post(admin, "unit_roster", **units(town)).url == reverse("units:unit_list")
    made = list(Unit.objects.filter(name__in=["河东村", "高山镇文化站", "老干部局"]))
    assert [(unit.short_name, unit.class_on(TODAY), unit.is_assessed) for unit in made] == [
        ("河东村", "town_village", True), ("文化站", "town_department", True), ("老局", None, False),
    ]  # fmt: skip
    assert len({unit.code for unit in made}) == 3
    assert Event.objects.filter(verb="unit_created", by=town.people["administrator"]).count() == 3


def test_the_class_of_the_form_is_for_rows_that_tell_none(admin, town):
    post(admin, "unit_roster", **units(town, "河东村\n老局\t\t不考核", unit_class="park"))
    assert Unit.objects.get(name="河东村").class_on(TODAY) == "park"
    assert not Unit.objects.get(name="老局").is_assessed


def test_no_code_is_given_that_a_row_below_names(admin, town):
    post(admin, "unit_roster", **units(town, "名称\t编码\n河东村\t\n河西村\t103"))
    assert dict(Unit.objects.filter(name__in=["河东村", "河西村"]).values_list("name", "code")) == {
        "河东村": "104", "河西村": "103",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("block", "sentences"),
    [
        ("河东村\n石桥村", ["第2行，名称：本地区已有“石桥村”，或表中重复。"]),
        ("河东村\n\n河东村", ["第3行，名称：本地区已有“河东村”，或表中重复。"]),
        ("名称\t编码\n河东村\t101", ["第2行，编码：“101”已有单位使用，或表中重复。"]),
        ("河东村\t\t学校", ["第1行，类别：应填乡镇/村、镇直部门、垂直部门、园区或不分类，也可不填。"]),
        ("\t河东", ["第1行，名称：请填写名称。"]),
        ("长" * 21, ["第1行，简称：最多20个字，现有21个字，请精简。"]),
        ("名称\t简称", ["只有表头，没有内容。"]),
        ("", ["请先粘贴内容。"]),
        ("\n".join(f"第{n}村" for n in range(301)), ["一次最多300行，现有301行，请分次办理。"]),
    ],
)
def test_one_wrong_row_and_no_unit_is_made(admin, town, block, sentences):
    before = Unit.objects.count()
    answer = post(admin, "unit_roster", **units(town, block))
    assert answer.status_code == 422
    assert answer.context["form"].errors["block"] == sentences
    assert Unit.objects.count() == before
    assert block[:3].strip() in answer.content.decode()


def test_of_many_faults_twenty_are_told_and_the_rest_counted(admin, town):
    answer = post(admin, "unit_roster", **units(town, "石桥村\n" * 25))
    told = answer.context["form"].errors["block"]
    assert len(told) == 21
    assert told[-1] == "另有5处问题，改正后再提交核对。"


def test_a_region_that_is_not_administered_gets_no_units(admin, town):
    other = make_unit("X1", region=town.county, name="县商务局")
    answer = post(admin, "unit_roster", **units(town, region=other.region.pk))
    assert answer.context["form"].errors["region"] == ["请从列表中选择所属地区。"]


def test_a_list_of_people_gets_accounts_and_slips_that_are_shown_once(admin, client, town):
    answer = post(admin, "user_roster", **people())
    assert answer.url == reverse("units:user_slips")
    slips = admin.get(answer.url).context["slips"]
    assert [(slip["person"].username, slip["posts"][0].role) for slip in slips] == [
        ("zhaoxiaodong", "unit_clerk"), ("qianxiaoxi", "unit_head"),
    ]  # fmt: skip
    for slip in slips:
        assert slip["person"].check_password(slip["password"])
        assert slip["person"].must_change_password
    assert Access.of(slips[0]["person"], on=timezone.localdate()).unit_ids == {town.units["village"].pk}
    again = admin.get(answer.url)
    assert again.context["slips"] == []
    assert "没有待交付的账号单" in again.content.decode()
    assert not any(slips[0]["password"] in str(event.detail) for event in Event.objects.all())


def test_slips_wait_five_minutes(admin, monkeypatch):
    post(admin, "user_roster", **people())
    later = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert admin.get(reverse("units:user_slips")).context["slips"] == []


def test_namesakes_get_numbered_user_names(admin, town):
    post(admin, "user_roster", **people("王伟\t石桥村\n汪伟\t农业办\n王为\t石桥村"))
    assert set(User.objects.filter(username__startswith="wangwei").values_list("username", flat=True)) == {
        "wangwei", "wangwei2", "wangwei3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("王小村\t石桥村", "第1行，姓名：“王小村”在石桥村已有账号，或表中重复。"),
        ("赵一\t石桥村\n赵一\t石桥村", "第2行，姓名：“赵一”在石桥村已有账号，或表中重复。"),
        ("赵一\t没有的村", "第1行，单位：“没有的村”不在单位名录中。"),
        ("赵一", "第1行，单位：请填写单位名称。"),
        ("赵一\t石桥村\t皇帝", "第1行，岗位：应填"),
        ("赵一\t石桥村\t\t打电话", "第1行，手机号码：号码格式不对，如：13800000000、0512-80000000。"),
        ("赵一\t石桥村\t\t\tUNIT_CLERK", "第1行，用户名：“UNIT_CLERK”已有人使用，或表中重复。"),
        ("\n".join(f"赵{n}\t石桥村" for n in range(21)), "一次最多20行，现有21行，请分次办理。"),
    ],
)
def test_one_wrong_person_and_no_account_is_opened(admin, block, sentence):
    before = User.objects.count(), Membership.objects.count()
    answer = post(admin, "user_roster", **people(block))
    assert answer.status_code == 422
    (told,) = answer.context["form"].errors["block"]
    assert told.startswith(sentence)
    assert (User.objects.count(), Membership.objects.count()) == before


def test_the_same_list_sent_twice_is_one(admin, town):
    sheet = {"form_key": uuid4(), **units(town)}
    first, second = (admin.post(reverse("units:unit_roster"), sheet) for _ in range(2))
    assert first.url == second.url
    assert Unit.objects.filter(name="河东村").count() == 1


def test_a_closed_unit_takes_nobody(admin, town):
    Unit.objects.filter(pk=town.units["park"].pk).update(valid_to=TODAY)
    answer = post(admin, "user_roster", **people("赵一\t工业园"))
    assert answer.context["form"].errors["block"] == ["第1行，单位：“工业园”不在单位名录中。"]
