"""The arithmetic says nothing where nothing can be said, and loses no digit where something can."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment import rules

QUOTIENTS = [rules.rate, rules.ratio, rules.year_on_year]


@pytest.mark.parametrize("quotient", QUOTIENTS)
@pytest.mark.parametrize(("above", "below"), [(None, 5), (5, None), (5, 0), (5, Decimal("-0.01"))])
def test_a_missing_zero_or_negative_denominator_gives_nothing(quotient, above, below):
    assert quotient(above, below) is None


@pytest.mark.parametrize("quotient", QUOTIENTS)
def test_floats_are_refused(quotient):
    with pytest.raises(TypeError):
        quotient(0.1, 1)


def test_zero_done_is_a_rate_of_zero_and_not_nothing():
    assert rules.rate(0, 5) == 0


def test_a_rate_is_kept_exact():
    assert rules.rate(1, 3) == Fraction(1, 3)


def test_growth_and_decline_against_last_year():
    assert rules.year_on_year(Decimal("121.3"), 100) == Fraction(213, 1000)
    assert rules.year_on_year(9108, 10000) == Fraction("-0.0892")


@pytest.mark.parametrize(
    ("completion", "elapsed", "lead"),
    [(Fraction(1, 2), Fraction(1, 2), 0), (1, Fraction(1, 2), 50), (0, 1, -100)],
)
def test_lead_is_counted_in_percentage_points(completion, elapsed, lead):
    assert rules.time_lead(completion, elapsed) == lead


def test_no_rate_no_lead():
    assert rules.time_lead(None, Fraction(1, 2)) is None


@pytest.mark.parametrize(
    ("actual", "target", "cap", "points"),
    [
        (50, 200, 1, 10),
        (200, 200, 1, 40),
        (250, 200, 1, 40),
        (250, 200, Decimal("1.2"), 48),
        (250, 200, None, 50),
        (-1, 200, 1, 0),
        (0, 200, 1, 0),
        (50, 0, 1, None),
        (50, None, 1, None),
    ],
)
def test_proportion_is_held_between_zero_and_its_cap(actual, target, cap, points):
    assert rules.capped_proportion(40, actual, target, cap) == points


def test_rounding_happens_once_at_the_end():
    third = rules.capped_proportion(10, 1, 3)
    assert rules.rounded(third * 3, 2) == Decimal("10.00")
    assert rules.rounded(third, 2) * 3 == Decimal("9.99")


def test_nothing_stays_nothing_when_rounded():
    assert rules.rounded(None, 2) is None


@pytest.mark.parametrize(("places", "mode"), [(-1, "half_up"), (2, "bankers")])
def test_an_unknown_rounding_is_refused(places, mode):
    with pytest.raises(ValueError, match="no such rounding"):
        rules.Rounding(places, mode)
