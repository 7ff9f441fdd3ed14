"""Kinds of ledgers and of files that offices use besides: ticks under stages, short years, open documents, old XML."""

import pytest

from projects.intake.dates import read_day_cell
from projects.intake.faults import Unclear
from projects.intake.ledger import read_sheets
from promo.sheets.reading import BadWorkbook, Sheet, read_workbook
from tests.ground.sheet_files import open_document
from tests.intake.ledgers import CUT_OFF

STAGES = ["洽谈", "已签约", "开工", "竣工投产", "终止"]


def rows_of(*lines):
    return read_sheets([Sheet("台账", False, [list(line) for line in lines])], cut_off_on=CUT_OFF).projects


def test_the_stage_is_the_furthest_column_that_is_ticked():
    head = ["序号", "项目名称", "投资方", "引资单位", *STAGES, "备注"]
    rows = rows_of(
        head,
        ["1", "样例泵业项目", "样例泵业有限公司", "石桥村", "√", "√", None, None, None, None],
        ["2", "样例阀门项目", "样例阀门有限公司", "石桥村", "√", "√", "√", "√", None, "顺利"],
        ["3", "样例轴承项目", "样例轴承有限公司", "石桥村", "√", None, None, None, "√", None],
        ["4", "样例齿轮项目", "样例齿轮有限公司", "石桥村", None, "—", None, None, None, None],
        ["5", "样例线缆项目", "样例线缆有限公司", "石桥村", "是", "否", "未", None, None, None],
    )
    found = [row.values["stage"] for row in rows]
    assert found == ["signed", "producing", "terminated", None, "negotiating"]


def test_ticks_never_go_before_a_column_that_says_the_stage():
    head = ["项目名称", "投资方", "引资单位", "项目阶段", "洽谈", "开工"]
    row = rows_of(head, ["样例泵业项目", "样例泵业有限公司", "石桥村", "签约", "√", "√"])[0]
    assert row.values["stage"] == "signed"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.3.15", "2024-03-15"),
        ("24-03-05", "2024-03-05"),
        ("'23/12/1", "2023-12-01"),
        ("24.3.15日", "2024-03-15"),
    ],
)
def test_two_signs_of_a_year_before_month_and_day_are_a_year(text, day):
    assert read_day_cell(text, "签约日期", latest=CUT_OFF) == {"value": day, "precision": "day"}


@pytest.mark.parametrize("text", ["3.15.24", "12.3.4", "24.13.1", "24.3/15"])
def test_what_may_be_another_day_is_asked(text):
    with pytest.raises(Unclear):
        read_day_cell(text, "签约日期", latest=CUT_OFF)


def _cell(text="", **said):
    given = "".join(f' table:number-{name.replace("_", "-")}="{value}"' for name, value in said.items())
    words = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="string"{given}>{words}</table:table-cell>'


def test_merged_and_hidden_cells_of_an_open_document_are_known(tmp_path):
    names = "".join(_cell(text) for text in ("引资单位", "项目名称", "投资方"))
    first = _cell("石桥村", rows_spanned=2) + _cell("样例泵业项目") + _cell("样例泵业有限公司")
    second = "<table:covered-table-cell/>" + _cell("样例阀门项目") + _cell("样例阀门有限公司")
    third = _cell("柳河村") + _cell("样例轴承项目") + _cell("样例轴承有限公司")
    table = (
        '<table:table table:name="台账"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{names}</table:table-row><table:table-row>{first}</table:table-row>"
        f"<table:table-row>{second}</table:table-row>"
        f'<table:table-row table:visibility="filter">{third}</table:table-row></table:table>'
    )
    path = tmp_path / "台账.ods"
    path.write_bytes(open_document(table))
    sheet = read_workbook(path, suffix=".ods")[0]
    assert sheet.merged == [(1, 0, 2, 0)]
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {2}
    rows = read_sheets([sheet], cut_off_on=CUT_OFF).projects
    assert [row.values["lead_unit"] for row in rows] == ["石桥村", "石桥村", "柳河村"]
    assert [problem.code for problem in rows[2].problems] == ["hidden_row"]


def test_a_spreadsheet_in_the_xml_of_2003_is_refused_by_its_name(tmp_path):
    path = tmp_path / "台账.xls"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table/></Worksheet></Workbook>',
        encoding="utf-8",
    )
    with pytest.raises(BadWorkbook, match="XML电子表格2003.*另存为xlsx"):
        read_workbook(path, suffix=".xls")
