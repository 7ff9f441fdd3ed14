"""A lead typed in the browser: one short page, kept as it was said, refused with a sentence, never doubled."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import CreditSplitLine, DuplicateHint, Party, Project, ReferralClaim
from tests.factories import make_lead

ADD = reverse("projects:lead_add")
ALIKE = reverse("projects:lead_alike")
HEARD = reverse("projects:lead_heard")


@pytest.fixture
def clerk(login, town):
    return login(town.people["unit_clerk"])


def typed(town, **changes) -> dict:
    """What a careful clerk types; a test changes what matters."""
    return {
        "form_key": str(uuid4()), "name": "精密阀门生产项目", "investor_name": "湖凤样阀门有限公司",
        "amount_text": "约5亿元", "industry": "装备制造", "ownership": "domestic", "channel": "referral",
        "claim_kind": "person", "claim_name": "李乡贤", "claim_phone": "13912345678", "claim_workplace": "上海商会",
        "received_by": "王小村", "received_at": "2026-11-19T09:30", "received_unit": town.units["village"].pk,
        "lead_unit": town.units["village"].pk, "contact": "王经理", "phone": "0512-88886666、13812345678", "remark": "",
        **changes,
    }  # fmt: skip


def errors(response, field: str) -> str:
    assert response.status_code == 422
    return "".join(response.context["form"].errors.get(field, []))


def test_a_lead_goes_in_and_opens(clerk, town):
    response = clerk.post(ADD, typed(town), follow=True)
    project = Project.objects.get()
    assert response.redirect_chain == [(reverse("projects:project_show", args=[project.pk]), 302)]
    assert "线索已登记" in response.content.decode() and "识别为5亿元（约数）" in response.content.decode()
    assert (project.amount_text, project.amount, project.amount_is_approximate) == (
        "约5亿元",
        Decimal("500000000"),
        True,
    )
    assert (project.lead_unit, project.stage, project.registered_by) == (
        town.units["village"], "lead", town.people["unit_clerk"],
    )  # fmt: skip
    assert CreditSplitLine.objects.get().share == 10_000


def test_the_referrer_is_kept_as_a_claim_that_decides_nothing(clerk, town):
    clerk.post(ADD, typed(town))
    claim = ReferralClaim.objects.get()
    assert (claim.name, claim.phone, claim.received_by) == ("李乡贤", "13912345678", "王小村")
    assert timezone.localtime(claim.received_at).strftime("%Y-%m-%d %H:%M") == "2026-11-19 09:30"


def test_the_page_comes_with_what_is_known(clerk, town):
    form = clerk.get(ADD).context["form"]
    assert form["lead_unit"].value() == town.units["village"].pk
    assert form["received_by"].value() == "王小村"
    assert form.initial["received_at"] <= timezone.now()
    assert [unit.name for unit in form.fields["lead_unit"].queryset] == ["石桥村"]


def test_the_office_may_choose_any_unit_of_its_town_and_none_of_the_neighbours(login, town, neighbour):
    office = login(town.people["office_clerk"])
    choices = set(office.get(ADD).context["form"].fields["lead_unit"].queryset)
    assert choices == set(town.units.values())
    assert "请从列表中选择" in errors(
        office.post(ADD, typed(town, lead_unit=neighbour.units["village"].pk)), "lead_unit"
    )


def test_a_unit_cannot_register_for_another_unit(clerk, town):
    response = clerk.post(ADD, typed(town, lead_unit=town.units["park"].pk))
    assert "请从列表中选择引资单位" in errors(response, "lead_unit")
    assert not Project.objects.exists()


@pytest.mark.parametrize("who", ["leader", "supervisor", "administrator"])
def test_those_who_look_do_not_register(login, town, who):
    client = login(town.people[who])
    assert client.get(ADD).status_code == client.post(ADD, typed(town)).status_code == 403
    assert client.get(ALIKE).status_code == client.get(HEARD).status_code == 403


def test_the_same_form_sent_twice_makes_one_project(clerk, town):
    form = typed(town)
    first, second = clerk.post(ADD, form), clerk.post(ADD, form)
    assert Project.objects.count() == ReferralClaim.objects.count() == 1
    assert first.url == second.url


def test_a_form_without_a_key_is_refused(clerk, town):
    form = typed(town)
    del form["form_key"]
    assert clerk.post(ADD, form).status_code == 400
    assert not Project.objects.exists()


@pytest.mark.parametrize("words", ["面议", "待定", "一期3亿元、二期2亿元", "5000", "3—5亿元", "数目不小"])
def test_vague_words_are_kept_without_a_number(clerk, town, words):
    clerk.post(ADD, typed(town, amount_text=words))
    project = Project.objects.get()
    assert (project.amount_text, project.amount) == (words, None)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("-5亿元", "不能为负数"),
        ("-5", "不能为负数"),
        ("0", "必须大于0"),
        ("0万元", "必须大于0"),
        ("1000000000000000000", "金额过大"),
        ("1000000000000000000元", "金额过大"),
        ("99999999亿元", "金额过大"),
        ("NaN", "这不是金额"),
        ("Infinity", "这不是金额"),
        ("1e18", "这不是金额"),
        ("约" + "5" * 60 + "元", "最多60个字"),
        ("5亿😀元", "表情符号"),
    ],
)
def test_a_wrong_amount_is_refused_beside_its_field(clerk, town, words, sentence):
    response = clerk.post(ADD, typed(town, amount_text=words))
    assert sentence in errors(response, "amount_text")
    assert not Project.objects.exists() and not Party.objects.exists()


@pytest.mark.parametrize("amount", ["10万亿元", "0.01元", "800万美元", "1亿日元"])
def test_sums_at_the_edge_go_in(clerk, town, amount):
    clerk.post(ADD, typed(town, amount_text=amount))
    assert Project.objects.get().amount is not None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "请填写项目名称"),
        ("name", "   ", "请填写项目名称"),
        ("name", "长" * 10_000, "最多120个字，现有10,000个字"),
        ("name", "阀门😀项目", "表情符号"),
        ("name", "阀门\u200b项目", "看不见的格式字符"),
        ("name", "阀门\x07项目", "控制字符"),
        ("name", "阀门\x00项目", "控制字符"),
        ("investor_name", "㍿" * 60, "名称过长"),
        ("investor_name", "公" * 121, "最多120个字"),
        ("remark", "长" * 10_000, "最多500个字"),
        ("industry", "长" * 41, "最多40个字"),
        ("phone", "找老王", "电话号码只能填写数字"),
        ("claim_phone", "1234", "电话号码只能填写数字"),
        ("ownership", "both", "请从列表中选择"),
        ("channel", "", "请选择信息来源"),
        ("channel", "ledger", "请从列表中选择"),
        ("lead_unit", "", "请选择引资单位"),
        ("lead_unit", "99999999999999999999", "请从列表中选择"),
        ("received_at", "", "请填写接收时间"),
        ("received_at", "昨天", "时间格式不对"),
        ("received_at", "1977-12-31T23:59", "不能早于1978年"),
        ("received_at", "0001-01-01T00:00", "不能早于1978年"),
        ("received_at", "2026-02-30T10:00", "时间格式不对"),
        ("received_by", "", "请填写接收人"),
        ("claim_name", "", "请填写引荐人"),
    ],
)
def test_bad_input_is_answered_beside_its_field_and_saves_nothing(clerk, town, field, value, sentence):
    response = clerk.post(ADD, typed(town, **{field: value}))
    assert sentence in errors(response, field)
    assert not Project.objects.exists() and not Party.objects.exists() and not ReferralClaim.objects.exists()


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(days=365 * 60)])
def test_news_from_the_future_is_refused(clerk, town, ahead):
    moment = timezone.localtime(timezone.now() + ahead).strftime("%Y-%m-%dT%H:%M")
    assert "接收时间不能晚于现在" in errors(clerk.post(ADD, typed(town, received_at=moment)), "received_at")
    assert not Project.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(clerk, town):
    page = clerk.post(ADD, typed(town, amount_text="-5亿元", remark="请尽快对接")).content.decode()
    assert 'value="精密阀门生产项目"' in page and 'value="-5亿元"' in page and "请尽快对接" in page


@pytest.mark.parametrize(
    "name",
    ["𠮷田精密项目", "Ｖａｌｖｅ（阀门）项目", "㎡单价示范项目", "=1+1项目", "<b>粗</b>项目", "O'Neill项目"],
)
def test_unusual_names_that_are_names_go_in_and_come_out_safely(clerk, town, name):
    page = clerk.post(ADD, typed(town, name=name), follow=True).content.decode()
    assert Project.objects.get().name.endswith("项目")
    assert "<b>粗</b>" not in page


def test_a_phone_or_workplace_without_a_referrer_asks_for_the_name(clerk, town):
    response = clerk.post(ADD, typed(town, channel="visit", claim_name=""))
    assert "请补填引荐人" in errors(response, "claim_name")


def test_a_lead_needs_no_referrer_when_nobody_referred(clerk, town):
    clerk.post(
        ADD, typed(town, channel="visit", claim_name="", claim_phone="", claim_workplace="", claim_kind="")
    )
    assert Project.objects.count() == 1 and not ReferralClaim.objects.exists()


def test_likely_duplicates_appear_with_unit_stage_and_link(clerk, town):
    mine = make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], name="高压阀门制造项目", investor="甲公司"
    )
    page = clerk.get(ALIKE, {"name": "高压阀门制造", "investor_name": ""}).content.decode()
    assert "高压阀门制造项目" in page and "石桥村" in page and "线索" in page
    assert reverse("projects:project_show", args=[mine.pk]) in page


def test_a_duplicate_out_of_sight_is_counted_and_never_named(login, town):
    make_lead(
        unit=town.units["park"], by=town.people["office_clerk"], name="高压阀门制造项目", investor="甲公司"
    )
    other = login(town.people["other_clerk"])
    page = other.get(ALIKE, {"name": "高压阀门制造项目", "investor_name": "甲公司"}).content.decode()
    assert "本镇另有1个名称相近的项目，提交后由经济办核对。" in page
    assert "阀门" not in page and "甲公司" not in page and "工业园" not in page


def test_a_neighbours_projects_are_not_even_counted(login, town, neighbour):
    make_lead(
        unit=town.units["park"], by=town.people["office_clerk"], name="高压阀门制造项目", investor="甲公司"
    )
    client = login(neighbour.people["unit_clerk"])
    query = {"name": "高压阀门制造项目", "lead_unit": town.units["park"].pk}
    assert client.get(ALIKE, query).content.decode().strip() == ""


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"name": "长" * 50_000},
        {"name": "\x00\x00"},
        {"name": "阀门", "lead_unit": "9" * 40},
        {"name": "a"},
    ],
)
def test_odd_questions_about_duplicates_are_answered_with_nothing(clerk, query):
    response = clerk.get(ALIKE, query)
    assert response.status_code == 200 and response.content.decode().strip() == ""


def test_a_submitted_duplicate_goes_to_the_office_and_is_not_refused(clerk, town):
    make_lead(
        unit=town.units["park"],
        by=town.people["office_clerk"],
        name="精密阀门生产项目",
        investor="湖凤样阀门有限公司",
    )
    response = clerk.post(ADD, typed(town))
    assert response.status_code == 422 and Project.objects.count() == 1  # asked first, then taken
    said = {"alike-answer": "another", "alike-reason": "两家企业分别投资"}
    page = clerk.post(ADD, typed(town, **said), follow=True).content.decode()
    assert DuplicateHint.objects.open().get().answer == "登记时说明：两家企业分别投资"
    assert "已转经济办核对" in page


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("约5亿元", "识别为5亿元（约数）"),
        ("800万美元", "识别为800万美元"),
        ("面议", "原话照存"),
        ("-5万元", "不能为负数"),
        ("", ""),
    ],
)
def test_what_was_understood_is_said_at_once(clerk, words, answer):
    page = clerk.get(HEARD, {"amount_text": words}).content.decode()
    assert answer in page and (answer or not page.strip())


def test_a_refused_amount_is_not_told_twice(clerk, town):
    page = clerk.post(ADD, typed(town, amount_text="-5亿元")).content.decode()
    assert page.count("金额不能为负数") == 1
    assert 'from:#id_amount_text, load"' in clerk.get(ADD).content.decode()
    assert 'from:#id_amount_text, load"' not in page
