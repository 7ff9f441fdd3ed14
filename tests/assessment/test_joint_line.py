"""A line of several units: each of its numbers opens for all of them, and each of its units may open the line."""

import json

import pytest
from django.urls import reverse

from assessment import facts
from assessment.models import ScoreLine
from assessment.reports.inputs import listed_input
from assessment.reports.unit_names import with_unit_names
from assessment.scheme_document import load
from assessment.sources import Measured, Qualification
from assessment.views.lines import LineUnits, members_behind, opened_all
from tests.assessment import scenario
from tests.assessment.recording import WAN, verified

EXPORTS = {"recorded": "export_earnings", "name": "出口创汇", "unit": "usd"}


def text_of(town) -> str:
    document = json.loads(scenario.TOWN_SCHEME)
    group = document["groups"][0]
    codes = [town.units[key].code for key in ("village", "other_village")]
    group["joint"] = [{"name": "石柳联组", "units": codes}]
    group["indicators"] += [
        {"code": "exports", "name": "出口", "points": 5, "function": "per_item", "measure": EXPORTS, "each": "0.00001"},
        {"code": "late", "name": "报送", "points": 5, "function": "deduct_list", "start": 5,
         "deductions": [{"measure": {"reports": "late"}, "each": 1}]},
    ]  # fmt: skip
    return json.dumps(document)


@pytest.fixture
def line(town) -> ScoreLine:
    judged = scenario.build(town)
    verified(town, quantity=2 * WAN)
    verified(town, "other_village", quantity=3 * WAN)
    judged.scheme = scenario.adopt(town, text=text_of(town))
    scenario.give_mark(judged, "other_village", 905)
    run = scenario.published(judged)
    return run.lines.get(unit_name="石柳联组")


def numbers(line: ScoreLine, code: str) -> dict:
    units = members_behind(line.run, line)
    item = line.items.get(code=code)
    return {one.label: one for one in opened_all(item, line.run, line.unit_id, units)}


def test_records_of_all_its_units_make_up_the_number(town, line):
    found = listed_input(line.run, line, "exports", "actual") or listed_input(
        line.run, line, "exports", "measure"
    )
    assert {row.unit.short_name for row in found.rows} == {"石桥村", "柳河村"}
    assert facts.in_unit("usd", sum(row.quantity for row in found.rows)) == 50_000
    (number,) = numbers(line, "exports").values()
    assert number.link == reverse(
        "assessment:input_show", args=[line.run_id, line.unit_id, "exports", found.given["name"]]
    )


def test_targets_and_marks_open_for_each_of_its_units(town, line):
    target = next(one for one in numbers(line, "arrived").values() if "目标" in one.link_words)
    ((address, words),) = target.more
    assert f"/units/{town.units['other_village'].pk}/" in address and words == "柳河村：查看目标"
    (mark,) = numbers(line, "management").values()
    assert [words for _, words in mark.more] == ["柳河村：查看评分"]


def test_a_line_of_one_unit_opens_as_before(town, line):
    alone = line.run.lines.get(unit=town.units["park"])
    assert members_behind(line.run, alone) == LineUnits()


def test_both_units_open_the_line_and_what_is_behind_it(town, line, login):
    exports, late = (next(iter(numbers(line, code).values())).link for code in ("exports", "late"))
    said = {"unit_clerk": False, "other_clerk": True, "supervisor": True}
    for who, sees_other in said.items():
        browser = login(town.people[who])
        page = browser.get(reverse("assessment:line_show", args=[line.run_id, line.unit_id]))
        assert page.status_code == 200 and ("柳河村：查看目标" in page.text) == sees_other
        page = browser.get(exports)
        assert page.status_code == 200 and "石桥村" in page.text and "柳河村" in page.text
        assert browser.get(late).status_code == 200


def test_conditions_name_units_by_their_names(town, django_assert_num_queries):
    park = town.units["park"]
    source = Measured("arrived_capital", where=Qualification(host_unit=(park.code, "X9")))
    with django_assert_num_queries(1):
        read = with_unit_names(source)
    assert read.where.host_unit == (park.name, "X9") and source.where.host_unit == (park.code, "X9")
    document = json.loads(scenario.TOWN_SCHEME)
    assert with_unit_names(plain := load(document)) is plain
    document["groups"][0]["indicators"][0]["measure"]["where"] = {"host_unit": [park.code]}
    read = with_unit_names(load(document))
    assert read.groups[0].indicators[0].needs[0].source.where.host_unit == (park.name,)
