"""First-talk protection through the browser: granted, extended, released, listed with its lights."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects import actions
from projects.models import Protection
from tests.factories import make_lead, slip

LIST = reverse("projects:protection_list")


@pytest.fixture
def project(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


@pytest.fixture
def director(login, town):
    return login(town.people["office_director"])


def granted(project, town, *, days_ago: int = 0) -> Protection:
    now = timezone.now()
    starts_on = timezone.localdate(now) - timedelta(days=days_ago)
    return actions.grant_protection(
        project=project, unit=town.units["village"], starts_on=starts_on, basis="首谈登记表",
        by=town.people["office_director"], at=now - timedelta(days=days_ago),
    )  # fmt: skip


def send(session, name: str, pk: int, **typed):
    return session.post(reverse(f"projects:{name}", args=[pk]), {"form_key": str(uuid4()), **typed})


def test_the_director_grants_it_once(director, project, town):
    typed = {"unit": town.units["village"].pk, "starts_on": f"{timezone.localdate()}", "basis": "首谈登记表"}
    assert send(director, "protection_grant", project.pk, **typed).status_code == 302
    again = send(director, "protection_grant", project.pk, **typed)
    assert "已有首谈保护" in "".join(again.context["form"].non_field_errors())
    assert "首谈登记表" in again.content.decode()
    page = director.get(reverse("projects:referral_show", args=[project.pk])).content.decode()
    assert "保护中" in page and "首谈登记表" in page


@pytest.mark.parametrize("who", ["office_clerk", "unit_head", "leader", "supervisor"])
def test_nobody_else_grants_it(login, town, project, who):
    session = login(town.people[who])
    assert session.get(reverse("projects:protection_grant", args=[project.pk])).status_code == 403


def test_an_extension_needs_its_paper(director, project, town):
    row = granted(project, town)
    bare = send(director, "protection_extend", row.pk, basis="正在推进", version=row.version)
    assert "请上传证明材料" in "".join(bare.context["form"].errors["files"])
    typed = {"basis": "正在推进", "version": row.version, "files": slip()}
    assert send(director, "protection_extend", row.pk, **typed).status_code == 302
    assert Protection.objects.filter(ended_at=None).get().renews == row


def test_a_release_needs_its_reason_and_frees_the_project(director, project, town):
    row = granted(project, town)
    empty = send(director, "protection_release", row.pk, reason="", version=row.version)
    assert "请填写解除原因" in "".join(empty.context["form"].errors["reason"])
    typed = {"reason": "投资方放弃", "version": row.version}
    assert send(director, "protection_release", row.pk, **typed).status_code == 302
    assert (
        director.get(reverse("projects:protection_list") + "?state=ended")
        .content.decode()
        .count("投资方放弃")
        == 1
    )


def test_the_list_shows_what_is_over_and_waits(director, project, town, login):
    row = granted(project, town, days_ago=100)
    Protection.objects.filter(pk=row.pk).update(ends_on=timezone.localdate())
    page = director.get(LIST).content.decode()
    assert "到期待解除" in page and "有1个首谈保护已到期，待解除" in page
    assert project.name in director.get(LIST + "?state=over&light=red").content.decode()
    assert project.name not in director.get(LIST + "?state=on").content.decode()
    assert project.name in login(town.people["unit_clerk"]).get(LIST).content.decode()
    assert project.name not in login(town.people["other_clerk"]).get(LIST).content.decode()


def test_what_ends_soon_is_yellow(director, project, town):
    granted(project, town, days_ago=170)
    page = director.get(LIST).content.decode()
    assert "黄灯" in page and "10天后到期" in page


def test_an_empty_list_says_what_to_do_and_the_export_goes_out(director):
    assert "没有符合条件的首谈保护" in director.get(LIST).content.decode()
    assert director.get(reverse("projects:protection_export")).status_code == 200
