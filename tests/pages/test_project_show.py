"""One project in full: the road, the money, the people, what is missing, and only the buttons one may use."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from projects import actions
from projects.road import money_of, road_of
from promo.models.event import record
from tests.factories import (
    NOW,
    TODAY,
    at,
    make_arrival,
    make_lead,
    make_milestone,
    signed_project,
    slip,
    verify,
)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=date(2026, 5, 6),
        amount="50000000", phone="13812345678", contact="王经理", amount_text="约5亿元",
        claim={"kind": "person", "name": "李乡贤", "phone": "13987654321", "workplace": "上海商会"},
    )  # fmt: skip


def show(project) -> str:
    return reverse("projects:project_show", args=[project.pk])


@pytest.fixture
def page(login, people, project):
    def _page(who: str = "office_director") -> str:
        response = login(people[who]).get(show(project))
        assert response.status_code == 200
        return response.content.decode()

    return _page


def test_those_who_may_see_it_see_it_and_all_others_find_nothing(login, town, neighbour, project):
    for who in ("unit_clerk", "unit_head", "office_clerk", "leader", "supervisor"):
        assert login(town.people[who]).get(show(project)).status_code == 200
    assert login(town.people["other_clerk"]).get(show(project)).status_code == 404
    assert login(town.people["administrator"]).get(show(project)).status_code == 403
    for who in ("unit_clerk", "office_director", "leader"):
        assert login(neighbour.people[who]).get(show(project)).status_code == 404


@pytest.mark.parametrize("pk", [999_999, 99_999_999_999_999_999_999])
def test_a_project_that_is_not_there_is_not_found(login, people, pk):
    assert login(people["leader"]).get(f"/projects/{pk}/").status_code == 404


def test_the_road_tells_verified_from_recorded(project, people):
    make_milestone(project=project, by=people["unit_clerk"], kind="registered", on=date(2026, 6, 1))
    make_arrival(project=project, by=people["unit_clerk"], on=date(2026, 6, 5))
    steps = road_of(project, list(project.milestones.all()), list(project.arrivals.all()))
    main = {step.stage.code: step for step in steps if step.stage.is_main}
    assert {code: step.state for code, step in main.items()} == {
        "lead": "verified", "signed": "verified", "funded": "recorded", "started": "none", "completed": "none",
    }  # fmt: skip
    assert main["signed"].day == date(2026, 5, 6) and main["started"].day is None
    assert [(step.stage.code, step.state) for step in main["funded"].between] == [
        ("registered", "recorded"), ("filed", "none"),
    ]  # fmt: skip
    assert [step.stage.code for step in steps if not step.stage.is_main] == ["producing", "at_capacity"]


def test_a_reversed_or_returned_step_is_not_on_the_road(project, people):
    signed = project.milestones.get()
    back = actions.reverse_fact(
        fact=signed, reason="合同作废", statistical_on=TODAY, by=people["office_clerk"], at=NOW
    )
    verify(back, by=people["office_director"])
    started = make_milestone(project=project, by=people["unit_clerk"], kind="started", on=date(2026, 6, 1))
    actions.return_fact(
        fact=started, reason="缺照片", version=started.version, by=people["office_director"], at=NOW
    )
    steps = road_of(project, list(project.milestones.all()), [])
    assert {step.stage.code: step.state for step in steps if step.stage.is_main}["signed"] == "none"
    assert {step.stage.code: step.state for step in steps if step.stage.is_main}["started"] == "none"


def test_money_counts_what_was_verified_and_names_what_waits(project, people):
    paid = make_arrival(project=project, by=people["unit_clerk"], amount="10000000")
    verify(paid, by=people["office_director"], recognised=Decimal("9000000"), cut_reason="含流动资金")
    make_arrival(project=project, by=people["unit_clerk"], amount="3000000")
    make_arrival(project=project, by=people["unit_clerk"], amount="200000", currency="USD")
    money = money_of(project, list(project.milestones.all()), list(project.arrivals.all()))
    assert (money.contracted, money.arrived) == (Decimal("50000000"), Decimal("9000000"))
    assert money.rate * 100 == 18
    assert money.pending_arrivals == "300万元、20万美元"


def test_a_project_without_a_contract_has_no_rate(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    money = money_of(lead, [], [])
    assert (money.contracted, money.arrived, money.rate, money.bar) == (None, 0, None, 0)


def test_foreign_capital_is_shown_in_dollars(login, town, people):
    rate = {"currency": "USD", "rate": Decimal(7), "valid_on": date(2020, 1, 1), "source": "中间价"}
    actions.record_rate(**rate, by=people["administrator"], at=NOW)
    foreign = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], amount="70000000",
        ownership="foreign",
    )  # fmt: skip
    content = login(people["leader"]).get(show(foreign)).content.decode()
    assert "1,000万美元" in content and "按美元计" in content


def test_everything_about_the_project_stands_on_the_page(page, project, people):
    make_arrival(project=project, by=people["unit_clerk"], files=[slip("到位回单.pdf")])
    actions.record_progress(
        project=project, happened_on=TODAY, text="确定选址<b>", by=people["unit_clerk"], at=NOW
    )
    content = page()
    for words in (
        "约5亿元", "5,000万元", "另有待核实 1,000万元", "李乡贤", "待认定", "到位回单.pdf", "确定选址&lt;b&gt;",
        "石桥村", "100%", "登记单位独立引进", "登记线索", "核实节点", "到位资金待经济办核实",
    ):  # fmt: skip
        assert words in content, words


def test_what_is_missing_names_the_next_stage_and_its_proof(page, project):
    assert "下一步：到位，需提供银行进账单、验资报告等到位凭证。" in page()


def test_a_returned_fact_is_the_first_thing_missing(page, project, people):
    started = make_milestone(project=project, by=people["unit_clerk"], kind="started", on=date(2026, 6, 1))
    actions.return_fact(
        fact=started, reason="缺施工许可", version=started.version, by=people["office_director"], at=NOW
    )
    content = page("unit_clerk")
    assert "开工被退回：缺施工许可，请补充后重新提交。" in content
    assert reverse("projects:fact_show", args=["milestone", started.pk]) in content


@pytest.mark.parametrize(
    ("who", "phone", "referrer"),
    [
        ("unit_clerk", "13812345678", "13987654321"),
        ("office_clerk", "13812345678", "13987654321"),
        ("leader", "138****5678", "139****4321"),
        ("supervisor", "138****5678", "139****4321"),
    ],
)
def test_telephone_numbers_are_half_hidden_from_those_who_only_look(page, who, phone, referrer):
    content = page(who)
    assert phone in content and referrer in content
    assert ("13812345678" in content) == (phone == "13812345678")


def test_a_unit_that_only_shares_the_credit_does_not_read_the_numbers(login, town, people, project):
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units["village"], 6000), (town.units["other_village"], 4000)],
        valid_from=TODAY, reason="会议纪要", version=project.version, by=people["office_director"], at=NOW,
    )  # fmt: skip
    content = login(people["other_clerk"]).get(show(project)).content.decode()
    assert "138****5678" in content and "13812345678" not in content and "40%" in content
    assert reverse("projects:project_edit", args=[project.pk]) not in content


BUTTONS = {
    "milestone_add": {"unit_clerk", "unit_head", "office_clerk", "office_director"},
    "arrival_add": {"unit_clerk", "unit_head", "office_clerk", "office_director"},
    "project_edit": {"unit_clerk", "office_clerk", "office_director"},
    "claim_add": {"unit_clerk", "unit_head", "office_clerk", "office_director"},
    "progress_add": {"unit_clerk", "unit_head", "office_clerk", "office_director"},
    "project_suspend": {"office_director"},
    "project_terminate": {"office_director"},
    "project_withdraw": set(),
    "project_resume": set(),
}


@pytest.mark.parametrize(
    "who", ["unit_clerk", "unit_head", "office_clerk", "office_director", "leader", "supervisor"]
)
def test_only_the_buttons_one_may_use_are_there(page, project, who):
    content = page(who)
    shown = {name for name in BUTTONS if f'"{reverse(f"projects:{name}", args=[project.pk])}"' in content}
    assert shown == {name for name, roles in BUTTONS.items() if who in roles}


def test_a_terminated_project_offers_no_recording(page, project, people):
    project.refresh_from_db()
    actions.terminate(
        project=project, reason="投资方撤资", version=project.version, by=people["office_director"], at=NOW
    )
    content = page("unit_clerk")
    assert "项目已终止。原因：投资方撤资" in content
    assert reverse("projects:milestone_add", args=[project.pk]) not in content


def test_a_suspicion_is_shown_to_those_who_see_both_and_hidden_from_others(login, town, people, project):
    other = make_lead(unit=town.units["park"], by=people["office_clerk"], investor="样例阀门有限公司")
    assert "疑似重复" in login(people["office_clerk"]).get(show(other)).content.decode()
    assert "疑似重复" in login(people["office_clerk"]).get(show(project)).content.decode()
    assert "疑似重复" not in login(people["unit_clerk"]).get(show(project)).content.decode()


def test_the_timeline_shows_the_newest_ten_and_leads_to_all(login, people, project):
    for day in range(40):
        record(
            project,
            "progress_recorded",
            by=people["unit_clerk"],
            at=at(TODAY - timedelta(days=day)),
            text=f"第{day}条",
        )
    client = login(people["leader"])
    page = client.get(show(project))
    assert len(page.context["events"]) == 10
    assert reverse("projects:project_history", args=[project.pk]) + '">查看全部' in page.content.decode()


def test_a_change_is_told_in_words(page, project, people):
    project.refresh_from_db()
    actions.change_project(
        project=project, version=project.version, by=people["unit_clerk"], at=NOW, investor_name="新投资方",
        kind="expansion", host_place="三期",
    )  # fmt: skip
    content = page()
    for line in ("建设性质：新建 → 增资扩产", "投资方：样例阀门有限公司 → 新投资方", "落户地：— → 三期"):
        assert line in content, line


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_takes_at_most_thirty_two_queries_however_much_happened(
    login, town, people, project, size, django_assert_max_num_queries
):
    for i in range(size):
        arrival = make_arrival(project=project, by=people["unit_clerk"], amount="1000000")
        verify(arrival, by=people["office_director"])
        make_lead(unit=town.units["park"], by=people["office_clerk"], investor="样例阀门有限公司")
        actions.record_progress(
            project=project, happened_on=TODAY, text=f"{i}", by=people["unit_clerk"], at=NOW
        )
        actions.claim_referral(
            project=project,
            received_at=NOW,
            by=people["unit_clerk"],
            at=NOW,
            name=f"引荐人{i}",
            kind="person",
        )
    client = login(people["office_director"])
    with django_assert_max_num_queries(32):
        assert client.get(show(project)).status_code == 200
