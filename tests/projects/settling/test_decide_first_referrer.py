"""From a proposal to a decision: in public, at most one, every claim spoken of."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from projects import actions
from projects.models import CaseState, FirstReferrer, OfficeRule, ReferralDecision, ReferralFinding
from promo.models import Event
from promo.refusal import Refused
from promo.versions import STALE
from tests.claims import (
    AFTER_NOTICE,
    MONDAY,
    NOTICE_ENDS,
    claimed,
    decided,
    proposed,
)
from tests.factories import at, slip


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
