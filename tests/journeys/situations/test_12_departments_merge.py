"""Situation 12: departments are merged and renamed in the middle of the year, by a document."""

from datetime import date

import pytest

from assessment import actions as judging
from projects.models import Posting
from promo import jobs
from promo.tables import digest
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, signed_project, slip, verify
from tests.journeys.situations.steps import page, send
from units.models import UnitChange


@pytest.fixture
def project(town):
    project = signed_project(
        unit=town.units["department"], by=town.people["office_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 2),
    )  # fmt: skip
    verify(
        make_arrival(project=project, by=town.people["office_clerk"], on=date(2026, 4, 8)),
        by=town.people["office_director"],
    )
    return project


def merger(town, **more) -> dict:
    return {
        "kind": "merge", "units": [town.units["department"].pk], "effective_on": "2026-07-01",
        "carry_from": "2026-01-01",
        "heirs_unit_0": town.units["other_department"].pk, "heirs_percent_0": "100",
        "document": "机构改革方案〔2026〕2号",
        "files": [slip("方案.pdf")], **more,
    }  # fmt: skip


def test_the_director_sees_what_moves_and_then_decides(town, login, project):
    director = login(town.people["office_director"])
    shown = send(director, "assessment:unit_change_add", accepted=False, step="preview", **merger(town))
    words = shown.content.decode()
    assert (
        shown.status_code == 200 and "预览，尚未办理" in words and "1,000.00" in words and "财政所" in words
    )
    assert (
        not UnitChange.objects.exists()
        and not Posting.objects.filter(unit=town.units["other_department"]).exists()
    )
    send(director, "assessment:unit_change_add", step="decide", **merger(town))
    assert "机构改革方案〔2026〕2号" in page(director, "assessment:unit_change_list")
    standing = Posting.objects.filter(project=project, answers=None, answered_by=None)
    assert set(standing.values_list("unit__name", flat=True)) == {"财政所"}


def test_a_published_ranking_keeps_the_names_and_figures_of_its_day(town, login, project):
    judged = scenario.build(town)
    run = judging.request_run(
        scheme=judged.scheme, until=date(2026, 6, 30), by=town.people["office_director"], at=NOW
    )
    jobs.run(run.job_id)
    run.refresh_from_db()
    run = judging.publish_run(run=run, by=town.people["supervisor"], at=NOW, reason="供内部核对，不公示")
    send(
        login(town.people["office_director"]), "assessment:unit_change_add", step="decide",
        kind="rename", units=[town.units["department"].pk], effective_on="2026-07-01", name="农业农村办公室",
        short_name="农业农村办", document="更名批复",
    )  # fmt: skip
    run.refresh_from_db()
    words = page(login(town.people["leader"]), "assessment:run_show", [run.pk])
    assert "农业办" in words and "农业农村办公室" not in words
    assert digest(run.frozen) == run.sha256


def test_the_administrator_prepares_but_does_not_decide(town, login, project):
    administrator = login(town.people["administrator"])
    shown = send(administrator, "assessment:unit_change_add", accepted=False, step="preview", **merger(town))
    assert shown.status_code == 200 and "请经济办主任办理" in shown.content.decode()
    refused = send(administrator, "assessment:unit_change_add", accepted=False, step="decide", **merger(town))
    assert refused.status_code == 403 and not UnitChange.objects.exists()


def test_people_of_the_unit_are_named_and_must_be_moved_first(town, login):
    sent = merger(town, units=[town.units["village"].pk])
    director = login(town.people["office_director"])
    shown = send(
        director, "assessment:unit_change_add", accepted=False, step="preview", **sent
    ).content.decode()
    assert "王小村（单位经办人）、李村长（单位负责人）" in shown and "确定办理" not in shown
    answer = send(
        director, "assessment:unit_change_add", accepted=False, step="decide", **sent | {"files": []}
    )
    assert answer.status_code == 422 and "请管理员先办理离岗或调任" in answer.content.decode()
