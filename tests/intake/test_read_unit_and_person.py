"""Offices write a unit and a person of it into one cell: the unit leads the project, the person is no part of it."""

from datetime import date

import pytest

from projects.intake.headers import claims_of
from projects.intake.ledger import read_sheets
from projects.intake.unit_cells import unit_in
from tests.intake.offices.making import sheet


@pytest.mark.parametrize(
    "head",
    [
        "责任单位及责任人", "牵头单位/责任人", "招引单位（责任人）", "引资单位及联系人", "包联单位、责任人",
        "责任部门和责任人", "责任领导及责任单位", "责任单位及责任人、联系电话",
    ],
)  # fmt: skip
def test_such_a_head_names_the_unit_that_leads(head):
    assert dict(claims_of((head,))).get("lead_unit")


@pytest.mark.parametrize("head", ["责任单位责任人", "牵头单位联系人", "投资单位及联系人"])
def test_a_person_of_a_unit_alone_does_not(head):
    assert "lead_unit" not in dict(claims_of((head,)))


@pytest.mark.parametrize("head", ["总投资(亿元)/到位资金(万元)", "总投资及到位资金", "固定资产投资/设备投资"])
def test_two_sums_in_one_cell_are_neither(head):
    assert claims_of((head,)) == ()


@pytest.mark.parametrize(
    "head", ["合同/协议投资额", "合同投资额/计划总投资", "内资/外资", "投资情况/累计到位资金"]
)
def test_two_words_for_one_thing_are_that_thing(head):
    assert claims_of((head,))


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("县招商局（赵某）", "县招商局"), ("石桥村/钱某", "石桥村"), ("招商局\n李某 13800000001", "招商局"),
        ("龙山镇孙某", "龙山镇"), ("高新区管委会", "高新区管委会"), ("高新区管委会王主任", "高新区管委会"),
        ("孙某（县招商局）", "县招商局"), ("县招商局：赵某某", "县招商局"), ("经济发展办公室李某", "经济发展办公室"),
        ("招商局、工信局 孙某", "招商局、工信局"), ("柳河村委会", "柳河村委会"), ("赵某", "赵某"),
    ],
)  # fmt: skip
def test_the_unit_is_told_from_the_person(cell, unit):
    assert unit_in(cell) == unit


def test_the_rows_of_such_a_ledger_have_their_units():
    heads = ["序号", "项目名称", "投资方", "责任单位及责任人", "项目阶段"]
    rows = [
        [1, "样例阀门生产项目", "样例阀门有限公司", "龙山镇（孙某）", "在谈"],
        [2, "样例泵业项目", "样例泵业有限公司", "招商局钱某", "在谈"],
    ]
    book = [sheet("台账", [heads, *rows])]
    read = read_sheets(book, cut_off_on=date(2026, 1, 1))
    assert [row.values["lead_unit"] for row in read.projects] == ["龙山镇", "招商局"]
