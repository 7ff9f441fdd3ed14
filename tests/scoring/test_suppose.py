"""What would be if: facts add to the numbers whose days they fall in, targets and marks replace what stands."""

from fractions import Fraction

from scoring_cases import MARK
from scratch_cases import ARRIVED, CLOCK, REALIZED, STARTED, WAN, scratch, unit

from assessment.sources import Kind
from assessment.supposing import Supposed, leaves_moved, restated, with_points


def group_of(*indicators):
    return scratch(*indicators, 甲=unit()).group


def test_a_fact_of_the_last_day_moves_every_window_that_holds_it():
    group = group_of(ARRIVED, REALIZED, STARTED)
    assert len(leaves_moved(group, Kind.MEASURE, "arrived_capital", CLOCK)) == 2
    assert len(leaves_moved(group, Kind.MEASURE, "started_count", CLOCK)) == 1


def test_a_window_that_is_over_last_year_and_a_weighed_number_stay_as_they_are():
    over = {"code": "arrived_capital", "window": "between", "since": "2026-01-01", "last": "2026-06-30"}
    grown = {"code": "growth", "name": "增幅", "points": 10, "function": "threshold",
             "measure": {"growth": {"code": "arrived_capital", "window": "year_to_date"}}, "line": "0.1"}  # fmt: skip
    assert leaves_moved(group_of(ARRIVED | {"measure": over}), Kind.MEASURE, "arrived_capital", CLOCK) == []
    moved = leaves_moved(group_of(grown), Kind.MEASURE, "arrived_capital", CLOCK)
    assert [leaf.shift for leaf in moved] == [0]


def test_two_facts_of_one_unit_add_up_and_a_mark_replaces():
    found = scratch(ARRIVED, MARK, 甲=unit(100, 0, 8))
    supposed = [
        Supposed("甲", Kind.MEASURE, "arrived_capital", Fraction(50 * WAN)),
        Supposed("甲", Kind.MEASURE, "arrived_capital", Fraction(25 * WAN)),
        Supposed("甲", Kind.MARK, "management", Fraction(9)),
    ]
    given = restated(found.group, supposed, CLOCK, found.number)
    assert sorted(given.values()) == [9, 175 * WAN]


def test_a_target_of_the_year_becomes_its_share_where_the_item_asks_for_elapsed_time():
    timed = ARRIVED | {"target": {"measure": "arrived_capital", "prorate": "month"}}
    found = scratch(timed, 甲=unit(100))
    supposed = [Supposed("甲", Kind.TARGET, "arrived_capital", Fraction(1200 * WAN))]
    assert list(restated(found.group, supposed, CLOCK, found.number).values()) == [1100 * WAN]


def test_other_full_marks_reach_items_inside_blocks_and_leave_the_rest():
    block = {"code": "money", "name": "资金", "items": [ARRIVED]}
    group = group_of(block, MARK)
    changed = with_points(group, {"arrived": Fraction(60)})
    assert [one.points for one in changed.indicators] == [60, 10]
    assert [one.points for one in group.indicators] == [40, 10]
