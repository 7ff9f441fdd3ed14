"""One rounding for money, rates and points: exact, symmetric, never through a float."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.rounding import round_to

DECIMAL_MODES = {"half_up": ROUND_HALF_UP, "up": ROUND_UP, "cut": ROUND_DOWN}


@pytest.mark.parametrize(
    ("x", "places", "mode", "shown"),
    [
        (Decimal("2.5"), 0, "half_up", "3"),
        (Decimal("-2.5"), 0, "half_up", "-3"),
        (Decimal("1.005"), 2, "half_up", "1.01"),
        (Fraction(2, 3), 4, "half_up", "0.6667"),
        (Fraction(2, 3), 4, "cut", "0.6666"),
        (Fraction(1, 3), 2, "up", "0.34"),
        (Fraction(-1, 3), 2, "up", "-0.34"),
        (Decimal("2.95"), 2, "cut", "2.95"),
        (Decimal("-0.004"), 2, "half_up", "0.00"),
        (7, 2, "half_up", "7.00"),
        (10**30 + 1, 1, "half_up", "1000000000000000000000000000001.0"),
    ],
)
def test_numbers_are_rounded_as_an_office_rounds_them(x, places, mode, shown):
    assert str(round_to(x, places, mode)) == shown


@pytest.mark.parametrize("x", [1.5, True, "1.5", None])
def test_what_is_not_an_exact_number_is_refused(x):
    with pytest.raises(TypeError):
        round_to(x, 2)


@pytest.mark.parametrize(
    ("x", "places", "mode"),
    [(Decimal("NaN"), 2, "cut"), (Decimal("Infinity"), 2, "cut"), (1, -1, "cut"), (1, 2, "bankers")],
)
def test_what_cannot_be_rounded_is_refused(x, places, mode):
    with pytest.raises(ValueError, match="cannot round|not a finite number"):
        round_to(x, places, mode)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**15), max_value=10**15),
    st.integers(0, 8),
    st.sampled_from(sorted(DECIMAL_MODES)),
)
def test_every_mode_agrees_with_decimal_arithmetic_of_sixty_digits(x, places, mode):
    quantum = Decimal(1).scaleb(-places)
    expected = x.quantize(quantum, rounding=DECIMAL_MODES[mode], context=Context(prec=60))
    assert round_to(x, places, mode) == expected


@given(st.fractions(), st.integers(0, 6), st.sampled_from(sorted(DECIMAL_MODES)))
def test_rounding_is_symmetric_and_off_by_less_than_one_unit(x, places, mode):
    shown = round_to(x, places, mode)
    assert round_to(-x, places, mode) == (shown.copy_negate() if shown else shown)
    assert abs(Fraction(shown) - x) < Fraction(1, 10**places)
