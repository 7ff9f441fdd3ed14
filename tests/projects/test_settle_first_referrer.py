"""From a proposal to a decision: in public, never by a claiming unit, at most one, taken back only by document."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from projects import actions
from projects.models import CaseState, FirstReferrer, OfficeRule, ReferralDecision, ReferralFinding
from projects.referrals import Finding
from promo.models import Event
from promo.refusal import Refused
from promo.versions import STALE
from tests.claims import (
    AFTER_NOTICE,
    HELPER,
    MONDAY,
    NOTICE_ENDS,
    arbitrated,
    claimed,
    decided,
    proposed,
    referred,
    version_of,
)
from tests.factories import at, make_lead, make_user, slip
from units.models import Role

THURSDAY, FRIDAY = at(date(2026, 11, 5)), at(date(2026, 11, 6))


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)


@pytest.fixture
def claim(project, people, town):
    return claimed(project, by=people["unit_clerk"], claiming_unit=town.units["village"])


@pytest.fixture
def rival(project, people, town):
    unit = town.units["other_village"]
    return claimed(project, by=people["other_clerk"], name="李四", hour=11, claiming_unit=unit)


@pytest.fixture
def case(claim, people):
    return proposed(claim, by=people["office_clerk"])


def objection(case, *, by, when=THURSDAY, text="我村更早接到信息"):
    return actions.raise_objection(case=case, objector=by.name, text=text, by=by, at=when)


def answered(row, *, by, upheld=False, when=FRIDAY):
    row.refresh_from_db()
    return actions.answer_objection(
        objection=row, upheld=upheld, answer="经核实", version=row.version, by=by, at=when
    )


def test_a_notice_hangs_for_the_working_days_of_the_rule(case):
    assert (case.state, case.notice_from, case.notice_to) == (CaseState.NOTICE, MONDAY, NOTICE_ENDS)


def test_a_notice_put_up_on_a_free_day_begins_on_the_next_worked_one(claim, people):
    case = proposed(claim, by=people["office_clerk"], when=at(date(2026, 11, 7)))
    assert (case.notice_from, case.notice_to) == (date(2026, 11, 9), date(2026, 11, 16))


def test_after_an_undisputed_notice_the_director_confirms(case, claim, rival, people):
    decision = decided(claim, by=people["office_director"], others=[rival], files=[slip("认定文件.pdf")])
    assert (decision.outcome, decision.way, decision.sequence) == ("confirmed", "notice", 1)
    assert (decision.notice_from, decision.notice_to) == (MONDAY, NOTICE_ENDS)
    assert FirstReferrer.objects.get().claim == claim
    roles = dict(ReferralFinding.objects.values_list("claim__name", "role"))
    assert roles == {"张引荐": "first", "李四": "helper"}
    case.refresh_from_db()
    assert case.state == CaseState.DECIDED
    assert Event.objects.get(verb="referral_confirmed").detail["document"] == "石政办〔2026〕12号"


def test_a_decision_never_changes(case, claim, people):
    decision = decided(claim, by=people["office_director"])
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ReferralDecision.objects.filter(pk=decision.pk).update(reasons="改")


def test_not_confirming_leaves_nobody_first_and_the_case_can_begin_again(case, claim, rival, people):
    decision = decided(claim, by=people["office_director"], others=[rival], confirmed=False)
    assert (decision.outcome, decision.claim) == ("not_confirmed", None)
    assert not FirstReferrer.objects.exists()
    proposed(rival, by=people["office_clerk"], when=AFTER_NOTICE)
    case.refresh_from_db()
    assert (case.state, case.proposed_claim) == (CaseState.NOTICE, rival)


@pytest.mark.parametrize("relation", ["investor", "partner", "official"])
def test_the_investor_partners_and_officials_cannot_be_proposed(project, people, relation):
    row = claimed(project, by=people["unit_clerk"], name="王某", relation=relation)
    with pytest.raises(Refused, match="只记为信息来源，不能认定为第一引荐人"):
        proposed(row, by=people["office_clerk"])


def test_the_database_keeps_a_barred_person_from_being_first(case, claim, people):
    decision = decided(claim, by=people["office_director"], confirmed=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralFinding.objects.create(decision=decision, claim=claim, role="first", bars_reward=True)


def test_where_the_rule_asks_for_it_the_investor_must_have_acknowledged(project, claim, people, town):
    OfficeRule.objects.create(
        region=town.region, kind="referral", valid_from=date(2026, 1, 1), document={"acknowledgement": True},
        basis="镇办法", decided_by=people["office_director"], decided_at=at(MONDAY),
    )  # fmt: skip
    with pytest.raises(Refused, match="须有投资方确认书"):
        proposed(claim, by=people["office_clerk"])
    signed = claimed(
        project, by=people["unit_clerk"], name="李四", hour=8, files={"acknowledgement": [slip()]}
    )
    assert proposed(signed, by=people["office_clerk"]).proposed_claim == signed


class TestWhoKeepsOut:
    """The claiming unit never decides, nor whoever recorded the claim, nor whoever proposed it."""

    def test_people_of_a_claiming_unit_neither_propose_nor_decide(self, project, town, people):
        row = claimed(project, by=people["unit_clerk"], claiming_unit=town.units["office"])
        with pytest.raises(Refused, match="您所在单位（经济办）是申报单位"):
            proposed(row, by=people["office_clerk"])

    def test_then_only_a_leader_may_settle_it(self, project, town, people):
        row = claimed(project, by=people["unit_clerk"], claiming_unit=town.units["office"])
        referred(project, by=people["office_director"])
        arbitrated(row, by=people["leader"], when=at(MONDAY, 17))
        with pytest.raises(Refused, match="是申报单位"):
            decided(row, by=people["office_director"])
        assert decided(row, by=people["leader"], as_leader=True).outcome == "confirmed"

    def test_it_is_enough_that_a_rival_claim_is_of_the_own_unit(self, project, claim, town, people):
        claimed(project, by=people["unit_clerk"], name="乙", hour=12, claiming_unit=town.units["office"])
        with pytest.raises(Refused, match="是申报单位"):
            proposed(claim, by=people["office_clerk"])

    def test_whoever_recorded_the_claim_does_not_propose_it(self, project, people):
        row = claimed(project, by=people["office_clerk"])
        with pytest.raises(Refused, match="这份申报由您登记"):
            proposed(row, by=people["office_clerk"])

    def test_the_claimant_does_not_propose_himself(self, project, people):
        row = claimed(project, by=people["unit_clerk"], kind="team", name="甲", members="甲、孙经办，乙")
        with pytest.raises(Refused, match="您是申报的引荐人"):
            proposed(row, by=people["office_clerk"])

    def test_whoever_proposed_does_not_decide(self, claim, people):
        proposed(claim, by=people["office_director"])
        with pytest.raises(Refused, match="拟认定由您提出"):
            decided(claim, by=people["office_director"])


@pytest.mark.parametrize("day", [MONDAY, NOTICE_ENDS])
def test_nobody_decides_before_the_notice_is_over(case, claim, people, day):
    with pytest.raises(Refused, match="期满后才能认定"):
        decided(claim, by=people["office_director"], when=at(day, 18))


def test_every_claim_must_be_spoken_of(case, claim, rival, people):
    with pytest.raises(Refused, match="请逐一写明每份申报的认定结果"):
        decided(claim, by=people["office_director"])
    assert not FirstReferrer.objects.exists()


def test_a_page_that_is_old_decides_nothing(case, claim, people):
    with pytest.raises(Refused, match=STALE):
        actions.decide_referral(
            project=claim.project, confirmed=True, findings={}, reasons="理由", document="文", version=case.version - 1,
            by=people["office_director"], at=AFTER_NOTICE,
        )  # fmt: skip


def test_a_second_notice_waits_for_the_first(case, rival, people):
    with pytest.raises(Refused, match="已有申报正在公示"):
        proposed(rival, by=people["office_clerk"])


def test_a_second_confirmation_is_refused(case, claim, people, project):
    decided(claim, by=people["office_director"])
    with pytest.raises(Refused, match="该项目已认定第一引荐人"):
        proposed(claim, by=people["office_clerk"], when=AFTER_NOTICE)


def test_the_database_takes_one_first_referrer_a_project(case, claim, rival, people, project):
    decision = decided(claim, by=people["office_director"], others=[rival])
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstReferrer.objects.create(project=project, claim=rival, decision=decision)


class TestObjections:
    def test_an_open_objection_stops_the_decision_and_a_rejected_one_lets_it_go_on(self, case, claim, people):
        row = objection(case, by=people["other_clerk"])
        with pytest.raises(Refused, match="还有异议没有答复"):
            decided(claim, by=people["office_director"])
        answered(row, by=people["office_director"])
        assert decided(claim, by=people["office_director"]).way == "answered"

    def test_an_upheld_one_asks_for_another_proposal_or_arbitration(self, case, claim, rival, people):
        row = objection(case, by=people["supervisor"])
        answered(row, by=people["office_director"], upheld=True)
        with pytest.raises(Refused, match="有异议成立"):
            decided(claim, by=people["office_director"], others=[rival])
        case = proposed(rival, by=people["office_clerk"], when=at(date(2026, 11, 6)))
        assert (case.proposed_claim, case.notice_to) == (rival, date(2026, 11, 13))
        when = at(date(2026, 11, 16))
        assert decided(rival, by=people["office_director"], others=[claim], when=when).way == "notice"

    @pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 10)])
    def test_they_are_heard_only_while_the_notice_hangs(self, case, people, day):
        with pytest.raises(Refused, match="公示已经结束"):
            objection(case, by=people["other_clerk"], when=at(day))

    def test_the_last_day_still_counts(self, case, people):
        assert objection(case, by=people["other_clerk"], when=at(NOTICE_ENDS, 23)).state == "open"

    def test_nobody_answers_his_own(self, case, people):
        row = objection(case, by=people["office_director"])
        with pytest.raises(Refused, match="须由他人答复"):
            answered(row, by=people["office_director"])

    def test_what_was_answered_stays_answered(self, case, people):
        row = answered(objection(case, by=people["other_clerk"]), by=people["office_director"])
        with pytest.raises(Refused, match="已经答复"):
            answered(row, by=people["leader"], upheld=True)

    def test_a_withdrawn_one_is_in_nobodys_way(self, case, claim, people):
        row = objection(case, by=people["other_clerk"])
        with pytest.raises(Refused, match="只有提出的人可以撤回"):
            actions.withdraw_objection(objection=row, version=1, by=people["supervisor"], at=at(NOTICE_ENDS))
        actions.withdraw_objection(objection=row, version=1, by=people["other_clerk"], at=at(NOTICE_ENDS))
        assert decided(claim, by=people["office_director"]).way == "notice"


class TestArbitration:
    @pytest.fixture
    def twin(self, project, claim, people, town):
        unit = town.units["department"]
        return claimed(project, by=people["other_clerk"], name="同时人", claiming_unit=unit)

    def test_claims_of_one_minute_are_not_the_offices_to_settle(self, claim, twin, people):
        with pytest.raises(Refused, match="请提请镇领导仲裁"):
            proposed(claim, by=people["office_clerk"])

    def test_a_leader_picks_one_and_it_is_put_up_before_it_is_decided(self, project, claim, twin, people):
        referred(project, by=people["office_clerk"])
        case = arbitrated(twin, by=people["leader"], when=at(MONDAY, 17))
        assert (case.state, case.proposed_claim, case.notice_to) == (CaseState.NOTICE, twin, NOTICE_ENDS)
        assert not FirstReferrer.objects.exists()
        assert decided(twin, by=people["office_director"], others=[claim]).claim == twin

    def test_after_the_notice_the_leaders_word_is_final(self, case, claim, rival, people):
        objection(case, by=people["other_clerk"])
        referred(claim.project, by=people["office_director"], when=at(date(2026, 11, 6)))
        with pytest.raises(Refused, match="期满后才能认定"):
            arbitrated(rival, by=people["leader"], others=[claim], when=at(NOTICE_ENDS))
        decision = arbitrated(rival, by=people["leader"], others=[claim])
        assert (decision.way, decision.claim) == ("arbitration", rival)
        assert FirstReferrer.objects.get().claim == rival

    def test_a_leader_may_confirm_nobody(self, project, claim, twin, people):
        referred(project, by=people["office_clerk"])
        findings = {claim.pk: HELPER, twin.pk: Finding("source", bars_reward=True)}
        decision = actions.arbitrate_referral(
            project=project, claim=None, findings=findings, reasons="材料均不足", document="纪要1号",
            version=version_of(project), by=people["leader"], at=at(MONDAY, 17),
        )  # fmt: skip
        assert decision.outcome == "not_confirmed"
        assert decision.findings.get(claim=twin).bars_reward

    def test_there_must_be_something_to_settle(self, claim, people):
        with pytest.raises(Refused, match="不需要仲裁"):
            referred(claim.project, by=people["office_clerk"])

    def test_a_case_nobody_referred_is_not_arbitrated(self, case, claim, people):
        with pytest.raises(Refused, match="没有提请仲裁"):
            arbitrated(claim, by=people["leader"])


class TestAppealAndRevocation:
    @pytest.fixture
    def decision(self, case, claim, rival, people):
        return decided(claim, by=people["office_director"], others=[rival])

    def appeal(self, case, people, day=date(2026, 11, 17)):
        case.refresh_from_db()
        return actions.appeal_referral(
            case=case, objector="李四", text="不服", by=people["other_clerk"], at=at(day)
        )

    def revoked(self, project, *, by, **more):
        return actions.revoke_referral(
            project=project, reasons="查明为公职人员", document="纪要9号", version=version_of(project), by=by,
            at=at(date(2026, 11, 18)), **more,
        )  # fmt: skip

    def test_an_appeal_is_heard_within_the_days_of_the_rule(self, decision, case, people):
        assert self.appeal(case, people).is_appeal
        with pytest.raises(Refused, match="申诉期已于2026年11月17日届满"):
            self.appeal(case, people, day=date(2026, 11, 18))

    def test_there_is_no_appeal_before_a_decision(self, case, people):
        with pytest.raises(Refused, match="还没有认定结果"):
            self.appeal(case, people)

    def test_whoever_decided_does_not_answer_the_appeal(self, decision, case, people):
        row = self.appeal(case, people)
        with pytest.raises(Refused, match="作出认定以外的人答复"):
            answered(row, by=people["office_director"])
        answered(row, by=people["leader"], upheld=True)
        assert self.revoked(case.project, by=people["leader"]).way == "appeal"

    def test_a_revocation_is_a_new_decision_and_opens_the_case(self, decision, case, claim, rival, people):
        again = self.revoked(case.project, by=people["leader"], bars_reward=True)
        assert (again.outcome, again.sequence, again.way, again.claim) == ("revoked", 2, "document", claim)
        assert not FirstReferrer.objects.exists()
        finding = again.findings.get()
        assert (finding.role, finding.bars_reward) == ("source", True)
        case.refresh_from_db()
        assert case.state == CaseState.COLLECTING
        assert proposed(rival, by=people["office_clerk"], when=at(date(2026, 11, 18))).proposed_claim == rival

    def test_without_a_confirmation_there_is_nothing_to_revoke(self, case, people):
        with pytest.raises(Refused, match="不需要撤销"):
            self.revoked(case.project, by=people["leader"])


def test_a_person_who_left_the_unit_may_take_part_again(project, claim, town, people):
    """Membership of the day decides: yesterday's colleague is nobody's party today."""
    mover = make_user("mover", unit=town.units["office"], role=Role.OFFICE_CLERK)
    old = mover.memberships.create(
        unit=town.units["village"], role=Role.UNIT_CLERK, valid_from=date(2020, 1, 1)
    )
    with pytest.raises(Refused, match="是申报单位"):
        proposed(claim, by=mover)
    mover.memberships.filter(pk=old.pk).update(valid_to=MONDAY)
    assert proposed(claim, by=mover).proposed_claim == claim
