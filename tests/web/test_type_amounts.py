"""An amount typed in a form is taken exactly as it was meant, or refused with a sentence beside it."""

from decimal import Decimal

import pytest

from tests.web.forms import EveryField, form_of, sentence_of


@pytest.mark.parametrize(
    ("typed", "unit", "yuan"),
    [
        ("5000", "万元", "50000000.00"),
        ("5000", None, "50000000.00"),
        ("1,250.5", "万元", "12505000.00"),
        ("１２３", "万元", "1230000.00"),
        (" 1.25 ", "亿元", "125000000.00"),
        ("0.01", "元", "0.01"),
        ("100000", "亿元", "10000000000000.00"),
    ],
)
def test_what_is_meant_is_what_is_kept(typed, unit, yuan):
    form = form_of(amount=typed, amount_unit=unit)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == Decimal(yuan)


@pytest.mark.parametrize(
    "typed",
    [
        "1000000000000000000",
        "9" * 10_000,
        "NaN",
        "Infinity",
        "1_000",
        "1e5",
        "٣٤",
        "5²",
        "1,00",
        "12,34,567",
        "1.2.3",
        "+5",
        "约5000",
        "5000万",
        "💰",
        "5\x0000",
        "5\u200b000",
        "5\u202e000",
        "0.0000001",
        "--5",
        "=1+1",
    ],
)
def test_anything_but_plain_digits_is_refused_with_one_sentence(typed):
    sentence = sentence_of("amount", typed)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def test_negative_zero_and_minus_zero_are_refused_by_name():
    assert sentence_of("amount", "-5") == "金额不能为负数。"
    assert sentence_of("amount", "0") == "金额必须大于0。"
    assert sentence_of("amount", "-0") == "金额必须大于0。"


def test_zero_is_taken_where_the_field_allows_it():
    form = form_of(planned="0")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["planned"] == 0


def test_an_empty_amount_is_asked_for_or_is_nothing():
    assert sentence_of("amount", "") == "请填写到位金额。"
    form = form_of(planned="")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["planned"] is None


def test_a_unit_that_was_not_offered_is_refused():
    form = form_of(amount="5", amount_unit="万亿元")
    assert form.errors["amount"] == ["请从列表中选择单位。"]


def test_what_was_typed_stays_in_the_box_with_its_unit():
    drawn = str(form_of(amount="-5", amount_unit="亿元")["amount"])
    assert 'value="-5"' in drawn
    assert '<option value="亿元" selected>' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_stored_amount_is_shown_in_the_first_unit_without_idle_zeros():
    form = EveryField(initial={"amount": Decimal("12500000.00"), "planned": Decimal("125000000.00")})
    assert 'value="1250"' in str(form["amount"])
    assert 'value="1.25"' in str(form["planned"])
    assert "亿元</span>" in str(form["planned"])
