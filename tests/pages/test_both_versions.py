"""Two administrators at one unit or one person: the second sees both versions and chooses."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.factories import NOW
from units import actions


@pytest.fixture
def session(login, town):
    return login(town.people["administrator"])


def sent(session, where: str, **changes) -> dict:
    form = session.get(where).context["form"]
    drawn = {name: form[name].value() for name in form.fields}
    drawn = {
        name: "on" if value is True else value for name, value in drawn.items() if value not in (None, False)
    }
    return {**drawn, "opened": form.opened, "form_key": str(uuid4()), **changes}


def test_a_unit_is_shown_in_both_versions_with_ticks_in_words(session, town):
    unit = town.units["village"]
    where = reverse("units:unit_edit", args=[unit.pk])
    mine = sent(session, where, short_name="我的简称")
    actions.change_unit(unit=unit, version=1, short_name="别人的简称", is_assessed=False, by=None, at=NOW)
    late = session.post(where, mine)
    found = {
        one.label: (one.opened, one.theirs, one.mine, one.pick) for one in late.context["form"].differences
    }
    assert found == {
        "简称": ("石桥村", "别人的简称", "我的简称", "mine"),
        "参加考核": ("是", "否", "是", "theirs"),
    }
    again = mine | {
        "version": 2, "form_key": str(uuid4()), "pick_short_name": "mine", "pick_is_assessed": "theirs",
        "opened": late.context["form"].opened,
    }  # fmt: skip
    assert session.post(where, again).status_code == 302
    unit.refresh_from_db()
    assert (unit.short_name, unit.is_assessed) == ("我的简称", False)


def test_a_person_is_shown_in_both_versions(session, town):
    user = town.people["unit_clerk"]
    where = reverse("units:user_edit", args=[user.pk])
    mine = sent(session, where, name="王大村")
    actions.change_user(user=user, version=1, phone="13800001111", by=None, at=NOW)
    late = session.post(where, mine)
    found = {one.name: one.pick for one in late.context["form"].differences}
    assert found == {"name": "mine", "phone": "theirs"}
    assert "两个版本对照" in late.content.decode()
    user.refresh_from_db()
    assert (user.name, user.phone) == ("王小村", "13800001111")
