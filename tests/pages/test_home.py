"""The first page: each role finds its own work, every figure opens its list."""

from datetime import date

import pytest

from assessment.actions.reports import draft_report
from assessment.reports.fortnight import the_fortnight
from projects import actions, ledger
from promo.models import Job
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project, verify


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(login, user) -> str:
    response = login(user).get("/")
    assert response.status_code == 200
    return response.content.decode()


def figures(login, user, name: str) -> dict:
    """label -> (number, url) of a desk."""
    shown = login(user).get("/").context[name]
    rows = shown["figures"] if isinstance(shown, dict) else shown
    return {row.label: (row.number, row.url) for row in rows}


def test_nobody_comes_in_without_a_login(client, town):
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "who", ["unit_clerk", "unit_head", "office_clerk", "office_director", "supervisor", "administrator"]
)
def test_everybody_finds_a_desk_in_an_empty_town(town, login, who):
    assert "工作台" in page(login, town.people[who])


def test_a_leader_goes_to_the_dashboard(town, login):
    assert login(town.people["leader"]).get("/").url == "/dashboard/"


def test_a_person_without_a_role_is_told_whom_to_ask(town, login):
    user = town.people["unit_clerk"]
    user.memberships.update(valid_to=date(2026, 1, 1))
    assert "请联系系统管理员" in page(login, user)


def test_a_unit_without_projects_is_led_to_register(town, login):
    html = page(login, town.people["unit_clerk"])
    assert "本单位还没有项目" in html
    assert 'href="/projects/new/"' in html


def test_a_unit_sees_its_stages_and_each_opens_as_many_projects(town, login):
    people, village = town.people, town.units["village"]
    make_lead(unit=village, by=people["unit_clerk"])
    signed_project(
        unit=village,
        by=people["unit_clerk"],
        verifier=people["office_director"],
        name="另一个项目",
        investor="另一家公司",
    )
    make_lead(
        unit=town.units["other_village"], by=people["other_clerk"], name="别村的项目", investor="别家公司"
    )
    session = login(people["unit_clerk"])
    stages = session.get("/").context["unit_desk"]["units"][0]["stages"]
    assert [(stage.label, stage.number) for stage in stages] == [("线索", 1), ("签约", 1)]
    for stage in stages:
        assert session.get(stage.url).context["page"].paginator.count == stage.number
    assert "别村的项目" not in session.get("/").content.decode()


def test_a_unit_sees_its_own_year_against_its_target(town, login):
    people, village = town.people, town.units["village"]
    scenario.give_target(town, "village", "signed_amount", 10_000_000_000)
    signed_project(unit=village, by=people["unit_clerk"], verifier=people["office_director"])
    html = page(login, people["unit_clerk"])
    assert "年度任务1亿元，完成50.00%" in html
    assert f"unit={village.pk}" in html


def test_what_was_sent_back_waits_with_its_reason(town, login):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )
    fact = make_arrival(project=project, by=people["unit_clerk"])
    actions.return_fact(
        fact=fact, reason="回单不清楚", version=fact.version, by=people["office_director"], at=NOW
    )
    html = page(login, people["unit_clerk"])
    assert "回单不清楚" in html
    assert f"/facts/arrival/{fact.pk}/" in html
    assert "回单不清楚" not in page(login, people["other_clerk"])


def test_the_office_sees_what_waits_and_since_when(town, login, neighbour):
    people = town.people
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    make_milestone(project=lead, by=people["unit_clerk"], at=NOW)
    make_lead(unit=neighbour.units["village"], by=neighbour.people["unit_clerk"])
    rows = figures(login, people["office_clerk"], "office")
    assert rows["待核实"] == (1, "/verify/")
    assert rows["本周新增线索"] == (1, "/projects/?registered_from=2026-11-16")
    assert "最早一项为今天录入" in page(login, people["office_clerk"])


def test_likely_duplicates_wait_for_the_office(town, login):
    for clerk, unit in (("unit_clerk", "village"), ("other_clerk", "other_village")):
        make_lead(unit=town.units[unit], by=town.people[clerk])
    assert figures(login, town.people["office_clerk"], "office")["疑似重复"] == (1, "/duplicates/")


def test_the_supervisor_finds_the_draft_and_the_units_without_anything(town, login):
    people = town.people
    signed_project(unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"])
    period = the_fortnight(NOW.date()).previous()
    report = draft_report(region=town.region, period=period, as_of=ledger.moment(NOW), at=NOW)
    session = login(people["supervisor"])
    shown = session.get("/").context["supervision"]
    rows = {row.label: (row.number, row.url) for row in shown["figures"]}
    assert rows["待发布通报"] == (1, f"/reports/{report.pk}/")
    assert [one["name"] for one in shown["idle"]] == ["柳河村", "农业办", "财政所", "税务分局", "工业园"]


def test_a_quiet_project_is_on_the_desks_of_its_unit_and_the_office(town, login):
    make_lead(unit=town.units["village"], by=town.people["unit_clerk"], on=date(2026, 5, 1))
    for who in ("unit_clerk", "office_clerk", "supervisor"):
        session = login(town.people[who])
        quiet = session.get("/").context["quiet"]
        assert (quiet.count, quiet.first[0][1]) == (1, 203)
        assert session.get(quiet.url).context["page"].paginator.count == 1
    assert login(town.people["other_clerk"]).get("/").context["quiet"].count == 0


def test_the_administrator_sees_idle_accounts_failed_jobs_and_silent_processes(town, login):
    Job.objects.create(
        kind="score",
        title="计算排名",
        state="failed",
        error="处理时出错",
        requested_at=NOW,
        heartbeat_at=NOW,
        finished_at=NOW,
    )
    town.people["unit_clerk"].memberships.update(valid_to=date(2026, 1, 1))
    rows = figures(login, town.people["administrator"], "administration")
    assert rows["没有岗位的账号"] == (1, "/people/")
    assert rows["未完成的后台任务"] == (1, "#failed-jobs")
    html = page(login, town.people["administrator"])
    assert "计算排名" in html
    assert "未运行" in html


def test_the_desk_asks_as_many_questions_for_forty_projects_as_for_ten(
    town, login, django_assert_max_num_queries
):
    people = town.people

    def add(count: int, prefix: str) -> None:
        for place in range(count):
            lead = make_lead(
                unit=town.units["village"], by=people["unit_clerk"], name=f"{prefix}{place}",
                investor=f"{prefix}{place}", on=date(2026, 5, 1),
            )  # fmt: skip
            fact = make_milestone(project=lead, by=people["unit_clerk"], at=NOW)
            actions.return_fact(
                fact=fact, reason="缺页", version=fact.version, by=people["office_director"], at=NOW
            )

    for who in ("unit_clerk", "office_director", "supervisor"):
        login(people[who])
    sessions = {who: login(people[who]) for who in ("unit_clerk", "office_director", "supervisor")}
    add(10, "甲")
    before = {}
    for who, session in sessions.items():
        with django_assert_max_num_queries(45) as asked:
            session.get("/")
        before[who] = len(asked)
    add(30, "乙")
    for who, session in sessions.items():
        with django_assert_max_num_queries(45) as asked:
            session.get("/")
        assert len(asked) == before[who]


def test_a_verified_fact_leaves_the_desk(town, login):
    people = town.people
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    fact = make_milestone(project=lead, by=people["unit_clerk"])
    assert figures(login, people["office_clerk"], "office")["待核实"][0] == 1
    verify(fact, by=people["office_director"])
    assert figures(login, people["office_clerk"], "office")["待核实"][0] == 0
