"""A reviewer says no for good, passes without counting, or doubts later what was verified."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from projects import actions
from projects.models import Arrival, Milestone, Posting, Project
from projects.sums import totals_of
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_milestone, signed_project, slip, verify
from tests.projects.rules import decide

DAY = date(2026, 3, 5)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


@pytest.fixture
def paid(project, people):
    return verify(make_arrival(project=project, by=people["unit_clerk"]), by=people["office_director"])


def earned() -> int:
    return Posting.objects.filter(measure="arrived_capital").aggregate(sum=Sum("quantity"))["sum"] or 0


def arrived(project) -> Decimal:
    return totals_of(Project.objects.filter(pk=project.pk)).arrived_cny


def reject(fact, people, reason="不符合认定条件"):
    return actions.reject_fact(
        fact=fact, reason=reason, version=fact.version, by=people["office_director"], at=NOW
    )


# --- rejected -------------------------------------------------------------------------------------------------------


def test_a_rejected_signing_is_closed_and_another_may_be_recorded(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    fact = make_milestone(project=lead, by=people["unit_clerk"], on=DAY)
    with pytest.raises(Refused, match="请填写不予认定原因"):
        reject(fact, people, reason=" ")
    reject(fact, people)
    lead.refresh_from_db()
    assert (fact.state, lead.stage) == ("rejected", "lead")
    with pytest.raises(Refused, match="不予认定的记录不能修改"):
        actions.amend_fact(fact=fact, version=fact.version, by=people["unit_clerk"], at=NOW, note="改")
    with pytest.raises(Refused, match="不予认定"):
        actions.withdraw_fact(fact=fact, version=fact.version, by=people["unit_clerk"], at=NOW)
    with pytest.raises(Refused, match="不在待核实状态"):
        verify(fact, by=people["office_director"])
    again = make_milestone(project=lead, by=people["unit_clerk"], on=DAY)
    assert verify(again, by=people["office_director"]).is_verified


def test_nobody_rejects_his_own_and_a_reversal_is_returned_instead(project, paid, people):
    own = make_arrival(project=project, by=people["office_director"])
    with pytest.raises(Refused, match="录入人不能不予认定"):
        reject(own, people)
    ask = actions.reverse_fact(
        fact=paid, reason="重复", statistical_on=TODAY, by=people["office_clerk"], at=NOW
    )
    with pytest.raises(Refused, match="请退回"):
        reject(ask, people)


# --- passed without counting ----------------------------------------------------------------------------------------


def test_what_is_passed_without_counting_is_frozen_and_posts_nothing(project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"])
    with pytest.raises(Refused, match="不计分的，请填写原因"):
        verify(fact, by=people["office_director"], is_counted=False)
    verify(fact, by=people["office_director"], is_counted=False, uncounted_reason="镇内企业搬迁")
    assert fact.is_verified and fact.cny == Decimal(10_000_000)
    assert (earned(), arrived(project), fact.state_words) == (0, Decimal(0), "通过不计分")


def test_new_shares_do_not_bring_it_into_the_ledger(town, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"])
    verify(fact, by=people["office_director"], is_counted=False, uncounted_reason="镇内企业搬迁")
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units["park"], 10_000)], valid_from=DAY, reason="纪要",
        version=project.version, by=people["office_director"], at=NOW,
    )  # fmt: skip
    assert earned() == 0


def test_its_reversal_counts_nothing_either(project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"])
    verify(fact, by=people["office_director"], is_counted=False, uncounted_reason="镇内企业搬迁")
    ask = actions.reverse_fact(
        fact=fact, reason="重复", statistical_on=TODAY, by=people["office_clerk"], at=NOW
    )
    verify(ask, by=people["office_director"])
    assert (earned(), arrived(project)) == (0, Decimal(0))


# --- doubted --------------------------------------------------------------------------------------------------------


def doubt(fact, who, reason="回单编号不存在"):
    return actions.raise_dispute(fact=fact, reason=reason, by=who, at=NOW)


def settle(dispute, who, state, outcome="已向银行核实"):
    return actions.settle_dispute(
        dispute=dispute, state=state, outcome=outcome, version=dispute.version, by=who, at=NOW
    )


def test_a_doubted_sum_counts_nowhere_until_it_is_cleared(project, paid, people):
    assert earned() == 1_000_000_000
    dispute = doubt(paid, people["supervisor"])
    assert (earned(), arrived(project)) == (0, Decimal(0))
    settle(dispute, people["office_director"], "cleared")
    assert (earned(), arrived(project)) == (1_000_000_000, Decimal(10_000_000))


def test_upheld_it_stays_out_and_its_reversal_takes_nothing_twice(project, paid, people):
    settle(doubt(paid, people["supervisor"]), people["office_director"], "upheld")
    assert earned() == 0
    ask = actions.reverse_fact(
        fact=paid, reason="核查属实", statistical_on=TODAY, by=people["office_clerk"], at=NOW
    )
    verify(ask, by=people["office_director"])
    assert (earned(), arrived(project)) == (0, Decimal(0))


def test_who_raised_the_doubt_does_not_settle_it(paid, people):
    dispute = doubt(paid, people["supervisor"])
    with pytest.raises(Refused, match="提出存疑的人不能"):
        settle(dispute, people["supervisor"], "cleared")
    with pytest.raises(Refused, match="请写明核查情况"):
        settle(dispute, people["office_director"], "cleared", outcome=" ")
    settle(dispute, people["office_director"], "cleared")
    with pytest.raises(Refused, match="核查结论已经作出"):
        settle(dispute, people["other_supervisor"], "upheld")


def test_only_a_standing_verified_fact_is_doubted_and_once(project, paid, people):
    with pytest.raises(Refused, match="请填写存疑原因"):
        doubt(paid, people["supervisor"], reason="")
    with pytest.raises(Refused, match="只有已核实"):
        doubt(make_arrival(project=project, by=people["unit_clerk"]), people["supervisor"])
    doubt(paid, people["supervisor"])
    with pytest.raises(Refused, match="已经列为存疑"):
        doubt(paid, people["other_supervisor"])
    with pytest.raises(Refused, match="正在核查"):
        actions.reverse_fact(fact=paid, reason="x", statistical_on=TODAY, by=people["office_clerk"], at=NOW)


def test_new_shares_leave_a_doubted_fact_out_and_count_it_when_cleared(town, project, paid, people):
    dispute = doubt(paid, people["supervisor"])
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units["park"], 10_000)], valid_from=DAY, reason="纪要",
        version=project.version, by=people["office_director"], at=NOW,
    )  # fmt: skip
    assert earned() == 0
    settle(dispute, people["office_director"], "cleared")
    standing = Posting.objects.filter(arrival=paid, answers=None, answered_by=None)
    assert set(standing.values_list("unit__name", "quantity")) == {("工业园", 1_000_000_000)}


# --- slips and the contract -----------------------------------------------------------------------------------------


def test_one_slip_does_not_prove_two_sums_without_a_word(project, people):
    same = slip().read()
    first = make_arrival(project=project, by=people["unit_clerk"], files=[slip(content=same)])
    with pytest.raises(Refused, match="该凭证已用于示例阀门生产项目的到位资金") as refused:
        make_arrival(project=project, by=people["unit_clerk"], files=[slip(content=same)])
    assert refused.value.field == "reuse_reason" and Arrival.objects.count() == 1
    again = make_arrival(
        project=project, by=people["unit_clerk"], files=[slip(content=same)], reuse_reason="一单两笔"
    )
    assert again.reuse_reason == "一单两笔"
    actions.withdraw_fact(fact=first, version=first.version, by=people["unit_clerk"], at=NOW)
    actions.withdraw_fact(fact=again, version=again.version, by=people["unit_clerk"], at=NOW)
    assert make_arrival(project=project, by=people["unit_clerk"], files=[slip(content=same)]).pk


def test_a_slip_of_a_project_out_of_sight_is_told_of_without_its_name(town, project, people):
    same = slip().read()
    make_arrival(project=project, by=people["unit_clerk"], files=[slip(content=same)])
    other = make_lead(unit=town.units["other_village"], by=people["other_clerk"], investor="另一投资方")
    with pytest.raises(Refused, match="该凭证已用于其他单位的项目"):
        make_arrival(project=other, by=people["other_clerk"], files=[slip(content=same)])


def test_money_above_the_contract_needs_a_reason_and_keeps_it(project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], amount="60000000")
    with pytest.raises(Refused, match="累计到位6,000万元，已超过合同投资额5,000万元") as refused:
        verify(fact, by=people["office_director"])
    assert refused.value.field == "excess_reason"
    verify(fact, by=people["office_director"], excess_reason="二期提前投入")
    assert Arrival.objects.get(pk=fact.pk).excess_reason == "二期提前投入"


def test_a_cut_below_the_contract_needs_none(project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], amount="60000000")
    verify(fact, by=people["office_director"], recognised=Decimal(50_000_000), cut_reason="只认合同内")
    assert fact.is_verified


def test_a_tolerance_of_the_office_is_let_pass(town, project, people):
    decide(town, kind="arrivals", tolerance=20)
    fact = make_arrival(project=project, by=people["unit_clerk"], amount="60000000", on=DAY)
    assert verify(fact, by=people["office_director"]).is_verified


def test_typed_papers_are_those_that_the_office_accepts(town, project, people):
    decide(town, kind="arrivals", typed_papers=True)
    machine = {"project": project, "by": people["unit_clerk"], "on": DAY, "kind": "equipment"}
    with pytest.raises(Refused, match="请选择凭证种类"):
        make_arrival(**machine)
    with pytest.raises(Refused, match="设备认可的凭证：设备发票、进口报关单、评估报告"):
        make_arrival(**machine, paper_kind="bank_slip")
    bare = make_arrival(**machine, files=[])
    with pytest.raises(Refused, match="没有佐证材料"):
        verify(bare, by=people["office_director"])
    fact = make_arrival(**machine, paper_kind="customs")
    assert verify(fact, by=people["office_director"]).is_verified


def test_a_paper_that_was_typed_before_the_money_changed_its_form_is_not_enough(town, project, people):
    decide(town, kind="arrivals", typed_papers=True)
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY, paper_kind="bank_slip")
    actions.amend_fact(fact=fact, version=fact.version, by=people["unit_clerk"], at=NOW, kind="equipment")
    with pytest.raises(Refused, match="设备没有认可的凭证"):
        verify(fact, by=people["office_director"])


def test_a_milestone_that_is_doubted_says_so(project, people):
    signed = Milestone.objects.get(project=project)
    doubt(signed, people["supervisor"])
    assert Milestone.objects.get(pk=signed.pk).state_words == "存疑"
