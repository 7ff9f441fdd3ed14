"""The desk: what waits, what is late, what came back, what changed; each line opens its place, counts are of all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessment.reminding import remind_of_late
from projects import actions
from projects.models import Blocker, LeadState, NextStep, Project, ReferralCase, Transfer
from promo.models import LastLook, Notice
from tests.factories import NOW, TODAY, at, make_arrival, make_lead, make_milestone, signed_project

LATE, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def desk(login, user, url: str = "/"):
    return login(user).get(url).context["desk"]


def lots(block) -> dict:
    return {lot.label: lot.count for lot in block.lots}


@pytest.fixture
def project(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


def step(project, on, text: str = "送用地资料", **more):
    by = project.registered_by
    return NextStep.objects.create(
        project=project, text=text, due_on=on, recorded_by=by, recorded_at=NOW, **more
    )


def blocker(project, unit, on):
    return Blocker.objects.create(
        project=project, kind="land", text="用地指标未落实", unit=unit, raised_on=on - timedelta(days=9), due_on=on,
        raised_by=project.registered_by, raised_at=NOW,
    )  # fmt: skip


def test_a_clear_desk_says_so(town, login):
    html = login(town.people["unit_clerk"]).get("/").content.decode()
    for sentence in ("没有待办事项", "没有逾期事项", "没有被退回的事项", "没有新的变动"):
        assert sentence in html


def test_steps_and_blockers_stand_under_what_waits_until_their_day_and_then_under_what_is_late(
    town, login, project
):
    village, farm = town.units["village"], town.units["department"]
    for on in (SOON, TODAY, LATE):
        step(project, on)
    blocker(project, village, SOON)
    blocker(project, village, LATE)
    blocker(project, farm, LATE)
    found = desk(login, town.people["unit_clerk"])
    assert lots(found.waiting) == {"下一步工作": 2, "待解决难点": 1}
    assert lots(found.late)["逾期下一步工作"] == 1
    assert lots(found.late)["逾期解决难点"] == 1
    assert found.late.items[0].is_late
    assert lots(desk(login, town.people["other_clerk"]).waiting) == {}


def test_what_is_done_or_belongs_to_an_ended_project_leaves_the_desk(town, login, project):
    done = {"done_on": TODAY, "done_by": project.registered_by, "done_at": NOW}
    step(project, LATE, **done)
    step(project, LATE, text="未办")
    assert lots(desk(login, town.people["unit_clerk"]).late)["逾期下一步工作"] == 1
    Project.objects.filter(pk=project.pk).update(status="terminated", status_reason="撤资")
    assert lots(desk(login, town.people["unit_clerk"]).late) == {}


def test_the_count_is_of_all_and_the_list_shows_the_first(town, login, project):
    for number in range(12):
        step(project, LATE - timedelta(days=number), text=f"第{number}项")
    late = desk(login, town.people["unit_clerk"]).late
    assert (late.count, len(late.items), late.items[0].title) == (12 + _red(late), 8, "第11项")
    assert late.rest == late.count - 8


def _red(block) -> int:
    return lots(block).get("亮红灯项目", 0)


def test_the_office_finds_leads_by_their_clocks(town, login):
    people = town.people
    make_lead(unit=town.units["village"], by=people["unit_clerk"])
    old = make_lead(
        unit=town.units["village"], by=people["unit_clerk"], name="另一项目", investor="另一公司",
        on=TODAY - timedelta(days=20),
    )  # fmt: skip
    found = desk(login, people["office_clerk"])
    assert lots(found.waiting)["待受理线索"] == 2
    assert lots(found.late)["超期线索"] == 1
    item = next(one for one in found.late.items if one.about == "另一项目")
    assert "超期" in item.note and item.url == reverse("projects:screening_show", args=[old.pk])
    assert login(people["office_clerk"]).get(item.url).status_code == 200


def test_facts_wait_for_the_office_and_open_where_they_are_verified(town, login):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )
    fact = make_arrival(project=project, by=people["unit_clerk"])
    found = desk(login, people["office_director"]).waiting
    assert lots(found)["待核实资金"] == 1
    assert fact.get_absolute_url() in [item.url for item in found.items]


def test_what_came_back_waits_with_its_reason(town, login, project):
    people = town.people
    fact = make_milestone(project=project, by=people["unit_clerk"])
    actions.return_fact(
        fact=fact, reason="缺签字页", version=fact.version, by=people["office_director"], at=NOW
    )
    Project.objects.filter(pk=project.pk).update(lead_state=LeadState.SUPPLEMENT)
    back = desk(login, people["unit_head"]).returned
    assert lots(back) == {"待补充线索": 1, "退回的节点": 1}
    assert "缺签字页" in [item.note for item in back.items]
    assert lots(desk(login, people["other_clerk"]).returned) == {}


def test_a_transfer_waits_for_both_sides_until_each_has_confirmed(town, login, project):
    row = Transfer.objects.create(
        project=project, kind="department", from_unit=town.units["village"], to_unit=town.units["other_village"],
        valid_from=TODAY, from_share=7000, document="会议纪要", reason="落户", asked_by=town.people["office_clerk"],
        asked_at=NOW,
    )  # fmt: skip
    assert lots(desk(login, town.people["unit_head"]).waiting) == {"待确认流转": 1}
    assert lots(desk(login, town.people["other_clerk"]).waiting) == {"待确认流转": 1}
    Transfer.objects.filter(pk=row.pk).update(given_at=NOW, given_by=town.people["unit_head"])
    assert lots(desk(login, town.people["unit_head"]).waiting) == {}
    assert lots(desk(login, town.people["other_clerk"]).waiting) == {"待确认流转": 1}


def test_a_leader_finds_what_waits_for_him_on_his_own_first_page(town, login, project):
    leader = login(town.people["leader"])
    assert "待我办理" not in leader.get("/dashboard/").content.decode()
    ReferralCase.objects.create(project=project, state="arbitration", opened_at=NOW)
    band = leader.get("/dashboard/").context["band"]
    assert lots(band) == {"待仲裁": 1}
    assert leader.get(band.items[0].url).status_code == 200
    assert login(town.people["supervisor"]).get("/dashboard/").context.get("band") is None


def test_every_line_of_every_desk_opens(town, login, project):
    people = town.people
    step(project, LATE)
    blocker(project, town.units["village"], LATE)
    make_milestone(project=project, by=people["unit_clerk"])
    make_lead(unit=town.units["other_village"], by=people["other_clerk"])
    for who in ("unit_clerk", "unit_head", "office_clerk", "office_director", "supervisor"):
        session = login(people[who])
        found = session.get("/").context["desk"]
        urls = {item.url for block in found.blocks for item in block.items}
        urls |= {lot.url for block in found.blocks for lot in block.lots}
        assert "" not in urls
        for url in urls:
            assert session.get(url).status_code == 200, f"{who} {url}"


def test_what_others_did_since_the_last_look_goes_when_the_person_says_so(town, login, project):
    people = town.people
    actions.suspend(project=project, reason="等地", version=1, by=people["office_director"], at=NOW)
    session = login(people["unit_clerk"])
    since = session.get("/").context["since"]
    assert [event.verb for event in since.events] == ["project_suspended"]  # not the own registration
    assert session.get("/").context["since"].count == 1
    form = {"form_key": str(uuid4())}
    for _ in range(2):
        assert session.post(reverse("desk_seen"), form).url == "/"
    assert session.get("/").context["since"].count == 0
    assert LastLook.objects.get().at == NOW
    assert login(people["unit_head"]).get("/").context["since"].count == 2


def test_a_neighbour_sees_nothing_of_ours(town, neighbour, login, project):
    step(project, LATE)
    make_milestone(project=project, by=town.people["unit_clerk"])
    for who in ("unit_clerk", "office_director", "supervisor"):
        answer = login(neighbour.people[who]).get("/")
        assert [block.count for block in answer.context["desk"].blocks] == [0, 0, 0]
        assert answer.context["since"].count == 0


def test_the_desk_asks_as_many_questions_for_much_as_for_little(town, login, django_assert_max_num_queries):
    sessions = {who: login(town.people[who]) for who in ("unit_clerk", "office_director", "supervisor")}

    def fill(count: int, prefix: str) -> None:
        for number in range(count):
            lead = make_lead(
                unit=town.units["village"], by=town.people["unit_clerk"], name=f"{prefix}{number}号项目",
                investor=f"{prefix}{number}号公司",
            )  # fmt: skip
            step(lead, LATE)
            blocker(lead, town.units["village"], LATE)
            make_milestone(project=lead, by=town.people["unit_clerk"])

    fill(3, "甲")
    counts = {}
    for who, session in sessions.items():
        with django_assert_max_num_queries(50) as asked:
            session.get("/")
        counts[who] = len(asked)
    fill(9, "乙")
    for who, session in sessions.items():
        with django_assert_max_num_queries(counts[who]):
            session.get("/")


def reminders(user) -> list[str]:
    return list(Notice.objects.of(user).filter(kind="late").order_by("at").values_list("title", flat=True))


def test_one_line_a_morning_about_what_became_late(town, project):
    clerk = town.people["unit_clerk"]
    step(project, LATE)
    blocker(project, town.units["village"], LATE)
    step(project, LATE - timedelta(days=30))
    assert remind_of_late(now=at(TODAY, 7)) == 0
    remind_of_late(now=at(TODAY, 8))
    remind_of_late(now=at(TODAY, 9))
    assert reminders(clerk) == ["新逾期：下一步工作1项，解决难点1项"]
    assert reminders(town.people["other_clerk"]) == []


def test_a_weekend_without_a_reminder_loses_nothing(town, project):
    remind_of_late(now=at(TODAY, 8))
    step(project, TODAY)
    step(project, TODAY + timedelta(days=1))
    step(project, LATE)
    Notice.objects.create(
        user=town.people["unit_clerk"], kind="late", title="早前", url="/", key="x", at=at(TODAY, 8)
    )
    remind_of_late(now=at(TODAY + timedelta(days=3), 8))
    assert reminders(town.people["unit_clerk"])[-1] == "新逾期：下一步工作2项"
