"""Numbers written by integers say what exact fractions and decimals say, to the last character."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.functions.words import equals_percent, equals_points, is_whole_percent, number, quantity
from assessment.rules import Rounding, added
from promo.rounding import MODES, round_to

UNITS = {  # as told on paper: divided by, fewest and most decimals, word
    "yuan": (10_000, 2, 6, "万元"),
    "usd": (10_000, 2, 6, "万美元"),
    "count": (1, 0, 4, "个"),
    "points": (1, 0, 6, "分"),
    "rate": (Fraction(1, 100), 2, 6, "%"),
    "days": (1, 0, 4, "天"),
}
sums = st.one_of(
    st.fractions(max_denominator=10_000),
    st.integers(-(10**14), 10**14).map(lambda fen: Fraction(fen, 100)),
    st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 9)).map(lambda x: Fraction(x[0], 10 ** x[1])),
)


def slowly(x: Fraction, fewest: int, most: int) -> str:
    """The fewest decimals that show the whole number, tried one after the other."""
    places = next((n for n in range(fewest, most) if Fraction(round_to(x, n)) == x), most)
    printed = round_to(x, places)
    return f"{'' if Fraction(printed) == x else '约'}{printed:,f}"


@given(sums, st.integers(0, 2), st.integers(2, 6))
@example(Fraction(-1, 3), 0, 2)
@example(Fraction(-1, 10**7), 0, 6)
@example(Fraction(-(10**9)), 2, 6)
def test_a_number_has_the_decimals_it_needs(x, fewest, most):
    assert number(x, fewest, most) == slowly(x, fewest, most)


@given(sums, st.sampled_from(sorted(UNITS)))
def test_a_quantity_is_its_number_and_its_word(x, unit):
    divisor, fewest, most, word = UNITS[unit]
    assert quantity(x, unit) == f"{slowly(x / divisor, fewest, most)}{word}"


@given(sums, st.integers(0, 4), st.sampled_from(sorted(MODES)))
def test_points_and_rates_say_whether_they_are_whole(x, places, mode):
    rounding = Rounding(places, mode)
    printed, hundred = round_to(x, places, mode), round_to(x * 100, 2)
    assert rounding.text(x) == f"{printed:f}"
    assert equals_points(x, rounding) == f"{'=' if Fraction(printed) == x else '≈'} {printed:f}"
    assert is_whole_percent(x) == (Fraction(hundred) == x * 100)
    assert equals_percent(x) == f"{'=' if Fraction(hundred) == x * 100 else '≈'} {hundred:,f}%"


@given(st.lists(sums))
def test_a_sum_is_exact_and_in_lowest_terms(numbers):
    assert added(numbers).as_integer_ratio() == sum(numbers, Fraction(0)).as_integer_ratio()


@pytest.mark.parametrize(
    ("x", "unit", "said"),
    [
        (Fraction(123_456_789, 100), "yuan", "123.456789万元"),
        (Fraction(50_000_000), "yuan", "5,000.00万元"),
        (Fraction(-5_000), "yuan", "-0.50万元"),
        (Fraction(1, 3), "count", "约0.3333个"),
        (Fraction(-1, 30_000), "count", "约0.0000个"),
        (Fraction(2, 3), "rate", "约66.666667%"),
        (Decimal("2.50"), "days", "2.5天"),
        (3, "points", "3分"),
    ],
)
def test_what_a_clerk_reads(x, unit, said):
    assert quantity(x, unit) == said


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        number(0.5, 0, 2)
