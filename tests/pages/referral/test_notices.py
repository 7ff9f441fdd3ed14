"""Public notices of first referrers, objections and appeals in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import (
    Objection,
    ReferralCase,
)
from promo.models import CalendarDay
from tests.claims import decided, proposed
from tests.factories import slip
from tests.pages.referral.browser import at_page, faults, send


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
