"""Milestones and arrivals in the browser: typed, shown, corrected, withdrawn, taken back; bad input is told so."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Arrival, Evidence, FactState, Milestone
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project, slip, verify

DAY = date(2026, 3, 5)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


@pytest.fixture
def clerk(login, people):
    return login(people["unit_clerk"])


@pytest.fixture
def director(login, people):
    return login(people["office_director"])


def url(name: str, *args) -> str:
    return reverse(f"projects:{name}", args=args)


def money(**changes) -> dict:
    """What a careful clerk types about an arrival."""
    return {
        "form_key": str(uuid4()), "amount": "5000", "amount_unit": "万元", "kind": "cash", "event_on": "2026-05-03",
        "statistical_on": "", "note": "", "files": [slip()], **changes,
    }  # fmt: skip


def step(**changes) -> dict:
    return {
        "form_key": str(uuid4()), "kind": "started", "event_on": "2026-04", "statistical_on": "", "amount": "",
        "amount_unit": "万元", "number": "施字〔2026〕3号", "note": "", "files": [slip("施工许可.pdf")], **changes,
    }  # fmt: skip


def errors(response, field: str, form: str = "form") -> str:
    assert response.status_code == 422
    return "".join(response.context[form].errors.get(field, []))


# --- recording ------------------------------------------------------------------------------------------------------


def test_an_arrival_goes_in_with_its_slip_and_waits(clerk, project):
    response = clerk.post(url("arrival_add", project.pk), money(), follow=True)
    row = Arrival.objects.get()
    assert (row.amount, row.currency, row.event_on, row.statistical_on, row.state) == (
        Decimal(50_000_000), "CNY", date(2026, 5, 3), date(2026, 5, 3), "recorded",
    )  # fmt: skip
    assert row.evidence.get().name == "银行回单.pdf"
    page = response.content.decode()
    assert "到位资金已登记，等待核实。" in page and "5,000万元" in page and "银行回单.pdf" in page


def test_the_unit_beside_the_number_names_the_currency(clerk, project):
    clerk.post(url("arrival_add", project.pk), money(amount="12.5", amount_unit="万港元"))
    assert (Arrival.objects.get().amount, Arrival.objects.get().currency) == (Decimal(125_000), "HKD")


def test_a_step_known_to_the_month_keeps_its_precision(clerk, project):
    clerk.post(url("milestone_add", project.pk), step())
    row = Milestone.objects.get(kind="started")
    assert (row.event_on, row.precision, row.number) == (date(2026, 4, 1), "month", "施字〔2026〕3号")
    assert "2026年4月" in clerk.get(row.get_absolute_url()).content.decode()


def test_a_step_that_is_live_is_not_offered_again(clerk, project):
    page = clerk.get(url("milestone_add", project.pk))
    assert "signed" not in dict(page.context["form"].fields["kind"].choices)
    refused = clerk.post(url("milestone_add", project.pk), step(kind="signed", amount="1"))
    assert "请从列表中选择节点" in errors(refused, "kind")


def test_a_contract_needs_its_sum_and_no_other_step_has_one(clerk, town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    assert "须填写合同投资额" in errors(
        clerk.post(url("milestone_add", lead.pk), step(kind="signed")), "amount"
    )
    other = clerk.post(url("milestone_add", lead.pk), step(kind="filed", amount="9"))
    assert "只有签约填写合同投资额" in errors(other, "amount")


def test_a_step_dated_before_the_one_it_builds_on_is_refused(clerk, project, people):
    make_milestone(project=project, by=people["unit_clerk"], kind="started", on=date(2026, 6, 1))
    answer = clerk.post(url("milestone_add", project.pk), step(kind="completed", event_on="2026-05-01"))
    assert "不能早于前一节点" in errors(answer, "event_on")


def test_money_above_the_contract_is_warned_of_and_not_refused(clerk, director, project, people):
    response = clerk.post(url("arrival_add", project.pk), money(amount="6000"), follow=True)
    assert "已超过合同投资额5,000万元" in response.content.decode()
    assert verify(Arrival.objects.get(), by=people["office_director"], excess_reason="增资").is_verified


HOSTILE = [
    ("amount", "-1", "不能为负数"),
    ("amount", "0", "必须大于0"),
    ("amount", "1" + "0" * 18, "金额过大"),
    ("amount", "NaN", "只能填写数字"),
    ("amount", "1e5", "只能填写数字"),
    ("amount", "", "请填写到位金额"),
    ("amount", "9" * 10_000, "位数过多"),
    ("amount", "0.0000001", "分"),
    ("amount_unit", "两", "请从列表中选择单位"),
    ("kind", "gold", "请从列表中选择资金形式"),
    ("kind", "cumulative", "请从列表中选择资金形式"),
    ("event_on", "1977-12-31", "不能早于1978年1月1日"),
    ("event_on", "2099-01-01", "不能晚于今天"),
    ("event_on", "2026-02-30", "没有这个日期"),
    ("event_on", "", "请填写"),
    ("statistical_on", "2026-05-02", "统计日期不能早于发生日期"),
    ("note", "字" * 501, "最多500个字"),
    ("note", "字" * 10_000, "现有10,000个字"),
    ("note", "到\u200b账", "看不见的格式字符"),
    ("note", "好😀", "表情符号"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), HOSTILE)
def test_bad_input_gets_a_sentence_beside_its_field_and_nothing_is_kept(
    clerk, project, field, value, sentence
):
    before = Evidence.objects.count()
    answer = clerk.post(url("arrival_add", project.pk), money(**{field: value}))
    assert sentence in errors(answer, field.removesuffix("_unit"))
    assert "附件没有保存，请重新选择。" in errors(answer, "files")
    assert not Arrival.objects.exists() and Evidence.objects.count() == before


def test_what_was_typed_comes_back(clerk, project):
    page = clerk.post(url("arrival_add", project.pk), money(amount="12x", note="第一笔")).content.decode()
    assert 'value="12x"' in page and "第一笔" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("回单.pdf", b"MZ\x90\x00 not a pdf", "内容与扩展名"),
        ("回单.exe", b"MZ\x90\x00", "类型不能上传"),
        ("回单.pdf", b"", "空文件"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(clerk, project, name, content, sentence):
    answer = clerk.post(url("arrival_add", project.pk), money(files=[slip(name, content)]))
    assert sentence in errors(answer, "files")
    assert not Arrival.objects.exists()


def test_an_oversize_file_is_refused(clerk, project, settings):
    settings.UPLOAD_MAX_BYTES = 2**20
    answer = clerk.post(url("arrival_add", project.pk), money(files=[slip(content=b"%PDF-" + b"0" * 2**20)]))
    assert "超过1MB" in errors(answer, "files")


def test_the_same_form_sent_twice_is_one_arrival(clerk, project):
    typed = money()
    first = clerk.post(url("arrival_add", project.pk), typed)
    second = clerk.post(url("arrival_add", project.pk), typed | {"files": [slip()]}, follow=True)
    assert second.redirect_chain == [(first.url, 302)]
    assert "已经提交过" in second.content.decode()
    assert Arrival.objects.count() == 1


def test_an_ended_project_takes_nothing_more(clerk, project, people):
    project.refresh_from_db()
    actions.terminate(
        project=project, reason="撤资", version=project.version, by=people["office_director"], at=NOW
    )
    for name in ("arrival_add", "milestone_add"):
        answer = clerk.post(url(name, project.pk), money(), follow=True)
        assert "项目已终止或撤销，不能再登记。" in answer.content.decode()
    assert not Arrival.objects.exists()


# --- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["leader", "supervisor", "administrator"])
def test_those_who_only_look_record_nothing(login, project, people, who):
    assert login(people[who]).post(url("arrival_add", project.pk), money()).status_code == 403


def test_another_unit_sees_nothing_until_it_has_a_share_and_may_then_record(login, town, project, people):
    other = login(people["other_clerk"])
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert other.get(fact.get_absolute_url()).status_code == 404
    assert other.post(url("arrival_add", project.pk), money()).status_code == 404
    project.refresh_from_db()
    shares = [(town.units["village"], 6000), (town.units["other_village"], 4000)]
    actions.share_credit(
        project=project, shares=shares, valid_from=DAY, reason="纪要", version=project.version,
        by=people["office_director"], at=NOW,
    )  # fmt: skip
    assert other.get(fact.get_absolute_url()).status_code == 200
    assert other.post(url("arrival_add", project.pk), money()).status_code == 302


@pytest.mark.parametrize("who", ["unit_clerk", "office_director", "leader", "supervisor"])
def test_a_neighbour_sees_nothing(login, neighbour, project, people, who):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    session = login(neighbour.people[who])
    assert session.get(fact.get_absolute_url()).status_code == 404
    for name in ("fact_verify", "fact_return", "fact_amend", "fact_withdraw", "fact_reverse"):
        answer = session.post(url(name, "arrival", fact.pk), {"form_key": str(uuid4())})
        assert answer.status_code in (403, 404)
    fact.refresh_from_db()
    assert fact.state == FactState.RECORDED


def test_an_unknown_kind_of_fact_is_not_found(clerk, project):
    assert clerk.get("/facts/posting/1/").status_code == 404
    assert clerk.get(f"/facts/arrival/{10**30}/").status_code == 404
