"""Rounds on the page: opened, filled in on one sheet, closed at the deadline, confirmed; forms sent twice or late."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessment import actions
from assessment.models import MarkingRound, PanelMark
from assessment.reminding import remind_of_late
from promo.models import Event, Notice
from tests.assessment import scenario
from tests.assessment.rounds import CODE, DEADLINE, LATER, OVER, fill, marker_of, open_round
from tests.assessment.scenario import Judged
from tests.factories import NOW, at


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


@pytest.fixture
def opened(judged):
    return open_round(judged)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(LATER)
    return at


def address(name: str, row) -> str:
    return reverse(f"assessment:{name}", args=[row.pk])


def press(session, name: str, row, **typed):
    return session.post(address(name, row), {"form_key": str(uuid4()), **typed})


def sheet(judged, row, who: str, value: str = "8.5", **more) -> dict:
    marker = marker_of(row, judged.people[who])
    units = actions.sheet_of(marker, at=LATER).units
    return {
        "form_key": str(uuid4()), "revision": marker.revision, "act": "hand_in",
        **{f"mark-{one.unit_id}": value for one in units}, **{f"reason-{one.unit_id}": "" for one in units}, **more,
    }  # fmt: skip


def opening(judged, **more) -> dict:
    asked = judged.people["unit_head"].pk
    return {
        "form_key": str(uuid4()), "entry": f"{judged.scheme.pk}:{CODE}", "title": "日常管理评分",
        "marked_on": "2026-11-20", "deadline_at": "2026-11-28T17:30", f"ask-{asked}": "on", f"class-{asked}": "村",
    } | more  # fmt: skip


def test_a_supervisor_opens_a_round_and_the_markers_are_asked(judged, login):
    session = login(judged.people["supervisor"])
    page = session.get(reverse("assessment:round_add")).content.decode()
    assert "李村长" in page and "吴镇长" in page and "陈管理" not in page
    answer = session.post(reverse("assessment:round_add"), opening(judged))
    row = MarkingRound.objects.get()
    assert answer.url == address("round_show", row)
    assert [(one.user.name, one.marker_class) for one in row.markers.all()] == [("李村长", "村")]
    told = Notice.objects.get(user=judged.people["unit_head"])
    assert told.title == "请您评分：日常管理评分，2026-11-28 17:30截止"
    head = login(judged.people["unit_head"])
    assert "评分：日常管理评分" in head.get(reverse("home")).content.decode()
    assert head.get(told.url).status_code == 200


def test_a_bad_opening_keeps_what_was_typed(judged, login):
    asked = judged.people["unit_head"].pk
    answer = login(judged.people["supervisor"]).post(
        reverse("assessment:round_add"),
        opening(judged, deadline_at="2026-11-01T09:00", **{f"class-{asked}": "村里"}),
    )
    html = answer.content.decode()
    assert answer.status_code == 422 and "截止时间应在现在之后" in html
    assert "村里" in html and "日常管理评分" in html and not MarkingRound.objects.exists()


def test_a_marker_hands_in_one_sheet_for_all_units(judged, opened, login):
    session = login(judged.people["unit_head"])
    page = session.get(address("panel_fill", opened)).content.decode()
    assert "回避：石桥村" in page and f'name="mark-{judged.units["village"].pk}"' not in page
    answer = session.post(address("panel_fill", opened), sheet(judged, opened, "unit_head"))
    assert answer.url == address("round_show", opened)
    assert set(PanelMark.objects.values_list("hundredths", flat=True)) == {850}


def test_a_sheet_sent_twice_is_one_version(judged, opened, login):
    session, data = login(judged.people["unit_head"]), sheet(judged, opened, "unit_head")
    first, second = (session.post(address("panel_fill", opened), data) for _ in range(2))
    assert first.url == second.url
    assert marker_of(opened, judged.people["unit_head"]).version == 1
    assert Event.objects.filter(verb="panel_handed_in").count() == 1


def test_of_two_tabs_the_older_one_is_told_and_keeps_its_text(judged, opened, login):
    session = login(judged.people["unit_head"])
    older = sheet(judged, opened, "unit_head", "1.25")
    session.post(address("panel_fill", opened), sheet(judged, opened, "unit_head", act="save"))
    answer = session.post(address("panel_fill", opened), older)
    assert answer.status_code == 422 and "刚被别人修改过" in answer.content.decode()
    assert "1.25" in answer.content.decode()
    assert set(PanelMark.objects.values_list("hundredths", flat=True)) == {850}


def test_the_deadline_may_pass_between_the_page_and_the_sending(judged, opened, login, clock):
    data = sheet(judged, opened, "unit_head")
    clock(DEADLINE)
    answer = login(judged.people["unit_head"]).post(address("panel_fill", opened), data, follow=True)
    assert "评分已经截止，刚才填写的内容没有保存" in answer.content.decode()
    opened.refresh_from_db()
    assert opened.state == "closed" and not PanelMark.objects.exists()


def test_looking_after_the_deadline_closes_nothing(judged, opened, login, clock):
    clock(OVER)
    session = login(judged.people["leader"])
    assert "正在结束评分" in session.get(address("round_show", opened)).content.decode()
    opened.refresh_from_db()
    assert opened.state == "open"


@pytest.mark.parametrize("typed", ["", "八分", "10.01", "-1", "8.555", "１e3"])
def test_a_sheet_with_a_mark_that_is_none_is_kept_on_the_page(judged, opened, login, typed):
    field = f"mark-{judged.units['park'].pk}"
    answer = login(judged.people["unit_head"]).post(
        address("panel_fill", opened), sheet(judged, opened, "unit_head", **{field: typed})
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not PanelMark.objects.exists()


def test_a_mark_for_the_own_unit_that_is_slipped_in_is_not_kept(judged, opened, login):
    own = judged.units["village"].pk
    login(judged.people["unit_head"]).post(
        address("panel_fill", opened), sheet(judged, opened, "unit_head", **{f"mark-{own}": "10"})
    )
    assert PanelMark.objects.count() == 5 and not PanelMark.objects.filter(unit=own).exists()


def test_the_opener_does_not_confirm_and_another_does_it_once(judged, opened, login, clock):
    fill(judged, opened, "unit_head")
    clock(OVER)
    for who in ("supervisor", "leader", "leader"):
        press(login(judged.people[who]), "round_confirm", opened)
        opened.refresh_from_db()
        assert opened.state == ("closed" if who == "supervisor" else "confirmed")
    assert Event.objects.filter(verb="round_confirmed").count() == 1
    assert Event.objects.filter(verb="round_closed").count() == 1


def test_a_deadline_is_put_off_from_its_page(judged, opened, login, clock):
    session = login(judged.people["supervisor"])
    expected = session.get(address("round_extend", opened)).context["form"]["expected"].value()
    typed = {"deadline_at": "2026-11-30T17:30", "reason": "两名评分人出差", "expected": expected}
    assert press(session, "round_extend", opened, **typed).status_code == 302
    assert press(session, "round_extend", opened, **typed).status_code == 422
    opened.refresh_from_db()
    assert opened.deadline_at == at(NOW.date().replace(day=30), 17) + timedelta(minutes=30)
    clock(opened.deadline_at)
    press(login(judged.people["supervisor"]), "round_extend", opened, **typed)
    opened.refresh_from_db()
    assert opened.state == "closed"


def test_markers_are_reminded_on_the_last_morning_and_once(judged, opened):
    fill(judged, opened, "supervisor")
    for morning in (at(DEADLINE.date() - timedelta(days=1), 9), at(DEADLINE.date(), 9)):
        remind_of_late(now=morning)
    told = Notice.objects.filter(kind="late", title__startswith="即将截止")
    assert {one.user.name for one in told} == {"李村长", "周主任"}
    assert told.count() == 2


def test_confirming_stands_on_the_desk_of_those_who_may(judged, opened, login, clock):
    fill(judged, opened, "unit_head")
    actions.close_due_rounds(now=DEADLINE)
    clock(OVER)
    waits = {
        who: "确认评分：日常管理多人评分"
        in login(judged.people[who]).get(reverse("home"), follow=True).content.decode()
        for who in ("leader", "other_supervisor", "supervisor", "office_director", "unit_head")
    }
    assert [who for who, waiting in waits.items() if waiting] == ["leader", "other_supervisor"]


def test_pages_ask_as_many_questions_for_many_units_and_markers(
    judged, login, django_assert_max_num_queries, clock
):
    rounds = [open_round(judged, asked=(("unit_head", "村"),))]
    fill(judged, rounds[0], "unit_head")
    actions.close_due_rounds(now=DEADLINE)
    session = login(judged.people["leader"])
    with django_assert_max_num_queries(25):
        session.get(address("round_show", rounds[0]))
    actions.cancel_round(row=rounds[0], reason="重来", by=judged.people["supervisor"], at=OVER)
    many = open_round(
        judged, asked=[(who, "") for who in ("unit_head", "unit_clerk", "other_clerk", "office_clerk")], at=OVER,
        deadline_at=OVER + timedelta(days=1),
    )  # fmt: skip
    for who in ("unit_head", "unit_clerk", "other_clerk", "office_clerk"):
        fill(judged, many, who, at=OVER)
    actions.close_due_rounds(now=OVER + timedelta(days=1))
    with django_assert_max_num_queries(25):
        assert "4人，已提交4人" in session.get(address("round_show", many)).content.decode()
