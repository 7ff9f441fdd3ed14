"""Drafts of leads: kept while typing, seen by their owner alone, gone once the lead is registered."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import Evidence, LeadDraft, Project
from tests.factories import slip

ADD, LIST = reverse("projects:lead_add"), reverse("projects:lead_drafts")
SAVE, KEEP = reverse("projects:lead_draft_save"), reverse("projects:lead_draft_keep")


@pytest.fixture
def clerk(login, town):
    return login(town.people["unit_clerk"])


def half_typed(**more) -> dict:
    return {
        "form_key": str(uuid4()),
        "name": "半截项目",
        "amount_text": "约5亿",
        "received_at": "昨天",
        **more,
    }


def complete(town, **more) -> dict:
    return {
        "form_key": str(uuid4()), "name": "完整项目", "ownership": "domestic", "channel": "visit",
        "received_by": "王小村", "received_at": "2026-11-19T09:30", "lead_unit": town.units["village"].pk, **more,
    }  # fmt: skip


def test_half_a_form_is_kept_and_taken_up_again(clerk):
    assert "草稿已保存" in clerk.post(SAVE, half_typed(), follow=True).content.decode()
    draft = LeadDraft.objects.get()
    assert (draft.title, draft.typed["amount_text"]) == ("半截项目", "约5亿")
    page = clerk.get(f"{ADD}?draft={draft.pk}").content.decode()
    assert 'value="半截项目"' in page and f'name="draft" value="{draft.pk}"' in page
    assert "您有未登记的草稿" in clerk.get(ADD).content.decode()


def test_the_scripts_saving_answers_with_the_number_of_the_draft(clerk):
    answer = clerk.post(KEEP, half_typed(), follow=True)
    draft = LeadDraft.objects.get()
    assert (
        f'data-draft="{draft.pk}"' in answer.content.decode() and "已自动存为草稿" in answer.content.decode()
    )
    clerk.post(KEEP, half_typed(name="改过的项目", draft=draft.pk))
    draft = LeadDraft.objects.get()
    assert (draft.title, draft.version) == ("改过的项目", 2)


def test_registering_removes_the_draft_and_keeps_the_proof(clerk, town):
    clerk.post(SAVE, half_typed())
    draft = LeadDraft.objects.get()
    refused = clerk.post(ADD, complete(town, draft=draft.pk, name=""))
    assert refused.status_code == 422 and LeadDraft.objects.exists()
    assert f'name="draft" value="{draft.pk}"' in refused.content.decode()
    clerk.post(ADD, complete(town, draft=draft.pk, files=[slip("短信截图.pdf")]))
    assert not LeadDraft.objects.exists()
    proof = Evidence.objects.about(Project.objects.get()).get()
    assert (proof.kind, proof.name) == ("receipt", "短信截图.pdf")


def test_nobody_else_sees_a_draft_or_removes_it_by_registering(clerk, login, town):
    clerk.post(SAVE, half_typed())
    draft = LeadDraft.objects.get()
    for who in ("office_director", "unit_head", "other_clerk"):
        other = login(town.people[who])
        assert "半截项目" not in other.get(LIST).content.decode()
        assert "半截项目" not in other.get(f"{ADD}?draft={draft.pk}").content.decode()
        delete = reverse("projects:lead_draft_delete", args=[draft.pk])
        assert other.post(delete, {"form_key": uuid4()}).status_code == 404
    login(town.people["office_clerk"]).post(ADD, complete(town, draft=draft.pk))
    assert LeadDraft.objects.exists() and Project.objects.count() == 1


def test_a_draft_is_deleted_once(clerk):
    clerk.post(SAVE, half_typed())
    delete = reverse("projects:lead_draft_delete", args=[LeadDraft.objects.get().pk])
    assert "草稿已删除" in clerk.post(delete, {"form_key": uuid4()}, follow=True).content.decode()
    assert clerk.post(delete, {"form_key": uuid4()}).status_code == 404
    assert "没有草稿" in clerk.get(LIST).content.decode()


def test_an_empty_form_and_too_many_drafts_are_refused(clerk, town):
    empty = clerk.post(SAVE, {"form_key": uuid4(), "name": "  "}, follow=True)
    assert "还没有填写内容" in empty.content.decode()
    for number in range(20):
        clerk.post(KEEP, half_typed(name=f"{number}号"))
    full = clerk.post(SAVE, half_typed(), follow=True)
    assert "草稿最多保存20份" in full.content.decode() and LeadDraft.objects.count() == 20


@pytest.mark.parametrize("name", ["甲\x00乙", "甲" * 5000, "甲\ud800".encode("utf-8", "surrogatepass")])
def test_odd_signs_do_not_stop_a_draft(clerk, name):
    assert clerk.post(SAVE, half_typed(name=name)).status_code == 302
    assert len(LeadDraft.objects.get().title) <= 120


@pytest.mark.parametrize("number", ["", "0", "-1", "abc", "9" * 40])
def test_a_wrong_number_of_a_draft_is_no_draft(clerk, number):
    assert clerk.get(ADD, {"draft": number}).status_code == 200
    assert clerk.post(KEEP, half_typed(draft=number)).status_code == 302


def test_those_who_look_keep_no_drafts(login, town):
    assert login(town.people["leader"]).post(SAVE, half_typed()).status_code == 403
