"""The pages of units and regions: for the administrator of the region, and nobody else."""

from uuid import uuid4

import pytest
from django.urls import reverse

from promo.models import Event
from tests.factories import LONG_AGO, NOW, TODAY, make_unit, make_user
from units import actions
from units.models import Region, Role, Unit

LIST = reverse("units:unit_list")


@pytest.fixture
def admin(town, login):
    return login(town.people["administrator"])


def post(client, url_name, *args, **fields):
    return client.post(reverse(f"units:{url_name}", args=args), {"form_key": uuid4(), **fields})


def unit_fields(town, **changes):
    return {
        "code": "501", "region": town.region.pk, "name": "高山镇文化站", "short_name": "文化站",
        "unit_class": "town_department", "is_assessed": "on", "valid_from": "2026-01-01", "order": "",
    } | changes  # fmt: skip


def test_the_list_shows_units_by_region_with_class_and_people(admin, town):
    village = actions.create_region(name="石桥村", parent=town.region, by=None, at=NOW)
    make_unit("V1", region=village, name="石桥合作社")
    page = admin.get(LIST)
    groups = [(group["region"].name, group["table"]) for group in page.context["groups"]]
    assert [name for name, _ in groups] == ["高山镇", "石桥村"]
    rows = {row[1].text: [cell.text for cell in row] for row in groups[0][1].cells()}
    assert rows["石桥村"] == ["101", "石桥村", "石桥村", "乡镇/村", "是", "2", "在用"]
    assert rows["党政办"][3:6] == ["不分类", "否", "2"]


def test_people_switched_off_or_gone_are_not_counted(admin, town):
    actions.switch_user(
        user=town.people["unit_head"], is_active=False, by=town.people["administrator"], at=NOW
    )
    row = town.people["unit_clerk"].memberships.get()
    actions.end_membership(membership=row, on=TODAY, by=None, at=NOW)
    unit = Unit.objects.with_people_count(on=TODAY).get(pk=town.units["village"].pk)
    assert unit.people_count == 0


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"q": "石桥"}, ["101"]),
        ({"q": "sqc"}, ["101"]),
        ({"q": "20"}, ["201", "202"]),
        ({"unit_class": "park"}, ["401"]),
        ({"unit_class": "none"}, ["901", "902", "903"]),
        ({"state": "closed"}, []),
        ({"q": "没有这个单位"}, []),
        (
            {"unit_class": "nonsense", "page": "x"},
            ["101", "102", "201", "202", "301", "401", "901", "902", "903"],
        ),
    ],
)
def test_the_list_is_narrowed_by_the_address_and_the_workbook_follows(admin, asked, codes):
    page = admin.get(LIST, asked)
    assert [unit.code for unit in page.context["page"]] == codes
    sheet = admin.get(reverse("units:unit_export"), asked)
    assert sheet.status_code == 200
    assert sheet["Content-Type"].endswith("sheet")
    assert Event.objects.get(verb="downloaded").detail["rows"] == len(codes)


def test_an_empty_answer_says_what_to_do(admin):
    page = admin.get(LIST, {"q": "没有这个单位"})
    assert "没有符合条件的单位。" in page.content.decode()
    assert "清除筛选条件" in page.content.decode()


def test_a_unit_is_registered_with_its_class(admin, town):
    answer = post(admin, "unit_add", **unit_fields(town))
    unit = Unit.objects.get(code="501")
    assert answer.url == reverse("units:unit_show", args=[unit.pk])
    assert unit.class_on(TODAY) == "town_department"
    assert Event.objects.about(unit).get().by == town.people["administrator"]


def test_the_same_sheet_sent_twice_makes_one_unit(admin, town):
    sheet = unit_fields(town, form_key=uuid4())
    first, second = (admin.post(reverse("units:unit_add"), sheet) for _ in range(2))
    assert first.url == second.url
    assert Unit.objects.filter(code="501").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"code": "101"}, "code", "这个编码已有单位使用。"),
        ({"code": "甲 1"}, "code", "编码只能用数字、字母和连字符“-”。"),
        ({"name": "石桥村"}, "name", "本地区已有同名单位。"),
        ({"name": " "}, "name", "请填写名称。"),
        ({"name": "长" * 61}, "name", "最多60个字，现有61个字，请精简。"),
        ({"name": "文化\u202e站"}, "name", "第3个字符是看不见的格式字符，请删除后重新提交。"),
        ({"region": "999"}, "region", "请从列表中选择所属地区。"),
        ({"unit_class": "school"}, "unit_class", "请从列表中选择类别。"),
        ({"unit_class": ""}, "unit_class", "参加考核的单位应选择类别。"),
        ({"valid_from": "2026-02-30"}, "valid_from", None),
        ({"order": "-1"}, "order", None),
        ({"order": "9" * 18}, "order", None),
    ],
)
def test_bad_input_is_answered_beside_its_field_and_keeps_what_was_typed(
    admin, town, changes, field, sentence
):
    before = Unit.objects.count()
    answer = post(admin, "unit_add", **unit_fields(town, **changes))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    if sentence:
        assert answer.context["form"].errors[field] == [sentence]
    assert "文化" in answer.content.decode() or "name" in changes
    assert Unit.objects.count() == before


def test_a_unit_is_changed_and_the_second_editor_is_told(admin, town):
    unit = town.units["department"]
    fields = {
        "name": "农服中心",
        "short_name": "农服",
        "is_assessed": "on",
        "order": "3",
        "version": unit.version,
    }
    assert post(admin, "unit_edit", unit.pk, **fields).status_code == 302
    stale = post(admin, "unit_edit", unit.pk, **fields | {"name": "农机站"})
    assert stale.status_code == 422
    assert "刚被别人修改过" in stale.content.decode()
    assert 'value="农机站"' in stale.content.decode()
    unit.refresh_from_db()
    assert unit.name == "农服中心"


def test_a_new_class_shows_in_the_history_of_the_unit(admin, town):
    unit = town.units["department"]
    post(admin, "unit_classify", unit.pk, unit_class="park", valid_from="2026-07-01")
    page = admin.get(reverse("units:unit_show", args=[unit.pk]))
    rows = [[cell.text for cell in row] for row in page.context["classings"].cells()]
    assert rows == [["园区", "2026-07-01", "—"], ["镇直部门", LONG_AGO.isoformat(), "2026-07-01"]]
    assert "调整单位类别" in page.content.decode()
    assert "类别：园区" in page.content.decode()


def test_a_region_is_added_below_another_and_never_below_a_village(admin, town):
    post(admin, "region_add", parent=town.region.pk, name="新桥村", order="1")
    village = Region.objects.get(name="新桥村")
    assert village.parent == town.region
    refused = post(admin, "region_add", parent=village.pk, name="一组")
    assert refused.status_code == 422
    assert "parent" in refused.context["form"].errors


def test_the_neighbouring_town_is_out_of_sight_and_out_of_reach(admin, town, neighbour):
    theirs = neighbour.units["village"]
    assert "东庄村" not in admin.get(LIST).content.decode()
    for name in ("unit_show", "unit_edit", "unit_classify"):
        assert admin.get(reverse(f"units:{name}", args=[theirs.pk])).status_code == 404
    for region in (neighbour.region, town.county):
        answer = post(admin, "unit_add", **unit_fields(town, region=region.pk))
        assert answer.context["form"].errors["region"] == ["请从列表中选择所属地区。"]
        assert post(admin, "region_add", parent=region.pk, name="越界村").status_code == 422


def test_being_leader_next_door_gives_no_administration_there(town, neighbour, login):
    administrator = town.people["administrator"]
    actions.give_membership(
        user=administrator,
        unit=neighbour.units["office"],
        role=Role.LEADER,
        valid_from=LONG_AGO,
        by=None,
        at=NOW,
    )
    page = login(administrator).get(reverse("units:unit_show", args=[neighbour.units["village"].pk]))
    assert page.status_code == 404


def test_only_administrators_come_in(town, login):
    for who, user in town.people.items():
        expected = 200 if who == "administrator" else 403
        assert login(user).get(LIST).status_code == expected, who


@pytest.mark.parametrize("name", ["unit_list", "user_list"])
def test_the_lists_ask_the_database_no_more_for_forty_rows_than_for_ten(
    name, town, admin, django_assert_max_num_queries
):
    for i in range(10):
        unit = make_unit(f"M{i}", region=town.region)
        make_user(f"more{i}", unit=unit, role=Role.UNIT_CLERK)
    with django_assert_max_num_queries(9) as ten:
        assert admin.get(reverse(f"units:{name}")).status_code == 200
    for i in range(10, 40):
        unit = make_unit(f"M{i}", region=town.region)
        make_user(f"more{i}", unit=unit, role=Role.UNIT_CLERK)
    with django_assert_max_num_queries(9) as forty:
        assert admin.get(reverse(f"units:{name}")).status_code == 200
    assert len(forty) == len(ten)
