"""Situation 21: the clerk leaves and the password was shared; the records stay with the unit, the person in history."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import Project
from promo.models import Event
from tests.factories import NOW, PASSWORD, TODAY, make_lead


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def sent(session, name: str, pk: int, **typed):
    return session.post(reverse(name, args=[pk]), {"form_key": str(uuid4()), **typed})


def test_the_post_ends_the_account_closes_and_nothing_is_lost(town, login, client):
    people = town.people
    clerk = people["unit_clerk"]
    project = make_lead(unit=town.units["village"], by=clerk)
    at_work = login(clerk)
    assert at_work.get(reverse("projects:project_show", args=[project.pk])).status_code == 200
    administrator = login(people["administrator"])
    post = clerk.memberships.get()
    ended = sent(administrator, "units:membership_end", post.pk, valid_to=TODAY.isoformat())
    assert ended.status_code == 302
    assert at_work.get(reverse("projects:project_list")).status_code == 403
    switched = sent(administrator, "units:user_switch", clerk.pk, wanted="off")
    assert switched.status_code == 302
    assert at_work.get("/").status_code == 302  # out, on every device
    shared = client.post(reverse("units:login"), {"username": clerk.username, "password": PASSWORD})
    assert shared.status_code == 422
    head = login(people["unit_head"])
    page = head.get(reverse("projects:project_history", args=[project.pk])).content.decode()
    assert "王小村" in page and "登记线索" in page
    assert Project.objects.get(pk=project.pk).lead_unit == town.units["village"]
    audit = administrator.get(reverse("assessment:history")).content.decode()
    assert "办理离岗" in audit and "停用账号" in audit and "陈管理" in audit


def test_the_successor_takes_up_where_the_clerk_left(town, login):
    people = town.people
    make_lead(unit=town.units["village"], by=people["unit_clerk"])
    people["unit_clerk"].memberships.update(valid_to=TODAY - timedelta(days=1))
    administrator = login(people["administrator"])
    typed = {
        "username": "xinren", "name": "新来的", "phone": "", "unit": town.units["village"].pk, "role": "unit_clerk",
        "valid_from": TODAY.isoformat(), "form_key": str(uuid4()),
    }  # fmt: skip
    assert administrator.post(reverse("units:user_add"), typed).status_code == 302
    user = Event.objects.filter(verb="membership_given").latest("pk")
    successor = type(people["unit_clerk"]).objects.get(pk=user.subject_id)
    successor.must_change_password = False
    successor.save(update_fields=["must_change_password"])
    listed = login(successor).get(reverse("projects:project_list"))
    assert [row.name for row in listed.context["page"]] == ["示例阀门生产项目"]
