"""Every scheme goes through the forms and comes back unchanged, part by part; every way of scoring has a form."""

import json
from pathlib import Path

import pytest

from assessment.editing import (
    Asked,
    Register,
    block_shape,
    group_shape,
    head_shape,
    item_shape,
    judge_block,
    judge_group,
    judge_head,
    judge_item,
    move,
    needs_of,
    pruned,
    walk,
)
from assessment.editing.sources import FORMS
from assessment.functions import FUNCTIONS
from assessment.reports.scheme_curve import curve
from assessment.scheme_document import dump, load, read_item
from tests.services.drawn import asked_of, sent_of

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "assessment/schemes").glob("*.json"), *(ROOT / "tests/data/schemes").glob("*.json")])
RECORD = {"recorded": "petition", "name": "信访件数", "unit": "count"}
AMOUNT = {"code": "arrived_capital", "window": "year_to_date"}
RATE = {"ratio": [AMOUNT, {"code": "signed_amount", "window": "all_time"}], "name": "到位率"}
STEPS = {"step": "0.01", "points": "0.5", "most": 10}
ITEMS: list[dict] = [
    {"function": "base_steps", "measure": AMOUNT, "target": {"measure": "arrived_capital", "set": "superior"},
     "up": STEPS, "under": "steps", "down": STEPS | {"whole": False, "most": None}},
    {"function": "threshold", "measure": {"entered": "firms", "name": "企业数", "unit": "count"}, "line": 3,
     "up": {"step": 1, "points": 2, "by": "amount"}},
    {"function": "tiers", "table": {"values": {"rate": RATE, "n": {"growth": AMOUNT}}, "rows": [
        {"when": {"rate": {"at_least": 1}, "n": {"above": "0.1"}}, "points": 10},
        {"when": {"rate": {"at_least": "0.8", "below": 1}}, "points": 6}], "otherwise": 2}},
    {"function": "cases", "table": {"values": {"t": {"measure": "arrived_capital"}}, "cases": [
        {"when": {"t": {"at_least": 100000000}}, "function": "to_full", "measure": RATE},
        {"function": "per_item", "measure": RECORD, "each": 2}]}},
    {"function": "rank_points", "measure": AMOUNT, "table": [10, 8, "6.5"], "beyond": 3, "ties": "average"},
    {"function": "piecewise", "measure": RATE, "brackets": [
        {"upto": "0.8", "step": "0.01", "points": "0.1"}, {"step": "0.01", "points": "0.2"}]},
    {"function": "deduct_list", "start": 10, "deductions": [
        {"measure": {"reports": "late"}, "each": "0.5", "most": 3}, {"measure": RECORD, "each": 1}]},
    {"function": "shortfall_bands", "bands": [
        {"measure": {"code": "signed_count", "window": "year_to_date",
                     "where": {"contract_at_least": 100000000, "ownership": ["foreign"], "expansion": False,
                               "industry": ["新材料", "New York"], "signed_since": "2026-01-01"}},
         "required": {"fixed": 2, "name": "应完成", "unit": "count"}, "each": 5}]},
    {"function": "checklist", "checks": [{"code": "plan", "name": "有方案", "points": 5},
                                          {"code": "desk", "name": "有专班", "points": 5}]},
    {"function": "panel_marks", "panel": {"panel": "judges", "name": "评委", "method": "weighted",
                                           "weights": {"leader": "0.6", "peer": "0.4"}}},
    {"function": "own_base_year", "measure": AMOUNT, "up": STEPS},
    {"function": "efficacy", "measure": {"sum": [{"of": AMOUNT, "times": 1},
                                                 {"of": AMOUNT | {"window": "month"}, "times": "7.1"}],
                                         "name": "到位合计", "unit": "yuan"}, "lowest_best": True},
    {"function": "share_of_best", "measure": {"place": {"group": "mean", "of": AMOUNT}, "lowest_first": True}},
    {"function": "against_mean", "measure": RATE, "against": "overall", "up": STEPS, "down": STEPS},
    {"function": "ratio", "numerator": AMOUNT, "denominator": AMOUNT | {"shift": -1}, "full_at": "0.9", "cap": None,
     "missing": {"no_base": "otherwise", "not_entered": {"points": 2}}, "otherwise": {"function": "manual_mark"}},
    {"function": "per_item", "measure": AMOUNT | {"in_points": True, "otherwise": 0, "highest": True, "shares": "lead",
     "table": [{"where": {"kind": ["new", "upgrade"]}, "factor": "1.2"}]}, "floor": 1, "ceiling": 12, "weight": 2},
    {"function": "to_full", "measure": {"points_of": "other"}, "bonus": True, "below_zero": True},
    {"function": "capped_proportion", "measure": {"code": "started_count", "window": "between", "since": "2026-01-01",
     "last": "2026-06-30"}, "target": {"measure": "started_count", "prorate": "month"}},
    {"function": "manual_mark", "examples": [{"inputs": {"mark": None}, "points": None}]},
]  # fmt: skip
HEAD = {"code": "item", "name": "指标", "points": 10}


def through(shape, value, judge):
    """What comes out of a form that was drawn and sent back untouched."""
    judged = judge(pruned(shape.read(asked_of(shape.draw(value, "", {})), "")))
    assert judged.is_fit, judged.errors
    return judged.value


def item_form(node):
    item = judge_item(node).item
    return item_shape(Register(), item.needs if item else ())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scheme_comes_back_from_its_forms_unchanged(path):
    whole = dump(load(json.loads(path.read_text(encoding="utf-8"))))
    head = {name: one for name, one in whole.items() if name not in ("groups", "format")}
    back = through(head_shape(Register()), head, lambda value: judge_head(value, whole["groups"]))
    assert dump(load({"format": 1, "groups": whole["groups"]} | back)) == whole
    for number, group in enumerate(whole["groups"]):
        nodes = group["indicators"]
        said = {name: one for name, one in group.items() if name != "indicators"}
        back = through(group_shape(Register()), said, lambda value, nodes=nodes: judge_group(value, nodes))
        groups = [*whole["groups"][:number], back, *whole["groups"][number + 1 :]]
        assert dump(load(whole | {"groups": groups})) == whole
        for _, node in walk(group):
            if "items" in node:
                inner = node["items"]
                back = through(block_shape(), node, lambda value, inner=inner: judge_block(value, inner))
                assert read_item(back) == read_item(node)
            else:
                assert through(item_form(node), node, judge_item) == node


def test_every_way_of_scoring_is_among_the_items_that_are_tried():
    assert {one["function"] for one in ITEMS} == set(FUNCTIONS)


@pytest.mark.parametrize("item", ITEMS, ids=lambda one: one["function"])
def test_every_way_of_scoring_and_every_source_has_a_form_that_loses_nothing(item):
    judged = judge_item(HEAD | item)
    assert judged.is_fit, judged.errors
    assert through(item_form(judged.value), judged.value, judge_item) == judged.value


@pytest.mark.parametrize("item", ITEMS, ids=lambda one: one["function"])
def test_every_way_of_scoring_draws_a_curve_or_says_that_it_has_none(item):
    one = judge_item(HEAD | item).item
    drawn = curve(one.function, one.points)
    assert (drawn is None) == (one.function.code in ("checklist", "cases"))
    assert drawn is None or drawn.path.startswith("M")


@pytest.mark.parametrize("code", sorted(FUNCTIONS))
def test_a_new_item_of_any_way_of_scoring_is_drawn_and_refused_with_sentences(code):
    """Nothing is filled in: every box is there, whatever is missing is said, nothing breaks."""
    shape = item_shape(Register())
    judged = judge_item(pruned(shape.read(asked_of(shape.draw({"function": code}, "", {})), "")))
    drawn = shape.draw(judged.value, "", judged.errors)
    assert drawn.has_errors
    assert sent_of(drawn)["function"] == code


@pytest.mark.parametrize("form", FORMS)
def test_a_kind_of_number_that_was_just_picked_stays_picked(form):
    """Its boxes were not on the page when it was picked, so none of them was sent."""
    shape = item_shape(Register())
    item = HEAD | {"function": "per_item", "measure": AMOUNT}
    sent = asked_of(shape.draw(item, "", {}), measure___form=form)
    drawn = shape.draw(pruned(shape.read(sent, "")), "", {})
    assert sent_of(drawn)["measure._form"] == form


def test_typed_numbers_mean_what_a_clerk_means():
    shape = item_shape(Register())
    drawn = shape.draw(HEAD | {"function": "capped_proportion"}, "", {})
    for text, kept in (
        ("120%", "1.2"),
        ("１．５", "1.5"),
        ("2", 2),
        ("1/3", "1/3"),
        ("", None),
        ("1.2亿", 120_000_000),
    ):
        assert shape.read(asked_of(drawn, cap=text), "")["cap"] == kept


def test_an_error_deep_inside_stands_beside_its_own_box():
    item = HEAD | {"function": "deduct_list", "deductions": [
        {"measure": RECORD, "each": 1}, {"measure": RECORD | {"unit": "gold"}, "each": -1}]}  # fmt: skip
    judged = judge_item(item)
    assert ("deductions", 1, "each") in judged.errors
    assert ("deductions", 1, "measure", "unit") in judged.errors
    drawn = item_form(item).draw(judged.value, "", judged.errors)
    wrong = {one.path for one in _all(drawn) if one.errors}
    assert wrong == {"deductions.1.each", "deductions.1.measure.unit"}


TASK = {"measure": AMOUNT, "target": {"measure": "arrived_capital"}, "share": "0.5"}
RULE = {
    "code": "last",
    "name": "末位且未完成任务",
    "kind": "consequence",
    "text": "作表态发言",
    "groups": ["town_village"],
    "when": {"bottom": 1, "unmet": [TASK], "zero": [AMOUNT], "present": [RECORD], "total_below": 60},
    "repeated": 2,
}
WHEN = {"values": {"rate": RATE}, "all": {"rate": {"at_least": 1}}, "why": "超额完成"}
GROUP = {
    "unit_class": "town_village",
    "joint": [{"name": "一二组", "units": ["V1", "V2"]}],
    "overlaps": [{"unit": "P1", "includes": ["V1"]}],
    "rank": {"by": RATE, "lowest_first": True},
    "grading": {
        "grades": [{"name": "优秀", "at_least": 90}],
        "rest": "合格",
        "moves": [{"steps": 1, "when": WHEN}],
    },
    "conversions": [{"name": "年度考核", "factor": "0.35", "floor": 10, "when": WHEN}],
    "examples": [
        {
            "name": "例",
            "units": {
                "甲": {
                    "inputs": {"item": {"actual": 5, "target": 10}},
                    "total": "5.00",
                    "points": {"item": "5.00"},
                    "rank": 2,
                },
                "乙": {"inputs": {"item": {"actual": 10, "target": 10}}, "rank": 1},
            },
        }
    ],
}
RULES = {"format": 1, "name": "办法", "year": 2026, "consequences": [RULE], "groups": [
    GROUP | {"indicators": [HEAD | {"function": "capped_proportion"} | {
        "measure": AMOUNT, "target": {"measure": "arrived_capital"}}]}]}  # fmt: skip


def test_every_rule_of_a_group_and_every_consequence_has_a_form_that_loses_nothing():
    whole = dump(load(RULES))
    head = {name: one for name, one in whole.items() if name not in ("groups", "format")}
    back = through(head_shape(Register()), head, lambda value: judge_head(value, whole["groups"]))
    assert dump(load(back | {"format": 1, "groups": whole["groups"]})) == whole
    said = {name: one for name, one in whole["groups"][0].items() if name != "indicators"}
    nodes = whole["groups"][0]["indicators"]
    known = Register(
        items=[("item", "指标")], needs=needs_of(nodes[0]), units=[("V1", "一组"), ("P1", "园区")]
    )
    assert [code for code, _ in known.needs] == ["item.actual", "item.target"]
    for register in (Register(), known):
        group = through(group_shape(register), said, lambda value: judge_group(value, nodes))
        assert dump(load(whole | {"groups": [group]})) == whole


def test_what_is_wrong_in_a_consequence_stands_beside_its_box():
    numbers = [AMOUNT, AMOUNT | {"otherwise": "1e5"}]
    when = {"bottom": 0, "unmet": [TASK | {"share": -1}], "zero": numbers}
    rule = RULE | {"when": when, "groups": ["nobody"]}
    judged = judge_head({"name": "办法", "year": 2026, "consequences": [rule]}, RULES["groups"])
    drawn = head_shape(Register()).draw(judged.value, "", judged.errors)
    wrong = {one.path for one in _all(drawn) if one.errors}
    assert wrong == {
        "consequences.0.when.bottom",
        "consequences.0.when.unmet.0.share",
        "consequences.0.when.zero.1.otherwise",
        "consequences.0.groups",
    }


def test_a_condition_that_was_left_empty_is_refused_beside_it():
    grading = {"grades": [{"name": "优秀", "at_least": 90}], "rest": "合格", "moves": [{"steps": 1}]}
    judged = judge_group({"unit_class": "town_village", "grading": grading}, [])
    assert ("grading", "moves", 0, "when") in judged.errors


def _all(drawn):
    yield drawn
    for part in drawn.parts:
        yield from _all(part)


def test_items_enter_the_block_above_and_leave_it_again():
    group = {"indicators": [{"code": "b", "items": [{"code": "x"}]}, {"code": "y"}]}
    assert move(group, (1,), "in")
    assert [one["code"] for one in group["indicators"][0]["items"]] == ["x", "y"]
    assert move(group, (0, 0), "out")
    assert [one["code"] for one in group["indicators"]] == ["b", "x"]
    assert not move(group, (0,), "in")
    assert not move(group, (1,), "sideways")


def test_numbers_of_rows_that_nobody_could_have_sent_are_survived():
    drawn = item_shape(Register()).draw(HEAD | {"function": "deduct_list"}, "", {})
    for count in ("-1", "9" * 40, "\x00", "７"):
        asked: Asked = asked_of(drawn, deductions__n=count)
        assert not judge_item(item_shape(Register()).read(asked, "")).is_fit
