"""A group worked out again with corrected numbers: what is named changes, caps and places follow."""

from fractions import Fraction

from scoring_cases import MARK, document
from scratch_cases import ARRIVED, BEST, REALIZED, STARTED, WAN, unit

from assessment.correcting import Correction, adds_up_plainly, corrected
from assessment.placing import place_units
from assessment.rules import Rounding
from assessment.scheme_document import load
from assessment.sources import Kind


def group_of(*indicators, **more):
    data = document(*indicators)
    data["groups"][0] |= more
    return load(data).groups[0]


def looking(units):
    def look_up(source, name):
        key = source.code if source.kind == Kind.MEASURE else f"{source.kind}:{source.code}"
        found = units[name].get(key, Fraction(0) if source.kind == Kind.MEASURE else None)
        return None if found is None else Fraction(found)

    return look_up


def again(group, base, *corrections):
    """(points by unit, totals, places); a correction is (unit, item, what is known then)."""
    names = list(base)
    later = [
        Correction(frozenset({one} if one else names), item, looking(known))
        for one, item, known in corrections
    ]
    found = corrected(group, names, looking(base), later, Rounding())
    points = {name: {one.code: one.points for one in found.scores[name].items} for name in names}
    totals = {name: found.scores[name].total for name in names}
    return points, totals, place_units(group, found.scores, found.evaluation, names)


BASE = {"甲": unit(6000, 1, 8), "乙": unit(5000, 1, 8)}
LATER = {"甲": unit(9000, 4, 2), "乙": unit(9500, 5, 9)}


def test_only_the_item_and_the_unit_that_are_named_are_taken_from_the_later_knowledge():
    group = group_of(ARRIVED, STARTED, MARK)
    before, after = again(group, BASE)[0], again(group, BASE, ("甲", "management", LATER))[0]
    assert after["乙"] == before["乙"]
    assert {code for code in after["甲"] if after["甲"][code] != before["甲"][code]} == {"management"}
    assert after["甲"]["management"] == 2


def test_a_number_that_two_items_read_is_corrected_in_the_named_one_alone():
    group = group_of(ARRIVED, REALIZED | {"numerator": ARRIVED["measure"]})
    assert len({leaf.key for leaf in group.leaves}) == 3
    base = {name: one | {"signed_amount": 10_000 * WAN} for name, one in BASE.items()}
    later = {name: one | {"signed_amount": 10_000 * WAN} for name, one in LATER.items()}
    before, after = again(group, base)[0]["甲"], again(group, base, ("甲", "arrived", later))[0]["甲"]
    assert (after["arrived"], after["realized"]) == (36, before["realized"])


def test_the_cap_of_a_total_holds_and_places_follow():
    group = group_of(ARRIVED, MARK, most=40)
    _, totals, places = again(group, {"甲": unit(8000, 0, 4), "乙": unit(9000, 0, 6)})
    assert (totals["乙"], places) == (40, {"乙": 1, "甲": 2})
    later = {"甲": unit(10_000, 0, 4), "乙": unit(0)}
    _, totals, places = again(
        group, {"甲": unit(8000, 0, 4), "乙": unit(9000, 0, 3)}, ("甲", "arrived", later)
    )
    assert (totals, places) == ({"甲": 40, "乙": 39}, {"甲": 1, "乙": 2})


def test_a_unit_that_all_are_measured_against_moves_the_points_of_the_others():
    group = group_of(BEST)
    points, _, _ = again(
        group, {"甲": unit(8000), "乙": unit(4000)}, ("甲", "best", {"甲": unit(5000), "乙": unit(0)})
    )
    assert (points["甲"]["best"], points["乙"]["best"]) == (40, 32)


def test_places_by_an_item_follow_its_correction():
    group = group_of(ARRIVED, MARK, rank={"by": "management"})
    assert again(group, {"甲": unit(9000, 0, 5), "乙": unit(5000, 0, 8)})[2] == {"乙": 1, "甲": 2}
    later = {"甲": unit(0, 0, 9), "乙": unit(0)}
    base = {"甲": unit(9000, 0, 5), "乙": unit(5000, 0, 8)}
    assert again(group, base, ("甲", "management", later))[2] == {"甲": 1, "乙": 2}


def test_a_second_correction_stands_on_the_first():
    group = group_of(ARRIVED, MARK, most=40)
    points, totals, _ = again(group, BASE, ("甲", "management", LATER), ("乙", "", LATER))
    assert points["甲"] == {"arrived": 24, "management": 2} and totals == {"甲": 26, "乙": 40}
    assert points["乙"] == {"arrived": 38, "management": 9}


def test_what_adds_up_plainly_needs_no_working_out():
    assert adds_up_plainly(group_of(ARRIVED, MARK))
    for more in (
        {"most": 40},
        {"left_out": "rescale"},
        {"rank": {"by": "management"}},
        {"rank": {"ties": "dense"}},
    ):
        assert not adds_up_plainly(group_of(ARRIVED, MARK, **more))
    assert not adds_up_plainly(group_of(BEST))
