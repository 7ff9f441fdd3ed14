"""Published methods as scheme documents: their own examples, and those computed from the rule texts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from scoring_cases import (
    MARK,
    PROPORTION,
    RATIO,
    SCHEMES,
    group_of,
    indicator,
    inputs,
    published,
    score_unit,
    scored,
)

from assessment.examples import check_examples
from assessment.rules import rounded
from assessment.scheme_document import dump, load, load_text

FILES = sorted(SCHEMES.glob("*.json"))
COUNT_TARGET = {
    "measure": {"code": "started_count", "window": "year_to_date"},
    "target": {"measure": "started_count"},
}


def scheme(name: str):
    return load_text((SCHEMES / name).read_text(encoding="utf-8"))


def example(name: str) -> list[dict]:
    (found,) = [one for one in published("worked")["examples"] if one["scheme"] == name]
    return found["rows"]


def total(group, **values):
    return score_unit(group, {one.code: inputs(one, **values[one.code]) for one in group.indicators})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scheme_file_agrees_with_its_own_examples_and_reads_back_equal(path):
    found = load_text(path.read_text(encoding="utf-8"))
    assert check_examples(found) == []
    assert load(dump(found)) == found
    for group in found.groups:
        tried = {code for one in group.examples for unit in one.units for code, _ in unit.points}
        untried = {one.code for one in group.indicators if not one.examples} - tried
        assert untried <= {"panel", "export", "big"}, "items of one plain number may go without an example"


def test_the_four_scheme_files_are_there():
    assert [path.stem for path in FILES] == ["county_2026", "s21_2008", "s35_2023", "town_2026"]


def test_the_scheme_of_the_town_has_a_group_for_each_class_with_a_hundred_points():
    groups = scheme("town_2026.json").groups
    assert {group.unit_class: group.points for group in groups} == dict.fromkeys(
        ("town_village", "town_department", "vertical_department", "park"), 100
    )


@pytest.mark.parametrize(
    ("signed", "target", "firms", "points"),
    [(300, 500, 6, "70.00"), (500, 500, 8, "97.50"), (900, 500, 20, "97.50"), (0, 500, 0, "17.50")],
)
def test_s35_gives_fifty_for_signing_thirty_for_firms_and_twenty_by_hand(signed, target, firms, points):
    group = scheme("s35_2023.json").group_for("town_village")
    unit = total(
        group,
        signed={"actual": signed, "target": target},
        leading={"actual": firms, "target": 8},
        leadership={"mark": 9},
        information={"mark": "8.5"},
    )
    assert rounded(unit.total, 2) == Decimal(points)


def test_s21_adds_three_cumulative_ratios_and_this_years_target():
    group = scheme("s21_2008.json").group_for("county")
    unit = total(
        group,
        honour={"numerator": 40, "denominator": 50},
        start={"numerator": 30, "denominator": 40},
        realization={"numerator": 71, "denominator": 714},
        arrived={"actual": 24, "target": 20},
    )
    assert unit.total == 8 + 15 + Fraction(35 * 71, 714) + 35


def test_s21_asks_for_the_performing_contracts_once():
    group = scheme("s21_2008.json").groups[0]
    keys = [need.source.key for one in group.indicators for need in one.needs]
    assert keys.count("mark:performing") == 2


@pytest.mark.parametrize("row", [0, 1], ids=["below", "above"])
def test_proportions_of_s04_without_bonus(row):
    given = example("S04")[row]
    investment = scored(
        indicator(PROPORTION, points=10, cap=1), actual=given["investment"], target=given["investment_target"]
    )
    projects = scored(
        indicator(PROPORTION | COUNT_TARGET, points=10, cap=1),
        actual=given["n_1yi"],
        target=given["n_1yi_target"],
    )
    assert [investment.points, projects.points] == [Fraction(one) for one in given["expected"][:2]]


def test_proportions_of_s04_before_any_bonus():
    given = example("S04")[0]
    large = indicator(PROPORTION | COUNT_TARGET, points=15, cap=1)
    starts = indicator(PROPORTION | COUNT_TARGET, points=25, cap=1)
    found = [
        scored(large, actual=given["n_10yi"], target=given["n_10yi_target"]).points,
        scored(starts, actual=given["n_start"], target=given["n_start_target"]).points,
    ]
    assert found == [Fraction(one) for one in given["expected"][2:]]


def test_s20_with_its_marks_adds_up():
    (given,) = example("S20")
    entered = {"entered": "fit", "name": "契合项目数", "unit": "count"}
    group = group_of(
        PROPORTION | COUNT_TARGET | {"code": "projects", "points": 30, "cap": 1},
        PROPORTION | {"points": 20, "cap": 1},
        RATIO | {"code": "fit", "points": 20, "numerator": entered},
        MARK | {"code": "carriers", "points": 15},
        MARK | {"code": "teams", "points": 15},
    )
    teams = [Fraction(mark) for mark in given["team_marks"]]
    unit = total(
        group,
        projects={"actual": given["n"], "target": given["n_target"]},
        arrived={"actual": Decimal(given["arrived"]), "target": Decimal(given["arrived_target"])},
        fit={"numerator": 3, "denominator": 4},
        carriers={"mark": Fraction("0.7") * 13 + Fraction("0.3") * 12},
        teams={"mark": sum(teams) / len(teams)},
    )
    assert [rounded(item.points, 4) for item in unit.items] == [Decimal(one) for one in given["expected"]]
    assert rounded(unit.total, 4) == Decimal(given["expected_sum"])


def test_a_full_score_under_the_scheme_of_the_town():
    group = scheme("town_2026.json").group_for("park")
    unit = total(
        group,
        signed={"actual": 300_000_000, "target": 200_000_000},
        arrived={"actual": 220_000_000, "target": 200_000_000},
        started={"actual": "2.5", "target": 5},
        realization={"numerator": 30_000_000, "denominator": 100_000_000},
        management={"mark": "8.5"},
    )
    expected = [Decimal(one) for one in ("20.0", "38.5", "10.0", "7.5", "8.5")]
    assert [rounded(item.points, 1) for item in unit.items] == expected
    assert unit.total == Fraction("84.5")
