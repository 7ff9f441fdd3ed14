"""Offices write an investor and a person of it into one cell: the firm invests, the person is whom one calls."""

from datetime import date

import pytest

from projects.intake.firm_cells import Firm, firm_in, names_a_contact
from projects.intake.headers import claims_of
from projects.intake.ledger import read_sheets
from tests.intake.offices.making import sheet


@pytest.mark.parametrize(
    "head",
    [
        "投资方及联系人",
        "投资主体、联系人",
        "投资商/联系人及电话",
        "客商及联系方式",
        "企业及负责人",
        "投资方（联系人、电话）",
    ],
)
def test_such_a_head_names_the_investor_and_asks_for_a_person(head):
    assert claims_of((head,))[0][0] == "investor"
    assert names_a_contact(head)


@pytest.mark.parametrize("head", ["投资人", "投资方", "投资方情况/名称", "投资方（全称）"])
def test_the_head_of_an_investor_alone_asks_for_nobody(head):
    assert not names_a_contact(head)


@pytest.mark.parametrize(
    ("cell", "firm"),
    [
        ("样例电缆股份有限公司 张某", Firm("样例电缆股份有限公司", "张某")),
        ("样例（中国）有限公司（李某）", Firm("样例（中国）有限公司", "李某")),
        ("样例公司\n赵某某 13800000001", Firm("样例公司", "赵某某", ("13800000001",))),
        ("样例集团/孙总，0555-0610000", Firm("样例集团", "孙总", ("0555-0610000",))),
        ("张某（样例有限公司）", Firm("样例有限公司", "张某")),
        ("样例甲公司、样例乙公司 钱某", Firm("样例甲公司、样例乙公司", "钱某")),
        ("样例公司 联系人：周某", Firm("样例公司", "周某")),
        ("样例电子 吴某", Firm("样例电子", "吴某")),
        ("样例公司（集团）", Firm("样例公司（集团）")),
        ("样例国际", Firm("样例国际")),
    ],
)
def test_the_firm_is_told_from_the_person(cell, firm):
    assert firm_in(cell) == firm


def test_columns_of_their_own_go_before_what_the_cell_names():
    heads = ["项目名称", "投资方及联系人", "联系电话", "项目阶段"]
    rows = [
        ["样例阀门项目", "样例阀门有限公司（孙某 13800000001）", "", "在谈"],
        ["样例泵业项目", "样例泵业有限公司 钱某 13800000002", "13800000003", "在谈"],
    ]
    read = read_sheets([sheet("台账", [heads, *rows])], cut_off_on=date(2026, 1, 1)).projects
    said = [(row.values["investor"], row.values["contact"], row.values["phones"]) for row in read]
    assert said == [
        ("样例阀门有限公司", "孙某", ["13800000001"]),
        ("样例泵业有限公司", "钱某", ["13800000003"]),
    ]
