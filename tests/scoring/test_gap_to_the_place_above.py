"""The distance to the place above and the smallest single step that closes it, as the engine itself finds it."""

from fractions import Fraction

from scoring_cases import MARK
from scratch_cases import ARRIVED, BEST, CLOCK, REALIZED, STARTED, WAN, scratch, unit

from assessment.gaps_between import distance_of, sentence_of
from assessment.sources import Kind


def steps_of(found, name):
    distance = distance_of(found, name, CLOCK)
    return {one.lever.code: one.amount for one in distance.steps}


def test_each_step_is_the_smallest_that_closes_the_gap_alone():
    found = scratch(ARRIVED, STARTED, MARK, 甲=unit(6000, 3, 8), 乙=unit(5000, 3, "7.9"))
    distance = distance_of(found, "乙", CLOCK)
    assert (distance.above, distance.place, distance.points) == ("甲", 1, Fraction("4.1"))
    assert steps_of(found, "乙") == {"arrived_capital": 1025 * WAN, "started_count": 2, "management": None}
    assert sentence_of(distance, found) == (
        "距第1名甲差4.10分：再到位1,025万元，或再有2个项目开工，即可赶上。单凭日常管理无法赶上。"
    )


def test_one_step_less_is_not_enough():
    """Whatever is found closes the gap, and one unit less does not: asked of the engine, not of the search."""
    found = scratch(ARRIVED, STARTED, MARK, 甲=unit(6001, 3, 8), 乙=unit(5000, 3, 8))
    amount = steps_of(found, "乙")["arrived_capital"]
    leaf = next(
        one for one in found.group.leaves if one.kind == Kind.MEASURE and one.code == "arrived_capital"
    )
    before = found.number(leaf, "乙")
    enough = found.figures_with({("乙", leaf.key): before + amount}, ("乙", "甲"))
    short = found.figures_with({("乙", leaf.key): before + amount - WAN}, ("乙", "甲"))
    assert enough[0] >= enough[1]
    assert short[0] < short[1]


def test_marks_go_up_by_half_points_and_no_further_than_the_full_mark():
    found = scratch(ARRIVED, MARK, 甲=unit(5000, 0, "9.2"), 乙=unit(5000, 0, 7))
    assert steps_of(found, "乙")["management"] == Fraction("2.5")
    capped = scratch(ARRIVED, MARK, 甲=unit(5000, 0, 10), 乙=unit(5000, 0, "9.7"))
    assert steps_of(capped, "乙")["management"] == Fraction("0.3")


def test_what_is_capped_already_cannot_close_it():
    found = scratch(ARRIVED, STARTED, 甲=unit(9000, 5), 乙=unit(8000, 5))
    assert steps_of(found, "乙") == {"arrived_capital": 1000 * WAN, "started_count": None}
    assert "单凭开工项目数无法赶上" in sentence_of(distance_of(found, "乙", CLOCK), found)


def test_money_moves_every_item_that_counts_it():
    """A sum that arrives counts in the year and in the rate since 2025: both bring points."""
    both = {"signed_amount": 10_000 * WAN}
    found = scratch(ARRIVED, REALIZED, 甲=unit(6000, **both), 乙=unit(5000, **both))
    assert steps_of(found, "乙")["arrived_capital"] == 1000 * WAN
    assert distance_of(found, "乙", CLOCK).points == 8


def test_an_item_that_compares_units_moves_the_other_too():
    """乙 passes the best of the group, whose own share of the best then falls: the whole gap need not be earned."""
    found = scratch(BEST, STARTED, 甲=unit(1000, 4), 乙=unit(500, 3))
    amount = steps_of(found, "乙")["arrived_capital"]
    leaf = found.group.leaves[0]
    mine, theirs = found.figures_with({("乙", leaf.key): 500 * WAN + amount}, ("乙", "甲"))
    assert mine >= theirs
    assert theirs[0] < found.figures["甲"][0]


def test_the_first_and_a_unit_without_a_place_have_no_gap():
    nobody = unit() | {"target:arrived_capital": None, "target:started_count": None}
    found = scratch(ARRIVED, STARTED, 甲=unit(5000, 1), 乙=nobody)
    assert distance_of(found, "甲", CLOCK) is None
    assert distance_of(found, "乙", CLOCK) is None


def test_those_who_share_a_place_look_to_the_one_above_them_all():
    found = scratch(ARRIVED, 甲=unit(6000), 乙=unit(5000), 丙=unit(5000))
    assert distance_of(found, "丙", CLOCK).above == "甲"


def test_a_tie_parted_by_a_later_item_says_so():
    found = scratch(ARRIVED, STARTED, rank={"then": ["started"]}, 甲=unit(4500, 2), 乙=unit(5000, "1.5"))
    distance = distance_of(found, "乙", CLOCK)
    assert distance.points == 0
    assert sentence_of(distance, found).startswith("与第1名甲得分相同，按办法规定的次序列后：再到位1万元")


def test_a_difference_too_small_for_the_rounding_is_still_shown():
    found = scratch(ARRIVED, 甲=unit(5001), 乙=unit(5000))
    assert sentence_of(distance_of(found, "乙", CLOCK), found).startswith("距第1名甲差0.004分")


def test_every_number_is_looked_up_once_whatever_the_number_of_questions():
    asked = []
    units = {f"单位{n:02d}": unit(100 * n, n % 5, n % 9) for n in range(30)}
    found = scratch(ARRIVED, STARTED, REALIZED, MARK, asked=asked, **units)
    before = list(asked)
    assert sum(1 for name in units if distance_of(found, name, CLOCK)) == 29
    assert asked == before
    assert len(before) == len(set(before))
