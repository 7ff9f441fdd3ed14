"""Exchange rates: dated, sourced, written once, by the few who keep them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import ExchangeRate
from promo.models import Event

ADD = reverse("projects:rate_add")
LIST = reverse("projects:rate_list")


def typed(**changes) -> dict:
    return {
        "form_key": str(uuid4()), "currency": "USD", "valid_on": "2026-03-05", "rate": "7.1234", "source": "外汇管理局",
        **changes,
    }  # fmt: skip


@pytest.fixture
def keeper(login, town):
    return login(town.people["administrator"])


def test_a_rate_goes_in_with_its_source(keeper, town):
    page = keeper.post(ADD, typed(), follow=True).content.decode()
    row = ExchangeRate.objects.get()
    assert (row.currency, row.valid_on, row.rate) == ("USD", date(2026, 3, 5), Decimal("7.1234"))
    assert row.recorded_by == town.people["administrator"]
    assert "7.123400" in page and "外汇管理局" in page and "美元汇率已登记" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rate", "0", "应在0.000001至10000之间"), ("rate", "-7", "只能填数字"), ("rate", "NaN", "只能填数字"),
        ("rate", "1e3", "只能填数字"), ("rate", "7.1234567", "最多六位小数"), ("rate", "9" * 10_000, "只能填数字"),
        ("rate", "10001", "应在0.000001至10000之间"), ("rate", "", "请填写汇率"),
        ("currency", "CNY", "请从列表中选择币种"),
        ("currency", "XXX", "请从列表中选择币种"), ("valid_on", "2099-01-01", "不能晚于今天"),
        ("valid_on", "1977-01-01", "不能早于1978年"), ("source", "", "请填写来源"), ("source", "源" * 61, "最多60个字"),
    ],
)  # fmt: skip
def test_a_bad_rate_gets_a_sentence_beside_its_field(keeper, field, value, sentence):
    answer = keeper.post(ADD, typed(**{field: value}))
    assert answer.status_code == 422
    assert sentence in "".join(answer.context["form"].errors[field])
    assert not ExchangeRate.objects.exists()


def test_a_day_has_one_rate_and_a_second_click_makes_no_second(keeper):
    data = typed()
    keeper.post(ADD, data)
    assert keeper.post(ADD, data).status_code == 302
    again = keeper.post(ADD, typed(rate="7.2"))
    assert "已登记，不能重复登记" in "".join(again.context["form"].errors["valid_on"])
    assert ExchangeRate.objects.get().rate == Decimal("7.1234")


@pytest.mark.parametrize(
    ("who", "look", "write"),
    [
        ("administrator", 200, 302), ("office_director", 200, 302), ("office_clerk", 200, 403),
        ("unit_clerk", 200, 403),
        ("leader", 200, 403), ("supervisor", 200, 403),
    ],
)  # fmt: skip
def test_everybody_looks_and_few_write(login, town, who, look, write):
    session = login(town.people[who])
    assert (session.get(LIST).status_code, session.post(ADD, typed()).status_code) == (look, write)


def test_an_empty_table_says_what_to_do(keeper, login, town):
    assert ADD in keeper.get(LIST).content.decode()
    page = login(town.people["leader"]).get(LIST).content.decode()
    assert "请联系经济办主任登记" in page and ADD not in page


def test_the_export_is_remembered(keeper):
    keeper.post(ADD, typed())
    assert keeper.get(reverse("projects:rate_export")).status_code == 200
    assert Event.objects.get(verb="downloaded").detail["rows"] == 1
