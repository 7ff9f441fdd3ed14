"""The steps of a case through the browser: proposed, decided, arbitrated, taken back."""

import pytest

from projects.models import (
    Evidence,
    FirstReferrer,
    ReferralCase,
    ReferralDecision,
)
from tests.claims import claimed, decided, proposed
from tests.factories import slip
from tests.pages.referral.browser import at_page, faults, send


class TestSteps:
    def propose(self, session, claim, **changes):
        typed = {"claim": claim.pk, "proposal": "接收凭证齐全", "version": 0, **changes}
        return send(session, at_page("referral_propose", claim.project), **typed)

    def decide(self, session, case, **changes):
        case.refresh_from_db()
        findings = {f"finding_{row.pk}": "helper" for row in case.project.referral_claims.all()}
        typed = {
            "outcome": case.proposed_claim_id, "reasons": "公示无异议", "document": "纪要6号",
            "version": case.version, **findings, **changes,
        }  # fmt: skip
        return send(session, at_page("referral_decide", case.project), **typed)

    def test_the_office_proposes_and_the_notice_hangs(self, login, people, claim):
        assert self.propose(login(people["office_clerk"]), claim).status_code == 302
        case = ReferralCase.objects.get()
        assert case.state == "notice" and case.proposed_claim == claim
        page = login(people["other_clerk"]).get(at_page("referral_notice_show", case)).content.decode()
        assert "关于拟认定第一引荐人的公示" in page and claim.project.name in page and "周主任" in page
        assert "138" not in page  # a public notice shows no numbers of referrers

    def test_a_unit_may_not_propose(self, login, people, claim):
        assert self.propose(login(people["unit_clerk"]), claim).status_code == 403

    def test_an_old_page_proposes_nothing(self, login, people, claim, rival):
        proposed(claim, by=people["office_clerk"])
        answer = self.propose(login(people["office_clerk"]), rival)
        assert "刚被别人修改过" in "".join(answer.context["form"].non_field_errors())
        assert "接收凭证齐全" in answer.content.decode()

    def test_the_director_confirms_once_after_the_notice(self, login, people, claim, rival):
        case = proposed(claim, by=people["office_clerk"])
        session = login(people["office_director"])
        assert self.decide(session, case, files=slip("纪要.pdf")).status_code == 302
        decision = ReferralDecision.objects.get()
        assert Evidence.objects.about(decision).get().kind == "decision"
        assert FirstReferrer.objects.get().claim == claim
        assert self.decide(session, case).status_code == 302  # told that nothing waits any more
        assert ReferralDecision.objects.count() == 1

    def test_without_grounds_nothing_is_decided(self, login, people, claim):
        case = proposed(claim, by=people["office_clerk"])
        answer = self.decide(login(people["office_director"]), case, reasons="", document="")
        assert "请填写认定理由" in faults(answer, "reasons") and "文件名称及文号" in faults(
            answer, "document"
        )
        assert not ReferralDecision.objects.exists()

    @pytest.mark.parametrize(
        ("who", "status"), [("office_clerk", 403), ("supervisor", 403), ("unit_head", 403)]
    )
    def test_others_do_not_decide(self, login, people, claim, who, status):
        case = proposed(claim, by=people["office_clerk"])
        assert self.decide(login(people[who]), case).status_code == status

    def test_what_was_referred_is_the_leaders(self, login, people, claim, town):
        twin = claimed(
            claim.project, by=people["other_clerk"], name="同时人", claiming_unit=town.units["department"]
        )
        where = at_page("referral_refer", claim.project)
        assert send(login(people["office_clerk"]), where, reason="时间相同", version=0).status_code == 302
        case = ReferralCase.objects.get()
        assert (
            login(people["office_director"]).get(at_page("referral_decide", claim.project)).status_code == 403
        )
        leader = login(people["leader"])
        assert self.decide(leader, case, outcome=twin.pk).status_code == 302
        case.refresh_from_db()
        assert (case.state, case.proposed_claim) == ("notice", twin)

    def test_a_confirmation_is_revoked_by_document(self, login, people, claim):
        proposed(claim, by=people["office_clerk"])
        decided(claim, by=people["office_director"])
        where = at_page("referral_revoke", claim.project)
        session = login(people["leader"])
        assert "张引荐" in session.get(where).content.decode()
        version = ReferralCase.objects.get().version
        typed = {
            "role": "barred_source",
            "reasons": "查明为公职人员",
            "document": "纪要9号",
            "version": version,
        }
        assert send(session, where, **typed).status_code == 302
        assert not FirstReferrer.objects.exists()
        page = session.get(at_page("referral_show", claim.project)).content.decode()
        assert "信息来源（不得奖励）" in page

    def test_people_of_the_claiming_unit_are_told_why_they_find_no_buttons(
        self, login, people, project, town
    ):
        claimed(project, by=people["unit_clerk"], claiming_unit=town.units["office"])
        page = login(people["office_director"]).get(at_page("referral_show", project)).content.decode()
        assert "您所在单位（经济办）是申报单位" in page
        assert at_page("referral_propose", project) not in page and at_page("referral_refer", project) in page
