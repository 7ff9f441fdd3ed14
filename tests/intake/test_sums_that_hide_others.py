"""Sums that hold others or stand for several: parts below their project, merged cells, two numbers, two columns."""

from datetime import date

import pytest

from projects.intake.ledger import read_sheets
from tests.intake.offices.making import day, sheet, wan

TODAY = date(2026, 11, 28)
HEADS = ["序号", "项目名称", "投资方", "引资单位"]


def read(*sheets):
    return read_sheets(list(sheets), cut_off_on=TODAY)


def one(rows, merged=(), name="台账"):
    return read(sheet(name, rows, merged))


def a(number, *cells):
    return [number, f"样例{number}号项目", f"样例{number}公司", "样河镇", *cells]


def values(reading, *fields) -> list[tuple]:
    return [tuple(_plain(row.values.get(field)) for field in fields) for row in reading.projects]


def _plain(value):
    if isinstance(value, dict) and "precision" in value:
        return {**value, "value": value["value"][: {"year": 4, "month": 7}.get(value["precision"], 10)]}
    return value


def codes(reading) -> list[set]:
    return [{problem.code for problem in row.problems} for row in reading.projects]


def refused(reading) -> list[bool]:
    return [row.is_refused for row in reading.projects]


@pytest.mark.parametrize("cell", ["3000\n2000", "3000 2000", "3000 200", "12 000 5"])
def test_two_numbers_in_a_cell_are_not_one(cell):
    found = one([[*HEADS, "总投资（万元）"], a(1, cell)])
    assert values(found, "contract_amount") == [(None,)] and refused(found) == [True]
    assert values(one([[*HEADS, "总投资（万元）"], a(1, "12 000")]), "contract_amount") == [(wan("12000"),)]


def test_a_part_numbered_below_its_project_and_a_sum_merged_over_projects_are_told_of():
    found = one(
        [
            [*HEADS, "总投资（万元）"],
            a(1, 5000),
            ["1.1", "样例一区项目", "样例1公司", "样河镇", 3000],
            a(2, 800),
        ]
    )
    assert codes(found) == [set(), {"part_of_above"}, set()]
    shared = one([[*HEADS, "总投资（万元）"], a(1, 5000), a(2, ""), a(3, 800)], ["E2:E3"])
    assert codes(shared) == [set(), {"shared_amount"}, set()]
    assert values(shared, "contract_amount") == [(wan("5000"),), (None,), (wan("800"),)]


def test_the_contract_goes_before_the_agreement():
    heads = [*HEADS, "协议投资额（万元）", "合同投资额（万元）", "签订协议时间", "签订合同时间"]
    found = one([heads, a(1, 5000, 3000, "2026.1.1", "2026.3.1"), a(2, 8000, "", "2026.2.1", "")])
    assert values(found, "contract_amount", "signed_on") == [(wan("3000"), day("2026-03-01")), (None, None)]
    alone = one([[*HEADS, "协议投资额（万元）"], a(1, 5000)])
    assert values(alone, "contract_amount") == [(wan("5000"),)]


def test_a_month_of_this_year_is_a_month_and_its_end_the_whole():
    heads = ["2026年6月到位资金（万元）", "2026年6月底累计到位（万元）", "2026年1-6月到位（万元）"]
    found = one([[*HEADS, *heads], a(1, 10, 300, 60)])
    fields = ("arrived_month_amount", "arrived_amount", "arrived_year_amount")
    assert values(found, *fields) == [(wan("10"), wan("300"), wan("60"))]
    two = one(
        [[*HEADS, "2026年5月到位（万元）", "2026年6月到位（万元）", "累计到位（万元）"], a(1, 10, 20, 300)]
    )
    assert values(two, *fields) == [(None, wan("300"), None)]
