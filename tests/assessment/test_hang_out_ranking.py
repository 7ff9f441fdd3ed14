"""A ranking hangs out for its working days, takes objections, and goes out only when every one of them is settled."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import RunObjection, RunState, ScoreRun
from promo.models import CalendarDay, Event, Notice
from promo.refusal import Refused
from tests.assessment import scenario
from tests.factories import NOW, at, slip

FIRST = NOW.date()  # a Friday
LAST = date(2026, 11, 26)  # the fifth working day
AFTER = at(date(2026, 11, 27))


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return scenario.run_scores(judged)


def put_up(judged, run, *, by="supervisor", **more):
    given = {
        "first_on": FIRST,
        "workdays": 5,
        "text": "现予公示。",
        "contact": "督查办 郑督查",
        "at": NOW,
    } | more
    return actions.put_up_notice(run=run, by=judged.people[by], **given)


def object_to(judged, run, *, by="unit_clerk", unit="village", **more):
    given = {"text": "少计一笔到位资金", "at": NOW} | more
    return actions.raise_run_objection(run=run, unit=judged.units[unit], by=judged.people[by], **given)


def answer(judged, row, *, by="supervisor", finding="rejected", remedy="none", when=NOW, **more):
    return actions.answer_run_objection(
        objection=row, finding=finding, remedy=remedy, answer="经核查，回单不在统计期内。", document="镇督〔2026〕7号",
        version=row.version, by=judged.people[by], at=when, **more,
    )  # fmt: skip


def confirm(judged, row, *, by="leader", when=NOW):
    return actions.confirm_run_objection(objection=row, version=row.version, by=judged.people[by], at=when)


def publish(judged, run, *, by="supervisor", when=AFTER):
    return actions.publish_run(run=run, by=judged.people[by], at=when)


def test_the_notice_counts_working_days_and_tells_every_unit(judged, run):
    notice = put_up(judged, run)
    assert (notice.first_on, notice.last_on, notice.is_unsure) == (FIRST, LAST, False)
    assert run.state == RunState.NOTICE
    told = set(Notice.objects.filter(kind="public").values_list("user__username", flat=True))
    assert {"unit_clerk", "other_clerk", "leader", "office_director"} <= told
    assert Event.objects.about(run).get(verb="run_noticed").detail["last_on"] == "2026-11-26"


def test_a_holiday_of_the_office_lengthens_the_notice_and_an_unconfirmed_one_is_told(judged, run):
    CalendarDay.objects.create(day=date(2026, 11, 24), is_workday=False, name="暂定", is_confirmed=False)
    notice = put_up(judged, run)
    assert (notice.last_on, notice.is_unsure) == (date(2026, 11, 27), True)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"first_on": FIRST - timedelta(days=1)}, "应在今天至30天之内"),
        ({"first_on": FIRST + timedelta(days=31)}, "应在今天至30天之内"),
        ({"workdays": 0}, "1至30个工作日"),
        ({"workdays": 31}, "1至30个工作日"),
    ],
)
def test_days_out_of_bounds_are_refused(judged, run, more, sentence):
    with pytest.raises(Refused, match=sentence):
        put_up(judged, run, **more)
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_a_ranking_hangs_out_once_and_only_one_of_a_scheme_at_a_time(judged, run):
    put_up(judged, run)
    with pytest.raises(Refused, match="状态是“公示中”"):
        put_up(judged, run)
    other = scenario.run_scores(judged)
    with pytest.raises(Refused, match="另有|已有一次排名正在公示"):
        put_up(judged, other)
    with pytest.raises(Refused, match="正在公示"):
        actions.publish_run(run=other, by=judged.people["supervisor"], at=NOW, reason="急用")
    with pytest.raises(DatabaseError, match="run_one_notice|UNIQUE|unique"), transaction.atomic():
        ScoreRun.objects.filter(pk=other.pk).update(state=RunState.NOTICE)


def test_units_see_a_ranking_from_its_notice_on_and_not_before(judged, run):
    access = judged.town.access("unit_clerk")
    assert not ScoreRun.objects.visible_to(access).exists()
    put_up(judged, run)
    assert ScoreRun.objects.visible_to(access).get() == run


def test_it_is_not_published_before_its_days_are_over(judged, run):
    put_up(judged, run)
    with pytest.raises(Refused, match="公示期至2026年11月26日，期满后才能发布"):
        publish(judged, run, when=at(LAST, 23))
    assert publish(judged, run).number == 1


def test_without_a_notice_a_reason_is_asked_for_and_kept(judged, run):
    for reason in ("", "   "):
        with pytest.raises(Refused, match="请写明理由"):
            actions.publish_run(run=run, by=judged.people["supervisor"], at=NOW, reason=reason)
    done = actions.publish_run(run=run, by=judged.people["supervisor"], at=NOW, reason="领导小组会议急用")
    assert done.unnoticed_reason == "领导小组会议急用"
    assert Event.objects.about(run).get(verb="run_published").detail["grounds"] == "领导小组会议急用"


def test_a_unit_objects_to_its_own_line_to_any_item_or_in_general(judged, run):
    put_up(judged, run)
    line = run.lines.get(unit=judged.units["village"])
    other = run.lines.get(unit=judged.units["other_village"])
    item = other.items.first()
    rows = [
        object_to(judged, run, line=line, files=[slip("回单.pdf")]),
        object_to(judged, run, by="unit_head", line=other, item=item),
        object_to(judged, run),
    ]
    assert [row.about for row in rows] == ["石桥村", f"柳河村“{item.name}”", "本次排名"]
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[0].files.get().sha256
    with pytest.raises(Refused, match="须指明指标"):
        object_to(judged, run, line=other)
    with pytest.raises(Refused, match="先选择单位"):
        object_to(judged, run, line=line, item=item)


@pytest.mark.parametrize("who", ["other_clerk", "office_clerk", "supervisor", "leader"])
def test_only_the_units_own_people_speak_for_it(judged, run, who):
    put_up(judged, run)
    with pytest.raises(Refused, match="负责人或经办人"):
        object_to(judged, run, by=who)


def test_the_line_of_another_ranking_is_not_a_matter_of_this_notice(judged, run):
    other = scenario.run_scores(judged)
    put_up(judged, run)
    with pytest.raises(Refused, match="本次排名的单位"):
        object_to(judged, run, line=other.lines.get(unit=judged.units["village"]))


def test_the_moment_of_the_server_decides_whether_an_objection_is_in_time(judged, run):
    put_up(judged, run, first_on=date(2026, 11, 23))
    with pytest.raises(Refused, match="11月23日开始"):
        object_to(judged, run)
    last_minute = at(date(2026, 11, 27), 23) + timedelta(minutes=59)
    assert object_to(judged, run, at=last_minute).raised_at == last_minute
    with pytest.raises(Refused, match="届满"):
        object_to(judged, run, at=last_minute + timedelta(minutes=1))


def test_there_is_no_objection_without_a_notice(judged, run):
    with pytest.raises(Refused, match="不在公示"):
        object_to(judged, run)


def test_an_answer_takes_two_people_and_is_told_to_the_unit(judged, run):
    put_up(judged, run)
    row = answer(judged, object_to(judged, run), files=[slip("核查报告.pdf")])
    assert row.state == "answered"
    decided = Notice.objects.filter(kind="decided", title__contains="贵单位对考核排名的异议已答复：不成立")
    assert not decided.exists()
    with pytest.raises(Refused, match="答复人以外"):
        confirm(judged, row, by="supervisor")
    row = confirm(judged, row)
    assert (row.state, row.confirmed_by) == ("closed", judged.people["leader"])
    told = set(decided.values_list("user__username", flat=True))
    assert told == {"unit_clerk", "unit_head"}
    verbs = Event.objects.about(run).values_list("verb", flat=True)
    assert {"run_objection_raised", "run_objection_answered", "run_objection_closed"} <= set(verbs)


def test_the_database_keeps_the_four_eyes_and_a_closed_answer(judged, run):
    put_up(judged, run)
    row = answer(judged, object_to(judged, run))
    rows = RunObjection.objects.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="run_objection_four_eyes"), transaction.atomic():
        rows.update(confirmed_by=row.answered_by)
    confirm(judged, row)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        rows.update(answer="改了")


@pytest.mark.parametrize("side", ["village", "other_village"])
def test_nobody_of_either_unit_answers_or_confirms(judged, run, side):
    from_unit = judged.people["other_supervisor"]
    from_unit.memberships.create(unit=judged.units[side], role="unit_head", valid_from=date(2026, 1, 1))
    put_up(judged, run)
    line = run.lines.get(unit=judged.units["other_village"])
    row = object_to(judged, run, line=line, item=line.items.first())
    with pytest.raises(Refused, match="不能答复、确认"):
        answer(judged, row, by="other_supervisor")
    row = answer(judged, row)
    with pytest.raises(Refused, match="不能答复、确认"):
        confirm(judged, row, by="other_supervisor")


def test_the_second_person_may_give_an_answer_back(judged, run):
    put_up(judged, run)
    row = answer(judged, object_to(judged, run))
    row = actions.return_run_objection(
        objection=row, reason="请附银行流水", version=row.version, by=judged.people["leader"], at=NOW
    )
    assert (row.state, row.return_reason) == ("open", "请附银行流水")
    row = answer(judged, row, by="other_supervisor")
    assert confirm(judged, row, by="supervisor").state == "closed"


def test_finding_and_remedy_go_together(judged, run):
    put_up(judged, run)
    row = object_to(judged, run)
    with pytest.raises(Refused, match="不需处理"):
        answer(judged, row, finding="rejected", remedy="recalculate")
    with pytest.raises(Refused, match="重新计算或书面说明"):
        answer(judged, row, finding="partly", remedy="none")


def test_open_objections_hold_the_ranking_back(judged, run):
    put_up(judged, run)
    row = object_to(judged, run)
    with pytest.raises(Refused, match="1条异议没有办结"):
        publish(judged, run)
    row = answer(judged, row, when=AFTER)
    with pytest.raises(Refused, match="1条异议没有办结"):
        publish(judged, run)
    confirm(judged, row, when=AFTER)
    assert publish(judged, run).number == 1


def test_a_withdrawn_objection_holds_nothing_back_and_an_answered_one_stays(judged, run):
    put_up(judged, run)
    row = object_to(judged, run)
    with pytest.raises(Refused, match="只有提出的人"):
        actions.withdraw_run_objection(objection=row, version=1, by=judged.people["unit_head"], at=NOW)
    actions.withdraw_run_objection(objection=row, version=1, by=judged.people["unit_clerk"], at=NOW)
    second = answer(judged, object_to(judged, run))
    with pytest.raises(Refused, match="状态是“待确认”"):
        actions.withdraw_run_objection(objection=second, version=2, by=judged.people["unit_clerk"], at=NOW)
    confirm(judged, second)
    assert publish(judged, run).number == 1


def test_an_upheld_objection_with_a_written_explanation_lets_it_go_out(judged, run):
    put_up(judged, run)
    confirm(judged, answer(judged, object_to(judged, run), finding="partly", remedy="explain"))
    assert publish(judged, run).number == 1


def test_an_upheld_objection_that_asks_for_another_run_gives_this_one_up(judged, run):
    put_up(judged, run)
    row = answer(judged, object_to(judged, run), finding="upheld", remedy="recalculate")
    supervisor = judged.people["supervisor"]
    with pytest.raises(Refused, match="还有1条异议没有办结"):
        actions.void_run(run=run, reason="异议成立", by=supervisor, at=NOW)
    confirm(judged, row)
    with pytest.raises(Refused, match="请作废后重新计算"):
        publish(judged, run)
    with pytest.raises(Refused, match="作废理由"):
        actions.void_run(run=run, reason=" ", by=supervisor, at=NOW)
    actions.void_run(run=run, reason="第1号异议成立", by=supervisor, at=NOW)
    with pytest.raises(Refused, match="状态是“已作废”"):
        publish(judged, run)
    with pytest.raises(Refused, match="只有公示中的排名"):
        actions.void_run(run=run, reason="再来一次", by=supervisor, at=NOW)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ScoreRun.objects.filter(pk=run.pk).update(state=RunState.DONE)
    again = scenario.run_scores(judged)
    put_up(judged, again)
    assert publish(judged, again).number == 1
    assert ScoreRun.objects.visible_to(judged.town.access("unit_clerk")).count() == 2


def test_whoever_asked_for_the_run_may_hang_it_out_and_not_publish_it(judged):
    run = scenario.run_scores(judged, by="supervisor")
    put_up(judged, run)
    with pytest.raises(Refused, match="发起计算的人不能发布"):
        publish(judged, run)
    assert publish(judged, run, by="other_supervisor").number == 1
