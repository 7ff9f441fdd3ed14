"""A lead is accepted, screened by the office's checklist, decided by another person, answered, taken up again."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from projects import actions
from projects.models import Evidence, LeadState, OfficeRule, Project, Screening
from projects.rulebook import KINDS
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_lead, make_milestone, slip

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def lead(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


@pytest.fixture
def office(town):
    return {"by": town.people["office_clerk"], "at": NOW}


def opened(lead, office) -> Screening:
    actions.accept_lead(project=lead, **office)
    return actions.open_screening(project=lead, **office)


def all_of(row: Screening, opinion: str = "pass", note: str = "") -> dict:
    return {line.pk: (opinion, note) for line in row.lines.all()}


def proposed(lead, office, result: str = "qualified", opinion: str = "pass", **more) -> Screening:
    row = opened(lead, office)
    opinions = all_of(row, opinion, "已核对" if opinion == "fail" else "")
    return actions.propose_result(
        screening=row, opinions=opinions, result=result, version=row.version, **office, **more
    )


def decided(lead, office, town, **more) -> Screening:
    row = proposed(lead, office, **more)
    return actions.decide_screening(
        screening=row, version=row.version, by=town.people["office_director"], at=LATER
    )


def test_a_typed_lead_waits_to_be_accepted(lead):
    assert lead.lead_state == LeadState.REGISTERED


def test_accepting_is_the_response_and_happens_once(lead, office, town):
    actions.accept_lead(project=lead, **office)
    lead.refresh_from_db()
    assert (lead.lead_state, lead.accepted_at, lead.accepted_by) == ("accepted", NOW, office["by"])
    with pytest.raises(Refused, match="已经受理"):
        actions.accept_lead(project=lead, by=town.people["office_director"], at=LATER)
    assert Event.objects.about(lead).filter(verb="lead_accepted").count() == 1


def test_screening_begins_only_once_accepted(lead, office):
    with pytest.raises(Refused, match="请先受理"):
        actions.open_screening(project=lead, **office)
    row = opened(lead, office)
    with pytest.raises(Refused, match="不在待研判状态"):
        actions.open_screening(project=lead, **office)
    assert [line.code for line in row.lines.all()] == [
        item["code"] for item in KINDS["screening"].default["items"]
    ]


def test_opinions_are_kept_and_told(lead, office):
    row = opened(lead, office)
    first = row.lines.first()
    actions.save_lines(screening=row, opinions={first.pk: ("fail", "限制类")}, version=row.version, **office)
    first.refresh_from_db()
    assert (first.opinion, first.note) == ("fail", "限制类")
    event = Event.objects.about(lead).get(verb="screening_saved")
    assert event.detail["text"] == "产业政策：待核 → 不合格"


def test_two_people_at_one_round_do_not_overwrite_each_other(lead, office):
    row = opened(lead, office)
    seen = row.version
    actions.save_lines(screening=row, opinions=all_of(row), version=seen, **office)
    with pytest.raises(Refused, match="刚被别人修改过"):
        actions.save_lines(screening=row, opinions=all_of(row, "unclear"), version=seen, **office)
    assert set(row.lines.values_list("opinion", flat=True)) == {"pass"}


@pytest.mark.parametrize("opinion", ["unclear", "fail"])
def test_what_must_pass_forbids_a_qualified_lead(lead, office, opinion):
    with pytest.raises(Refused, match="产业政策、.*尚未合格"):
        proposed(lead, office, opinion=opinion)
    lead.refresh_from_db()
    assert lead.lead_state == "screening"


def test_what_does_not_apply_does_not_stand_in_the_way(lead, office):
    assert proposed(lead, office, opinion="na").state == "proposed"


def test_a_failed_item_needs_words(lead, office):
    row = opened(lead, office)
    with pytest.raises(Refused, match="“产业政策”不合格，请写明情况"):
        actions.propose_result(
            screening=row, opinions=all_of(row, "fail"), result="not_pursued", reason_code="policy",
            reason="限制类", version=row.version, **office,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "more", "sentence"),
    [
        ("supplement", {}, "须补充哪些内容"),
        ("not_pursued", {"reason": "没有地"}, "请选择不予跟进的原因"),
        ("not_pursued", {"reason": "没有地", "reason_code": "weather"}, "请选择不予跟进的原因"),
        ("not_pursued", {"reason_code": "land"}, "请说明不予跟进的理由"),
    ],
)
def test_a_no_and_a_not_yet_need_their_reasons(lead, office, result, more, sentence):
    with pytest.raises(Refused, match=sentence):
        proposed(lead, office, result=result, **more)


def test_another_person_decides(lead, office, town):
    row = proposed(lead, office)
    with pytest.raises(Refused, match="不能自己审定"):
        actions.decide_screening(screening=row, version=row.version, **office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Screening.objects.filter(pk=row.pk).update(state="decided", decided_by=office["by"], decided_at=LATER)
    done = actions.decide_screening(
        screening=row, version=row.version, by=town.people["office_director"], at=LATER
    )
    lead.refresh_from_db()
    assert (done.state, lead.lead_state) == ("decided", "qualified")
    with pytest.raises(Refused, match="不在待审定状态"):
        actions.decide_screening(
            screening=done, version=done.version, by=town.people["office_director"], at=LATER
        )


def test_a_decided_round_never_changes(lead, office, town):
    row = decided(lead, office, town)
    with pytest.raises(DatabaseError), transaction.atomic():
        Screening.objects.filter(pk=row.pk).update(result="not_pursued")


def test_a_proposal_may_be_sent_back_with_a_reason(lead, office, town):
    row = proposed(lead, office)
    director = {"by": town.people["office_director"], "at": LATER}
    with pytest.raises(Refused, match="退回的理由"):
        actions.return_proposal(screening=row, reason=" ", version=row.version, **director)
    actions.return_proposal(screening=row, reason="能耗未核实", version=row.version, **director)
    assert (row.state, row.proposed_by) == ("open", None)


@pytest.mark.parametrize(
    ("amount", "currency", "needed"),
    [("99999999.99", "CNY", False), ("100000000", "CNY", True), ("1", "USD", True), (None, "CNY", False)],
)
def test_a_large_lead_is_decided_by_a_leader(lead, office, town, amount, currency, needed):
    """A dollar sum without any rate cannot be compared: it goes to the leader."""
    document = KINDS["screening"].default | {"leader_from": 10_000}
    actions.set_rule(
        region=town.region, kind="screening", document=document, valid_from=TODAY, basis="纪要", by=office["by"], at=NOW
    )  # fmt: skip
    value = Decimal(amount) if amount else None
    Project.objects.filter(pk=lead.pk).update(amount=value, currency=currency)
    row = proposed(lead, office)
    assert row.needs_leader is needed
    director = {"by": town.people["office_director"], "at": LATER}
    if needed:
        with pytest.raises(Refused, match="须由镇领导审定"):
            actions.decide_screening(screening=row, version=row.version, **director)
        director = {"by": town.people["leader"], "at": LATER, "as_leader": True}
    assert actions.decide_screening(screening=row, version=row.version, **director).state == "decided"


def test_a_supplemented_lead_comes_back_for_the_next_round(lead, office, town):
    decided(lead, office, town, result="supplement", reason="请补充用地需求")
    lead.refresh_from_db()
    assert lead.lead_state == "supplement"
    clerk = {"by": town.people["unit_clerk"], "at": LATER}
    with pytest.raises(Refused, match="补充了哪些内容"):
        actions.resubmit_lead(project=lead, note="", **clerk)
    actions.resubmit_lead(project=lead, note="已补用地需求", files=[slip("用地需求.pdf")], **clerk)
    assert Evidence.objects.about(lead).get().kind == "supplement"
    second = actions.open_screening(project=lead, **office)
    assert second.round == 2
    assert set(second.lines.values_list("opinion", flat=True)) == {"pass"}, "what was found is carried over"


def test_what_is_not_pursued_takes_no_facts_until_it_is_reopened(lead, office, town):
    decided(lead, office, town, result="not_pursued", reason_code="land", reason="没有合适地块")
    with pytest.raises(Refused, match="不予跟进，如需继续，请先重新启动研判"):
        make_milestone(project=lead, by=town.people["unit_clerk"], kind="negotiating")
    director = {"by": town.people["office_director"], "at": LATER}
    with pytest.raises(Refused, match="重新启动的理由"):
        actions.reopen_lead(project=lead, reason="", **director)
    actions.reopen_lead(project=lead, reason="已腾出厂房", **director)
    assert actions.open_screening(project=lead, **office).round == 2
    assert make_milestone(project=lead, by=town.people["unit_clerk"], kind="negotiating").pk
    with pytest.raises(Refused, match="不在不予跟进状态"):
        actions.reopen_lead(project=lead, reason="再来一次", **director)


def test_feedback_follows_a_decision(lead, office, town):
    said = {"told": "李乡贤", "way": "电话", "text": "已列为有效线索", "given_on": TODAY}
    with pytest.raises(Refused, match="尚无结论"):
        actions.give_feedback(project=lead, **said, **office)
    row = decided(lead, office, town)
    for wrong, sentence in ((timedelta(days=1), "不能晚于今天"), (timedelta(days=-1), "不能早于")):
        with pytest.raises(Refused, match=sentence):
            actions.give_feedback(project=lead, **said | {"given_on": TODAY + wrong}, **office)
    assert actions.give_feedback(project=lead, **said, **office).screening == row


def test_a_new_rule_draws_an_open_round_up_anew_and_keeps_what_was_found(lead, office, town):
    row = proposed(lead, office)
    item = {"code": "list", "name": "负面清单", "hint": "", "required": True}
    document = KINDS["screening"].default
    document["items"] = [*document["items"][1:], item]
    with pytest.raises(Refused, match="已按现行标准研判"):
        actions.renew_screening(project=lead, **office)
    actions.set_rule(
        region=town.county, kind="screening", document=document, valid_from=TODAY, basis="国家清单", **office
    )
    actions.renew_screening(project=lead, **office)
    row.refresh_from_db()
    assert (row.state, row.rule) == ("open", OfficeRule.objects.get())
    assert [line.opinion for line in row.lines.all()] == ["pass"] * 5 + ["unclear"]


def test_a_qualified_lead_gets_a_further_round_under_a_new_rule(lead, office, town):
    decided(lead, office, town)
    document = KINDS["screening"].default | {"leader_from": 500}
    actions.set_rule(
        region=town.region, kind="screening", document=document, valid_from=TODAY, basis="纪要", **office
    )
    row = actions.renew_screening(project=lead, **office)
    lead.refresh_from_db()
    assert (row.round, lead.lead_state) == (2, "screening")


def test_an_ended_project_is_no_longer_screened(lead, office):
    Project.objects.filter(pk=lead.pk).update(status="terminated", status_reason="放弃")
    with pytest.raises(Refused, match="不再办理线索"):
        actions.accept_lead(project=lead, **office)


def test_the_registered_moment_is_in_no_form_and_no_change(lead, town):
    assert "registered_at" not in actions.leads.EDITABLE and "received_at" not in actions.leads.EDITABLE
    with pytest.raises(TypeError, match="registered_at"):
        actions.change_project(
            project=lead, version=lead.version, investor_name="", registered_at=LATER, by=lead.registered_by, at=LATER
        )  # fmt: skip
