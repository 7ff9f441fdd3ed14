"""Claims at their pages: who makes them, who sees the case, what comes back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import (
    Evidence,
    ReferralClaim,
)
from tests.claims import claimed, decided, proposed
from tests.factories import slip
from tests.pages.referral.browser import a_claim, at_page, faults, send


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


def test_the_page_asks_a_fixed_number_of_questions(login, people, claim, town, django_assert_max_num_queries):
    project = claim.project
    for n in range(6):
        claimed(project, by=people["unit_clerk"], name=f"第{n}人", hour=10 + n, files={"receipt": [slip()]})
    session = login(people["office_director"])
    session.get(at_page("referral_show", project))
    with django_assert_max_num_queries(24):
        assert session.get(at_page("referral_show", project)).status_code == 200
