"""Sheets come out of the printer as an office files them: readable, without a last page of three lines."""

from promo.sheets import dress
from promo.tables import Column, Table
from tests.ground.test_write_workbook import ROWS, column_of, sheet_of


def test_what_would_be_too_small_on_a4_is_printed_on_a3():
    wide = Table("宽表", [Column(f"第{n}栏", "unit", width=12) for n in range(12)], ROWS)
    assert int(sheet_of(wide).page_setup.paperSize) == 8


def test_a_few_lines_beyond_the_page_are_drawn_onto_it():
    heights = [
        sheet_of(Table("表", [Column("单位", "unit", width=20)], ROWS[:1] * rows)).page_setup.fitToHeight
        for rows in (15, 20, 40)
    ]
    assert heights == [0, 1, 0]


def test_a_head_that_wraps_keeps_its_bracket_whole():
    assert dress.broken_head("到位资金（万元）", 10) == "到位资金\n（万元）"
    assert dress.broken_head("到位资金（万元）", 20) == "到位资金（万元）"
    assert dress.broken_head("资金到位率完成值（%）", 14) == "资金到位率完成值（%）"
    assert dress.broken_head("（万元）", 4) == "（万元）"
    assert dress.fitting_width("实到外资（万美元）", ()) >= dress.breadth("（万美元）") + 1.5


def test_a_running_number_stands_in_the_middle_and_is_a_number():
    (cell,) = column_of([1200], "serial")
    assert (cell.value, cell.number_format, cell.alignment.horizontal) == (1200, "0", "center")
