"""Places: by the exact figure, ties share, the next place is skipped, and "—" has none."""

from fractions import Fraction

import pytest

from assessment.ranking import Line, change_in_words, rank, rank_change


def test_ties_share_a_place_and_the_next_is_skipped():
    places = rank([Line("甲", Fraction(9), 1), Line("乙", Fraction(8), 2), Line("丙", Fraction(8), 3)])
    assert places == {"甲": 1, "乙": 2, "丙": 2}
    more = rank([Line(key, Fraction(value), 0) for key, value in (("a", 9), ("b", 8), ("c", 8), ("d", 7))])
    assert list(more.values()) == [1, 2, 2, 4]


def test_places_go_by_the_unrounded_figure():
    places = rank([Line("甲", Fraction("80.0049"), 1), Line("乙", Fraction("80.0050"), 2)])
    assert places == {"乙": 1, "甲": 2}


def test_a_unit_without_a_figure_has_no_place_and_takes_none():
    places = rank([Line("甲", None, 1), Line("乙", Fraction(0), 2), Line("丙", Fraction(-1), 3)])
    assert places == {"乙": 1, "丙": 2, "甲": None}


def test_the_list_is_presented_by_place_then_by_the_fixed_order_with_the_unranked_last():
    lines = [
        Line("无目标乙", None, 9),
        Line("末位", Fraction(1), 1),
        Line("并列后", Fraction(5), 4),
        Line("无目标甲", None, 2),
        Line("并列前", Fraction(5), 3),
    ]
    assert list(rank(lines)) == ["并列前", "并列后", "末位", "无目标甲", "无目标乙"]


def test_plain_triples_and_keys_that_cannot_be_ordered_will_do():
    first, second = object(), object()
    assert rank([(first, Fraction(1), 0), (second, Fraction(1), 0)]) == {first: 1, second: 1}


def test_nobody_to_rank():
    assert rank([]) == {}


@pytest.mark.parametrize(
    ("now", "before", "change", "words"),
    [
        (1, 3, 2, "上升2位"),
        (4, 3, -1, "下降1位"),
        (2, 2, 0, "持平"),
        (2, None, None, "新进"),
        (None, 2, None, "—"),
        (None, None, None, "—"),
    ],
)
def test_the_change_since_the_last_ranking_is_put_in_words(now, before, change, words):
    assert rank_change(now, before) == change
    assert change_in_words(now, before) == words
