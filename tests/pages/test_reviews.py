"""Gates, opinions, plans, doubts and slips used twice in the browser."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Arrival, ArrivalPlan, Dispute, FactState, Milestone
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_milestone, signed_project, slip, verify
from tests.projects.rules import DAY, decide

PERMIT = {"stage": "started", "need": "paper", "code": "permit", "name": "施工许可证", "required": True}
ASKED = {"stage": "started", "code": "102", "days": 3}  # 柳河村


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


def url(name: str, *args) -> str:
    return reverse(f"projects:{name}", args=args)


def sent(**fields) -> dict:
    return {"form_key": str(uuid4()), **fields}


def step(**fields) -> dict:
    return sent(kind="started", event_on="2026-04-01", **fields)


def test_the_boxes_of_a_stage_take_its_papers_and_the_page_says_what_is_missing(login, town, project, people):
    decide(town, PERMIT)
    clerk = login(people["unit_clerk"])
    page = clerk.get(url("milestone_add", project.pk), {"kind": "started", "note": "已进场"}).content.decode()
    assert 'name="paper_permit"' in page and "材料：施工许可证" in page and "已进场" in page
    refused = clerk.post(url("milestone_add", project.pk), step(note="已进场"))
    assert refused.status_code == 422 and "还缺施工许可证" in str(
        refused.context["form"].errors["skip_reason"]
    )
    assert "已进场" in refused.content.decode()
    done = clerk.post(url("milestone_add", project.pk), step(paper_permit=[slip("许可证.pdf")]), follow=True)
    assert (
        "✓" in done.content.decode() and Milestone.objects.get(kind="started").evidence.get().kind == "permit"
    )


def test_a_gap_is_accepted_by_the_director_in_words(login, town, project, people):
    decide(town, PERMIT)
    fact = make_milestone(
        project=project, by=people["unit_clerk"], kind="started", on=DAY, skip_reason="许可证月底补"
    )
    director = login(people["office_director"])
    assert "许可证月底补" in director.get(fact.get_absolute_url()).content.decode()
    typed = {"version": fact.version, "statistical_on": "2026-03-05"}
    refused = director.post(url("fact_verify", "milestone", fact.pk), sent(**typed))
    assert "还缺施工许可证" in str(refused.context["verify_form"].errors["accept_missing"])
    more = {"accept_missing": "on", "acceptance_note": "现场已核"}
    director.post(url("fact_verify", "milestone", fact.pk), sent(**typed, **more))
    fact.refresh_from_db()
    assert fact.is_verified and "现场已核" in director.get(fact.get_absolute_url()).content.decode()


def test_a_name_like_a_framework_asks_for_a_tick_and_a_reason(login, town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    clerk = login(people["unit_clerk"])
    assert "is_contract" not in clerk.get(url("milestone_add", lead.pk), {"kind": "signed"}).content.decode()
    typed = {
        "kind": "signed",
        "event_on": "2026-03-05",
        "amount": "5000",
        "amount_unit": "万元",
        "number": "框架01",
    }
    refused = clerk.post(url("milestone_add", lead.pk), sent(**typed, files=[slip("协议.pdf")]))
    assert 'name="is_contract"' in refused.content.decode() and refused.status_code == 422
    more = {"is_contract": "on", "skip_reason": "条款完整"}
    answer = clerk.post(url("milestone_add", lead.pk), sent(**typed, **more, files=[slip("协议.pdf")]))
    assert answer.status_code == 302 and Milestone.objects.get().skip_reason == "条款完整"


def test_the_asked_unit_sees_the_milestone_through_the_opinion_only(login, town, neighbour, project, people):
    decide(town, PERMIT, opinions=[ASKED])
    fact = make_milestone(
        project=project,
        by=people["unit_clerk"],
        kind="started",
        on=DAY,
        files=[],
        papers={"permit": [slip("证.pdf")]},
    )
    opinion = fact.opinions.get()
    other = login(people["other_clerk"])
    assert other.get(fact.get_absolute_url()).status_code == 404
    page = other.get(url("opinion_show", opinion.pk)).content.decode()
    assert "证.pdf" in page and "反馈意见" in page
    assert other.get(fact.evidence.get().get_absolute_url()).status_code == 200
    assert login(people["unit_clerk"]).get(url("opinion_show", opinion.pk)).status_code == 404
    assert login(neighbour.people["supervisor"]).get(url("opinion_show", opinion.pk)).status_code == 404
    answer = {"result": "disagree", "version": opinion.version}
    refused = other.post(url("opinion_give", opinion.pk), sent(**answer, text=""))
    assert refused.status_code == 422 and "请写明具体意见" in str(refused.context["form"].errors["text"])
    other.post(url("opinion_give", opinion.pk), sent(**answer, text="用地未批"))
    director = login(people["office_director"])
    assert "用地未批" in director.get(fact.get_absolute_url()).content.decode()
    listed = director.get(url("opinion_list")).content.decode()
    assert "柳河村" in listed and "各部门办理情况" in listed
    assert director.get(url("opinion_export")).status_code == 200


def test_the_director_asks_one_more_unit_once(login, town, project, people):
    fact = make_milestone(project=project, by=people["unit_clerk"], kind="started", on=DAY)
    director = login(people["office_director"])
    typed = {"unit": town.units["department"].pk, "days": "3"}
    assert director.post(url("opinion_add", fact.pk), sent(**typed)).status_code == 302
    assert fact.opinions.get().unit == town.units["department"]
    assert director.post(url("opinion_add", fact.pk), sent(**typed)).status_code == 422
    assert login(people["office_clerk"]).post(url("opinion_add", fact.pk), sent(**typed)).status_code == 403


def test_a_fact_is_rejected_or_passed_without_counting_from_its_page(login, project, people):
    director = login(people["office_director"])
    fact, other = (make_arrival(project=project, by=people["unit_clerk"], on=DAY) for _ in range(2))
    director.post(url("fact_reject", "arrival", fact.pk), sent(version=fact.version, reason="往来款"))
    fact.refresh_from_db()
    assert fact.state == FactState.REJECTED
    assert "不予认定" in director.get(fact.get_absolute_url()).content.decode()
    typed = {"version": other.version, "recognised": "1000", "statistical_on": "2026-03-05", "uncounted": "1"}
    refused = director.post(url("fact_verify", "arrival", other.pk), sent(**typed))
    assert "不计分的，请填写原因" in str(refused.context["verify_form"].errors["uncounted_reason"])
    director.post(url("fact_verify", "arrival", other.pk), sent(**typed, uncounted_reason="镇内搬迁"))
    assert "通过不计分" in director.get(other.get_absolute_url()).content.decode()
    assert "通过不计分" in director.get(url("arrival_list")).content.decode()


def test_an_earlier_author_finds_no_button_to_verify(login, project, people):
    fact = make_arrival(project=project, by=people["office_director"], on=DAY)
    actions.amend_fact(fact=fact, version=fact.version, by=people["unit_clerk"], at=NOW, note="补充")
    page = login(people["office_director"]).get(fact.get_absolute_url()).content.decode()
    assert "须由他人核实" in page and "核实并看下一条" not in page


def test_a_doubt_is_raised_by_the_supervisor_and_settled_by_the_director(login, project, people):
    fact = verify(make_arrival(project=project, by=people["unit_clerk"]), by=people["office_director"])
    supervisor, director = login(people["supervisor"]), login(people["office_director"])
    assert login(people["unit_clerk"]).get(url("dispute_add", "arrival", fact.pk)).status_code == 403
    supervisor.post(url("dispute_add", "arrival", fact.pk), sent(reason="回单编号不存在"))
    row = Dispute.objects.get()
    typed = {"state": "upheld", "outcome": "银行无此笔", "version": row.version}
    own = supervisor.post(url("dispute_settle", row.pk), sent(**typed))
    assert own.status_code == 422 and "提出存疑的人不能" in own.content.decode()
    director.post(url("dispute_settle", row.pk), sent(**typed))
    page = director.get(fact.get_absolute_url()).content.decode()
    assert "存疑" in page and "银行无此笔" in page and "申请冲销" in page
    assert "银行无此笔" in supervisor.get(url("dispute_list")).content.decode()
    assert supervisor.get(url("dispute_export")).status_code == 200


def test_a_slip_used_twice_is_asked_about_and_listed(login, project, people):
    same = slip().read()
    make_arrival(project=project, by=people["unit_clerk"], on=DAY, files=[slip(content=same)])
    clerk = login(people["unit_clerk"])
    typed = {"amount": "500", "amount_unit": "万元", "kind": "cash", "event_on": "2026-05-03"}
    refused = clerk.post(url("arrival_add", project.pk), sent(**typed, files=[slip(content=same)]))
    assert "该凭证已用于示例阀门生产项目的到位资金" in str(refused.context["form"].errors["reuse_reason"])
    more = {"reuse_reason": "一单两笔", "files": [slip(content=same)]}
    assert clerk.post(url("arrival_add", project.pk), sent(**typed, **more)).status_code == 302
    assert Arrival.objects.count() == 2
    supervisor = login(people["supervisor"])
    assert supervisor.get(url("reuse_list")).content.decode().count("银行回单.pdf") >= 2
    assert supervisor.get(url("reuse_export")).status_code == 200
    assert clerk.get(url("reuse_list")).status_code == 403


# --- the plan -------------------------------------------------------------------------------------------------------


def plan(**fields) -> dict:
    return sent(
        **{"currency": "CNY", "reason": "合同第五条", "revision": "0", "due_0": "2026-09-30", "sum_0": "2000",
           "due_1": "2026-12-31", "sum_1": "3000", **fields}
    )  # fmt: skip


def test_a_plan_is_entered_revised_and_never_written_over_unseen(login, project, people):
    clerk = login(people["unit_clerk"])
    assert clerk.post(url("plan_add", project.pk), plan()).status_code == 302
    page = clerk.get(url("plan_show", project.pk)).content.decode()
    assert "2,000.00" in page and "合同第五条" in page and "已落后" in page
    stale = clerk.post(url("plan_add", project.pk), plan(reason="补充协议"))
    assert stale.status_code == 422 and "刚由他人调整过" in stale.content.decode()
    assert clerk.post(url("plan_add", project.pk), plan(reason="补充协议", revision="1")).status_code == 302
    assert ArrivalPlan.objects.count() == 2
    assert clerk.get(url("plan_export", project.pk)).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sum_0": ""}, "第1行请填写日期和金额"),
        ({"due_1": "2026-09-30"}, "填了不止一笔"),
        ({"due_0": "", "sum_0": "", "due_1": "", "sum_1": ""}, "第2行请填写日期和金额"),
        ({"reason": ""}, "请填写依据"),
        ({"sum_0": "-1"}, "不能为负数"),
    ],
)
def test_a_bad_plan_comes_back_as_it_was_typed(login, project, people, wrong, sentence):
    answer = login(people["unit_clerk"]).post(url("plan_add", project.pk), plan(note_1="二期", **wrong))
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert "二期" in answer.content.decode() and not ArrivalPlan.objects.exists()


def test_slipped_plans_are_listed_with_their_light(login, neighbour, project, people):
    lines = [
        (TODAY - timedelta(days=40), Decimal(20_000_000), ""),
        (date(2027, 1, 1), Decimal(20_000_000), ""),
    ]
    actions.plan_arrivals(
        project=project,
        lines=lines,
        currency="CNY",
        reason="合同",
        revision=0,
        by=people["unit_clerk"],
        at=NOW,
    )
    director = login(people["office_director"])
    page = director.get(url("plan_list")).content.decode()
    assert "示例阀门生产项目" in page and "红灯" in page and "50.0" in page
    assert (
        "示例阀门生产项目"
        not in login(neighbour.people["office_director"]).get(url("plan_list")).content.decode()
    )
    verify(
        make_arrival(project=project, by=people["unit_clerk"], amount="20000000"),
        by=people["office_director"],
    )
    assert "示例阀门生产项目" not in director.get(url("plan_list")).content.decode()
    assert director.get(url("plan_list_export")).status_code == 200


def test_those_who_only_look_plan_nothing(login, project, people):
    for who in ("leader", "supervisor"):
        assert login(people[who]).get(url("plan_show", project.pk)).status_code == 200
        assert login(people[who]).post(url("plan_add", project.pk), plan()).status_code == 403
