"""The pages of people: accounts opened, roles given and ended, passwords shown once, neighbours out of reach."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from promo.models import Event
from tests.factories import LONG_AGO, NOW, PASSWORD
from units import actions
from units.access import Access
from units.models import Membership, Role, User

LIST = reverse("units:user_list")


@pytest.fixture
def admin(town, login):
    return login(town.people["administrator"])


def post(client, url_name, *args, **fields):
    return client.post(reverse(f"units:{url_name}", args=args), {"form_key": uuid4(), **fields})


def account(town, **changes):
    return {
        "username": "qianxx", "name": "钱新新", "phone": "13800001111", "unit": town.units["village"].pk,
        "role": "unit_clerk", "valid_from": "2026-01-01",
    } | changes  # fmt: skip


def shown_password(page) -> str:
    return page.context["first_password"]


def test_the_list_shows_people_with_unit_role_and_state(admin):
    rows = {row[1].text: [cell.text for cell in row] for row in admin.get(LIST).context["table"].cells()}
    assert rows["unit_clerk"] == ["王小村", "unit_clerk", "石桥村", "单位经办人", "—", "启用", "—"]
    assert len(rows) == 9


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "王小"}, {"unit_clerk"}),
        ({"q": "OFFICE"}, {"office_clerk", "office_director"}),
        ({"role": "supervisor"}, {"supervisor", "other_supervisor"}),
        ({"state": "off"}, set()),
        ({"q": "' OR 1=1"}, set()),
    ],
)
def test_the_list_is_narrowed_by_the_address_and_the_workbook_follows(admin, asked, names):
    assert {user.username for user in admin.get(LIST, asked).context["page"]} == names
    assert admin.get(reverse("units:user_export"), asked).status_code == 200
    assert Event.objects.get(verb="downloaded").detail["rows"] == len(names)


def test_unit_and_role_must_be_held_together(admin, town):
    asked = {"unit": town.units["office"].pk, "role": "supervisor"}
    assert list(admin.get(LIST, asked).context["page"]) == []


def test_an_account_is_opened_with_its_role_and_its_password_is_shown_once(admin, client, town):
    answer = post(admin, "user_add", **account(town))
    user = User.objects.get(username="qianxx")
    assert answer.url == reverse("units:user_show", args=[user.pk])
    assert Access.of(user, on=timezone.localdate()).unit_ids == {town.units["village"].pk}
    page = admin.get(answer.url)
    password = shown_password(page)
    assert password in page.content.decode()
    assert user.check_password(password)
    assert shown_password(admin.get(answer.url)) == ""
    assert client.login(username="qianxx", password=password, request=page.wsgi_request)


def test_the_password_waits_for_the_page_of_its_own_person_and_not_for_long(admin, town, monkeypatch):
    answer = post(admin, "user_add", **account(town))
    other = admin.get(reverse("units:user_show", args=[town.people["leader"].pk]))
    assert shown_password(other) == ""
    later = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert shown_password(admin.get(answer.url)) == ""


def test_no_event_and_no_message_keeps_a_password(admin, town):
    answer = post(admin, "user_add", **account(town))
    password = shown_password(admin.get(answer.url, follow=True))
    assert password
    assert not any(password in str(event.detail) for event in Event.objects.all())


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"username": "unit_clerk"}, "username", "这个用户名已有人使用。"),
        ({"username": "a b"}, "username", "只能用字母、数字、汉字和 @ . + - _。"),
        ({"username": "x" * 41}, "username", "最多40个字，现有41个字，请精简。"),
        ({"name": ""}, "name", "请填写姓名。"),
        ({"phone": "打电话"}, "phone", "号码格式不对，如：13800000000、0512-80000000。"),
        ({"role": "emperor"}, "role", "请从列表中选择岗位。"),
        ({"unit": "0"}, "unit", "请从列表中选择单位。"),
        ({"unit": "9" * 30}, "unit", "请从列表中选择单位。"),
        ({"valid_from": "0001-01-01"}, "valid_from", None),
    ],
)
def test_bad_input_is_answered_beside_its_field_and_opens_no_account(admin, town, changes, field, sentence):
    answer = post(admin, "user_add", **account(town, **changes))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    if sentence:
        assert answer.context["form"].errors[field] == [sentence]
    assert User.objects.count() == 9


def test_names_with_rare_characters_are_welcome(admin, town):
    assert post(admin, "user_add", **account(town, name="𠮷野𬊤")).status_code == 302
    assert User.objects.get(username="qianxx").name == "𠮷野𬊤"


def test_a_person_is_renamed_and_the_second_editor_is_told(admin, town):
    user = town.people["leader"]
    post(admin, "user_edit", user.pk, name="吴书记", phone="", version=user.version)
    stale = post(admin, "user_edit", user.pk, name="吴某", phone="", version=user.version)
    assert stale.status_code == 422
    user.refresh_from_db()
    assert user.name == "吴书记"
    assert Event.objects.about(user).get(verb="user_changed").detail["changes"] == {
        "name": ["吴镇长", "吴书记"]
    }


def test_a_role_is_given_and_ended_with_its_dates(admin, town):
    user = town.people["unit_clerk"]
    post(
        admin,
        "membership_add",
        user.pk,
        unit=town.units["park"].pk,
        role="unit_head",
        valid_from="2026-02-01",
        valid_to="2026-12-31",
    )
    row = user.memberships.get(role="unit_head")
    assert (row.valid_from.isoformat(), row.valid_to.isoformat()) == ("2026-02-01", "2026-12-31")
    assert post(admin, "membership_end", row.pk, valid_to="2026-12-01").status_code == 302
    row.refresh_from_db()
    assert row.valid_to.isoformat() == "2026-12-01"
    page = admin.get(reverse("units:user_show", args=[user.pk])).content.decode()
    assert "离岗日期：2026-12-01" in page


def test_an_administrator_gives_himself_nothing(admin, town):
    me = town.people["administrator"]
    answer = post(
        admin,
        "membership_add",
        me.pk,
        unit=town.units["office"].pk,
        role="office_director",
        valid_from="2026-01-01",
    )
    assert "不能给自己授予岗位，请由其他管理员办理。" in answer.content.decode()
    assert me.memberships.count() == 1
    page = admin.get(reverse("units:user_show", args=[me.pk])).content.decode()
    assert "授予岗位</a>" not in page
    assert "重置密码</button>" not in page


def test_switching_off_ends_the_session_of_the_person_at_once(admin, town, login):
    user = town.people["unit_clerk"]
    theirs = login(user)
    assert theirs.get(reverse("units:profile")).status_code == 200
    post(admin, "user_switch", user.pk, wanted="off")
    assert theirs.get(reverse("units:profile")).status_code == 302
    post(admin, "user_switch", user.pk, wanted="on")
    user.refresh_from_db()
    assert user.is_active


def test_switching_says_what_is_wanted_so_two_clicks_do_not_turn_it_back(admin, town):
    user = town.people["unit_clerk"]
    for _ in range(2):
        post(admin, "user_switch", user.pk, wanted="off")
    user.refresh_from_db()
    assert not user.is_active
    assert post(admin, "user_switch", user.pk, wanted="maybe").status_code == 422
    assert post(admin, "user_switch", user.pk).status_code == 422


def test_nobody_switches_himself_off(admin, town):
    me = town.people["administrator"]
    page = admin.get(post(admin, "user_switch", me.pk, wanted="off").url)
    assert "不能停用或启用自己的账号" in page.content.decode()
    me.refresh_from_db()
    assert me.is_active


def test_a_reset_password_is_shown_once_and_ends_the_old_one(admin, town, login):
    user = town.people["unit_clerk"]
    theirs = login(user)
    answer = post(admin, "user_reset", user.pk)
    password = shown_password(admin.get(answer.url))
    user.refresh_from_db()
    assert user.check_password(password)
    assert not user.check_password(PASSWORD)
    assert user.must_change_password
    assert theirs.get(reverse("units:profile")).status_code == 302


@pytest.mark.parametrize("name", ["user_switch", "user_reset"])
def test_switch_and_reset_answer_posts_only(admin, town, name):
    assert admin.get(reverse(f"units:{name}", args=[town.people["leader"].pk])).status_code == 405


def test_people_of_the_neighbouring_town_are_out_of_sight_and_out_of_reach(admin, town, neighbour):
    theirs = neighbour.people["unit_clerk"]
    assert "n_unit_clerk" not in admin.get(LIST).content.decode()
    for name in ("user_show", "user_edit", "membership_add"):
        assert admin.get(reverse(f"units:{name}", args=[theirs.pk])).status_code == 404
    for name in ("user_edit", "membership_add", "user_switch", "user_reset"):
        assert post(admin, name, theirs.pk, wanted="off").status_code == 404
    row = theirs.memberships.get()
    assert post(admin, "membership_end", row.pk, valid_to="2026-11-20").status_code == 404
    row.refresh_from_db()
    assert row.valid_to is None


def test_no_role_is_given_in_a_unit_outside(admin, town, neighbour):
    theirs = neighbour.units["village"].pk
    for answer in (
        post(admin, "user_add", **account(town, unit=theirs)),
        post(
            admin,
            "membership_add",
            town.people["leader"].pk,
            unit=theirs,
            role="leader",
            valid_from="2026-01-01",
        ),
    ):
        assert answer.context["form"].errors["unit"] == ["请从列表中选择单位。"]
    assert not Membership.objects.filter(unit=theirs, user__username="qianxx").exists()


def test_a_person_of_both_towns_is_seen_but_keeps_password_and_foreign_role(admin, town, neighbour):
    both = neighbour.people["unit_clerk"]
    actions.give_membership(
        user=both, unit=town.units["park"], role=Role.UNIT_CLERK, valid_from=LONG_AGO, by=None, at=NOW
    )
    page = admin.get(reverse("units:user_show", args=[both.pk]))
    may_end = {row.unit.name: row.may_end for row in page.context["memberships"]}
    assert may_end == {"工业园": True, "东庄村": False}
    refused = admin.get(post(admin, "user_reset", both.pk).url)
    assert "请由上级管理员办理" in refused.content.decode()
    assert shown_password(refused) == ""
    both.refresh_from_db()
    assert both.check_password(PASSWORD)


def test_everybody_sees_his_own_roles(town, login):
    page = login(town.people["unit_head"]).get(reverse("units:profile")).content.decode()
    assert "单位负责人" in page
    assert "石桥村" in page
