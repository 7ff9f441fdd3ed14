"""Supplementary agreements change the contract from their own day on, and a joint venture counts by its shares."""

from datetime import date
from decimal import Decimal

import pytest

from projects import actions
from projects.contracts import contract_total
from projects.investors import Investor
from projects.models import Posting
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_milestone, signed_project, slip, verify

SIGNED = date(2026, 3, 1)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=SIGNED
    )


def supplement(project, people, amount: str, *, on=date(2026, 7, 1), currency="CNY"):
    project.refresh_from_db()
    return actions.record_milestone(
        project=project, kind="supplement", event_on=on, amount=Decimal(amount), currency=currency,
        by=people["unit_clerk"], at=NOW, files=[slip("补充协议.pdf")],
    )  # fmt: skip


def refused(call) -> Refused:
    with pytest.raises(Refused) as found:
        call()
    return found.value


def posted(measure: str) -> list[tuple[date, int]]:
    rows = Posting.objects.filter(measure=measure).order_by("number")
    return list(rows.values_list("statistical_on", "quantity"))


def test_the_increment_counts_from_its_own_day_and_the_contract_is_one(project, people):
    verify(supplement(project, people, "20000000"), by=people["office_director"])
    assert posted("signed_amount") == [(SIGNED, 5_000_000_000), (date(2026, 7, 1), 2_000_000_000)]
    assert posted("signed_count") == [(SIGNED, 10_000)]
    assert contract_total(project) == 70_000_000
    assert contract_total(project, on=date(2026, 6, 30)) == 50_000_000


def test_a_cut_counts_below_zero(project, people):
    verify(supplement(project, people, "-30000000"), by=people["office_director"])
    assert contract_total(project) == 20_000_000
    project.refresh_from_db()
    assert project.stage == "signed"


def test_several_may_stand_and_one_may_be_withdrawn_between(project, people):
    first = supplement(project, people, "1000000")
    supplement(project, people, "2000000")
    actions.withdraw_fact(fact=first, version=first.version, by=people["unit_clerk"], at=NOW)
    third = supplement(project, people, "3000000")
    assert third.round == 3


@pytest.mark.parametrize(
    ("amount", "more", "sentence"),
    [
        ("-50000000", {}, "减少后合同总额应大于0，现合同总额为5,000万元；整体解除合同的，请办理终止。"),
        ("0", {}, "增减金额不能为0。"),
        ("1", {"on": date(2026, 2, 28)}, "补充协议日期不能早于合同签订日期（2026年3月1日）。"),
        ("1", {"currency": "USD"}, "补充协议的币种应与合同一致（人民币）。"),
    ],
)
def test_what_cannot_be_agreed_is_refused(project, people, amount, more, sentence):
    assert refused(lambda: supplement(project, people, amount, **more)).sentence == sentence


def test_without_a_contract_there_is_nothing_to_supplement(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    assert "还没有登记签约" in refused(lambda: supplement(lead, people, "1")).sentence


def test_it_is_verified_after_its_contract(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    make_milestone(project=lead, by=people["unit_clerk"], on=SIGNED)
    row = supplement(lead, people, "1000000")
    found = refused(lambda: verify(row, by=people["office_director"]))
    assert found.sentence == "该项目的签约尚未核实，请先核实签约。"


def ask_back(fact, people):
    return actions.reverse_fact(
        fact=fact, reason="误登", statistical_on=TODAY, by=people["office_clerk"], at=NOW
    )


def test_a_contract_is_taken_back_after_its_supplements_only(project, people):
    verify(supplement(project, people, "1000000"), by=people["office_director"])
    signing = project.milestones.get(kind="signed")
    assert "请先冲销或撤回补充协议" in refused(lambda: ask_back(signing, people)).sentence


def test_an_increment_on_which_a_cut_rests_is_not_taken_back(project, people):
    more = verify(supplement(project, people, "20000000"), by=people["office_director"])
    verify(supplement(project, people, "-60000000"), by=people["office_director"])
    assert "合同总额应大于0" in refused(lambda: ask_back(more, people)).sentence


def investors(project, people, *lines, valid_from=date(2026, 1, 1)):
    project.refresh_from_db()
    return actions.set_investors(
        project=project, investors=[Investor(*line) for line in lines], valid_from=valid_from, reason="合资合同",
        version=project.version, by=people["office_clerk"], at=NOW,
    )  # fmt: skip


@pytest.fixture
def joint_venture(town, people):
    actions.record_rate(
        currency="USD",
        valid_on=date(2026, 1, 1),
        rate=Decimal("7"),
        source="外汇局",
        by=people["office_director"],
        at=NOW,
    )
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=SIGNED)
    investors(lead, people, ("样例阀门有限公司", 6_000), ("海外阀门株式会社", 4_000, True))
    return lead


def test_a_joint_venture_s_contract_counts_by_the_foreign_share(joint_venture, people):
    row = make_milestone(project=joint_venture, by=people["unit_clerk"], on=SIGNED, amount="70000000")
    verify(row, by=people["office_director"])
    assert posted("signed_amount") == [(SIGNED, 4_200_000_000)]
    assert posted("signed_foreign") == [(SIGNED, 400_000_000)]
    assert posted("signed_count") == [(SIGNED, 10_000)]


def test_its_money_counts_by_who_paid_it(joint_venture, people):
    verify(
        make_milestone(project=joint_venture, by=people["unit_clerk"], on=SIGNED, amount="70000000"),
        by=people["office_director"],
    )
    lines = joint_venture.investor_splits.get().lines.all()
    abroad = next(line.party for line in lines if line.is_foreign)
    paid = make_arrival(
        project=joint_venture, by=people["unit_clerk"], amount="7000000", on=SIGNED, payer=abroad
    )
    verify(paid, by=people["office_director"])
    assert posted("arrived_foreign") == [(SIGNED, 100_000_000)] and posted("arrived_capital") == []


def test_what_was_verified_keeps_its_kind_of_capital(project, people):
    found = refused(lambda: investors(project, people, ("甲公司", 5_000), ("乙株式会社", 5_000, True)))
    assert found.field == "valid_from" and "已有核实的合同" in found.sentence
    later = investors(
        project, people, ("甲公司", 5_000), ("乙株式会社", 5_000, True), valid_from=date(2026, 4, 1)
    )
    assert later.lines.count() == 2


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([("甲公司", 5_000)], "各投资方出资比例应大于0，合计应为100%。"),
        ([("甲公司", 5_000), ("甲公司", 5_000)], "同一投资方只能填一行。"),
        ([("乙株式会社", 10_000, True)], "投资方均为境外投资方，请先将项目的资金性质改为外资。"),
    ],
)
def test_investors_that_do_not_fit_are_refused(project, people, lines, sentence):
    assert refused(lambda: investors(project, people, *lines)).sentence == sentence
