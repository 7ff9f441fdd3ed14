"""Other offices lay their ledgers out in other ways; each is read as its clerk would read it, to the last cell."""

from datetime import date

import pytest

from projects.intake import as_comparable
from projects.intake.ledger import read_sheets
from promo.sheets.reading import BadWorkbook
from tests.intake.offices import by_group, by_head, by_stage
from tests.intake.offices.making import sheet

TODAY = date(2026, 1, 1)
OFFICES = [*by_stage.OFFICES, *by_head.OFFICES, *by_group.OFFICES]


@pytest.mark.parametrize("office", OFFICES, ids=[office.title for office in OFFICES])
def test_the_ledger_of_another_office_is_read_as_its_clerk_would(office):
    read = as_comparable(read_sheets(office.sheets, cut_off_on=TODAY), file_name="f")
    found = {place(row): row for row in read["projects"]}
    assert set(found) == set(office.projects)
    for where, expected in office.projects.items():
        assert {name: found[where].get(name) for name in expected} == expected, where
    assert {place(row): row["why"] for row in read["skipped_rows"]} == office.skipped
    assert {cell(row) for row in read["warnings"] if row["code"] != "total"} == office.warnings
    assert {cell(row) for row in read["rejects"]} == office.rejects
    off = {(*place(row), row["col"]) for row in read["totals_check"] if row["matches"] is False}
    assert off == office.off_totals
    assert {place(row) for row in read["counts_check"] if not row["matches"]} == office.off_counts
    assert pairs(read["suspected_duplicates"]) == office.twins
    assert pairs(read["suspected_expansions"]) == office.expansions


def place(row) -> tuple[str, int]:
    return row["sheet"], row["row"]


def cell(row) -> tuple:
    return *place(row), row["col"], row["code"]


def pairs(rows) -> set:
    return {(place(first), place(later)) for first, later in rows}


@pytest.mark.parametrize(
    "rows",
    [
        [["签约项目备案表"], ["项目名称", "样甲项目", "投资方名称", "样甲公司"], ["项目地址", "龙山镇", "签约日期",
        "2024-06-03"],
         ["计划总投资", "5亿元", "招引单位", "县工商联"]],
        [["各镇招商情况汇总"], ["序号", "单位", "项目个数", "合同投资额（万元）", "到位资金（万元）"], [1, "龙山镇",
        3, 5000, 100]],
        [["招商员月度绩效比拼表"], ["姓名", "走访企业", "", "接待客商", ""], ["", "次数", "得分", "批次", "得分"],
        ["赵某", 3, 6, 2, 4]],
    ],
    ids=["a form of labels and values", "a summary by units", "marks of people"],
)  # fmt: skip
def test_what_is_no_list_of_projects_is_not_taken_for_one(rows):
    with pytest.raises(BadWorkbook, match="没有找到台账表格"):
        read_sheets([sheet("表", rows)], cut_off_on=TODAY)
