"""A document leaves only to people who may see its project, under its own name, and never runs in a browser."""

from datetime import date
from urllib.parse import quote

import pytest
from django.urls import reverse

from projects.models import Evidence
from promo.models import Event
from tests.factories import make_arrival, signed_project, slip

DAY = date(2026, 3, 5)


@pytest.fixture
def evidence(town) -> Evidence:
    project = signed_project(
        unit=town.units["village"],
        by=town.people["unit_clerk"],
        verifier=town.people["office_director"],
        on=DAY,
    )
    files = [slip("银行回单 第1笔.pdf")]
    return make_arrival(project=project, by=town.people["unit_clerk"], on=DAY, files=files).evidence.get()


def test_it_leaves_as_an_attachment_under_its_own_name(login, town, evidence):
    answer = login(town.people["unit_clerk"]).get(evidence.get_absolute_url())
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert quote("银行回单 第1笔.pdf") in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]


def test_who_took_it_is_kept(login, town, evidence):
    login(town.people["leader"]).get(evidence.get_absolute_url())
    event = Event.objects.about(evidence).get()
    assert (event.verb, event.by, event.detail["what"]) == (
        "downloaded",
        town.people["leader"],
        evidence.name,
    )


def test_a_pdf_may_be_looked_at_in_the_browser(login, town, evidence):
    answer = login(town.people["unit_clerk"]).get(f"{evidence.get_absolute_url()}?inline=1")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"


def test_nothing_else_opens_in_the_browser_whatever_its_sender_claimed(login, town, evidence):
    row = Evidence.objects.create(
        project=evidence.project, file=evidence.file.name, name="说明.docx", content_type="text/html", size=1,
        sha256="0" * 64, uploaded_by=evidence.uploaded_by, uploaded_at=evidence.uploaded_at,
    )  # fmt: skip
    answer = login(town.people["unit_clerk"]).get(f"{row.get_absolute_url()}?inline=1")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "html" not in answer["Content-Type"]


@pytest.mark.parametrize("who", ["other_clerk"])
def test_another_unit_finds_nothing(login, town, evidence, who):
    assert login(town.people[who]).get(evidence.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["unit_clerk", "office_director", "supervisor", "leader"])
def test_a_neighbour_finds_nothing(login, neighbour, evidence, who):
    assert login(neighbour.people[who]).get(evidence.get_absolute_url()).status_code == 404


def test_the_administrator_has_no_business_with_documents(login, town, evidence):
    assert login(town.people["administrator"]).get(evidence.get_absolute_url()).status_code == 403


def test_without_login_there_is_no_document(client, evidence):
    assert client.get(evidence.get_absolute_url()).status_code == 302


def test_a_lost_file_is_said_and_not_an_error(login, town, evidence):
    evidence.file.storage.delete(evidence.file.name)
    answer = login(town.people["unit_clerk"]).get(evidence.get_absolute_url())
    assert answer.status_code == 503 and "文件暂时无法读取" in answer.content.decode()


def test_an_unknown_number_is_not_found(login, town):
    assert (
        login(town.people["leader"]).get(reverse("projects:evidence_show", args=[10**12])).status_code == 404
    )
