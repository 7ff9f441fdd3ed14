"""Situation 24: the line drops while the clerk is typing, and the same form is sent twice. What was typed is kept, one
lead is registered, and whoever saves second is shown both versions."""

from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.models import LeadDraft, Project
from promo.models import Event
from tests.cast import build_town

ADD = reverse("projects:lead_add")


def test_what_was_typed_survives_the_line_and_is_registered_once(login, town):
    clerk = login(town.people["unit_clerk"])
    typed = {
        "name": "示例精密铸造项目", "investor_name": "浙江示例铸造有限公司", "ownership": "domestic",
        "channel": "walk_in",
        "received_by": "王小村", "received_at": "2026-11-19T09:30", "lead_unit": town.units["village"].pk,
    }  # fmt: skip
    clerk.post(reverse("projects:lead_draft_keep"), {"form_key": uuid4(), **typed})

    # The line is gone, the session too. Back again, the form offers what was typed.
    clerk = login(town.people["unit_clerk"])
    draft = LeadDraft.objects.get()
    assert "您有未登记的草稿" in clerk.get(ADD).content.decode()
    form = clerk.get(ADD, {"draft": draft.pk}).context["form"]
    assert (form["name"].value(), form["channel"].value()) == ("示例精密铸造项目", "walk_in")

    # Sent; no answer comes; sent again as it was.
    sent = {"form_key": str(uuid4()), "draft": draft.pk, **typed}
    first, second = clerk.post(ADD, sent), clerk.post(ADD, sent)
    assert first.url == second.url and Project.objects.count() == 1
    assert Event.objects.filter(verb="lead_registered").count() == 1
    assert not LeadDraft.objects.exists()

    # Two people correct it at once: the second is shown both versions and loses nothing.
    project, office = Project.objects.get(), login(town.people["office_clerk"])
    edit = reverse("projects:project_edit", args=[project.pk])
    change = {
        "name": typed["name"], "investor_name": typed["investor_name"], "ownership": "domestic", "kind": "new",
        "version": project.version,
    }  # fmt: skip
    clerk.post(edit, change | {"form_key": uuid4(), "industry": "装备制造"})
    stale = office.post(edit, change | {"form_key": uuid4(), "industry": "新材料"})
    page = stale.content.decode()
    assert stale.status_code == 422 and "装备制造" in page and "新材料" in page
    assert Project.objects.get().industry == "装备制造"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_keeps_the_draft_by_itself_and_says_when_it_cannot(db, visit):
    build_town()
    clerk = visit("unit_clerk")
    clerk.open(ADD)
    clerk.fill({"项目名称": "示例精密铸造项目", "信息来源": "企业自荐"})
    line = clerk.page.locator("[data-kept]")
    expect(line).to_contain_text("已自动存为草稿")
    assert LeadDraft.objects.get().title == "示例精密铸造项目"

    clerk.context.set_offline(True)
    clerk.fill({"产业类型": "装备制造"})
    clerk.page.locator("[name=remark]").focus()
    expect(line).to_contain_text("草稿未能保存")
    clerk.context.set_offline(False)
    expect(line).to_contain_text("已自动存为草稿")
    assert LeadDraft.objects.get().typed["industry"] == "装备制造"

    clerk.press("登记线索")
    clerk.is_told("线索已登记")
    assert not LeadDraft.objects.exists()
