"""Progress and further claims: entered for the own project, refused with a sentence, decided by nobody here."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import ProgressNote
from tests.factories import NOW, TODAY, make_lead


@pytest.fixture
def clerk(login, town):
    return login(town.people["unit_clerk"])


def errors(response, field: str) -> str:
    assert response.status_code == 422
    return "".join(response.context["form"].errors.get(field, []))


def test_progress_is_entered_for_the_own_project_only(login, town, clerk):
    project = make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    url = reverse("projects:progress_add", args=[project.pk])
    form = {"form_key": str(uuid4()), "happened_on": TODAY.isoformat(), "text": "企业来访\n确定选址"}
    assert clerk.post(url, form).status_code == 302
    assert ProgressNote.objects.get().text == "企业来访\n确定选址"
    assert login(town.people["other_clerk"]).get(url).status_code == 404
    assert login(town.people["leader"]).get(url).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("happened_on", "2999-01-01", "日期不能晚于"),
        ("happened_on", "1970-01-01", "不能早于"),
        ("text", "", "请填写进展情况"),
        ("text", "长" * 1001, "最多1,000个字"),
    ],
)
def test_bad_progress_is_refused(clerk, town, field, value, sentence):
    project = make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    form = {"form_key": str(uuid4()), "happened_on": TODAY.isoformat(), "text": "来访", field: value}
    response = clerk.post(reverse("projects:progress_add", args=[project.pk]), form)
    assert sentence in errors(response, field)
    assert not ProgressNote.objects.exists()


def test_one_more_claim_stands_beside_the_first(clerk, town):
    project = make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    form = {"form_key": str(uuid4()), "kind": "unit", "name": "上海商会", "relation": "ordinary",
            "phone": "", "workplace": "",
            "received_at": NOW.strftime("%Y-%m-%dT%H:%M"), "received_by": "王小村"}  # fmt: skip
    assert clerk.post(reverse("projects:claim_add", args=[project.pk]), form).status_code == 302
    assert project.referral_claims.get().name == "上海商会"
    assert "待认定" in clerk.get(reverse("projects:project_show", args=[project.pk])).content.decode()
