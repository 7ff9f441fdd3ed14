"""The ways of scoring that no published example covers, each with its readings, its words and what it says of gaps."""

from fractions import Fraction

import pytest
from scoring_cases import document, inputs

from assessment.examples import check_examples
from assessment.functions import Status
from assessment.rules import Rounding
from assessment.scheme_document import SchemeError, load
from assessment.scoring import score_indicator

COUNT = {"code": "started_count", "window": "year_to_date"}
MONEY = {"code": "arrived_capital", "window": "year_to_date"}
TARGET = {"measure": "arrived_capital"}


def item(function: str, points=20, **parameters) -> dict:
    return {"code": "one", "name": "本项", "points": points, "function": function, **parameters}


def indicator(function: str, points=20, **parameters):
    return load(document(item(function, points, **parameters))).groups[0].indicators[0]


def points(one, **values):
    return score_indicator(one, inputs(one, **values), Rounding()).points


def group_scores(units: dict[str, dict], *items: dict, **group) -> list[str]:
    """What a group example finds different: nothing, when the engine agrees."""
    example = {"name": "算例", "units": units}
    data = document(*items)
    data["groups"][0] |= group | {"examples": [example]}
    return [str(one) for one in check_examples(load(data))]


@pytest.mark.parametrize(("done", "earned"), [(0, 2), (4, 2), (5, 20), (6, 21), (9, 24), (40, 30)])
def test_a_threshold_pays_its_base_and_more_for_each_further_step(done, earned):
    up = {"step": 1, "points": 1, "by": "amount"}
    one = indicator("threshold", measure=COUNT, line=5, up=up, below=2, most=30)
    assert points(one, actual=done) == earned


@pytest.mark.parametrize(("whole", "earned"), [(True, 21), (False, Fraction(43, 2))])
def test_a_started_step_counts_as_the_scheme_reads_it(whole, earned):
    up = {"step": "0.1", "points": 1, "whole": whole}
    one = indicator("base_steps", measure=MONEY, target=TARGET, up=up)
    assert points(one, actual=115, target=100) == earned


def test_points_for_each_thing_beyond_a_number_have_a_top():
    one = indicator("per_item", measure=COUNT, each="0.5", beyond=2, most=3)
    assert [points(one, actual=n) for n in (1, 2, 4, 20)] == [0, 0, 1, 3]


def test_half_a_thing_earns_half_unless_only_whole_things_count():
    loose, strict = (indicator("per_item", measure=COUNT, each=2, whole=whole) for whole in (False, True))
    assert (points(loose, actual=Fraction(5, 2)), points(strict, actual=Fraction(5, 2))) == (5, 4)


def test_shortfalls_of_bands_do_not_help_each_other():
    bands = [
        {"measure": COUNT | {"where": {"contract_at_least": size}}, "required": fixed(need), "each": 3}
        for size, need in ((100_000_000, 4), (1_000_000_000, 1))
    ]
    one = indicator("shortfall_bands", bands=bands)
    assert points(one, actual1=9, required1=4, actual2=0, required2=1) == 17
    assert points(one, actual1=0, required1=4, actual2=0, required2=1) == 5
    assert points(one, actual1=0, required1=8, actual2=0, required2=1) == 0


def fixed(value) -> dict:
    return {"fixed": value, "name": "应完成数", "unit": "count"}


@pytest.mark.parametrize(
    ("rate", "earned"), [("0.5", 10), (1, 20), ("1.1", 25), ("1.2", 30), ("1.5", "31.5"), (9, 40)]
)
def test_each_bracket_of_completion_pays_its_own_price(rate, earned):
    brackets = [
        {"upto": 1, "step": "0.05", "points": 1},
        {"upto": "1.2", "step": "0.02", "points": 1},
        {"upto": None, "step": "0.2", "points": 1},
    ]
    one = indicator("piecewise", measure=MONEY, target=TARGET, brackets=brackets, most=40)
    assert points(one, actual=Fraction(str(rate)) * 100, target=100) == Fraction(str(earned))


def test_the_size_of_the_target_decides_what_a_surplus_is_worth():
    """Luohe: 0.6 points for each per cent above a target over 50 million, 0.1 for a small one."""

    def surplus(each):
        return item("base_steps", measure=MONEY, target=TARGET, up={"step": "0.01", "points": each}) | {}

    def way(each):
        return {
            name: value for name, value in surplus(each).items() if name not in ("code", "name", "points")
        }

    table = {
        "values": {"size": TARGET},
        "cases": [{"when": {"size": {"at_least": 50_000_000}}, **way("0.6")}, way("0.1")],
    }
    one = indicator("cases", table=table)

    def of(target):
        given = {"size": target, "1.actual": target * Fraction(11, 10), "1.target": target}
        return points(one, **given, **{"2.actual": target * Fraction(11, 10), "2.target": target})

    assert (of(60_000_000), of(10_000_000)) == (26, 21)


def test_a_checklist_counts_yes_and_waits_for_the_first_answer():
    checks = [{"code": f"c{n}", "name": f"第{n}项", "points": n} for n in (1, 2, 3)]
    one = indicator("checklist", 6, checks=checks)
    assert points(one, c1=1, c2=0, c3=Fraction(1, 2)) == Fraction(5, 2)
    assert points(one, c1=1, c2=None, c3=None) == 1
    assert score_indicator(one, [], Rounding()).status == Status.NOT_ENTERED


def test_own_base_year_pays_a_part_for_as_much_as_last_year():
    up, down = {"step": "0.1", "points": 2, "whole": False}, {"step": "0.1", "points": 4, "whole": False}
    one = indicator("own_base_year", measure=MONEY, level="0.8", up=up, down=down, most="1.5")
    assert points(one, actual=120, base=100, growth="0.2") == 20
    assert points(one, actual=95, base=100, growth="-0.05") == 14
    assert points(one, actual=900, base=100, growth=8) == 30
    assert points(one, actual=10, base=100, growth="-0.9") == 0
    assert points(one, actual=10, base=0, growth=None) is None


def test_efficacy_gives_sixty_to_the_least_and_a_hundred_to_the_most():
    units = {name: unit(actual) for name, actual in (("甲", 10), ("乙", 20), ("丙", 30))}
    units["甲"]["points"], units["乙"]["points"], units["丙"]["points"] = (
        {"one": p} for p in ("12", "16", "20")
    )
    assert group_scores(units, item("efficacy", measure=COUNT)) == []


def unit(actual, **more) -> dict:
    return {"inputs": {"one": {"actual": actual}}, **more}


@pytest.mark.parametrize(("rule", "expected"), [("full", "20"), ("leave_out", None), ({"points": 12}, "12")])
def test_when_all_are_equal_the_scheme_says_what_they_get(rule, expected):
    units = {name: unit(7, points={"one": expected}) for name in ("甲", "乙")}
    assert group_scores(units, item("efficacy", measure=COUNT, missing={"all_equal": rule})) == []


def test_places_earn_from_a_table_and_equals_share_or_divide():
    ranks = {"甲": 30, "乙": 20, "丙": 20, "丁": 5}
    shared = {"甲": "20", "乙": "15", "丙": "15", "丁": "2"}
    divided = {"甲": "20", "乙": "12.5", "丙": "12.5", "丁": "2"}
    for ties, points_of in (("share", shared), ("average", divided)):
        units = {
            name: {"inputs": {"one": {"place.part1": actual}}, "points": {"one": points_of[name]}}
            for name, actual in ranks.items()
        }
        table = {"table": [20, 15, 10], "beyond": 2, "ties": ties}
        assert group_scores(units, item("rank_points", measure=COUNT, **table)) == []


def test_one_items_points_feed_another():
    half = item("per_item", 10, measure=COUNT)
    index = item(
        "per_item",
        10,
        measure={"sum": [{"of": {"points_of": "one"}, "times": "0.6"}], "name": "指数", "unit": "points"},
    ) | {"code": "two"}
    units = {"甲": unit(5, points={"one": "5", "two": "3"}, total="8")}
    assert group_scores(units, half, index) == []


def test_items_that_read_each_other_are_refused():
    def reads(code, other):
        return item("per_item", 10, measure={"points_of": other}) | {"code": code}

    with pytest.raises(SchemeError, match="得分互相引用"):
        load(document(reads("a", "b"), reads("b", "a")))


def test_blocks_are_weighted_capped_and_held_against_their_pass_mark():
    block = {
        "code": "index", "name": "指数", "weighted": True, "most": 15, "pass_mark": 12,
        "items": [
            item("per_item", 100, measure=COUNT) | {"code": "a", "weight": "0.6"},
            item("per_item", 100, measure=COUNT | {"code": "completed_count"}) | {"code": "b", "weight": "0.4"},
        ],
    }  # fmt: skip
    for a, b, index in ((10, 5, "8"), (40, 0, "15")):
        given = {"a": {"actual": a}, "b": {"actual": b}}
        units = {"甲": {"inputs": given, "points": {"index": index}, "total": index}}
        assert group_scores(units, block) == []


@pytest.mark.parametrize(
    ("rule", "earned"), [("leave_out", None), ("zero", 0), ("full", 20), ({"points": 2}, 2)]
)
def test_without_a_target_the_scheme_says_what_the_item_is_worth(rule, earned):
    one = indicator("capped_proportion", measure=MONEY, target=TARGET, missing={"no_target": rule})
    assert points(one, actual=5, target=None) == earned


def test_without_a_base_year_another_way_of_scoring_may_take_over():
    one = indicator(
        "to_full",
        measure={"growth": MONEY},
        missing={"no_base": "otherwise"},
        otherwise={"function": "per_item", "measure": COUNT, "each": 3},
    )
    scored = score_indicator(one, inputs(one, actual=None, **{"otherwise.actual": 2}), Rounding())
    assert (scored.points, "改按另行规定" in scored.words) == (6, True)


def test_left_out_items_are_made_up_for_only_where_the_scheme_rescales():
    proportion = item("capped_proportion", 60, measure=MONEY, target=TARGET)
    mark = item("manual_mark", 40) | {"code": "mark"}
    half = {"one": {"actual": 50, "target": 100}}
    for left_out, total in (("keep", "30"), ("rescale", "50")):
        units = {"甲": {"inputs": half, "points": {"mark": None}, "total": total}}
        assert group_scores(units, proportion, mark, left_out=left_out) == []


def test_dollars_are_turned_into_yuan_at_the_fixed_rate_of_the_scheme_or_kept_apart():
    foreign = {"code": "arrived_foreign", "window": "year_to_date"}
    both = {
        "sum": [{"of": MONEY}, {"of": foreign, "rate": "USD"}], "name": "到位资金（含外资折算）", "unit": "yuan",
    }  # fmt: skip
    data = document(item("per_item", measure=both, step=10_000), rates={"USD": "7.1"})
    units = {
        "甲": {"inputs": {"one": {"actual.part1": 50_000, "actual.part2": 10_000}}, "points": {"one": "12.1"}}
    }
    data["groups"][0]["examples"] = [{"name": "折算", "units": units}]
    assert check_examples(load(data)) == []
    with pytest.raises(SchemeError, match="rate"):
        load(data | {"rates": {"HKD": "0.9"}})


def test_an_endless_nest_of_rates_is_no_crash():
    nest: dict = {}
    for _ in range(900):
        nest = {"of": nest}
    with pytest.raises(SchemeError):
        load(document(item("per_item", measure=nest), rates={"USD": 7}))
