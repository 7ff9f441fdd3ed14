"""The service page of a project and the lists over all projects: what is entered, who may, what the lists show."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects import actions
from projects.models import Blocker, NextStep, ProgressNote, Project, ServiceItem
from promo.models import Event
from tests.factories import NOW, make_lead, slip

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def clerk(login, people):
    return login(people["unit_clerk"])


@pytest.fixture
def who(people):
    return {"by": people["unit_clerk"], "at": timezone.now()}


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], name="精密阀门项目")


def url(name: str, *args) -> str:
    return reverse(f"projects:{name}", args=args)


def send(browser, where: str, **fields):
    return browser.post(where, {"form_key": str(uuid4()), **fields})


def text(response) -> str:
    return response.content.decode()


# --- one project --------------------------------------------------------------------------------------------------
def test_the_page_is_for_those_who_see_the_project(login, town, neighbour, project):
    for who in ("unit_clerk", "unit_head", "office_clerk", "leader", "supervisor"):
        assert login(town.people[who]).get(url("service_show", project.pk)).status_code == 200
    assert login(town.people["other_clerk"]).get(url("service_show", project.pk)).status_code == 404
    assert login(neighbour.people["office_director"]).get(url("service_show", project.pk)).status_code == 404


def test_who_only_looks_finds_no_button_and_may_not(login, people, project):
    leader = login(people["leader"])
    assert "按模板生成" not in text(leader.get(url("service_show", project.pk)))
    assert send(leader, url("step_add", project.pk), text="会商", due_on="2026-12-01").status_code == 403


def test_a_unit_that_only_has_a_share_sees_but_does_not_enter(login, town, people, project):
    project.refresh_from_db()
    shares = [(town.units["village"], 7000), (town.units["other_village"], 3000)]
    actions.share_credit(
        project=project, shares=shares, valid_from=NOW.date(), reason="联合招商", version=project.version,
        files=[slip()], by=people["office_director"], at=NOW,
    )  # fmt: skip
    other = login(people["other_clerk"])
    assert other.get(url("service_show", project.pk)).status_code == 200
    assert send(other, url("blocker_add", project.pk), kind="land", text="用地").status_code == 403
    assert not Blocker.objects.exists()


def test_a_visit_is_entered_with_place_people_photo_and_next_step(clerk, project, today):
    form = {
        "kind": "visit", "happened_on": today.isoformat(), "place": "苏州工业园区", "people": "李村长、王小村",
        "text": "拜访企业总部", "files": slip("合影.pdf"), "next_text": "寄送用地资料", "next_owner": "王小村",
        "next_due_on": (today + 3 * DAY).isoformat(),
    }  # fmt: skip
    key = str(uuid4())
    for _ in range(2):
        form["files"].seek(0)
        answer = clerk.post(url("progress_add", project.pk), {"form_key": key, **form})
        assert answer.status_code == 302
    note = ProgressNote.objects.get()
    page = text(clerk.get(url("service_show", project.pk)))
    for said in ("外出拜访", "苏州工业园区", "拜访企业总部", "合影.pdf", "寄送用地资料", "还有3天"):
        assert said in page, said
    assert note.next_steps.get().owner == "王小村"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"next_text": "寄资料"}, "next_due_on", "请填写下一步工作的完成日期。"),
        ({"next_due_on": "2030-01-01"}, "next_text", "请填写下一步工作。"),
        ({"next_text": "寄资料", "next_due_on": "2020-01-01"}, "next_due_on", "日期不能早于今天。"),
        ({"kind": "dinner"}, "kind", "请从列表中选择方式。"),
    ],
)
def test_a_next_step_is_whole_or_not_at_all(clerk, project, today, typed, field, sentence):
    form = {"happened_on": today.isoformat(), "text": "企业来访，谈了用地"} | typed
    answer = send(clerk, url("progress_add", project.pk), **form)
    assert answer.status_code == 422
    assert sentence in "".join(answer.context["form"].errors[field])
    assert "企业来访，谈了用地" in text(answer), "what was typed is kept"
    assert not ProgressNote.objects.exists() and not NextStep.objects.exists()


def test_the_log_is_narrowed_to_a_kind(clerk, project, who, today):
    for kind, said in (("visit", "去了苏州"), ("call", "通了电话")):
        actions.record_progress(project=project, happened_on=today, text=said, kind=kind, **who)
    page = text(clerk.get(url("service_show", project.pk), {"kind": "call"}))
    assert "通了电话" in page and "去了苏州" not in page
    assert "外出拜访 1" in page and "全部 2" in page
    assert "去了苏州" in text(clerk.get(url("service_show", project.pk), {"kind": "unknown"}))


def test_a_step_goes_its_way_through_the_pages(clerk, project, today):
    due = (today + DAY).isoformat()
    assert send(clerk, url("step_add", project.pk), text="会商用地", due_on=due).status_code == 302
    step = NextStep.objects.get()
    moved = {"due_on": (today + 5 * DAY).isoformat(), "version": step.version}
    refused = send(clerk, url("step_move", step.pk), reason="", **moved)
    assert refused.status_code == 422 and "请填写调整原因" in text(refused)
    assert send(clerk, url("step_move", step.pk), reason="投资方改期", **moved).status_code == 302
    stale = {"done_on": today.isoformat(), "result": "已会商", "version": step.version}
    answer = send(clerk, url("step_finish", step.pk), **stale)
    assert answer.status_code == 422 and "刚被别人修改过" in text(answer) and "已会商" in text(answer)
    again = answer.context["form"]["version"].value()
    assert send(clerk, url("step_finish", step.pk), **stale | {"version": again}).status_code == 302
    page = text(clerk.get(url("service_show", project.pk)))
    assert "已办结" in page and "王小村：已会商" in page
    assert clerk.get(url("step_finish", step.pk)).status_code == 302
    history = text(clerk.get(url("project_show", project.pk)))
    assert "调整完成日期" in history and "办结下一步工作" in history


def test_a_blocker_is_settled_by_the_unit_it_was_given_to(login, clerk, town, people, project):
    unit = town.units["other_village"]
    answer = send(
        clerk, url("blocker_add", project.pk), kind="road", text="进场道路未通", unit=unit.pk, owner="赵柳河"
    )
    assert answer.status_code == 302
    blocker = Blocker.objects.get()
    settling = login(people["other_clerk"])
    listed = text(settling.get(url("blocker_list")))
    assert "进场道路未通" in listed and "精密阀门项目" in listed
    assert url("service_show", project.pk) not in listed, "the project itself stays closed to them"
    assert settling.get(url("service_show", project.pk)).status_code == 404
    assert send(settling, url("blocker_edit", blocker.pk), due_on="2030-01-01").status_code == 403
    today = timezone.localdate()
    form = {"resolved_on": today.isoformat(), "resolution": "道路已修通", "version": blocker.version}
    assert send(settling, url("blocker_resolve", blocker.pk), **form).status_code == 302
    assert "道路已修通" in text(settling.get(url("blocker_show", blocker.pk)))
    assert "再次提出" in text(clerk.get(url("blocker_show", blocker.pk)))
    assert send(clerk, url("blocker_reopen", blocker.pk), text="雨后又断").status_code == 302
    assert Blocker.objects.open().get().text == "雨后又断"


def test_a_blocker_is_given_to_another_unit_and_day(clerk, town, project, who, today):
    blocker = actions.raise_blocker(project=project, kind="land", text="缺指标", **who)
    form = {"unit": town.units["department"].pk, "owner": "", "due_on": (today + 60 * DAY).isoformat(), "reason": "",
            "version": blocker.version}  # fmt: skip
    refused = send(clerk, url("blocker_edit", blocker.pk), **form)
    assert refused.status_code == 422 and "调整解决时限须填写原因。" in text(refused)
    assert send(clerk, url("blocker_edit", blocker.pk), **form | {"reason": "指标下达晚"}).status_code == 302
    blocker.refresh_from_db()
    assert blocker.unit == town.units["department"]


def test_permits_come_from_the_template_and_are_counted(clerk, project, today):
    assert send(clerk, url("items_list", project.pk, "permits")).status_code == 302
    assert ServiceItem.objects.count() == 10
    again = clerk.post(url("items_list", project.pk, "permits"), {"form_key": str(uuid4())}, follow=True)
    assert "模板中的事项都已列入清单。" in text(again) and ServiceItem.objects.count() == 10
    first, second = ServiceItem.objects.all()[:2]
    done = {
        "done_on": today.isoformat(),
        "number": "91410000",
        "version": first.version,
        "files": slip("营业执照.pdf"),
    }
    assert send(clerk, url("item_edit", first.pk), **done).status_code == 302
    dropped = {"is_dropped": "on", "note": "租用现有厂房", "version": second.version}
    assert send(clerk, url("item_edit", second.pk), **dropped).status_code == 302
    page = text(clerk.get(url("service_show", project.pk)))
    for said in ("1 / 9", "91410000", "营业执照.pdf", "不需办理", "租用现有厂房"):
        assert said in page, said
    assert send(clerk, url("item_add", project.pk, "preparation"), name="地质勘察").status_code == 302
    assert clerk.get(url("item_add", project.pk, "nothing")).status_code == 404


def test_the_workbook_of_a_project_has_a_sheet_each_and_is_remembered(clerk, project, who):
    actions.plan_step(project=project, text="会商", due_on=timezone.localdate(), **who)
    answer = clerk.get(url("service_export", project.pk))
    assert answer.status_code == 200 and answer["Content-Type"].endswith("sheet")
    assert Event.objects.filter(verb="downloaded", detail__what="项目服务记录").count() == 1


def test_an_ended_project_takes_no_more(clerk, project, who):
    item = actions.add_item(project=project, which="permits", name="施工许可", **who)
    Project.objects.filter(pk=project.pk).update(status="terminated", status_reason="撤资")
    page = text(clerk.get(url("service_show", project.pk)))
    assert "按模板生成" not in page
    assert clerk.get(url("item_edit", item.pk)).status_code == 302
    assert send(clerk, url("item_edit", item.pk), number="1", version=1).status_code == 302
    item.refresh_from_db()
    assert item.number == ""


# --- who is in charge ---------------------------------------------------------------------------------------------
def test_who_is_in_charge_is_chosen_among_the_unit_and_the_office(clerk, login, people, project, today):
    form = clerk.get(url("charge_set", project.pk)).context["form"]
    assert {user.name for user in form.fields["owner"].queryset} == {"王小村", "李村长", "孙经办", "周主任"}
    typed = {
        "owner": people["unit_head"].pk, "sponsor": "吴镇长", "planned_start_on": (today - DAY).isoformat(),
        "planned_completion_on": "", "version": project.version,
    }  # fmt: skip
    assert send(clerk, url("charge_set", project.pk), **typed).status_code == 302
    page = text(login(people["leader"]).get(url("project_show", project.pk)))
    for said in ("李村长", "吴镇长", "已超过计划开工日期1天，尚未开工。"):
        assert said in page, said
    assert login(people["supervisor"]).get(url("charge_set", project.pk)).status_code == 403


def test_a_plan_that_ends_before_it_begins_is_refused(clerk, project, today):
    typed = {"planned_start_on": today.isoformat(), "planned_completion_on": (today - DAY).isoformat(),
             "version": project.version}  # fmt: skip
    answer = send(clerk, url("charge_set", project.pk), **typed)
    assert answer.status_code == 422 and "计划竣工日期不能早于计划开工日期。" in text(answer)


@pytest.mark.parametrize("size", [1, 8])
def test_the_pages_take_the_same_queries_however_much_happened(
    login, people, project, who, size, today, django_assert_max_num_queries
):
    for number in range(size):
        actions.record_progress(
            project=project, happened_on=today, text=f"{number}", files=[slip()],
            following={"text": f"第{number}步", "due_on": today, "owner": ""}, **who,
        )  # fmt: skip
        actions.raise_blocker(project=project, kind="land", text=f"难点{number}", **who)
        actions.add_item(project=project, which="permits", name=f"事项{number}", **who)
    director = login(people["office_director"])
    with django_assert_max_num_queries(16):
        assert director.get(url("service_show", project.pk)).status_code == 200
    for name in ("step_list", "blocker_list", "permit_list"):
        with django_assert_max_num_queries(13):
            assert director.get(url(name)).status_code == 200
