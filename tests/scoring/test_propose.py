"""Consequence rules name candidates: rank and task together, per class, running on, never by themselves."""

from fractions import Fraction

import pytest
from scoring_cases import document

from assessment.evaluation import Evaluation
from assessment.placing import place_units
from assessment.proposing import Standings, held_rules, is_repeated
from assessment.rules import Rounding
from assessment.scheme_document import SchemeError, dump, load
from assessment.scoring import score_group

MONEY = {"code": "arrived_capital", "window": "year_to_date"}
SIGNED = {"code": "signed_amount", "window": "year_to_date"}
TASK = {"measure": MONEY, "target": {"measure": "arrived_capital"}}
ITEM = {
    "code": "one",
    "name": "到位资金",
    "points": 100,
    "function": "capped_proportion",
    "cap": None,
    **TASK,
}


def rule(when: dict, **changed) -> dict:
    return {"code": "r", "name": "情形", "kind": "consequence", "text": "约谈", "when": when} | changed


def held(when: dict, done: dict[str, tuple], **changed) -> dict[str, str]:
    """unit -> reasons; `done` gives (arrived, target, signed)."""
    scheme = load(document(ITEM, consequences=[rule(when, **changed)]))
    group = scheme.groups[0]

    def look_up(source, unit):
        arrived, target, signed = done[unit]
        by_key = {"measure:arrived_capital:year_to_date": arrived, "target:arrived_capital": target}
        found = by_key.get(source.key, signed)
        return None if found is None else Fraction(found)

    evaluation = Evaluation(list(done), look_up)
    scores = score_group(group, evaluation, Rounding())
    standings = Standings(place_units(group, scores, evaluation, list(done)), scores, evaluation)
    found = {unit: held_rules(scheme.consequences, group, unit, standings) for unit in done}
    return {unit: rules[0].why for unit, rules in found.items() if rules}


TOWN = {"甲": (120, 100, 5), "乙": (90, 100, 0), "丙": (50, 100, 0), "丁": (0, 100, 0), "戊": (0, None, 0)}


def test_the_last_with_its_task_met_is_no_candidate():
    both = {"bottom": 1, "unmet": [TASK]}
    assert set(held(both, TOWN)) == {"丁"}
    assert held(both, {"甲": (120, 100, 0), "乙": (100, 100, 0)}) == {}


def test_the_last_three_are_counted_from_the_end_and_a_unit_without_place_is_none_of_them():
    assert set(held({"bottom": 3}, TOWN)) == {"乙", "丙", "丁"}


def test_units_that_share_the_last_place_are_all_last():
    assert set(held({"bottom": 1}, {"甲": (9, 10, 0), "乙": (1, 10, 0), "丙": (1, 10, 0)})) == {"乙", "丙"}


def test_without_a_target_no_task_is_unmet():
    assert "戊" not in held({"unmet": [TASK]}, TOWN)


def test_half_of_the_task_may_be_the_line():
    assert set(held({"unmet": [TASK | {"share": "0.5"}]}, TOWN)) == {"丁"}


def test_neither_signed_nor_arrived_is_said_so():
    found = held({"zero": [SIGNED, MONEY]}, TOWN)
    assert found == {"丁": "签约金额、到位资金均为零", "戊": "签约金额、到位资金均为零"}


def test_the_first_with_its_task_met_is_commended():
    assert set(held({"top": 1, "met": [TASK]}, TOWN, kind="commendation")) == {"甲"}


def test_a_rule_for_other_classes_passes_a_group_by():
    data = document(ITEM, consequences=[rule({"bottom": 1}, groups=["town_village"])])
    assert load(data).consequences[0].is_for("", ("town_village",))
    assert not load(data).consequences[0].is_for("", ("park",))


@pytest.mark.parametrize(
    ("times", "before", "holds"),
    [(1, [], True), (2, [], False), (2, [True], True), (2, [False, True], False), (3, [True, True], True)],
)
def test_repeated_means_running_on(times, before, holds):
    scheme = load(document(ITEM, consequences=[rule({"bottom": 1}, repeated=times)]))
    assert is_repeated(scheme.consequences[0], before) is holds


def test_rules_are_written_and_read_back():
    rules = [
        rule(
            {"bottom": 2, "unmet": [TASK | {"share": "0.5"}], "total_below": 60},
            groups=["town_village"],
            repeated=3,
        ),
        rule({"zero": [SIGNED], "present": [MONEY]}, code="s"),
    ]
    scheme = load(document(ITEM, consequences=rules))
    assert load(dump(scheme)) == scheme


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        (rule({}), "when"),
        (rule({"bottom": 0}), "bottom"),
        (rule({"bottom": 1}, groups=["nobody"]), "groups"),
        (rule({"bottom": 1}, kind="dismissal"), "kind"),
        (rule({"bottom": 1, "weather": 1}), "weather"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(wrong, where):
    with pytest.raises(SchemeError) as caught:
        load(document(ITEM, consequences=[wrong]))
    assert where in caught.value.problems[0].where
