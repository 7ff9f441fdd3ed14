"""Situation 18: an investor who is there adds 3,000万元 and the clerk enters a new project. The credit code tells; the
clerk has to choose; only the increment counts, and no second project."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import Party, Posting, Project
from tests.factories import make_arrival, make_lead, make_milestone, verify

ADD = reverse("projects:lead_add")
CODE = "91330100MA2TESTP01"


@pytest.fixture
def landed(town):
    """A plant with a verified contract of 5,000万元, whose investor's code is known."""
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    project = make_lead(
        unit=town.units["village"],
        by=clerk,
        on=date(2025, 3, 5),
        name="汽车铝压铸件项目",
        investor="江苏压样科技有限公司",
    )  # fmt: skip
    verify(make_milestone(project=project, by=clerk, on=date(2025, 3, 5)), by=director)
    Party.objects.filter(pk=project.investor_id).update(credit_code=CODE)
    return project


def typed(town, **changes) -> dict:
    return {
        "form_key": str(uuid4()), "name": "新能源托盘装配线项目", "investor_name": "压样科技（昆山）公司",
        "credit_code": CODE, "amount_text": "3000万元", "ownership": "domestic", "channel": "visit",
        "received_by": "王小村", "received_at": "2026-03-04T09:30", "lead_unit": town.units["village"].pk, **changes,
    }  # fmt: skip


def posted(measure: str) -> int:
    return sum(Posting.objects.filter(measure=measure).values_list("quantity", flat=True))


def test_three_thousand_more_is_no_second_project(landed, town, login):
    clerk, director = login(town.people["unit_clerk"]), login(town.people["office_director"])
    asked = clerk.post(ADD, typed(town))
    page = asked.content.decode()
    assert asked.status_code == 422 and landed.code in page and "是增资扩产，只计增量" in page
    assert Project.objects.count() == 1

    answer = {"alike-answer": "expansion", "alike-original": str(landed.pk)}
    assert clerk.post(ADD, typed(town, **answer)).status_code == 302
    more = Project.objects.exclude(pk=landed.pk).get()
    assert (more.expands, more.kind) == (landed, "expansion")

    # Its contract and its money count, its number does not.
    by, boss = town.people["unit_clerk"], town.people["office_director"]
    verify(make_milestone(project=more, by=by, on=date(2026, 3, 5), amount="30000000"), by=boss)
    verify(make_arrival(project=more, by=by, on=date(2026, 4, 8), amount="12000000"), by=boss)
    assert posted("signed_amount") == 8_000_000_000 and posted("signed_count") == 10_000
    assert posted("arrived_capital") == 1_200_000_000
    assert "增资扩产" in clerk.get(reverse("projects:project_show", args=[landed.pk])).content.decode()

    # The director finds that it is a project of its own: taken back, it counts as one.
    hint = more.duplicate_hints.get()
    undo = reverse("projects:duplicate_undo", args=[hint.pk])
    director.post(undo, {"form_key": str(uuid4()), "undo-reason": "另设法人，独立选址"})
    assert posted("signed_count") == 20_000 and posted("signed_amount") == 8_000_000_000
    more.refresh_from_db()
    assert (more.expands, more.kind) == (None, "new")


def test_a_ledger_that_was_typed_before_is_marked_by_the_office(landed, town, login):
    clerk, director = town.people["unit_clerk"], login(town.people["office_director"])
    more = make_lead(
        unit=town.units["village"],
        by=clerk,
        on=date(2026, 3, 5),
        name="汽车铝压铸件二期项目",
        investor="压样科技",
    )
    verify(make_milestone(project=more, by=clerk, on=date(2026, 3, 5)), by=town.people["office_director"])
    assert posted("signed_count") == 20_000
    hint = more.duplicate_hints.get()
    assert hint.suggests == "expansion"
    typed = {"form_key": str(uuid4()), "expand-original": str(landed.pk), "expand-reason": "同一厂区二期"}
    director.post(reverse("projects:duplicate_expand", args=[hint.pk]), typed)
    assert posted("signed_count") == 10_000 and posted("signed_amount") == 10_000_000_000
