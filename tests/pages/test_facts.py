"""Milestones and arrivals in the browser: typed, shown, corrected, withdrawn, taken back; bad input is told so."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Arrival, Evidence, FactState, Milestone, Posting
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
    assert verify(Arrival.objects.get(), by=people["office_director"]).is_verified


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


# --- shown, corrected, withdrawn ------------------------------------------------------------------------------------


def test_the_page_of_a_verified_fact_opens_down_to_the_document(clerk, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"]
    )
    page = clerk.get(fact.get_absolute_url()).content.decode()
    number = Posting.objects.get(arrival=fact).number
    for words in (
        "1,000万元",
        "周主任",
        "王小村",
        "石桥村",
        "100.00%",
        f">{number}<",
        fact.evidence.get().get_absolute_url(),
    ):
        assert words in page


def test_a_document_used_elsewhere_is_shown_in_red(director, project, people):
    same = slip().read()
    make_arrival(project=project, by=people["unit_clerk"], on=DAY, files=[slip(content=same)])
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY, files=[slip(content=same)])
    lone = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert "同一份材料还用在别处" in director.get(fact.get_absolute_url()).content.decode()
    assert "同一份材料还用在别处" not in director.get(lone.get_absolute_url()).content.decode()


def test_a_returned_fact_is_corrected_and_goes_back_to_the_desk(clerk, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY, currency="USD")
    actions.return_fact(
        fact=fact, reason="回单不清", version=fact.version, by=people["office_director"], at=NOW
    )
    page = clerk.get(url("fact_amend", "arrival", fact.pk))
    assert "回单不清" in page.content.decode()
    assert page.context["form"]["amount"].value() == Decimal(10_000_000)
    assert page.context["form"].fields["amount"].units[0] == "万美元"
    typed = money(amount="900", amount_unit="万美元", event_on=DAY.isoformat(), version=fact.version)
    clerk.post(url("fact_amend", "arrival", fact.pk), typed)
    fact.refresh_from_db()
    assert (fact.state, fact.amount, fact.currency) == ("recorded", Decimal(9_000_000), "USD")
    assert "1,000万美元 → 900万美元" in clerk.get(fact.get_absolute_url()).content.decode()


def test_a_stale_correction_is_told_so_keeps_what_was_typed_and_may_be_sent_again(clerk, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    old = fact.version
    actions.amend_fact(fact=fact, version=old, by=people["office_clerk"], at=NOW, note="经济办补充")
    typed = money(amount="900", event_on=DAY.isoformat(), version=old, files=[])
    answer = clerk.post(url("fact_amend", "arrival", fact.pk), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "刚被别人修改过" in page
    assert 'value="900"' in page and "经济办补充" in page
    fact.refresh_from_db()
    assert fact.amount == Decimal(10_000_000)
    again = typed | {"form_key": str(uuid4()), "version": answer.context["form"]["version"].value()}
    assert clerk.post(url("fact_amend", "arrival", fact.pk), again).status_code == 302
    fact.refresh_from_db()
    assert fact.amount == Decimal(9_000_000)


@pytest.mark.parametrize("version", ["", "x", "-1", str(10**20)])
def test_a_broken_version_is_no_error(clerk, project, people, version):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert clerk.post(url("fact_amend", "arrival", fact.pk), money(version=version)).status_code == 422
    data = {"form_key": str(uuid4()), "version": version}
    assert clerk.post(url("fact_withdraw", "arrival", fact.pk), data).status_code == 302
    fact.refresh_from_db()
    assert fact.state == FactState.RECORDED


def test_withdrawing_keeps_the_row(clerk, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    data = {"form_key": str(uuid4()), "version": fact.version}
    answer = clerk.post(url("fact_withdraw", "arrival", fact.pk), data, follow=True)
    assert "已撤回，记录保留备查" in answer.content.decode()
    fact.refresh_from_db()
    assert fact.state == FactState.WITHDRAWN


def test_looking_at_a_button_s_address_changes_nothing(clerk, director, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert clerk.get(url("fact_withdraw", "arrival", fact.pk)).status_code == 302
    assert director.get(url("fact_verify", "arrival", fact.pk)).status_code == 302
    fact.refresh_from_db()
    assert (fact.state, fact.version) == (FactState.RECORDED, 1)


# --- taken back -----------------------------------------------------------------------------------------------------


def ask(**changes) -> dict:
    return {"form_key": str(uuid4()), "reason": "回单重复", "statistical_on": "2026-06-01", **changes}


def test_the_office_asks_and_another_person_takes_it_back(login, director, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"],
        recognised=Decimal(8_000_000), cut_reason="只认800万元",
    )  # fmt: skip
    office = login(people["office_clerk"])
    assert office.post(url("fact_reverse", "arrival", fact.pk), ask(reason=" ")).status_code == 422
    office.post(url("fact_reverse", "arrival", fact.pk), ask())
    row = Arrival.objects.get(reverses=fact)
    assert "等待核实" in office.get(fact.get_absolute_url()).content.decode()
    data = {"form_key": str(uuid4()), "version": row.version, "statistical_on": "2026-06-01"}
    assert office.post(url("fact_verify", "arrival", row.pk), data).status_code == 403
    director.post(url("fact_verify", "arrival", row.pk), data | {"form_key": str(uuid4())})
    row.refresh_from_db()
    assert (row.recognised, row.cny, row.cut_reason) == (
        Decimal(-8_000_000),
        Decimal(-8_000_000),
        "只认800万元",
    )
    assert sum(Posting.objects.filter(measure="arrived_capital").values_list("quantity", flat=True)) == 0
    assert "已冲销" in director.get(fact.get_absolute_url()).content.decode()


def test_the_director_who_asked_does_not_decide(director, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"]
    )
    director.post(url("fact_reverse", "arrival", fact.pk), ask())
    row = Arrival.objects.get(reverses=fact)
    page = director.get(row.get_absolute_url()).content.decode()
    assert "须由他人核实" in page and "核实并看下一条" not in page
    data = {"form_key": str(uuid4()), "version": row.version, "statistical_on": "2026-06-01"}
    answer = director.post(url("fact_verify", "arrival", row.pk), data)
    assert answer.status_code == 422 and "录入人不能核实" in str(answer.context["verify_form"].errors)
    row.refresh_from_db()
    assert not row.is_verified


def test_a_second_request_and_a_unit_s_withdrawal_of_it_are_refused(login, clerk, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"]
    )
    office = login(people["office_clerk"])
    office.post(url("fact_reverse", "arrival", fact.pk), ask())
    office.post(url("fact_reverse", "arrival", fact.pk), ask())
    row = Arrival.objects.get(reverses=fact)
    data = {"form_key": str(uuid4()), "version": row.version}
    assert clerk.post(url("fact_withdraw", "arrival", row.pk), data).status_code == 403


@pytest.mark.parametrize("rows", [2, 20])
def test_the_page_of_a_fact_asks_little_whatever_the_project_holds(
    director, project, people, django_assert_max_num_queries, rows
):
    facts = [make_arrival(project=project, by=people["unit_clerk"], on=DAY) for _ in range(rows)]
    with django_assert_max_num_queries(22):
        director.get(facts[0].get_absolute_url())
