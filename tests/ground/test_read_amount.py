"""read_amount: the strict grammar of a form box whose unit stands beside it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.money import Unreadable, in_wan, read_amount, show_wan


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("5000", "万元", "50000000"),
        ("5,000.5", "万元", "50005000"),
        ("１２，３４５．６７", "元", "12345.67"),
        ("　8 ", "亿元", "800000000"),
        ("0.0001", "万元", "1"),
        ("0.000001", "万元", "0.01"),
        ("1.23456789", "亿元", "123456789"),
        ("-3", "万元", "-30000"),
        ("－3", "元", "-3"),
        ("0", "元", "0"),
        ("800", "万美元", "8000000"),
        ("10,0000".replace(",0000", "0000"), "亿元", "10000000000000"),
    ],
)
def test_proper_digits_are_read_in_their_unit(text, unit, yuan):
    amount = read_amount(text, unit=unit)
    assert amount == Decimal(yuan)
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "　"),
        *("abc", "5千", "5000万", "约5000", "一百", "￥5", "$5", "5元", "5%"),
        *("1e5", "1E5", "1_000", "0x10", "inf", "NaN", "nan", "Infinity"),
        *("+5", "--5", "5-", "−5", "(5)", "（5）"),
        *("1.2.3", ".5", "5.", "1,2", "1,23,456", "12,34", ",123", "1,234,", "1，23"),
        *("٣٤٥", "१२", "𝟏𝟐x", "5²", "½", "①", "Ⅷ"),
        *("5 000", "5\n000", "5\x00", "😀", "5😀", "\u202e5"),
        *("1" * 41, "9" * 10_000),
    ],
)
def test_anything_else_is_refused_with_one_sentence(text):
    with pytest.raises(Unreadable) as refusal:
        read_amount(text, unit="万元")
    sentence = str(refusal.value)
    assert sentence.endswith("。")
    assert len(sentence) < 40


@pytest.mark.parametrize(("text", "unit"), [("0.001", "元"), ("0.0000001", "万元"), ("1.000000001", "万元")])
def test_a_part_smaller_than_fen_is_refused(text, unit):
    with pytest.raises(Unreadable, match="精确到分"):
        read_amount(text, unit=unit)


@pytest.mark.parametrize(("text", "unit"), [("1" * 19, "元"), ("100000.01", "亿元"), ("-100001", "亿元")])
def test_a_size_beyond_ten_trillion_is_refused(text, unit):
    with pytest.raises(Unreadable, match="过大"):
        read_amount(text, unit=unit)


def test_an_unknown_unit_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        read_amount("5", unit="亩")


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_shown_in_full_reads_back_to_the_same_amount(fen):
    amount = Decimal(fen) / 100
    assert read_amount(f"{in_wan(amount):f}", unit="万元") == amount
    assert read_amount(show_wan(amount, places=6), unit="万元") == amount


@given(st.text(max_size=30))
def test_no_text_makes_it_fail_in_any_other_way(text):
    try:
        amount = read_amount(text, unit="元")
    except Unreadable:
        return
    assert amount.is_finite()
