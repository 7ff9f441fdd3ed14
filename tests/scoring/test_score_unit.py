"""A unit's score: exactly the sum of its items, with "—" left out and never counted as zero."""

from fractions import Fraction

from scoring_cases import MARK, PROPORTION, RATIO, group_of, inputs, score_unit

from assessment.rules import Rounding

SIGNED = PROPORTION | {
    "code": "signed",
    "name": "签约金额",
    "points": 50,
    "cap": 1,
    "measure": {"code": "signed_amount", "window": "year_to_date"},
    "target": {"measure": "signed_amount"},
}
ARRIVED = PROPORTION | {"points": 40, "cap": 1}
GROUP = group_of(SIGNED, ARRIVED, MARK)


def score(group=GROUP, **values):
    """Scores a unit from {indicator code: {input name: value}}."""
    found = {one.code: inputs(one, **values.get(one.code, {})) for one in group.indicators}
    return score_unit(group, found)


def test_the_total_is_the_sum_of_the_items():
    unit = score(
        signed={"actual": 1, "target": 3}, arrived={"actual": 1, "target": 3}, management={"mark": 8}
    )
    assert unit.total == Fraction(50, 3) + Fraction(40, 3) + 8 == sum(item.points for item in unit.items)
    assert unit.possible == 100


def test_an_item_without_target_is_left_out_and_the_others_keep_their_weight():
    unit = score(
        signed={"actual": 5, "target": None}, arrived={"actual": 5, "target": 10}, management={"mark": 8}
    )
    assert [item.points for item in unit.items] == [None, 20, 8]
    assert (unit.total, unit.possible) == (28, 50)


def test_a_unit_without_any_target_has_no_total_even_with_good_marks():
    unit = score(signed={"actual": 5, "target": None}, arrived={"actual": 5}, management={"mark": 10})
    assert (unit.total, unit.possible) == (None, 0)
    assert unit.items[2].points == 10
    assert unit.words(Rounding()) == "各项目标均未下达，不参加排名（—）"


def test_a_unit_with_a_target_and_nothing_done_is_ranked_with_zero():
    unit = score(signed={"actual": 0, "target": 5})
    assert (unit.total, unit.possible) == (0, 50)


def test_a_group_without_targets_counts_what_it_has():
    group = group_of(RATIO | {"points": 20}, MARK)
    assert score(group, management={"mark": 7}).total == 7
    assert score(group).total is None


def test_the_items_stand_in_the_order_of_the_scheme():
    assert [item.code for item in score().items] == ["signed", "arrived", "management"]
    assert [item.name for item in score().items] == ["签约金额", "到位资金", "日常管理"]


def test_the_sum_is_written_out():
    unit = score(
        signed={"actual": 1, "target": 5}, arrived={"actual": 1, "target": 4}, management={"mark": "8.5"}
    )
    assert unit.words(Rounding()) == "10.00 + 10.00 + 8.50 = 28.50"


def test_the_sum_says_so_when_its_last_digit_differs_from_the_rounded_items():
    unit = score(signed={"actual": 1, "target": 3}, arrived={"actual": 1, "target": 3})
    assert unit.words(Rounding()) == "16.67 + 13.33 = 30.00"
    assert unit.words(Rounding(0)) == "17 + 13 = 30"
    assert unit.words(Rounding(2, "cut")) == "16.66 + 13.33 ≈ 30.00（各项按未取舍的数相加后一次取舍）"
