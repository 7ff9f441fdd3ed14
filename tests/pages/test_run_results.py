"""What stands beside the points of a run: the gap to the place above, blocks, grades, conversions, half of the year."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.assessment import scenario
from tests.factories import NOW

PROGRESS = {
    "measure": {"code": "arrived_capital", "window": "year_to_date"},
    "target": {"measure": "arrived_capital"},
}


def richer() -> str:
    """The town's method with everything a paper may say beside the points of the villages."""
    data = json.loads(scenario.TOWN_SCHEME)
    group = data["groups"][0]
    money, rest = group["indicators"][:2], group["indicators"][2:]
    group["indicators"] = [{"code": "money", "name": "资金类", "items": money, "pass_mark": 20}, *rest]
    group["grading"] = {
        "grades": [{"name": "优秀", "at_least": 90}, {"name": "良好", "at_least": 40}], "rest": "一般",
    }  # fmt: skip
    group["conversions"] = [{"name": "年度考核", "factor": "0.2", "most": 15}]
    group["progress"] = PROGRESS
    return json.dumps(data, ensure_ascii=False)


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def judged_richly(judged):
    judged.scheme = scenario.adopt(judged.town, text=richer(), at=NOW + timedelta(minutes=1))
    for key, hundredths in (("village", 850), ("other_village", 905)):
        scenario.give_mark(judged, key, hundredths)
    return judged


def address(name: str, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def test_the_page_of_a_unit_says_how_far_it_is_from_the_place_above(judged, login):
    run = scenario.published(judged)
    village = judged.units["village"].pk
    page = login(judged.people["unit_clerk"]).get(address("line_show", run.pk, village)).text
    line, above = run.lines.get(unit=village), run.lines.get(rank=1, group=0)
    assert (line.total, above.total) == ("28.24", "47.51")
    assert "距第1名柳河村差19.27分：" in page
    assert "测算，不作为考核结果" in page


def test_the_first_has_no_gap(judged, login):
    run = scenario.published(judged)
    other = judged.units["other_village"].pk
    assert "距前一名" not in login(judged.people["leader"]).get(address("line_show", run.pk, other)).text


def test_the_gaps_of_a_whole_run_and_their_workbook(judged, login):
    run = scenario.run_scores(judged)
    session = login(judged.people["supervisor"])
    page = session.get(address("run_gaps", run.pk))
    rows = {row[1].text: row for table in page.context["tables"] for row in table.cells()}
    assert rows["石桥村"][2].text == "19.27分"
    assert rows["柳河村"][3].text == "本组第1名。"
    book = load_workbook(BytesIO(session.get(address("run_gaps", run.pk) + "?export=xlsx").content))
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert any("不作为考核结果" in text for text in texts)


def test_gaps_of_all_units_are_for_those_who_see_all_and_of_the_own_town(judged, neighbour, login):
    run = scenario.published(judged)
    where = address("run_gaps", run.pk)
    assert login(judged.people["unit_clerk"]).get(where).status_code == 403
    assert login(neighbour.people["supervisor"]).get(where).status_code == 404


def test_blocks_grade_and_conversion_stand_on_the_page_with_their_arithmetic(judged_richly, login):
    run = scenario.run_scores(judged_richly)
    line = run.lines.get(unit=judged_richly.units["village"])
    page = login(judged_richly.people["leader"]).get(address("line_show", run.pk, line.unit_id)).text
    (block,) = line.details["blocks"]
    assert block["words"] in page
    assert "资金类" in page
    assert "未达到及格线" in page
    assert line.details["verdict"]["grade_words"] in page
    assert line.details["verdict"]["conversions"][0]["words"] in page
    assert "欠时序进度" in page
    assert line.details["sum"] in page


def test_half_of_the_year_goes_by_the_target_of_that_day(judged_richly, login):
    """The target raised in August does not undo what was reached in June."""
    judged = judged_richly
    scenario.give_target(
        judged.town, "village", "arrived_capital", 1_000_000_000, expected=1, effective_from=date(2026, 6, 1)
    )
    scenario.give_target(
        judged.town, "village", "arrived_capital", 90_000_000_000, expected=2, effective_from=date(2026, 8, 1)
    )
    run = scenario.run_scores(judged)
    page = login(judged.people["leader"]).get(address("run_show", run.pk))
    ((words, table),) = page.context["halves"]
    rows = {row[0].text: [cell.text for cell in row] for row in table.cells()}
    assert rows["石桥村"][1:] == ["1,000.00万元", "749.008641万元", "74.90%", "过半"]
    assert rows["柳河村"][4] == "未过半"
    assert words == "截至2026年6月30日，过半的单位1个：石桥村；未过半的单位1个：柳河村。"
    assert words in page.text


def test_before_the_middle_of_the_year_nobody_is_judged_by_it(judged_richly, login):
    run = scenario.run_scores(judged_richly, until=date(2026, 6, 29))
    assert "双过半" not in login(judged_richly.people["leader"]).get(address("run_show", run.pk)).text
