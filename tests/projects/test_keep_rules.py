"""The rules of an office: defaults that hold, documents that are checked, the nearest and latest one in force."""

from datetime import date, timedelta

import pytest

from projects.models import OfficeRule
from projects.rulebook import KINDS, Number, Rows
from projects.rules_in_force import rule_for
from tests.factories import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


def decided(kind: str, region, *, on: date = TODAY, by, revision: int = 1, **changes) -> OfficeRule:
    document = KINDS[kind].default | changes
    assert not KINDS[kind].check(document)
    return OfficeRule.objects.create(
        region=region, kind=kind, valid_from=on, revision=revision, document=document, basis="镇政办发〔2026〕9号",
        decided_by=by, decided_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_holds_by_default_is_a_proper_rule(kind):
    assert kind.check(kind.default) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_default_is_new_each_time_so_that_nobody_changes_it_for_all(kind):
    changed = kind.default
    for setting in kind.settings:
        if isinstance(setting, Rows):
            changed[setting.key].append({"code": "x"})
        else:
            changed[setting.key] = None
    assert kind.check(kind.default) == []


def test_a_setting_that_nobody_knows_is_refused():
    problems = KINDS["clocks"].check(KINDS["clocks"].default | {"colour": "red"})
    assert [problem.sentence for problem in problems] == ["没有“colour”这项设置。"]


@pytest.mark.parametrize("value", [0, 61, "1", 1.5, True, None])
def test_a_number_out_of_bounds_or_no_number_names_its_setting(value):
    (problem,) = KINDS["clocks"].check(KINDS["clocks"].default | {"respond": value})
    assert problem.key == "respond"
    assert "响应时限" in problem.sentence


def test_a_number_may_be_left_empty_only_where_empty_has_a_meaning():
    assert Number("a", "数", "天", None, empty="不限").check(None) == []
    assert Number("a", "数", "天", 1).check(None)


def test_a_row_with_a_fault_is_named_by_its_number_and_column():
    rows = [{"code": "a", "name": "甲"}, {"code": "b", "name": ""}]
    (problem,) = KINDS["blockers"].check({"kinds": rows, "days": 5})
    assert (problem.row, problem.column) == (2, "name")
    assert problem.sentence == "难点种类第2行：请填写种类。"


def test_two_rows_cannot_bear_one_code():
    rows = [{"code": "a", "name": "甲"}, {"code": "a", "name": "乙"}]
    (problem,) = KINDS["blockers"].check({"kinds": rows, "days": 5})
    assert problem.sentence == "难点种类第2行与第1行重复。"


def test_without_a_decision_the_default_holds(town):
    rule = rule_for("clocks", region=town.region, on=TODAY)
    assert (rule["judge"], rule.row) == (3, None)


def test_a_decision_holds_from_its_day_and_not_before(town):
    decided("clocks", town.region, by=town.people["office_director"], judge=5)
    assert rule_for("clocks", region=town.region, on=YESTERDAY)["judge"] == 3
    assert rule_for("clocks", region=town.region, on=TODAY)["judge"] == 5


def test_of_one_day_the_latest_revision_holds(town):
    by = town.people["office_director"]
    decided("clocks", town.region, by=by, judge=5)
    decided("clocks", town.region, by=by, judge=6, revision=2)
    assert rule_for("clocks", region=town.region, on=TODAY)["judge"] == 6


def test_a_town_follows_its_county_until_it_decides_itself(town, neighbour):
    by = town.people["office_director"]
    decided("clocks", town.county, by=by, on=TODAY, judge=7)
    decided("clocks", town.region, by=by, on=YESTERDAY, judge=5)
    assert rule_for("clocks", region=town.region, on=TODAY)["judge"] == 5
    assert rule_for("clocks", region=neighbour.region, on=TODAY)["judge"] == 7


def test_a_setting_newer_than_the_decision_has_its_default(town):
    row = decided("clocks", town.region, by=town.people["office_director"], judge=5)
    old = {key: value for key, value in row.document.items() if key != "report"}
    OfficeRule.objects.create(
        region=town.region, kind="clocks", valid_from=TODAY, revision=2, document=old, basis="镇政办发〔2026〕10号",
        decided_by=row.decided_by, decided_at=NOW,
    )  # fmt: skip
    rule = rule_for("clocks", region=town.region, on=TODAY)
    assert (rule["judge"], rule["report"]) == (5, 14)
