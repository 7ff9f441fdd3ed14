"""Suspend, resume, terminate, withdraw: the director decides, with a reason, on the state he saw."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import Posting, Project
from tests.factories import make_arrival, make_lead, signed_project, slip

STEPS = ("project_suspend", "project_terminate", "project_withdraw")


@pytest.fixture
def project(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


@pytest.fixture
def director(login, town):
    return login(town.people["office_director"])


def url(step: str, project) -> str:
    return reverse(f"projects:{step}", args=[project.pk])


def form(project, **changes) -> dict:
    return {
        "form_key": str(uuid4()), "version": project.version, "reason": "投资方资金困难", "code": "other",
        "on": "2026-11-20", "files": [slip("决定.pdf")], **changes,
    }  # fmt: skip


def status_of(project) -> str:
    return Project.objects.get(pk=project.pk).status


@pytest.mark.parametrize(
    ("step", "status"),
    [
        ("project_suspend", "suspended"),
        ("project_terminate", "terminated"),
        ("project_withdraw", "withdrawn"),
    ],
)
def test_the_director_decides_with_a_reason(director, project, step, status):
    assert director.get(url(step, project)).status_code == 200
    assert status_of(project) == "active"
    assert director.post(url(step, project), form(project)).status_code == 302
    row = Project.objects.get(pk=project.pk)
    assert (row.status, row.status_reason) == (status, "投资方资金困难")


@pytest.mark.parametrize("step", [*STEPS, "project_resume"])
@pytest.mark.parametrize(
    "who", ["unit_clerk", "unit_head", "office_clerk", "leader", "supervisor", "administrator"]
)
def test_nobody_else_decides(login, town, project, who, step):
    assert login(town.people[who]).post(url(step, project), form(project)).status_code == 403
    assert status_of(project) == "active"


@pytest.mark.parametrize("step", [*STEPS, "project_resume"])
def test_a_neighbours_director_finds_nothing(login, neighbour, project, step):
    client = login(neighbour.people["office_director"])
    assert client.post(url(step, project), form(project)).status_code == 404
    assert status_of(project) == "active"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "请填写原因"), ("  ", "请填写原因"), ("长" * 201, "最多200个字"), ("停😀", "表情符号")],
)
def test_a_bad_reason_is_refused_beside_its_field(director, project, step, reason, sentence):
    response = director.post(url(step, project), form(project, reason=reason))
    assert response.status_code == 422 and sentence in "".join(response.context["form"].errors["reason"])
    assert status_of(project) == "active"


@pytest.mark.parametrize("step", STEPS)
def test_an_old_page_is_told_so_and_can_be_sent_again(director, project, step):
    Project.objects.filter(pk=project.pk).update(version=5)
    response = director.post(url(step, project), form(project))
    assert response.status_code == 422 and "刚被别人修改过" in response.content.decode()
    assert status_of(project) == "active"
    assert "投资方资金困难" in response.content.decode()
    again = form(project, version=response.context["form"]["version"].value())
    assert director.post(url(step, project), again).status_code == 302


def test_a_suspended_project_goes_on(director, project):
    director.post(url("project_suspend", project), form(project))
    page = director.get(reverse("projects:project_show", args=[project.pk])).content.decode()
    assert "项目已暂停。原因：投资方资金困难" in page and url("project_resume", project) in page
    director.post(url("project_resume", project), form(project, version=2))
    assert status_of(project) == "active"


def test_resuming_what_is_not_suspended_is_answered_with_a_sentence(director, project):
    page = director.post(url("project_resume", project), form(project), follow=True).content.decode()
    assert "只有暂停的项目可以恢复。" in page


@pytest.mark.parametrize("version", ["", "abc", "7"])
def test_resuming_on_an_old_page_changes_nothing(director, project, version):
    director.post(url("project_suspend", project), form(project))
    page = director.post(url("project_resume", project), form(project, version=version), follow=True)
    assert "刚被别人修改过" in page.content.decode() and status_of(project) == "suspended"


def test_resume_is_no_link(director, project):
    assert director.get(url("project_resume", project)).status_code == 405


def test_nothing_ends_while_something_waits(director, town, project):
    make_arrival(project=project, by=town.people["unit_clerk"])
    project.refresh_from_db()
    page = director.post(url("project_terminate", project), form(project)).content.decode()
    assert "还有待核实的节点或资金" in page and status_of(project) == "active"


def test_a_terminated_project_keeps_its_postings(director, town):
    signed = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    before = list(Posting.objects.values_list("number", "quantity"))
    director.post(url("project_terminate", signed), form(signed))
    assert (
        status_of(signed) == "terminated"
        and list(Posting.objects.values_list("number", "quantity")) == before
    )


def test_what_was_verified_cannot_be_withdrawn(director, town):
    signed = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    page = director.post(url("project_withdraw", signed), form(signed)).content.decode()
    assert "不能撤销，只能终止" in page and status_of(signed) == "active"


def test_a_withdrawn_project_leaves_the_register(director, project):
    response = director.post(url("project_withdraw", project), form(project), follow=True)
    assert response.redirect_chain[-1][0] == reverse("projects:project_list")
    assert director.get(reverse("projects:project_show", args=[project.pk])).status_code == 404


def test_the_same_form_sent_twice_decides_once(director, project):
    once = form(project)
    assert (
        director.post(url("project_suspend", project), once).url
        == director.post(url("project_suspend", project), once).url
    )
    assert Project.objects.get(pk=project.pk).version == 2
