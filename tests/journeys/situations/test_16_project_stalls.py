"""Situation 16: signed eight months ago and not started: lights, one more deadline, then the end with its reason."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.lights import months_after
from projects.models import Posting, Project
from promo.models import Event
from tests.factories import make_arrival, signed_project, slip, verify

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def project(town, today):
    """Signed eight months ago, 1,000 of 5,000 万元 arrived, and looked after ever since."""
    people, signed_on = town.people, months_after(today, -8)
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=signed_on
    )
    paid = make_arrival(project=project, by=people["unit_clerk"], on=signed_on + 20 * DAY)
    verify(paid, by=people["office_director"])
    Project.objects.filter(pk=project.pk).update(last_entry_on=today)
    return project


def send(browser, page: str, *args, **typed):
    answer = browser.post(reverse(f"projects:{page}", args=args), {"form_key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def read(browser, page: str, *args, **asked) -> str:
    answer = browser.get(reverse(f"projects:{page}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_lit_given_one_more_deadline_and_ended_with_its_reason(login, town, project, today):
    clerk, office, director, leader, supervisor = (
        login(town.people[who])
        for who in ("unit_clerk", "office_clerk", "office_director", "leader", "supervisor")
    )
    # The clock runs from the contract: red for everybody who looks, in the list and on the page.
    page = read(leader, "project_show", project.pk)
    assert "红灯" in page and "签约已8个月，尚未开工。" in page
    assert project.name in read(supervisor, "project_list", light="red")
    assert project.name not in read(supervisor, "project_list", light="none")
    # The office sets one more deadline; nobody can pretend that moving a day is progress.
    due = today + 14 * DAY
    send(
        office,
        "step_add",
        project.pk,
        text="限期开工，逾期按合同终止",
        due_on=due.isoformat(),
        owner="李村长",
    )
    step = project.next_steps.get()
    assert "限期开工" in read(clerk, "step_list", whose="unit")
    step.due_on = today - DAY
    step.save()
    assert "下一步工作逾期1天未办结。" in read(clerk, "project_show", project.pk)
    # The deadline passed: the director ends it with a reason of the office's list and the decision.
    postings = list(Posting.objects.order_by("number").values_list("number", "measure", "quantity"))
    project.refresh_from_db()
    send(
        director, "project_terminate", project.pk, code="unstarted", on=today.isoformat(), version=project.version,
        reason="签约八个月未开工，限期后仍未动工", files=slip("终止决定.pdf"),
    )  # fmt: skip
    project.refresh_from_db()
    assert (project.status, project.status_code) == ("terminated", "unstarted")
    # It left the open stock and has no light any more; what arrived and what was counted stays.
    page = read(leader, "project_show", project.pk)
    assert "签约八个月未开工" in page and "尚未开工。" not in page
    assert project.name not in read(leader, "project_list", light="any")
    assert project.name not in read(leader, "project_list", status="active")
    assert list(Posting.objects.order_by("number").values_list("number", "measure", "quantity")) == postings
    arrived = project.arrivals.verified().get()
    assert arrived.recognised == Decimal("10000000")
    # Nothing of it waits on a list, and the record says who ended it and why.
    assert "限期开工" not in read(clerk, "step_list")
    ended = Event.objects.about(project).get(verb="project_terminated")
    assert ended.by == town.people["office_director"] and ended.detail["code_name"] == "逾期未开工"


def test_a_start_in_time_puts_the_light_out(login, town, project, today):
    people = town.people
    clerk = login(people["unit_clerk"])
    send(
        clerk, "milestone_add", project.pk, kind="started", event_on=today.isoformat(),
        statistical_on=today.isoformat(), files=slip("施工许可证.pdf"),
    )  # fmt: skip
    assert "尚未开工。" not in read(clerk, "project_show", project.pk)
    assert project.name not in read(clerk, "project_list", light="any")
