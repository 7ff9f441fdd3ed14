"""Sums in another unit than those above, days that only lie ahead, years that are not this one: none passes unseen."""

from datetime import date

import pytest

from projects.intake.amounts import read_amount_cell
from projects.intake.dates import read_day_cell
from projects.intake.faults import Unclear
from projects.intake.ledger import read_sheets
from projects.intake.units import NONE, unit_in_caption, unit_in_head
from tests.intake.offices.making import sheet, wan, yuan

TODAY = date(2026, 11, 28)
HEADS = ["序号", "项目名称", "投资方", "引资单位"]


def read(*rows, merged=()):
    return read_sheets([sheet("台账", rows, merged)], cut_off_on=TODAY)


def row(number, *cells):
    return [number, f"样例{number}号项目", f"样例{number}公司", "石桥村", *cells]


def values(reading, *fields) -> list[tuple]:
    return [tuple(one.values.get(field) for field in fields) for one in reading.projects]


def codes(reading) -> list[list[str]]:
    return [[problem.code for problem in one.problems] for one in reading.projects]


def test_a_repeated_head_that_names_another_unit_counts_what_is_below_it_in_that_unit():
    found = read(
        ["单位：万元"], [*HEADS, "合同投资额"], row(1, 100), ["二、在谈"],
        [*HEADS, "合同投资额（亿元）"], row(2, "1.5"),
        ["三、意向"], [*HEADS, "合同投资额"], row(3, 300),
    )  # fmt: skip
    assert values(found, "contract_amount") == [(wan("100"),), (wan("15000"),), (wan("300"),)]


def test_a_heading_that_names_a_unit_counts_its_own_rows_and_not_those_of_the_next():
    found = read(
        ["单位：万元"], [*HEADS, "合同投资额"], ["一、签约"], row(1, 100), ["二、在谈（单位：亿元）"], row(2, "1.5"),
        ["三、意向"], row(3, 300),
    )  # fmt: skip
    assert values(found, "contract_amount") == [(wan("100"),), (wan("15000"),), (wan("300"),)]


def test_a_unit_beside_a_heading_is_no_project_and_no_part_of_the_heading():
    found = read(
        ["单位：万元"], [*HEADS, "内资/外资", "合同投资额"], row(1, "内资", 100), ["二、电子", "单位：万美元"],
        row(2, "外资", 500),
    )  # fmt: skip
    assert values(found, "contract_amount", "industry")[1] == (yuan("5000000") | {"currency": "USD"}, "电子")
    assert len(found.projects) == 2


@pytest.mark.parametrize("head", ["合同投资额（美元、万）", "合同外资额（万/美元）"])
def test_a_scale_apart_from_a_foreign_money_is_no_unit_to_count_in(head):
    assert unit_in_head(head) == NONE
    assert str(unit_in_head("合同投资额（万）")) == "万元"


def test_a_sentence_about_large_projects_names_no_unit():
    assert unit_in_caption("本表统计投资以亿元计的项目") == NONE
    assert str(unit_in_caption("金额以亿元计，保留两位小数")) == "亿元"


def test_what_is_added_behind_a_part_is_not_left_out_of_it_unseen():
    assert read_amount_cell("总投资5亿元，其中固定资产投资3亿元", "固定资产投资", NONE, "domestic")[0] == wan(
        "30000"
    )
    with pytest.raises(Unclear):
        read_amount_cell("固定资产投资2亿元，追加1亿元", "固定资产投资", NONE, "domestic")


def test_days_under_a_plan_are_planned_and_never_those_of_a_step():
    under = ["", "", "", "", "", "签约", "开工", "竣工"]
    found = read(
        [*HEADS, "项目进展", "计划时间", "", ""], under, row(1, "签约", "2025-03-01", "2026-03-01", "2026-08-01"),
        merged=("F1:H1",),
    )  # fmt: skip
    assert values(found, "signed_on", "started_on", "completed_on") == [(None, None, None)]
    assert [one["planned_start_on"]["value"] for one in (found.projects[0].values,)] == ["2026-03-01"]
    ticks = read(
        [*HEADS, "下步计划", ""],
        ["", "", "", "", "签约", "开工"],
        row(1, "2026-03-01", "√"),
        merged=("E1:F1",),
    )
    assert values(ticks, "stage", "started_on") == [(None, None)]
    real = read(
        [*HEADS, "计划时间", ""],
        ["", "", "", "", "签约", "实际开工时间"],
        row(1, "", "2026-03-01"),
        merged=("E1:F1",),
    )
    assert real.projects[0].values["started_on"]["value"] == "2026-03-01"


@pytest.mark.parametrize("cell", ["2026年6月前", "2026年6月底前开工", "2026年10月31日之前"])
def test_a_day_by_which_it_is_due_is_not_the_day_of_the_step(cell):
    with pytest.raises(Unclear) as said:
        read_day_cell(cell, "开工日期", latest=TODAY)
    assert (said.value.code, said.value.refuses) == ("planned_day", False)
    assert read_day_cell("2026年5月前后", "开工日期", latest=TODAY)["value"] == "2026-05-01"


def test_a_named_year_beside_this_year_is_not_this_year():
    found = read(
        [*HEADS, "2025年到位资金（万元）", "当年到位资金（万元）", "历年累计到位资金（万元）"],
        row(1, 10, 20, 30),
    )
    assert values(found, "arrived_year_amount", "arrived_amount") == [(wan("20"), wan("30"))]


def test_a_total_below_what_arrived_this_year_is_pointed_out():
    heads = [*HEADS, "历年累计到位资金（万元）", "当年到位资金（万元）"]
    assert codes(read(heads, row(1, 10, 20))) == [["arrived_below_year"]]
    assert codes(read(heads, row(1, 30, 20))) == [[]]
