"""Objections, arbitration by a leader, appeals, and a confirmation that is taken back by document."""

from datetime import date

import pytest

from projects import actions
from projects.models import CaseState, FirstReferrer
from projects.referrals import Finding
from promo.refusal import Refused
from tests.claims import (
    HELPER,
    MONDAY,
    NOTICE_ENDS,
    answered,
    arbitrated,
    claimed,
    decided,
    objection,
    proposed,
    referred,
    version_of,
)
from tests.factories import at


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
