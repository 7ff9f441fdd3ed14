"""A ballot puts the units of each class in order."""

import pytest

from assessment import actions
from assessment.models import PanelMark
from tests.assessment import scenario
from tests.assessment.rounds import BY_PLACE, fill, open_round, with_panel
from tests.assessment.scenario import Judged


@pytest.fixture
def judged(town):
    text = with_panel(scenario.TOWN_SCHEME, {"method": "ballots"}, function=BY_PLACE)
    return Judged(town, scenario.adopt(town, text=text), {})


RANKED = {
    "village": 1, "other_village": 2, "department": 1, "other_department": 2, "vertical": 1, "park": 1,
}  # fmt: skip


def test_a_ballot_puts_the_units_of_each_class_in_order(judged):
    row = open_round(judged)
    fill(judged, row, "supervisor", RANKED)
    fill(judged, row, "unit_head", RANKED | {"other_village": 1})
    assert PanelMark.objects.filter(place__isnull=False).count() == 11


@pytest.mark.parametrize(
    ("places", "may_tie", "sentence"),
    [
        ({"village": 1, "other_village": 1}, False, "不允许并列"),
        ({"village": 2, "other_village": 2}, True, "从1起连续"),
        ({"village": 3, "other_village": 1}, False, "应在1至2之间"),
    ],
)
def test_places_without_order_are_refused(judged, places, may_tie, sentence):
    row = open_round(judged, may_tie=may_tie)
    with pytest.raises(actions.SheetRefused) as refused:
        fill(judged, row, "supervisor", RANKED | places)
    assert sentence in next(iter(refused.value.faults.values()))


def test_units_may_share_a_place_where_the_round_allows_it(judged):
    row = open_round(judged, may_tie=True)
    assert fill(judged, row, "supervisor", RANKED | {"village": 1, "other_village": 1}).has_handed_in


def test_the_scheme_says_that_the_entry_is_marked_with_places(judged):
    assert open_round(judged).kind == "ballots"
