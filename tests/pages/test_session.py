"""Coming in and going out: lock-out, first password, first run, idle screens, and no way to another site."""

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOW, PASSWORD
from units import actions
from units.models import Membership, Region, Role, User

LOGIN = reverse("units:login")
OWN = reverse("units:profile")
CHANGE = reverse("units:password_change")
NEW = "Liuhe-Qiao-77!"


def log_in(client, username="unit_clerk", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_the_right_password_leads_in_under_a_new_session(client, town):
    client.get(LOGIN)
    answer = log_in(client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get(OWN).status_code == 200


def test_the_session_key_changes_at_login(client, town):
    store = import_module(django_settings.SESSION_ENGINE).SessionStore()
    store["planted"] = True
    store.save()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = store.session_key
    log_in(client)
    assert client.session.session_key != store.session_key
    assert not Session.objects.filter(pk=store.session_key).exists()


@pytest.mark.parametrize(("username", "password"), [("unit_clerk", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(client, town, username, password):
    page = log_in(client, username, password)
    assert page.status_code == 422
    assert "_auth_user_id" not in client.session
    if username:
        assert "用户名或密码不正确。注意区分大小写。" in page.content.decode()


def test_an_account_that_is_off_does_not_come_in(client, town):
    actions.switch_user(
        user=town.people["unit_clerk"], is_active=False, by=town.people["administrator"], at=NOW
    )
    assert log_in(client).status_code == 422


def test_five_wrong_passwords_lock_the_account_and_a_reset_unlocks_it(client, town, settings):
    settings.AXES_ENABLED = True
    for _ in range(4):
        assert log_in(client, password="wrong").status_code == 422
    locked = log_in(client, password="wrong")
    assert locked.status_code == 429
    assert "暂停登录" in locked.content.decode()
    assert log_in(client).status_code == 429
    assert log_in(client, "unit_head").status_code == 302
    client.post(reverse("units:logout"))
    actions.reset_password(
        user=town.people["unit_clerk"], password=NEW, by=town.people["administrator"], at=NOW
    )
    assert log_in(client, password=NEW).status_code == 302


def test_a_right_password_forgets_the_wrong_ones_before(client, town, settings):
    settings.AXES_ENABLED = True
    for _ in range(2):
        for _ in range(4):
            assert log_in(client, password="wrong").status_code == 422
        assert log_in(client).status_code == 302
        client.post(reverse("units:logout"))


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "http:evil.example", "\\\\evil.example",
        "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", " //evil.example", "data:text/html,x",
        "https://testserver@evil.example/", "", "units/", "%2f%2fevil.example", "\x00/me/",
    ],
)  # fmt: skip
def test_next_never_leads_to_another_site(client, town, target):
    assert log_in(client, next=target).url == "/"


def test_next_leads_back_to_the_page_that_was_asked_for(client, town):
    asked = client.get(OWN)
    assert asked.url == f"{LOGIN}?next={OWN}"
    assert f'name="next" value="{OWN}"' in client.get(asked.url).content.decode()
    assert log_in(client, next=OWN).url == OWN


def test_logging_out_ends_the_session_on_the_server_too(client, town):
    log_in(client)
    key = client.session.session_key
    answer = client.post(reverse("units:logout"))
    assert answer.url == LOGIN
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.filter(pk=key).exists()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = key
    assert client.get(OWN).status_code == 302


def test_logging_out_takes_a_post(client, town):
    log_in(client)
    assert client.get(reverse("units:logout")).status_code == 405
    assert client.get(OWN).status_code == 200


def change(client, old=PASSWORD, new=NEW, again=None):
    fields = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post(CHANGE, {"form_key": uuid4(), **fields})


def test_the_own_password_is_changed_and_other_devices_are_out(town, login):
    here, there = login(town.people["unit_clerk"]), login(town.people["unit_clerk"])
    assert change(here).status_code == 302
    assert here.get(OWN).status_code == 200
    assert there.get(OWN).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, None, "old_password"),
        (PASSWORD, NEW, "Other-Qiao-77!", "new_password2"),
        (PASSWORD, PASSWORD, None, "new_password1"),
        (PASSWORD, "short1!", None, "new_password2"),
        (PASSWORD, "1234567890123", None, "new_password2"),
        (PASSWORD, "unit_clerk1", None, "new_password2"),
        (PASSWORD, "password1234", None, "new_password2"),
        (PASSWORD, "", None, "new_password1"),
    ],
)
def test_a_bad_new_password_is_refused_beside_its_field(town, login, old, new, again, field):
    page = change(login(town.people["unit_clerk"]), old, new, again)
    assert page.status_code in (200, 422)
    assert field in page.context["form"].errors
    assert User.objects.get(username="unit_clerk").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("short1!", "密码至少10个字符。"),
        ("1234567890123", "密码不能全是数字。"),
        ("unit_clerk1", "密码与用户名、姓名、手机号码或邮箱过于相近，请更换。"),
        ("password1234", "这个密码过于常见，请更换。"),
    ],
)
def test_why_a_password_is_refused_is_said_in_the_words_of_an_office(town, login, new, sentence):
    answer = change(login(town.people["unit_clerk"]), new=new)
    assert sentence in answer.context["form"].errors["new_password2"]


def test_until_the_first_password_is_changed_every_page_leads_to_changing_it(town, login):
    user = town.people["administrator"]
    user.must_change_password = True
    user.save()
    client = login(user)
    for name in ("home", "units:unit_list", "units:user_list", "units:profile", "units:user_export"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer["Location"]) == (302, CHANGE), name
    posted = client.post(
        reverse("units:region_add"), {"form_key": uuid4(), "parent": town.region.pk, "name": "新村"}
    )
    assert posted.url == CHANGE
    assert not Region.objects.filter(name="新村").exists()
    assert change(client).status_code == 302
    assert client.get(reverse("units:unit_list")).status_code == 200


def test_a_screen_left_alone_for_half_an_hour_asks_for_the_password(town, login, monkeypatch):
    client = login(town.people["unit_clerk"])
    start = timezone.now()
    for minutes, expected in ((29, 200), (58, 200), (88, 302)):
        moment = start + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert client.get(OWN).status_code == expected, minutes


def test_a_session_ends_after_half_a_day_however_busy(town, login):
    client = login(town.people["unit_clerk"])
    age = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < age <= timedelta(hours=12)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(OWN).status_code == 302


def test_a_role_that_ended_yesterday_opens_nothing_today(town, login):
    client = login(town.people["administrator"])
    Membership.objects.filter(user__username="administrator").update(valid_to=timezone.localdate())
    assert client.get(reverse("units:unit_list")).status_code == 403


def start_fields(**changes):
    return {
        "form_key": uuid4(), "county": "临江县", "town": "青石镇", "username": "guanli", "name": "陈管理",
        "password": NEW, "password_again": NEW,
    } | changes  # fmt: skip


def test_an_empty_house_leads_to_the_first_run_which_makes_county_town_and_administrator(client, db):
    assert client.get(LOGIN).url == reverse("units:first_run")
    answer = client.post(reverse("units:first_run"), start_fields())
    assert answer.url == reverse("units:unit_list")
    assert client.get(answer.url).status_code == 200
    user = User.objects.get()
    assert (user.memberships.get().role, user.must_change_password) == (Role.ADMINISTRATOR, False)
    assert [region.name for region in Region.objects.all()] == ["临江县", "青石镇"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password_again": "other"}, "password_again"),
        ({"password": "12345678901", "password_again": "12345678901"}, "password"),
        ({"username": "a b"}, "username"),
        ({"town": ""}, "town"),
    ],
)
def test_a_first_run_with_a_mistake_makes_nothing(client, db, changes, field):
    page = client.post(reverse("units:first_run"), start_fields(**changes))
    assert field in page.context["form"].errors
    assert not User.objects.exists()
    assert not Region.objects.exists()


def test_the_first_run_is_closed_once_anybody_is_there(client, town):
    assert client.get(reverse("units:first_run")).url == LOGIN
    assert client.post(reverse("units:first_run"), start_fields()).url == LOGIN
    assert not User.objects.filter(username="guanli").exists()
