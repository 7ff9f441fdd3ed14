"""The page of a first-referrer case and its steps through the browser: who sees, who may, what comes back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import (
    Evidence,
    FirstReferrer,
    Objection,
    ReferralCase,
    ReferralClaim,
    ReferralDecision,
)
from promo.models import CalendarDay
from tests.claims import MONDAY, claimed, decided, proposed
from tests.factories import make_lead, slip


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)


@pytest.fixture
def claim(project, people, town):
    unit = town.units["village"]
    return claimed(project, by=people["unit_clerk"], phone="13812345678", claiming_unit=unit)


@pytest.fixture
def rival(project, people, town):
    unit = town.units["other_village"]
    return claimed(project, by=people["other_clerk"], name="李四", hour=11, claiming_unit=unit)


def at_page(name: str, row) -> str:
    return reverse(f"projects:{name}", args=[row.pk])


def send(session, where: str, **typed):
    return session.post(where, {"form_key": str(uuid4()), **typed})


def faults(answer, field: str) -> str:
    assert answer.status_code == 422
    return "".join(answer.context["form"].errors.get(field, []))


def a_claim(**changes) -> dict:
    received = timezone.localtime() - timedelta(hours=2)
    return {
        "kind": "person", "name": "周乡贤", "phone": "13900001111", "workplace": "上海", "members": "",
        "relation": "ordinary", "claiming_unit": "", "received_at": f"{received:%Y-%m-%dT%H:%M}",
        "received_by": "王小村", "received_unit": "", "statement": "同乡聚会时提供", **changes,
    }  # fmt: skip


class TestClaiming:
    def test_a_claim_comes_in_with_its_papers_once(self, login, people, project, town):
        session = login(people["unit_clerk"])
        typed = a_claim(claiming_unit=town.units["village"].pk, receipt_files=slip("来访登记.pdf"))
        typed |= {"form_key": str(uuid4()), "acknowledgement_files": slip("确认书.pdf")}
        where = at_page("claim_add", project)
        assert session.post(where, typed).url == at_page("referral_show", project)
        assert session.post(where, typed).status_code == 302
        row = ReferralClaim.objects.get()
        assert set(Evidence.objects.about(row).values_list("kind", flat=True)) == {
            "receipt",
            "acknowledgement",
        }
        page = session.get(at_page("referral_show", project)).content.decode()
        assert "来访登记.pdf" in page and "投资方确认书" in page and "同乡聚会时提供" in page

    @pytest.mark.parametrize(
        ("changes", "field", "sentence"),
        [
            ({"kind": "team"}, "members", "请填写全部成员"),
            ({"name": ""}, "name", "请填写引荐人"),
            ({"received_at": "2099-01-01T09:00"}, "received_at", "不能晚于现在"),
            ({"relation": "unknown"}, "relation", "请从列表中选择引荐人身份"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, login, people, project, changes, field, sentence
    ):
        answer = send(login(people["unit_clerk"]), at_page("claim_add", project), **a_claim(**changes))
        assert sentence in faults(answer, field)
        assert "同乡聚会时提供" in answer.content.decode() and not ReferralClaim.objects.exists()

    def test_a_neighbour_sees_nothing_and_a_leader_may_not(self, login, people, project):
        where = at_page("claim_add", project)
        assert login(people["other_clerk"]).get(where).status_code == 404
        assert login(people["leader"]).get(where).status_code == 403

    def test_a_unit_that_does_not_see_the_project_claims_by_code(self, login, people, project, town):
        session, where = login(people["other_clerk"]), reverse("projects:claim_new")
        unit = town.units["other_village"]
        typed = a_claim(claiming_unit=unit.pk, code="", investor_name="样例阀门有限公司")
        page = session.get(send(session, where, **typed).url).content.decode()
        assert project.code in page and "周乡贤" in page and "13900001111" in page
        assert project.name not in page  # not more than the code is told
        assert ReferralClaim.objects.get().claiming_unit == unit
        assert session.get(at_page("referral_show", project)).status_code == 404

    def test_a_code_that_does_not_fit_gets_one_sentence(self, login, people, project, town):
        typed = a_claim(claiming_unit=town.units["other_village"].pk, code="2026-9999", investor_name="")
        answer = send(login(people["other_clerk"]), reverse("projects:claim_new"), **typed)
        assert "没有找到与填写内容对应的在库项目" in faults(answer, "code")
        typed |= {"code": "", "claiming_unit": ""}
        answer = send(login(people["other_clerk"]), reverse("projects:claim_new"), **typed)
        assert "请填写项目编号或投资方全称" in faults(answer, "code")
        assert "请选择申报单位" in faults(answer, "claiming_unit")


class TestSight:
    def test_the_own_unit_office_and_oversight_see_the_case_and_phones_are_masked(self, login, people, claim):
        where = at_page("referral_show", claim.project)
        for who in ("unit_head", "office_clerk", "office_director"):
            assert "13812345678" in login(people[who]).get(where).content.decode()
        for who in ("leader", "supervisor"):
            page = login(people[who]).get(where).content.decode()
            assert "138****5678" in page and "13812345678" not in page
        assert login(people["other_clerk"]).get(where).status_code == 404

    def test_an_empty_case_says_what_to_do(self, login, people, project):
        page = login(people["unit_clerk"]).get(at_page("referral_show", project)).content.decode()
        assert "还没有人申报引荐" in page and at_page("claim_add", project) in page

    def test_a_tie_is_shown_and_no_row_wins(self, login, people, claim, town):
        claimed(
            claim.project, by=people["other_clerk"], name="同时人", claiming_unit=town.units["department"]
        )
        page = login(people["office_clerk"]).get(at_page("referral_show", claim.project)).content.decode()
        assert "时间相同，需仲裁" in page and at_page("referral_refer", claim.project) in page
        assert at_page("referral_propose", claim.project) not in page

    def test_the_file_of_a_case_names_everything_it_rests_on(self, login, people, project, rival, town):
        row = claimed(
            project,
            by=people["unit_clerk"],
            claiming_unit=town.units["village"],
            files={"receipt": [slip("登记.pdf")]},
        )
        proposed(row, by=people["office_clerk"])
        decided(row, by=people["office_director"], others=[rival])
        page = login(people["unit_clerk"]).get(at_page("referral_print", project)).content.decode()
        digest = Evidence.objects.about(row).get().sha256[:16]
        for words in ("认定卷", digest, "登记.pdf", "李四", "协助人", "石政办〔2026〕12号", "2026年11月9日"):
            assert words in page

    def test_the_list_shows_own_claims_and_results(self, login, people, claim, rival):
        proposed(claim, by=people["office_clerk"])
        decided(claim, by=people["office_director"], others=[rival])
        page = login(people["other_clerk"]).get(reverse("projects:claim_list")).content.decode()
        assert "李四" in page and "协助人" in page and "张引荐" not in page
        everything = login(people["supervisor"]).get(reverse("projects:claim_export"))
        assert everything["Content-Type"].endswith("sheet")

    def test_the_overview_says_who_was_confirmed(self, login, people, claim):
        proposed(claim, by=people["office_clerk"])
        decided(claim, by=people["office_director"])
        page = (
            login(people["unit_clerk"])
            .get(reverse("projects:project_show", args=[claim.project.pk]))
            .content.decode()
        )
        assert "第一引荐人" in page


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


class TestNotices:
    @pytest.fixture
    def case(self, claim, people):
        """Put up today: it hangs on this very day when today is worked, else from the next one."""
        return proposed(claim, by=people["office_clerk"], when=timezone.now())

    @pytest.fixture
    def hanging(self, case):
        """Hangs today, whatever day of the week it is."""
        today = timezone.localdate()
        ReferralCase.objects.update(notice_from=today, notice_to=today + timedelta(days=7))
        case.refresh_from_db()
        return case

    def test_everybody_of_the_town_sees_it_and_the_neighbour_does_not(self, login, people, case, neighbour):
        for who in ("other_clerk", "leader", "supervisor", "office_clerk"):
            session = login(people[who])
            assert case.project.name in session.get(reverse("projects:referral_notice_list")).content.decode()
            assert session.get(at_page("referral_notice_show", case)).status_code == 200
        far = login(neighbour.people["unit_clerk"])
        assert far.get(at_page("referral_notice_show", case)).status_code == 404
        assert case.project.name not in far.get(reverse("projects:referral_notice_list")).content.decode()

    def test_anybody_objects_and_the_director_answers(self, login, people, hanging):
        session = login(people["other_clerk"])
        typed = {
            "objector": "赵柳河",
            "phone": "13700002222",
            "text": "我村更早",
            "files": slip("聊天记录.pdf"),
        }
        where = at_page("referral_notice_show", hanging)
        assert send(session, at_page("objection_add", hanging), **typed).url == where
        assert "我村更早" in session.get(where).content.decode()
        row = Objection.objects.get()
        assert (row.unit.name, row.state) == ("柳河村", "open")
        director = login(people["office_director"])
        assert "聊天记录.pdf" in director.get(at_page("referral_show", hanging.project)).content.decode()
        answer = {"upheld": "no", "answer": "已核实", "version": 1}
        assert send(director, at_page("objection_answer", row), **answer).status_code == 302
        assert "已核实" in session.get(where).content.decode()

    def test_an_objection_without_words_is_refused(self, login, people, hanging):
        answer = send(
            login(people["supervisor"]), at_page("objection_add", hanging), objector="郑督查", text=""
        )
        assert "请填写内容和理由" in faults(answer, "text")

    def test_who_objected_may_withdraw_and_nobody_else(self, login, people, hanging):
        session = login(people["other_clerk"])
        send(session, at_page("objection_add", hanging), objector="赵柳河", text="我村更早")
        row = Objection.objects.get()
        send(login(people["supervisor"]), at_page("objection_withdraw", row))
        row.refresh_from_db()
        assert row.state == "open"
        send(session, at_page("objection_withdraw", row))
        row.refresh_from_db()
        assert row.state == "withdrawn"

    def test_after_its_days_no_objection_is_taken(self, login, people, claim):
        case = proposed(claim, by=people["office_clerk"])
        answer = send(
            login(people["other_clerk"]), at_page("objection_add", case), objector="赵柳河", text="晚了"
        )
        assert "公示已经结束" in "".join(answer.context["form"].non_field_errors())

    def test_after_a_decision_the_same_page_takes_appeals(self, login, people, claim):
        case = proposed(claim, by=people["office_clerk"])
        decided(claim, by=people["office_director"], when=timezone.now())
        session = login(people["other_clerk"])
        assert "提出申诉" in session.get(at_page("referral_notice_show", case)).content.decode()
        send(session, at_page("objection_add", case), objector="赵柳河", text="不服")
        assert Objection.objects.get().is_appeal

    def test_a_notice_over_holidays_nobody_announced_says_so(self, login, people, case):
        session, where = login(people["leader"]), at_page("referral_notice_show", case)
        assert "按暂定安排计算" not in session.get(where).content.decode()
        CalendarDay.objects.create(day=case.notice_to, name="临时放假", is_confirmed=False)
        assert "按暂定安排计算" in session.get(where).content.decode()

    def test_an_empty_list_says_so_and_the_export_is_remembered(self, login, people):
        session = login(people["leader"])
        assert "现在没有公示" in session.get(reverse("projects:referral_notice_list")).content.decode()
        assert session.get(reverse("projects:referral_notice_export")).status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(login, people, claim, town, django_assert_max_num_queries):
    project = claim.project
    for n in range(6):
        claimed(project, by=people["unit_clerk"], name=f"第{n}人", hour=10 + n, files={"receipt": [slip()]})
    session = login(people["office_director"])
    session.get(at_page("referral_show", project))
    with django_assert_max_num_queries(24):
        assert session.get(at_page("referral_show", project)).status_code == 200
