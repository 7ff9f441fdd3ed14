"""Money is shown in 元, 万元 or 亿元 with commas, rounded once and half up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.money import (
    CURRENCIES,
    CURRENCY_CHOICES,
    in_wan,
    round_half_up,
    round_to,
    show_money,
    show_wan,
    show_yi,
    show_yuan,
    unit_of,
)


def test_yuan_wan_and_yi_carry_commas_and_their_places():
    assert show_yuan(Decimal("12345.6")) == "12,345.60"
    assert show_wan(Decimal("50000000")) == "5,000.00"
    assert show_wan(Decimal("50000000"), places=0) == "5,000"
    assert show_yi(Decimal("125000000")) == "1.25"
    assert show_wan(Decimal("-50000")) == "-5.00"


def test_a_half_goes_up_and_minus_zero_never_shows():
    assert show_wan(Decimal("50")) == "0.01"
    assert show_wan(Decimal("49.99")) == "0.00"
    assert show_wan(Decimal("-49.99")) == "0.00"
    assert show_wan(Decimal("-50")) == "-0.01"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("125000000", "CNY", "1.25亿元"),
        ("50000000", "CNY", "5,000万元"),
        ("50005000", "CNY", "5,000.5万元"),
        ("100000000", "CNY", "1亿元"),
        ("99999999", "CNY", "1亿元"),
        ("99999000", "CNY", "9,999.9万元"),
        ("1234500000000", "CNY", "12,345亿元"),
        ("99.5", "CNY", "99.5元"),
        ("0", "CNY", "0元"),
        ("-30000", "CNY", "-3万元"),
        ("8000000", "USD", "800万美元"),
        ("30000000", "HKD", "3,000万港元"),
        ("-200000000", "JPY", "-2亿日元"),
    ],
)
def test_a_sum_picks_its_own_unit(amount, currency, shown):
    assert show_money(Decimal(amount), currency) == shown


def test_nothing_is_a_dash():
    assert {show_yuan(None), show_wan(None), show_yi(None), show_money(None)} == {"—"}


def test_fractions_are_rounded_exactly():
    assert round_half_up(Fraction(1, 3), 2) == Decimal("0.33")
    assert round_half_up(Decimal("2.675"), 2) == Decimal("2.68")
    assert show_yuan(Fraction(2, 3)) == "0.67"
    assert round_to(Decimal("1.001"), 2, "up") == Decimal("1.01")
    assert round_to(Decimal("1.009"), 2, "cut") == Decimal("1.00")


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_in_wan_loses_nothing(fen):
    amount = Decimal(fen).scaleb(-2)
    assert Fraction(in_wan(amount)) * 10000 == Fraction(fen, 100)


def test_every_currency_has_a_name_and_its_unit_is_understood():
    assert list(CURRENCIES)[0] == "CNY"
    assert CURRENCY_CHOICES[1] == ("USD", "美元")
    assert {unit_of(f"万{c.name}")[0] for c in CURRENCIES.values()} == set(CURRENCIES)
    assert unit_of("亿元") == ("CNY", Decimal(10**8))
