"""Workbooks leave the house in the official layout, with real numbers, real dates and no formula ever."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from promo.days import PartialDay
from promo.sheets.words import LONGEST, Unwritable, clean, is_risky, sheet_names
from promo.sheets.writing import workbook, write_workbook
from promo.tables import Column, Table, freeze, thaw

MADE_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ROWS = [
    {
        "rank": 1,
        "unit": "石门乡",
        "goal": Decimal("200000000"),
        "done": Decimal("50000000.55"),
        "share": Fraction(1, 3),
    },
    {"rank": None, "unit": "龙泉镇", "goal": None, "done": Decimal("12345600"), "share": None},
]
COLUMNS = [
    Column("排名", "rank", "rank"),
    Column("单位", "unit"),
    Column("目标", "goal", "amount_wan", group="到位资金", total="sum"),
    Column("完成", "done", "amount_wan", group="到位资金", total="sum"),
    Column("完成率", "share", "rate", group="到位资金"),
]


COLOPHON = "共2条；数据截至2026年11月20日；筛选条件：年度：2026；制表人：王晓明；制表时间：2026-11-21 17:30"


def ranking(**changes):
    facts = {
        "unit_note": "单位：万元",
        "as_of": date(2026, 11, 20),
        "total_row": True,
        "notes": ("注：“—”表示未下达目标。",),
        "signature": "填报单位：　　审核人：　　填报人：",
    }
    return Table("引资排名表", COLUMNS, ROWS, **(facts | changes))


def sheet_of(*tables, **more):
    return load_workbook(BytesIO(workbook(tables, made_at=MADE_AT, **more))).active


def column_of(values, kind="text", **more):
    """The body cells of a one-column table."""
    sheet = sheet_of(Table("表", [Column("列", lambda value: value, kind, **more)], values))
    return [sheet.cell(3 + i, 1) for i in range(len(values))]


def test_the_sheet_reads_from_title_to_colophon():
    sheet = sheet_of(ranking(caption="（乡镇类）"), made_by="王晓明", filter_note="年度：2026")
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines == [
        ["引资排名表", None, None, None, None],
        ["（乡镇类）", None, None, None, None],
        ["单位：万元", None, "截至2026年11月20日", None, None],
        ["排名", "单位", "到位资金", None, None],
        [None, None, "目标", "完成", "完成率"],
        [1, "石门乡", 20000, 5000.000055, pytest.approx(1 / 3)],
        ["—", "龙泉镇", "—", 1234.56, "—"],
        ["合计", None, 20000, 6234.560055, None],
        ["注：“—”表示未下达目标。", None, None, None, None],
        ["填报单位：　　审核人：　　填报人：", None, None, None, None],
        ["共2条；数据截至2026年11月20日；筛选条件：年度：2026；制表人：王晓明；制表时间：2026-11-21 17:30"]
        + [None] * 4,
    ]


def test_heads_are_merged_and_stay_in_sight():
    sheet = sheet_of(ranking())
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:E1", "A2:B2", "C2:E2", "A3:A4", "B3:B4", "C3:E3"} <= merged
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$3:$4"


def test_it_prints_on_one_page_width_of_a4_on_its_side():
    sheet = sheet_of(ranking())
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert (setup.fitToWidth, setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (1, 0, True)
    assert sheet.print_options.horizontalCentered
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.print_area.endswith("$A$1:$E$10")


def test_fonts_and_borders_are_those_of_an_office():
    sheet = sheet_of(ranking())
    assert (sheet["A1"].font.name, sheet["A1"].font.size, sheet["A1"].font.bold) == (
        "方正小标宋简体",
        18,
        True,
    )
    assert sheet["A5"].font.name == "仿宋_GB2312"
    assert sheet["A7"].font.bold
    assert all(cell.border.left.style == "thin" for row in sheet["A5:E7"] for cell in row)
    assert sheet["A8"].border.left.style is None


def test_money_is_a_number_in_wan_and_keeps_the_last_fen():
    cell = column_of([Decimal("9999999999999.99")], "amount_wan")[0]
    assert (cell.value, cell.data_type, cell.number_format) == (999999999.999999, "n", "#,##0.00")
    assert cell.alignment.horizontal == "right"
    assert column_of([Decimal("125000000")], "amount_yi")[0].value == 1.25


@pytest.mark.parametrize(
    ("value", "kind", "expected", "pattern"),
    [
        (1234, "count", 1234, "#,##0"),
        (Fraction(5, 2), "count", 2.5, "#,##0.00"),
        (Fraction(1, 4), "rate", 0.25, "0.00%"),
        (Decimal("-12.92"), "pp", -12.92, "+0.00;-0.00;0.00"),
        (Decimal("12.5"), "points", 12.5, "#,##0.00"),
        (3, "rank", 3, "0"),
        (date(2026, 3, 5), "day", datetime(2026, 3, 5), "yyyy-mm-dd"),
        (PartialDay(date(2026, 3, 5)), "day", datetime(2026, 3, 5), "yyyy-mm-dd"),
        (MADE_AT, "moment", datetime(2026, 11, 21, 17, 30), "yyyy-mm-dd hh:mm"),
    ],
)
def test_each_kind_is_a_real_value_with_its_format(value, kind, expected, pattern):
    cell = column_of([value], kind)[0]
    assert (cell.value, cell.number_format) == (expected, pattern)


def test_a_month_stays_a_month_and_an_ancient_day_stays_text():
    cells = column_of([PartialDay(date(2026, 3, 1), "month"), date(1899, 1, 1)], "day")
    assert [(cell.value, cell.data_type) for cell in cells] == [("2026-03", "s"), ("1899-01-01", "s")]


DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+86 138",
    "-5",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\t=1",
    "\r=1",
    "\n=1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text(text):
    cell = column_of([text])[0]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == text.strip()


def test_no_formula_is_written_wherever_the_text_stands():
    table = Table(
        "=1+1",
        [Column("=2+2", lambda row: row, group="=3+3")],
        ["=4+4"],
        caption="=5+5",
        unit_note="=6+6",
        notes=("=7+7",),
        signature="=8+8",
    )
    file = workbook([table], made_at=MADE_AT, made_by="=9+9", filter_note="=0+0")
    with zipfile.ZipFile(BytesIO(file)) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())
    strings = [c.value for row in load_workbook(BytesIO(file)).active.iter_rows() for c in row if c.value]
    assert len(strings) == 9


def test_ordinary_text_has_no_quote_prefix():
    cells = column_of(["石门乡", "13800000001", "3月=5日", "#N/A"])
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in cells] == [
        ("石门乡", "s", False),
        ("13800000001", "s", False),
        ("3月=5日", "s", False),
        ("#N/A", "s", False),
    ]


def test_control_characters_do_not_kill_the_export():
    cells = column_of(["一\x0b二", "三\x00四\x1f", "五\ud800六\uffff", "七\r\n八\r九", "😀"])
    assert [cell.value for cell in cells] == ["一\n二", "三 四 ", "五 六 ", "七\n八\n九", "😀"]


def test_text_of_the_longest_length_is_whole_and_longer_is_refused():
    assert len(column_of(["甲" * LONGEST])[0].value) == LONGEST
    for text in ("甲" * (LONGEST + 1), "😀" * (LONGEST // 2 + 1)):
        with pytest.raises(Unwritable, match="32767个字符"):
            column_of([text])


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=10))
def test_any_text_is_written_as_text(texts):
    for cell, text in zip(column_of(texts), texts, strict=True):
        assert (cell.data_type, cell.value) == (("s", clean(text)) if text else ("n", None))


@pytest.mark.parametrize("text", DANGEROUS)
def test_risky_beginnings_are_known(text):
    assert is_risky(text)


def test_sheet_names_are_clean_and_different():
    names = sheet_names(
        ["签约[一]:表*/?\\", "甲" * 40, "甲" * 41, "Rank", "rank", "", "'引用'", "History", "\x00"]
    )
    assert names[0] == "签约 一 表"
    assert names[1:3] == ["甲" * 31, "甲" * 28 + "(2)"]
    assert names[3:7] == ["Rank", "rank(2)", "表6", "引用"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert names[7].casefold() != "history"


def test_every_table_gets_its_sheet_and_an_empty_one_says_so():
    file = workbook([ranking(), ranking(), Table("空表", COLUMNS, [])], made_at=MADE_AT)
    book = load_workbook(BytesIO(file))
    assert book.sheetnames == ["引资排名表", "引资排名表(2)", "空表"]
    assert book["空表"].cell(book["空表"].max_row, 1).value.startswith("共0条；")


def test_the_frozen_table_gives_the_same_sheet_as_the_live_one():
    live, frozen = sheet_of(ranking()), sheet_of(thaw(freeze(ranking())))
    assert [[c.value for c in row] for row in live.iter_rows()] == [
        [c.value for c in row] for row in frozen.iter_rows()
    ]


def test_a_long_text_makes_its_row_higher():
    sheet = sheet_of(
        Table("表", [Column("备注", lambda row: row, width=10)] * 4, ["短", "很长的说明文字" * 20])
    )
    assert sheet.row_dimensions[4].height > 2 * sheet.row_dimensions[3].height


def test_two_thousand_rows_are_all_there():
    sheet = sheet_of(Table("表", COLUMNS, ROWS * 1000, total_row=True))
    assert sheet.max_row == 1 + 2 + 2000 + 1 + 1
    assert sheet.cell(sheet.max_row, 1).value.startswith("共2000条")


def test_the_largest_number_of_a_long_list_is_never_shown_as_hash_signs():
    """Widths are judged from a sample; a number stands in full wherever it is."""
    long = [Decimal(1)] * 4_999
    for place in (0, 1_234, 4_999):
        values = [*long[:place], Decimal("-9999999999999.99"), *long[place:]]
        sheet = sheet_of(Table("表", [Column(f"列{n}", lambda v: v, "amount_wan") for n in range(9)], values))
        assert sheet.column_dimensions["A"].width >= len("-999,999,999.99") + 2


def test_what_is_told_adds_up_to_the_rows_and_text_keeps_its_breaks_and_signs():
    told = []
    file = BytesIO()
    table = Table("表", [Column("列", lambda value: value)], [f" 第{n}行\n<&>\"' " for n in range(1_200)])
    write_workbook(file, [table], made_at=MADE_AT, told=told.append)
    assert told == [500, 500]
    file.seek(0)
    sheet = load_workbook(file).active
    assert [sheet.cell(3 + n, 1).value for n in (0, 1_199)] == [f" 第{n}行\n<&>\"' " for n in (0, 1_199)]
    assert sheet.cell(3 + 1_200, 1).value.startswith("共1200条")
