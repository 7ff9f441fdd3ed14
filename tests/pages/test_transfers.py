"""Transfers in the browser: whose button it is, what is kept of a form, what leaves the house."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from promo.models import Event
from tests.factories import NOW, TODAY, make_user, signed_project
from units.models import Role


@pytest.fixture
def transfer(town):
    town.people["park_head"] = make_user("park_head", unit=town.units["park"], role=Role.UNIT_HEAD)
    project = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    return actions.ask_transfer(
        project=project, kind="area", from_unit=town.units["village"], to_unit=town.units["park"], valid_from=TODAY,
        from_share=7_000, document="流转协议", reason="用地", by=town.people["unit_clerk"], at=NOW,
    )  # fmt: skip


def press(browser, step: str, transfer, **more):
    sent = {"form_key": str(uuid4()), "version": transfer.version, **more}
    return browser.post(reverse(f"projects:transfer_{step}", args=[transfer.pk]), sent)


def test_each_head_confirms_his_own_side_only(login, town, transfer):
    giver, receiver = login(town.people["unit_head"]), login(town.people["park_head"])
    assert press(receiver, "give", transfer).status_code == 403
    assert press(giver, "receive", transfer).status_code == 403
    assert press(giver, "give", transfer).status_code == 302
    transfer.refresh_from_db()
    assert transfer.given_by == town.people["unit_head"] and transfer.received_at is None


def test_a_button_pressed_twice_signs_once(login, town, transfer):
    giver = login(town.people["unit_head"])
    press(giver, "give", transfer)
    first = type(transfer).objects.get().given_at
    answer = press(giver, "give", transfer)
    assert answer.status_code == 302 and type(transfer).objects.get().given_at == first


@pytest.mark.parametrize(("who", "status"), [("unit_clerk", 403), ("leader", 403), ("other_clerk", 403)])
def test_nobody_else_decides(login, town, transfer, who, status):
    assert press(login(town.people[who]), "decide", transfer).status_code == status


def test_a_refusal_without_words_is_asked_for_them(login, town, transfer):
    answer = press(login(town.people["park_head"]), "refuse", transfer, reason="")
    assert answer.status_code == 422 and "请填写不同意的理由" in answer.content.decode()
    press(login(town.people["park_head"]), "refuse", transfer, reason="无地可供")
    transfer.refresh_from_db()
    assert (transfer.state, transfer.refusal) == ("refused", "无地可供")


def test_what_was_typed_is_kept_when_it_is_refused(login, town, transfer):
    clerk = login(town.people["unit_clerk"])
    sent = {
        "form_key": str(uuid4()), "kind": "area", "from_unit": town.units["village"].pk, "from_share": "abc",
        "to_unit": town.units["park"].pk, "valid_from": "2026-11-20", "document": "二次协议", "reason": "再转",
    }  # fmt: skip
    answer = clerk.post(reverse("projects:transfer_add", args=[transfer.project_id]), sent)
    words = answer.content.decode()
    assert answer.status_code == 422 and "二次协议" in words and 'value="abc"' in words
    answer = clerk.post(
        reverse("projects:transfer_add", args=[transfer.project_id]),
        sent | {"from_share": "70", "form_key": str(uuid4())},
    )
    assert "该项目已有流转正在办理" in answer.content.decode()


def test_the_list_narrows_to_what_waits_for_me_and_leaves_a_trace_when_taken_away(login, town, transfer):
    head = login(town.people["park_head"])
    assert transfer.project.name in head.get("/transfers/?side=waiting").content.decode()
    assert transfer.project.name not in head.get("/transfers/?side=out").content.decode()
    assert transfer.project.name not in login(town.people["other_clerk"]).get("/transfers/").content.decode()
    assert head.get("/transfers/export/?side=in").status_code == 200
    assert Event.objects.filter(verb="downloaded", detail__what="项目流转台账").count() == 1
