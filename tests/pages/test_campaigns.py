"""Campaigns on pages: laid down by a form that keeps what was typed, looked at by units, changed, recognised."""

from uuid import uuid4

import pytest
from django.urls import reverse

from assessment.actions import draft_campaign_report
from assessment.models import Campaign
from promo.periods import Period
from tests.assessment.test_run_campaign import begun
from tests.factories import NOW, signed_project, slip
from units.models import Unit

LIST, ADD = reverse("assessment:campaign_list"), reverse("assessment:campaign_add")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def send(browser, where: str, **typed):
    return browser.post(where, {"form_key": uuid4(), **typed})


def test_a_campaign_is_laid_down_and_changed_by_the_same_form(town, login):
    browser = login(town.people["supervisor"])
    assert "还没有部署专项行动" in browser.get(LIST).content.decode()
    box = f"t-{town.units['village'].pk}-signed_amount"
    typed = {
        "name": "百日会战", "first_on": "2026-11-01", "last_on": "2026-12-31", "document": "镇党发20号",
        "hearing_weekday": "0", box: "1234.56", "c-1-on": "2026-11-30", "c-1-least": "50", "c-1-consequence": "",
    }  # fmt: skip
    refused = send(browser, ADD, **typed)
    assert refused.status_code == 422 and "1234.56" in refused.content.decode()
    assert "须一并填写" in refused.content.decode() and not Campaign.objects.exists()
    assert send(browser, ADD, **typed | {"c-1-consequence": "约谈"}).status_code == 302
    row = Campaign.objects.get()
    assert row.targets.get().quantity == 1_234_560_000 and row.checkpoints.get().consequence == "约谈"
    change = reverse("assessment:campaign_change", args=[row.pk])
    Unit.objects.filter(pk=town.units["village"].pk).update(is_assessed=False)
    assert "1234.56" in browser.get(change).content.decode(), "also of a unit that is assessed no longer"
    assert send(browser, change, **typed | {"c-1-consequence": "约谈"}).status_code == 422, (
        "a change says why"
    )
    assert (
        send(browser, change, **typed | {"c-1-on": "", "c-1-least": "", "reason": "调整任务"}).status_code
        == 302
    )
    assert Campaign.objects.standing().get().checkpoints.count() == 0


def test_everybody_reads_the_ranking_and_only_overseers_the_proposals_of_others(town, login):
    row = begun(town)
    project = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    where = row.get_absolute_url()
    clerk, leader = login(town.people["unit_clerk"]), login(town.people["leader"])
    draft = draft_campaign_report(
        campaign=row, period=Period("campaign", row.first_on, NOW.date(), row.name), as_of=NOW, at=NOW
    )
    page = clerk.get(where)
    assert [list(one.get(where).context["reports"].rows) for one in (clerk, leader)] == [[], [draft]]
    assert "第92天/共102天" in page.content.decode()
    assert [one.unit.short_name for one in page.context["proposed"].rows] == ["石桥村"]
    assert len(leader.get(where).context["proposed"].rows) == 3
    recognise = reverse("assessment:campaign_recognise", args=[row.pk])
    sent = {"project": project.pk, "document": "认定意见", "file": slip()}
    assert send(login(town.people["supervisor"]), recognise, **sent).status_code == 302
    paper = row.recognitions.get().paper.get_absolute_url()
    looks = [login(town.people[who]).get(paper).status_code for who in ("supervisor", "unit_head")]
    assert looks == [200, 404], "a unit reads what a recognition rests on once it is granted"
    decide = reverse("assessment:campaign_recognition_decide", args=[row.recognitions.get().pk])
    assert send(leader, decide, grant="no", words="").status_code == 422
    assert send(leader, decide, grant="yes", words="").status_code == 302
    assert "已认定" in clerk.get(where).content.decode()
    check = reverse(
        "assessment:campaign_checkpoint_decide", args=[row.checkpoints.get().pk, town.units["park"].pk]
    )
    assert send(leader, check, outcome="taken", measure="约谈", document="纪要").status_code == 302
    assert send(leader, check, outcome="taken", measure="约谈", document="纪要").status_code == 422
    assert "attachment" in leader.get(where, {"export": "xlsx"})["Content-Disposition"]
