"""A claim is kept as it came; it decides nothing, counts nowhere, and never changes."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from projects import actions
from projects.models import Evidence, Posting, ReferralClaim
from projects.receipts import in_order, receipt, tied
from projects.referrals import case_now
from promo.models import Event
from promo.refusal import Refused
from tests.claims import MONDAY, claimed
from tests.factories import NOW, TODAY, at, make_lead, signed_project, slip

FRIDAY = date(2026, 11, 6)


@pytest.fixture
def clerk(town):
    return town.people["unit_clerk"]


@pytest.fixture
def project(town, clerk):
    return make_lead(unit=town.units["village"], by=clerk, on=MONDAY)


def one(key: int, received, registered, workdays: int = 3, exceptions=None):
    return receipt(key, received, registered, workdays=workdays, exceptions=exceptions or {})


def test_news_counts_from_when_it_was_heard_if_it_was_registered_in_time():
    heard, last_moment = at(MONDAY, 9), at(date(2026, 11, 5), 23)
    row = one(1, heard, last_moment)
    assert (row.effective_at, row.due_on, row.is_late) == (heard, date(2026, 11, 5), False)


def test_news_registered_too_late_counts_from_its_registration():
    row = one(1, at(MONDAY, 9), at(FRIDAY, 8))
    assert (row.effective_at, row.is_late) == (at(FRIDAY, 8), True)


def test_a_holiday_gives_the_time_back():
    row = one(1, at(MONDAY, 9), at(FRIDAY, 8), exceptions={date(2026, 11, 4): False})
    assert (row.effective_at, row.is_late) == (at(MONDAY, 9), False)


def test_claims_of_one_minute_share_their_place():
    early, same = at(MONDAY, 9), at(MONDAY, 9) + timedelta(seconds=40)
    rows = [one(7, same, same), one(3, early, early), one(5, at(MONDAY, 11), at(MONDAY, 11))]
    assert [(place, row.key) for place, row in in_order(rows)] == [(1, 7), (1, 3), (3, 5)]
    assert tied(rows) == {7, 3}


def test_a_claim_keeps_its_papers_by_kind_and_leaves_an_event(project, clerk, town):
    files = {"receipt": [slip("来访登记.pdf")], "acknowledgement": [slip("确认书.pdf")], "support": []}
    claim = claimed(project, by=clerk, claiming_unit=town.units["village"], files=files)
    kinds = Evidence.objects.about(claim).values_list("kind", "name")
    assert set(kinds) == {("receipt", "来访登记.pdf"), ("acknowledgement", "确认书.pdf")}
    event = Event.objects.get(verb="referral_claimed")
    assert (event.subject_id, event.detail["claiming_unit"]) == (project.pk, "石桥村")


def test_the_referrer_of_a_lead_is_claimed_by_its_unit(town, clerk):
    project = make_lead(unit=town.units["village"], by=clerk, claim={"kind": "person", "name": "张引荐"})
    assert project.referral_claims.get().claiming_unit == town.units["village"]


def test_a_claim_never_changes(project, clerk):
    claim = claimed(project, by=clerk)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ReferralClaim.objects.filter(pk=claim.pk).update(name="李四")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"received_at": at(TODAY, 11)}, "接收时间不能晚于现在"),
        ({"kind": "team", "members": " "}, "请填写全部成员"),
    ],
)
def test_what_cannot_be_is_refused(project, clerk, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        claimed(project, by=clerk, recorded=NOW, **fields)


def test_the_same_claim_stands_once(project, clerk):
    claimed(project, by=clerk)
    with pytest.raises(Refused, match="不必重复登记"):
        claimed(project, by=clerk)


def test_a_project_that_ended_takes_no_claims(project, clerk, town):
    project.status, project.status_reason = "terminated", "投资方放弃"
    project.save()
    with pytest.raises(Refused, match="不再受理申报"):
        claimed(project, by=clerk)


def test_claims_stand_in_the_order_in_which_they_count(project, clerk, town):
    late = claimed(project, by=clerk, name="晚登记", hour=8, recorded=at(FRIDAY, 9))
    claimed(project, by=clerk, name="投资人", hour=7, relation="investor")
    second = claimed(project, by=clerk, name="乙", hour=9)
    lines = case_now(project, on=TODAY).lines
    assert [line.claim.name for line in lines] == ["投资人", "乙", "晚登记"]
    assert [line.rank for line in lines] == [1, 2, 3]
    assert (lines[0].is_barred, lines[0].relation) == (True, "投资方本人")
    assert lines[1].claim == second and lines[2].claim == late and lines[2].receipt.is_late


def test_a_barred_claim_makes_no_tie(project, clerk):
    claimed(project, by=clerk, name="投资人", relation="investor")
    claimed(project, by=clerk, name="甲")
    assert not case_now(project, on=TODAY).first_is_tied


def test_a_claim_counts_nowhere(town, clerk):
    project = signed_project(unit=town.units["village"], by=clerk, verifier=town.people["office_director"])
    before = list(Posting.objects.values_list("unit", "quantity"))
    claimed(project, by=town.people["other_clerk"], claiming_unit=town.units["other_village"])
    assert list(Posting.objects.values_list("unit", "quantity")) == before
    assert not Posting.objects.filter(unit=town.units["other_village"]).exists()


class TestFromOutside:
    """A unit that does not see the project names its code or its investor."""

    def claim(self, town, **given):
        typed = {"code": "", "investor_name": "", "name": "赵乡贤", "received_at": at(MONDAY, 8), **given}
        return actions.claim_from_outside(
            claiming_unit=town.units["other_village"],
            by=town.people["other_clerk"],
            at=at(MONDAY, 9),
            **typed,
        )

    @pytest.mark.parametrize("by", ["code", "investor_name", "both"])
    def test_it_lands_on_the_project(self, project, town, by):
        given = {"code": project.code, "investor_name": "样例阀门（集团）有限公司"}
        claim = self.claim(town, **(given if by == "both" else {by: given[by]}))
        assert (claim.project, claim.claiming_unit) == (project, town.units["other_village"])

    @pytest.mark.parametrize(
        "given",
        [{"code": "2026-9999"}, {"investor_name": "别的公司"}, {"code": "CODE", "investor_name": "别的公司"}],
    )
    def test_what_does_not_fit_is_refused_with_one_and_the_same_sentence(self, project, town, given):
        given = {key: project.code if value == "CODE" else value for key, value in given.items()}
        with pytest.raises(Refused, match="没有找到与填写内容对应的在库项目"):
            self.claim(town, **given)

    def test_projects_of_the_neighbour_are_not_found(self, town, neighbour):
        far = make_lead(
            unit=neighbour.units["village"], by=neighbour.people["unit_clerk"], investor="邻镇企业有限公司"
        )
        with pytest.raises(Refused, match="没有找到"):
            self.claim(town, code=far.code)

    def test_several_projects_of_one_investor_need_the_code(self, project, town, clerk):
        make_lead(unit=town.units["village"], by=clerk, name="另一项目", on=MONDAY)
        with pytest.raises(Refused, match="不止一个项目"):
            self.claim(town, investor_name="样例阀门有限公司")

    def test_nothing_named_is_refused(self, town):
        with pytest.raises(Refused, match="请填写项目编号或投资方全称"):
            self.claim(town)
