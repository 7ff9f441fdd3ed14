"""Arrived money of years gone by: told as such, added to this year's where it ends, never a fact of this year."""

from datetime import date

import pytest

from projects.intake import remarks_of
from projects.intake.correcting import read_again
from projects.intake.ledger import read_sheets
from projects.intake.plan import plan_of
from projects.models import Arrival, ImportRow
from tests.intake.ledgers import a_row, imported, staged, workbook_of
from tests.intake.offices.making import sheet, wan, yuan

TODAY = date(2026, 11, 28)
FIELDS = ("arrived_amount", "arrived_year_amount", "arrived_opening_amount", "arrived_past_amount")


def read(heads, *cells, on=TODAY):
    rows = [["项目名称", "投资方", "引资单位", *(f"{head}（万元）" for head in heads)]]
    rows += [["样例化工项目", "样例化工公司", "石桥村", *line] for line in cells]
    return read_sheets([sheet("台账", rows)], cut_off_on=on)


def sums(reading) -> tuple:
    """In 万元: the whole, this year's, that of the time before it, that of a year gone by."""
    values = reading.projects[0].values
    return tuple(int(one["value"]) // 10_000 if (one := values.get(name)) else None for name in FIELDS)


def notes(reading) -> list[str]:
    return [note["why"] for note in reading.sheets[0].notes]


def until(reading, on=TODAY):
    """The day of the arrival that the first row becomes; '' for the cut-off day."""
    arrival = plan_of(reading.projects[0], lead_unit_id=1, cut_off_on=on)["arrival"]
    return arrival and arrival.get("on", "")


GONE = "2025年到位资金 去年到位资金 上年到位 上年度累计到位 2025年1-12月到位资金 去年同期到位资金 2024年12月到位资金"
BEFORE = (
    "截至2025年底累计到位 截至2025年12月31日到位资金 2025年末累计到位资金 上年末累计到位 去年底累计到位资金"
    " 上年结转到位资金 年初累计到位资金 以前年度到位资金"
)


@pytest.mark.parametrize("head", GONE.split())
def test_money_of_a_year_gone_by_is_neither_this_years_nor_the_whole(head):
    found = read([head], [300])
    assert sums(found) == (None, None, None, 300)
    assert until(found) is None
    assert notes(found) == [f"“{head}（万元）”是以前年度的到位资金，不计入本年，也不登记。"]


def test_the_same_head_is_of_this_year_in_a_ledger_of_that_year():
    found = read(["2025年到位资金"], [300], on=date(2025, 12, 31))
    assert (sums(found), notes(found)) == ((None, 300, None, None), [])


@pytest.mark.parametrize("head", BEFORE.split())
def test_what_came_before_the_year_and_this_years_together_are_the_whole(head):
    both = read([head, "当年到位资金"], [300, 50])
    assert (sums(both), until(both)) == ((350, 50, 300, None), "")
    assert "相加为累计到位资金" in notes(both)[0]
    alone = read([head], [300])
    assert (sums(alone), until(alone)) == ((300, None, 300, None), "2025-12-31")
    assert "按该日登记" in notes(alone)[0]


def test_with_a_column_of_the_whole_the_time_before_is_held_against_it():
    heads = ["截至2025年底累计到位", "2026年到位", "累计到位"]
    agrees, differs = read(heads, [300, 50, 350]), read(heads, [300, 50, 340])
    assert sums(agrees) == (350, 50, 300, None) and not agrees.projects[0].problems
    assert [problem.code for problem in differs.projects[0].problems] == ["arrived_not_sum"]
    assert sums(differs)[0] == 340


@pytest.mark.parametrize(
    ("heads", "whole", "day"),
    [
        (["截至2024年底累计到位", "2025年到位", "2026年到位"], 300, "2024-12-31"),
        (["截至2025年6月底累计到位", "本年到位"], 300, "2025-06-30"),
        (["2023年以来累计到位", "本年到位"], 300, ""),
        (["历年累计到位", "本年到位"], 300, ""),
        (["截至上月底累计到位", "本年到位"], 300, ""),
        (["截至2026年6月底累计到位", "本年到位"], 300, ""),
    ],
)
def test_what_does_not_end_where_the_year_begins_is_not_added_to_it(heads, whole, day):
    found = read(heads, [300, 50, 20][: len(heads)])
    assert (sums(found)[0], until(found)) == (whole, day)


def test_in_the_first_months_this_year_may_be_the_old_one():
    january = date(2026, 1, 20)
    doubtful = read(["截至2025年底累计到位", "当年到位"], [300, 50], on=january)
    assert (sums(doubtful)[0], until(doubtful, january)) == (300, "2025-12-31")
    assert "未计入，请核对" in notes(doubtful)[0]
    named = read(["截至2025年底累计到位", "2026年到位"], [300, 50], on=january)
    assert (sums(named)[0], until(named, january)) == (350, "")


def test_of_several_years_the_last_is_kept_and_none_is_this_years():
    found = read(["2023年到位", "2025年到位", "2024年到位"], [10, 30, 20])
    assert sums(found) == (None, None, None, 30)
    assert [meaning.field for meaning in found.sheets[0].layout.columns][3:] == [
        "",
        "arrived_past_amount",
        "",
    ]


def test_what_ended_last_month_is_the_whole_only_where_nothing_says_more():
    assert sums(read(["截至上月底累计到位", "累计到位"], [10, 30]))[0] == 30


def test_an_empty_cell_adds_nothing_and_one_that_cannot_be_read_leaves_the_whole_open():
    heads = ["上年底累计到位", "当年到位"]
    assert sums(read(heads, ["", 50]))[0] == 50
    assert sums(read(heads, [300, "-"]))[0] == 300
    assert sums(read(heads, ["", ""]))[0] is None
    assert sums(read(heads, [300, "3-5亿元"]))[0] is None
    assert read(heads, [300, "约50"]).projects[0].values["arrived_amount"] == wan("350", about=True)


def test_two_currencies_are_not_added():
    found = read(["上年底累计到位", "当年到位"], [300, "20万美元"], [0, "20万美元"])
    assert [row.values["arrived_amount"] for row in found.projects] == [None, yuan("200000", currency="USD")]
    assert [[one.code for one in row.problems] for row in found.projects] == [["arrived_two_currencies"], []]


def test_a_cell_put_right_changes_the_whole():
    found = read(["上年底累计到位", "当年到位"], [300, "20万美元"])
    row, sheet_read = found.projects[0], found.sheets[0]
    kept = ImportRow(
        sheet=row.sheet, number=row.number, cells=row.cells, typed={"E": "50"},
        reading={"values": row.values, "unread": row.unread, "said": row.said},
        problems=[one.as_json() for one in row.problems],
    )  # fmt: skip
    again = read_again(kept, columns=sheet_read.as_json()["tables"][0], cols=["E"], cut_off_on=TODAY)
    assert again.values["arrived_amount"] == wan("350") and not again.problems


@pytest.mark.django_db
def test_the_whole_of_last_years_end_enters_the_register_on_its_own_day(town):
    heads = (
        "项目名称",
        "投资方",
        "引资单位",
        "项目阶段",
        "截至2023年底累计到位资金（万元）",
        "2023年到位资金（万元）",
    )
    row = a_row() | {heads[4]: 300, heads[5]: 100}
    clerk = town.people["office_clerk"]
    batch = staged(file=workbook_of(row, heads=heads), region=town.region, by=clerk)
    assert [line.partition("是")[2] for line in remarks_of(batch)] == [
        "截至2023年12月31日的累计数，按该日登记。", "以前年度的到位资金，不计入本年，也不登记。"
    ]  # fmt: skip
    imported(batch, by=clerk)
    assert [(one.amount, one.event_on, one.statistical_on) for one in Arrival.objects.all()] == [
        (3_000_000, date(2023, 12, 31), date(2023, 12, 31))
    ]
