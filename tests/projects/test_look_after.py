"""What is done for a project between its milestones: the log, next steps, blockers, checklists, who is in charge."""

from datetime import date, timedelta

import pytest

from projects import actions
from projects.models import Blocker, NextStep, OfficeRule, ServiceItem
from projects.rulebook import KINDS
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, TODAY, at, make_lead, make_user, slip
from units.actions import end_membership

DAY = timedelta(days=1)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def who(people):
    return {"by": people["unit_clerk"], "at": NOW}


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=TODAY - 40 * DAY)


def sentence(act, **given) -> tuple[str, str]:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.sentence, refusal.value.field


def last_event(project) -> Event:
    return Event.objects.about(project).order_by("pk").last()


def test_an_entry_keeps_its_kind_papers_and_next_step(project, who):
    note = actions.record_progress(
        project=project, happened_on=TODAY - DAY, text="看了两处地块", kind="visit", place="苏州", people="李村长",
        files=[slip("现场照片.pdf")], following={"text": "发送用地方案", "due_on": TODAY + 3 * DAY, "owner": "王小村"},
        **who,
    )  # fmt: skip
    step = note.next_steps.get()
    paper = project.evidence.get()
    assert (note.get_kind_display(), note.place, note.people) == ("外出拜访", "苏州", "李村长")
    assert (step.text, step.owner, step.due_on) == ("发送用地方案", "王小村", TODAY + 3 * DAY)
    assert (paper.subject, paper.subject_id) == ("projects.progressnote", note.pk)
    project.refresh_from_db()
    assert project.last_entry_on == TODAY
    assert [event.verb for event in Event.objects.about(project).order_by("-pk")[:2]] == [
        "step_planned", "progress_recorded",
    ]  # fmt: skip


def test_a_step_is_moved_with_a_reason_and_finished_once(project, who):
    step = actions.plan_step(project=project, text="会商用地", due_on=TODAY + DAY, **who)
    actions.move_step(step=step, version=step.version, due_on=TODAY + 9 * DAY, reason="投资方改期", **who)
    moved = last_event(project)
    assert moved.detail["changes"]["due_on"] == [str(TODAY + DAY), str(TODAY + 9 * DAY)]
    assert moved.detail["reason"] == "投资方改期"
    actions.finish_step(step=step, version=step.version, done_on=TODAY, result="已会商", **who)
    again = sentence(
        actions.finish_step, step=step, version=step.version, done_on=TODAY, result="再办", **who
    )
    assert again[0] == "这项工作已经办结。"
    assert NextStep.objects.get().result == "已会商"


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"due_on": TODAY - DAY, "reason": "忙"}, ("日期不能早于今天。", "due_on")),
        ({"due_on": TODAY + DAY, "reason": "忙"}, ("完成日期没有变化。", "due_on")),
        ({"due_on": TODAY + 2 * DAY, "reason": " "}, ("请填写调整原因。", "reason")),
    ],
)
def test_a_step_is_not_moved_without_need(project, who, given, refused):
    step = actions.plan_step(project=project, text="会商用地", due_on=TODAY + DAY, **who)
    assert sentence(actions.move_step, step=step, version=step.version, **given, **who) == refused


def test_moving_a_day_does_not_show_progress(project, who):
    step = actions.plan_step(project=project, text="会商用地", due_on=TODAY + DAY, **who)
    actions.move_step(step=step, version=step.version, due_on=TODAY + 2 * DAY, reason="改期", **who)
    project.refresh_from_db()
    assert project.last_entry_on == TODAY - 40 * DAY


def test_a_step_of_yesterday_cannot_be_planned_and_a_result_is_needed(project, who):
    assert sentence(actions.plan_step, project=project, text="会商", due_on=TODAY - DAY, **who)[1] == "due_on"
    step = actions.plan_step(project=project, text="会商", due_on=TODAY, **who)
    finish = {"step": step, "version": step.version, "done_on": TODAY, "result": "好", **who}
    assert sentence(actions.finish_step, **finish | {"result": ""})[0] == "请填写办理情况。"
    assert sentence(actions.finish_step, **finish | {"done_on": TODAY + DAY})[0] == "日期不能晚于今天。"
    assert (
        sentence(actions.finish_step, **finish | {"done_on": TODAY - DAY})[0] == "办结日期不能早于登记日期。"
    )
    assert "刚被别人修改过" in sentence(actions.finish_step, **finish | {"version": 7})[0]


def test_a_blocker_has_the_days_of_the_office_unless_said_otherwise(project, who, town):
    usual = actions.raise_blocker(project=project, kind="land", text="缺用地指标", **who)
    assert usual.due_on == date(2026, 12, 11), "15 working days after Friday 20 November"
    OfficeRule.objects.create(
        region=town.region, kind="blockers", valid_from=TODAY, basis="镇政办〔2026〕8号", decided_by=who["by"],
        decided_at=NOW, document={"kinds": [{"code": "port", "name": "码头"}], "days": 2},
    )  # fmt: skip
    assert actions.raise_blocker(project=project, kind="port", text="泊位", **who).due_on == date(
        2026, 11, 24
    )
    refused = sentence(actions.raise_blocker, project=project, kind="land", text="缺指标", **who)
    assert refused == ("请从列表中选择种类。", "kind")


def test_a_blocker_is_given_to_a_unit_resolved_in_words_and_comes_back_as_a_new_one(project, who, town):
    blocker = actions.raise_blocker(project=project, kind="power", text="容量不足", **who)
    change = {"blocker": blocker, "unit": town.units["department"], "owner": "赵所长", "reason": "", **who}
    later = TODAY + 60 * DAY
    refused = sentence(actions.change_blocker, version=blocker.version, due_on=later, **change)
    assert refused == ("调整解决时限须填写原因。", "reason")
    actions.change_blocker(version=blocker.version, due_on=blocker.due_on, **change)
    assert last_event(project).detail["changes"]["unit"] == [None, "农业办"]
    resolve = {"blocker": blocker, "version": blocker.version, **who}
    refused = sentence(actions.resolve_blocker, resolved_on=TODAY, resolution=" ", **resolve)
    assert refused == ("请填写解决情况。", "resolution")
    actions.resolve_blocker(resolved_on=TODAY, resolution="新建一台变压器", **resolve)
    again = actions.reopen_blocker(blocker=blocker, text="容量仍不足", due_on=None, **who)
    blocker.refresh_from_db()
    assert blocker.resolution == "新建一台变压器" and again.resolved_on is None
    assert (again.unit, again.owner, again.kind) == (town.units["department"], "赵所长", "power")
    refused = sentence(actions.reopen_blocker, blocker=blocker, text="容量仍不足", due_on=None, **who)
    assert refused[0] == "同样的难点还没有解决，不必重复提出。"
    assert Blocker.objects.count() == 2


def test_the_template_is_taken_once_and_grows_with_the_office(project, who, town):
    items = actions.take_template(project=project, which="permits", **who)
    assert len(items) == 10 and items[0].name == "企业注册登记"
    assert items[0].promised_on == date(2026, 11, 23), "one working day after a Friday"
    refused = sentence(actions.take_template, project=project, which="permits", **who)
    assert refused[0] == "模板中的事项都已列入清单。"
    document = KINDS["permits"].default
    document["permits"].append({"code": "heat", "name": "供热报装", "department": "供热", "days": 5})
    OfficeRule.objects.create(
        region=town.region, kind="permits", valid_from=TODAY, document=document, basis="镇政办〔2026〕9号",
        decided_by=who["by"], decided_at=NOW,
    )  # fmt: skip
    assert [item.name for item in actions.take_template(project=project, which="permits", **who)] == [
        "供热报装"
    ]
    assert [item.name for item in actions.take_template(project=project, which="preparation", **who)] == [
        "用地落实", "规划设计", "施工招标",
    ]  # fmt: skip


def test_an_own_item_is_added_done_with_its_number_and_paper(project, who):
    item = actions.add_item(project=project, which="permits", name="取水许可", department="水利", **who)
    refused = sentence(actions.add_item, project=project, which="permits", name="取水许可", **who)
    assert refused == ("清单中已有这个事项。", "name")
    actions.change_item(
        item=item, version=item.version, department="水利", started_on=TODAY - 3 * DAY, done_on=TODAY,
        number="取水〔2026〕3号", files=[slip("批文.pdf")], **who,
    )  # fmt: skip
    assert last_event(project).verb == "item_done"
    assert project.evidence.get().kind == item.code
    assert not ServiceItem.objects.open().exists()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"started_on": TODAY, "done_on": TODAY - DAY}, ("办结日期不能早于受理日期。", "done_on")),
        ({"done_on": TODAY + DAY}, ("日期不能晚于今天。", "done_on")),
        ({"is_dropped": True}, ("不需办理的，请说明原因。", "note")),
        (
            {"is_dropped": True, "done_on": TODAY, "note": "x"},
            ("已办结的事项不能标为不需办理。", "is_dropped"),
        ),
        ({}, ("没有需要保存的修改。", "")),
    ],
)
def test_an_item_that_cannot_be_so_is_refused(project, who, given, refused):
    item = actions.add_item(project=project, which="permits", name="取水许可", **who)
    found = sentence(actions.change_item, item=item, version=item.version, **given, **who)
    assert (found[0], found[1] or "") == refused


def test_who_is_in_charge_works_for_the_unit_or_the_office(project, who, people, town):
    given = {
        "project": project,
        "sponsor": "吴镇长",
        "planned_start_on": TODAY,
        "planned_completion_on": None,
        **who,
    }
    actions.put_in_charge(owner=people["unit_head"], version=project.version, **given)
    assert last_event(project).detail["changes"]["owner"] == [None, "李村长"]
    refused = sentence(actions.put_in_charge, owner=people["other_clerk"], version=project.version, **given)
    assert refused == ("责任人须为引资单位或经济办的现任人员。", "owner")
    unchanged = sentence(actions.put_in_charge, owner=people["unit_head"], version=project.version, **given)
    assert unchanged[0] == "没有需要保存的修改。"
    early = given | {"planned_completion_on": TODAY - DAY}
    refused = sentence(actions.put_in_charge, owner=people["unit_head"], version=project.version, **early)
    assert refused[1] == "planned_completion_on"


def test_an_owner_who_left_stays_until_another_is_named(project, who, town, people):
    leaving = make_user("leaving", unit=town.units["village"], role="unit_clerk")
    given = {"project": project, "planned_start_on": None, "planned_completion_on": None, **who}
    actions.put_in_charge(owner=leaving, sponsor="", version=project.version, **given)
    end_membership(membership=leaving.memberships.get(), on=TODAY - DAY, by=people["administrator"], at=NOW)
    actions.put_in_charge(owner=leaving, sponsor="吴镇长", version=project.version, **given)
    project.refresh_from_db()
    assert project.sponsor == "吴镇长"


def test_nothing_is_done_for_a_project_that_ended(project, who, people):
    step = actions.plan_step(project=project, text="会商", due_on=TODAY, **who)
    blocker = actions.raise_blocker(project=project, kind="land", text="用地", **who)
    project.status = "terminated"
    type(project).objects.filter(pk=project.pk).update(status="terminated", status_reason="撤资")
    ended = "项目已终止或撤销，不能再登记服务事项。"
    for act, given in (
        (actions.plan_step, {"project": project, "text": "会商", "due_on": TODAY}),
        (actions.finish_step, {"step": step, "version": 1, "done_on": TODAY, "result": "好"}),
        (actions.raise_blocker, {"project": project, "kind": "land", "text": "用地"}),
        (
            actions.resolve_blocker,
            {"blocker": blocker, "version": 1, "resolved_on": TODAY, "resolution": "好"},
        ),
        (actions.take_template, {"project": project, "which": "permits"}),
    ):
        assert sentence(act, **given, **who)[0] == ended
    assert not NextStep.objects.going_on().exists() and not Blocker.objects.going_on().exists()


def test_later_entries_do_not_turn_back_the_last_entry(project, people):
    early = at(TODAY - 50 * DAY)
    actions.record_progress(
        project=project, happened_on=TODAY - 51 * DAY, text="补记", by=people["unit_clerk"], at=early
    )
    project.refresh_from_db()
    assert project.last_entry_on == TODAY - 40 * DAY
