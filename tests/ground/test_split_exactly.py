"""split_exactly: nothing is created and nothing is lost, to the last 分."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.money import split_exactly


@st.composite
def shares(draw):
    count = draw(st.integers(min_value=1, max_value=12))
    cuts = sorted(draw(st.sets(st.integers(1, 9999), min_size=count - 1, max_size=count - 1)))
    return [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]


@given(st.integers(min_value=-(10**15), max_value=10**15), shares())
def test_the_parts_sum_to_the_total(total, parts):
    assert sum(split_exactly(total, parts)) == total


@given(st.integers(min_value=-(10**15), max_value=10**15), shares())
def test_each_part_is_within_one_fen_of_its_share(total, parts):
    for part, share in zip(split_exactly(total, parts), parts, strict=True):
        assert abs(part * 10_000 - total * share) < 10_000


@given(st.integers(min_value=0, max_value=10**15), shares())
def test_a_reversal_takes_back_exactly_what_was_given(total, parts):
    assert split_exactly(-total, parts) == [-part for part in split_exactly(total, parts)]


def test_equal_remainders_are_served_in_order():
    assert split_exactly(1, [5000, 5000]) == [1, 0]
    assert split_exactly(100, [3333, 3333, 3334]) == [33, 33, 34]
    assert split_exactly(2, [2500, 2500, 2500, 2500]) == [1, 1, 0, 0]


def test_the_largest_remainder_goes_first():
    assert split_exactly(10, [1500, 1900, 6600]) == [1, 2, 7]


def test_one_share_takes_all():
    assert split_exactly(12345, [10_000]) == [12345]


@pytest.mark.parametrize("bad", [[], [9999], [5000, 5001], [10_000, 0], [11_000, -1000]])
def test_shares_that_are_not_a_whole_are_refused(bad):
    with pytest.raises(ValueError, match="100%"):
        split_exactly(100, bad)
