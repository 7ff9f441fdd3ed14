"""A milestone is held against the office's list for its stage: papers, stages, fields, screening, departments."""

from datetime import date

import pytest

from projects import actions
from projects.gates import gate_of
from projects.models import Milestone, Posting
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, make_lead, make_milestone, signed_project, slip, verify
from tests.projects.rules import DAY, decide

PERMIT = {"stage": "started", "need": "paper", "code": "permit", "name": "施工许可证", "required": True}
PHOTO = {"stage": "started", "need": "paper", "code": "photo", "name": "现场照片", "required": False}


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


def start(project, people, **more):
    return make_milestone(project=project, by=people["unit_clerk"], kind="started", on=DAY, **more)


def test_an_office_without_a_rule_asks_nothing(project, people):
    assert verify(start(project, people), by=people["office_director"]).is_verified


def test_a_missing_paper_is_named_and_needs_a_reason(town, project, people):
    decide(town, PERMIT, PHOTO)
    with pytest.raises(Refused, match="还缺施工许可证，") as refused:
        start(project, people)
    assert refused.value.field == "skip_reason" and not Milestone.objects.filter(kind="started").exists()
    assert start(project, people, skip_reason="许可证月底补").skip_reason == "许可证月底补"


def test_with_every_required_paper_nothing_is_asked(town, project, people):
    rule = decide(town, PERMIT, PHOTO)
    fact = start(project, people, papers={"permit": [slip("许可证.pdf")]})
    assert fact.evidence.get(kind="permit").name == "许可证.pdf"
    verify(fact, by=people["office_director"])
    assert Event.objects.get(verb="milestone_verified", detail__fact=fact.pk).detail["rule"] == rule.pk


def test_the_reviewer_takes_a_gap_upon_himself_in_words(town, project, people):
    decide(town, PERMIT)
    fact = start(project, people, skip_reason="许可证月底补")
    with pytest.raises(Refused, match="还缺施工许可证") as refused:
        verify(fact, by=people["office_director"])
    assert refused.value.field == "accept_missing"
    with pytest.raises(Refused, match="同意缺项的理由"):
        verify(fact, by=people["office_director"], accept_missing=True)
    verify(fact, by=people["office_director"], accept_missing=True, acceptance_note="现场已核")
    detail = Event.objects.get(verb="milestone_verified", detail__fact=fact.pk).detail
    assert (detail["missing"], detail["acceptance_note"]) == ("施工许可证", "现场已核")


def test_a_paper_may_come_with_the_amendment(town, project, people):
    decide(town, PERMIT)
    fact = start(project, people, skip_reason="月底补")
    actions.amend_fact(
        fact=fact, version=fact.version, by=people["unit_clerk"], at=NOW, papers={"permit": [slip("证.pdf")]}
    )
    assert verify(fact, by=people["office_director"]).is_verified


def test_stages_fields_and_screening_are_conditions_too(town, people):
    needs = (("stage", "signed", "签约"), ("field", "host_place", "落户地"), ("screening", "", "研判合格"))
    decide(
        town,
        *(
            {"stage": "started", "need": need, "code": code, "name": name, "required": True}
            for need, code, name in needs
        ),
    )
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    assert gate_of(lead, "started", on=DAY).missing_words == "签约、落户地、研判合格"
    lead.host_place, lead.lead_state = "工业园", "qualified"
    assert gate_of(lead, "started", on=DAY).missing_words == "签约"


def test_the_rule_of_the_event_day_holds(town, project, people):
    decide(town, PERMIT, valid_from=date(2026, 6, 1))
    assert start(project, people).pk
    assert gate_of(project, "started", on=date(2026, 6, 1)).missing_words == "施工许可证"


# --- framework agreements -------------------------------------------------------------------------------------------


def test_a_framework_agreement_is_not_taken_for_a_contract(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    framed = {"project": lead, "by": people["unit_clerk"], "on": DAY, "files": [slip("战略合作框架协议.pdf")]}
    with pytest.raises(Refused, match="“框架”.*不是正式合同") as refused:
        make_milestone(**framed)
    assert refused.value.field == "is_contract"
    with pytest.raises(Refused, match="为什么按正式合同登记"):
        make_milestone(**framed | {"files": [slip("框架协议.pdf")]}, is_contract=True)
    fact = make_milestone(
        **framed | {"files": [slip("框架协议.pdf")]}, is_contract=True, skip_reason="条款完整，双方已签字"
    )
    assert fact.skip_reason == "条款完整，双方已签字"


def test_a_framework_agreement_of_its_own_stage_never_counts(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    fact = make_milestone(
        project=lead, by=people["unit_clerk"], kind="framework", on=DAY, files=[slip("框架协议.pdf")]
    )
    verify(fact, by=people["office_director"])
    assert not Posting.objects.exists()


# --- departments ----------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(town, project, people):
    """A start that two departments were asked about by the rule."""
    decide(town, opinions=[{"stage": "started", "code": code, "days": 3} for code in ("201", "202", "999")])
    return start(project, people)


def give(opinion, who, at=NOW, **more):
    fields = {"result": "agree", "text": "", "version": opinion.version} | more
    return actions.give_opinion(opinion=opinion, by=who, at=at, **fields)


def test_the_rule_asks_the_departments_that_exist_with_a_day(asked):
    rows = asked.opinions.order_by("unit__code")
    assert [(row.unit.name, row.due_on) for row in rows] == [
        ("农业办", date(2026, 11, 25)), ("财政所", date(2026, 11, 25)),
    ]  # fmt: skip


def test_nothing_is_verified_before_the_departments_were_heard(asked, people):
    first, second = asked.opinions.order_by("unit__code")
    give(first, people["other_clerk"])
    with pytest.raises(Refused, match="财政所（时限2026年11月25日）的意见尚未反馈"):
        verify(asked, by=people["office_director"])
    give(second, people["other_clerk"])
    assert verify(asked, by=people["office_director"]).is_verified


def test_an_overdue_silence_is_noted_and_stops_nothing(asked, people):
    late = NOW.replace(day=26)
    verify(asked, by=people["office_director"], at=late)
    detail = Event.objects.get(verb="milestone_verified", detail__fact=asked.pk).detail
    assert detail["unheard"] == "农业办、财政所"


def test_against_a_department_the_reviewer_gives_a_reason(asked, people):
    for opinion in asked.opinions.all():
        with pytest.raises(Refused, match="请写明具体意见"):
            give(opinion, people["other_clerk"], result="disagree")
        give(opinion, people["other_clerk"], result="disagree", text="用地未批")
    with pytest.raises(Refused, match="不同意") as refused:
        verify(asked, by=people["office_director"])
    assert refused.value.field == "opinion_reason"
    assert verify(asked, by=people["office_director"], opinion_reason="用地已于昨日批复").is_verified


def test_an_opinion_is_given_once_and_asked_once(asked, town, people):
    opinion = give(asked.opinions.first(), people["other_clerk"])
    with pytest.raises(Refused, match="已经反馈过"):
        give(opinion, people["other_clerk"])
    with pytest.raises(Refused, match="已经征求过农业办"):
        actions.ask_opinion(
            milestone=asked, unit=town.units["department"], days=5, by=people["office_director"], at=NOW
        )


def test_a_decided_milestone_asks_nobody_and_hears_nobody(asked, town, people):
    opinion = asked.opinions.first()
    verify(asked, by=people["office_director"], at=NOW.replace(day=26))
    with pytest.raises(Refused, match="已经办结"):
        give(opinion, people["other_clerk"])
    with pytest.raises(Refused, match="不再征求意见"):
        actions.ask_opinion(
            milestone=asked, unit=town.units["park"], days=5, by=people["office_director"], at=NOW
        )
