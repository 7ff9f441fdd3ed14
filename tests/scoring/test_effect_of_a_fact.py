"""What one fact is worth: the unit with it and without it; where an item is full, less than its share."""

from fractions import Fraction

from scoring_cases import MARK
from scratch_cases import ARRIVED, BEST, REALIZED, WAN, scratch, unit

from assessment.effects import effect_of


def keys(found, *codes):
    return {
        leaf.code: leaf.key for leaf in found.group.leaves if leaf.code in codes and leaf.kind == "measure"
    }


def test_a_fact_is_worth_what_the_total_loses_without_it():
    found = scratch(ARRIVED, MARK, 甲=unit(6000, 0, 8), 乙=unit(5000, 0, 8))
    key = keys(found, "arrived_capital")["arrived_capital"]
    effect = effect_of(found, "乙", {key: Fraction(4000 * WAN)})
    assert effect.total == 4
    assert effect.items == (("到位资金", Fraction(4)),)


def test_beyond_the_cap_a_fact_is_worth_only_what_fills_the_item():
    found = scratch(ARRIVED, 甲=unit(12_000), 乙=unit(5000))
    key = keys(found, "arrived_capital")["arrived_capital"]
    assert effect_of(found, "甲", {key: Fraction(9000 * WAN)}).total == 4
    assert effect_of(found, "甲", {key: Fraction(11_000 * WAN)}).total == 0


def test_one_sum_that_counts_in_two_numbers_moves_both_items():
    found = scratch(ARRIVED, REALIZED, 甲=unit(6000, signed_amount=10_000 * WAN), 乙=unit(0))
    without = {
        leaf.key: Fraction(5000 * WAN) for leaf in found.group.leaves if leaf.code == "arrived_capital"
    }
    without = {key: value for key, value in without.items() if key.startswith("measure")}
    assert len(without) == 2
    effect = effect_of(found, "甲", without)
    assert effect.items == (("到位资金", Fraction(4)), ("到位率", Fraction(4)))
    assert effect.total == 8


def test_a_target_or_a_mark_that_was_not_there_is_taken_out_as_nothing():
    found = scratch(ARRIVED, MARK, 甲=unit(6000, 0, 8), 乙=unit(5000, 0, 8))
    assert effect_of(found, "甲", {"mark:management": None}).items == (("日常管理", Fraction(8)),)


def test_the_best_of_the_group_owes_itself_nothing_where_all_are_measured_against_it():
    found = scratch(BEST, ARRIVED, 甲=unit(1000), 乙=unit(500))
    key = keys(found, "arrived_capital")["arrived_capital"]
    effect = effect_of(found, "甲", {key: Fraction(800 * WAN)})
    assert effect.items == (("到位资金", Fraction(4, 5)),)
