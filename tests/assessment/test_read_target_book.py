"""What the heads, titles and names of a workbook of targets say, and what is no such workbook."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessment import facts
from assessment.countable import countables
from assessment.target_sheet import read_sheets, template_workbook
from promo.sheets.reading import BadWorkbook
from tests.assessment.scenario import wan
from tests.factories import NOW
from tests.targets_book import plan_of, problems, received
from tests.targets_book import targets_book as book


@pytest.mark.parametrize(
    ("head", "above", "quantity"),
    [
        ("到位资金（亿元）", (), wan("20000")),
        ("到位资金（元）", (), 200),
        ("到位资金", (("金额单位：亿元",),), wan("20000")),
        ("到位资金（单位：万元）", (("单位：亿元",),), wan("2")),
    ],
)
def test_the_unit_of_amounts_stands_in_the_head_or_above_the_table(town, head, above, quantity):
    (change,) = plan_of(received(town, book(("石桥村", 2), heads=("单位", head), above=above))).changes
    assert change[1].quantity == quantity


@pytest.mark.parametrize(
    ("head", "sentence"), [("到位资金", "没有写明金额单位"), ("实到外资（万元）", "金额单位“万元”有误")]
)
def test_without_a_fitting_unit_nothing_is_guessed(town, head, sentence):
    batch = received(town, book(("石桥村", 2), heads=("单位", head)))
    assert sentence in problems(batch)[0]
    assert plan_of(batch).changes == []


def test_a_column_that_is_no_measure_is_told_and_passed_over(town):
    batch = received(town, book(("石桥村", "甲", 5, 1), heads=("单位", "类别", "税收（万元）", "开工项目数")))
    (sheet,) = plan_of(batch).sheets
    assert [head["title"] for head in sheet.unknown] == ["税收(万元)"]
    assert [cell.key[1] for _, cell in plan_of(batch).changes] == ["started_count"]


@pytest.mark.parametrize(
    ("above", "title", "asked", "sentence"),
    [
        ("高山镇2025年招商引资目标任务", "表", {}, "年度是2025年"),
        ("高山镇2026年招商引资目标任务（保底）", "表", {}, "目标类别是保底"),
        ("", "一季度", {"part": "q2"}, "时段是一季度"),
        ("", "一季度", {}, "时段是一季度"),
        ("", "表", {"part": "months"}, "没有写明时段"),
    ],
)
def test_a_sheet_that_says_it_is_another_stays_out(town, above, title, asked, sentence):
    batch = received(town, book(("石桥村", 1, 1), above=((above,),), title=title), **asked)
    plan = plan_of(batch)
    assert sentence in plan.refused[0]
    assert plan.changes == []


def test_the_blank_form_filled_in_comes_back(town):
    members = facts.roster(town.region, on=NOW.date())
    known = list(countables(town.region).values())
    content = template_workbook("高山镇", members, known, target_set="superior", part="quarters")
    sheets = read_sheets(SimpleUploadedFile("模板.xlsx", content), countables(town.region))
    assert [(sheet["set"], sheet["part"]) for sheet in sheets] == [
        ("superior", f"q{n}") for n in (1, 2, 3, 4)
    ]
    assert [row["name"] for row in sheets[0]["rows"]][:2] == ["高山镇总目标", "石桥村"]
    assert not any(head["problem"] for head in sheets[0]["heads"])


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\x00" * 100, "单位,备注\n石桥村,1".encode(), b"a" * 3 * 2**20]
)
def test_what_is_no_workbook_of_targets_is_refused(town, content):
    with pytest.raises(BadWorkbook):
        read_sheets(SimpleUploadedFile("表.xlsx", content), countables(town.region))


def test_a_csv_is_read_as_well(town):
    text = '单位,到位资金（万元）\n石桥村,"20,000"\n'
    file = SimpleUploadedFile("目标.csv", text.encode("gb18030"))
    assert [cell.quantity for _, cell in plan_of(received(town, file)).changes] == [wan("20000")]
