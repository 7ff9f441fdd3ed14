"""A lead that is very likely known is asked about once; nobody is stopped, and nothing out of sight is named."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import DuplicateHint, Party, Project, Protection
from promo.models import Event
from tests.factories import NOW, TODAY, make_lead

ADD = reverse("projects:lead_add")
ALIKE = reverse("projects:lead_alike")
CODE = "91330100MA2TESTP01"


@pytest.fixture
def clerk(login, town):
    return login(town.people["unit_clerk"])


@pytest.fixture
def mine(town):
    return make_lead(
        unit=town.units["village"],
        by=town.people["unit_clerk"],
        name="石斛深加工项目",
        investor="霍样仙草有限公司",
    )


@pytest.fixture
def theirs(town):
    return make_lead(
        unit=town.units["park"],
        by=town.people["office_clerk"],
        name="石斛深加工项目",
        investor="霍样仙草有限公司",
    )


def typed(town, **changes) -> dict:
    return {
        "form_key": str(uuid4()), "name": "石斛深加工基地", "investor_name": "霍样仙草股份有限公司",
        "ownership": "domestic",
        "channel": "visit", "received_by": "王小村", "received_at": "2026-11-19T09:30",
        "lead_unit": town.units["village"].pk, **changes,
    }  # fmt: skip


def test_a_very_likely_one_is_asked_about_and_what_was_typed_is_kept(clerk, town, mine):
    response = clerk.post(ADD, typed(town))
    page = response.content.decode()
    assert response.status_code == 422 and Project.objects.count() == 1
    assert "可能重复，请先说明" in page and mine.code in page and 'value="石斛深加工基地"' in page


def test_another_project_goes_in_with_a_reason_that_the_office_reads(clerk, town, mine, login):
    answer = {"alike-answer": "another", "alike-reason": "霍样另一分公司的厂"}
    assert clerk.post(ADD, typed(town, **answer)).status_code == 302
    queue = login(town.people["office_clerk"]).get(reverse("projects:duplicate_list")).content.decode()
    assert "登记时说明：霍样另一分公司的厂" in queue and DuplicateHint.objects.open().count() == 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"alike-answer": "another"}, "请说明为什么不是重复登记。"),
        ({"alike-answer": "expansion"}, "请选择原项目。"),
        ({"alike-answer": "nonsense"}, "请从列表中选择是否重复。"),
        ({"alike-answer": "expansion", "alike-original": "999999"}, "请从列表中选择原项目。"),
        ({"alike-answer": "another", "alike-reason": "长" * 201}, "200"),
    ],
)
def test_half_an_answer_is_asked_again(clerk, town, mine, answer, sentence):
    response = clerk.post(ADD, typed(town, **answer))
    assert response.status_code == 422 and sentence in response.content.decode()
    assert Project.objects.count() == 1


def test_an_expansion_is_registered_as_one(clerk, town, mine):
    clerk.post(ADD, typed(town, **{"alike-answer": "expansion", "alike-original": str(mine.pk)}))
    later = Project.objects.exclude(pk=mine.pk).get()
    assert (later.expands, later.kind) == (mine, "expansion")
    assert DuplicateHint.objects.get().state == "expansion"
    assert Event.objects.about(later).filter(verb="expansion_marked").exists()


def test_a_project_out_of_sight_is_counted_and_cannot_be_the_original(clerk, town, theirs):
    page = clerk.post(ADD, typed(town)).content.decode()
    assert "本镇其他单位已登记1个很可能相同的项目" in page
    assert theirs.code not in page and "工业园" not in page and "增资扩产，只计增量" not in page
    refused = clerk.post(ADD, typed(town, **{"alike-answer": "expansion", "alike-original": str(theirs.pk)}))
    assert refused.status_code == 422 and Project.objects.count() == 1


def test_protection_of_an_unseen_project_is_said_without_its_unit(clerk, town, theirs, monkeypatch):
    Protection.objects.create(
        project=theirs, unit=town.units["park"], starts_on=TODAY - timedelta(days=400), basis="首谈",
        ends_on=TODAY + timedelta(days=4000), granted_by=town.people["office_director"], granted_at=NOW,
    )  # fmt: skip
    page = clerk.get(ALIKE, {"name": "石斛深加工基地", "investor_name": "霍样仙草"}).content.decode()
    assert "其中1个在其他单位首谈保护期内" in page and "工业园" not in page


def test_what_is_alike_is_shown_field_by_field_without_a_number(clerk, mine):
    Project.objects.filter(pk=mine.pk).update(phone="13805550101")
    page = clerk.get(
        ALIKE, {"name": "石斛深加工基地", "investor_name": "霍样仙草股份有限公司"}
    ).content.decode()
    assert "一级（确定）" in page and "去掉公司后缀后相同" in page and "13805550101" not in page


def test_the_same_credit_code_asks_even_when_the_name_is_quite_another(clerk, town, mine):
    Party.objects.filter(pk=mine.investor_id).update(credit_code=CODE)
    other = {"name": "冷链仓储中心", "investor_name": "浙江霍样控股集团", "credit_code": CODE}
    page = clerk.post(ADD, typed(town, **other)).content.decode()
    assert "可能重复，请先说明" in page and "投资方相同" in page


def test_a_code_is_kept_with_its_investor_and_a_second_one_is_refused(clerk, town):
    clerk.post(ADD, typed(town, credit_code=CODE.lower()))
    assert Party.objects.get().credit_code == CODE
    again = typed(town, name="完全不同的机场项目", credit_code="91330100MA2TESTP02")
    answer = {"alike-answer": "another", "alike-reason": "另一项目"}
    assert "与此不同，请核对" in clerk.post(ADD, again | answer).content.decode()


@pytest.mark.parametrize("code", ["123", "ＡＢＣ", "9133010-MA2TESTP01"])
def test_a_code_that_is_none_is_refused(clerk, town, code):
    assert "统一社会信用代码为18位" in clerk.post(ADD, typed(town, credit_code=code)).content.decode()


def test_what_is_only_worth_a_look_is_not_asked_about(clerk, town, mine):
    assert clerk.post(ADD, typed(town, name="员工宿舍楼")).status_code == 302
