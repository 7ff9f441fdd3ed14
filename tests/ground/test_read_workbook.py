"""Workbooks come in as they are: every cell with its own kind, every row with the number a spreadsheet shows."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from promo.days import PartialDay
from promo.sheets.reading import read_workbook
from promo.sheets.writing import workbook
from promo.tables import Column, Table
from tests.ground.sheet_files import by_hand, bytes_of, open_document, saved

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def read(tmp_path):
    """Write the bytes to a file and read its sheets."""

    def read(data, suffix="xlsx"):
        path = tmp_path / "upload"
        path.write_bytes(data)
        return read_workbook(path, suffix=suffix)

    return read


def test_the_standard_ledger_is_read_cell_by_cell():
    notes, ledger = read_workbook(DATA / "standard_template.xlsx", suffix="xlsx")
    expected = json.loads((DATA / "standard_template.expected.json").read_text(encoding="utf-8"))
    heads = {column["field"]: index for index, column in enumerate(expected["columns"]["项目台账"])}
    assert (notes.name, ledger.name, ledger.hidden) == ("填写说明", "项目台账", False)
    assert ledger.rows[0] == [column["header"] for column in expected["columns"]["项目台账"]]
    assert len(ledger.rows) == 1 + len(expected["projects"])
    for project in expected["projects"]:
        row = project["row"] - 1
        for name in ("code", "name", "investor", "lead_unit", "host", "industry", "contact", "remark"):
            assert ledger.value(row, heads[name]) == project[name]
        for name in ("contract_amount", "arrived_amount"):
            amount = ledger.value(row, heads[name])
            assert (amount and amount * 10_000) == (project[name] and Decimal(project[name]["value"]))
        for name in ("signed_on", "started_on", "completed_on"):
            day = ledger.value(row, heads[name])
            assert (day and day.isoformat()) == (project[name] and project[name]["value"])


def test_each_kind_of_value_keeps_its_kind(read):
    row = ["文字", 5000, 0.1, 1234567.89, True, date(2026, 3, 5), datetime(2026, 3, 5, 17, 30), None, "末"]
    cells = read(saved([row]))[0].rows[0]
    assert cells == [
        *("文字", Decimal(5000), Decimal("0.1"), Decimal("1234567.89"), True),
        *(date(2026, 3, 5), datetime(2026, 3, 5, 17, 30), None, "末"),
    ]
    assert type(cells[1]) is Decimal
    assert type(cells[5]) is date


def test_row_numbers_are_those_of_the_spreadsheet(read):
    book = Workbook()
    book.active["C4"] = "在第四行第三列"
    book.active["A9"] = "在第九行"
    sheet = read(bytes_of(book))[0]
    assert sheet.rows[3] == [None, None, "在第四行第三列"]
    assert (len(sheet.rows), sheet.value(8, 0)) == (9, "在第九行")
    assert (sheet.value(0, 0), sheet.value(99, 0), sheet.value(3, 99)) == (None, None, None)


def test_blank_cells_at_the_ends_are_cut(read):
    assert read(saved([["甲", " ", None], ["", "  "], [None]]))[0].rows == [["甲"]]


def test_merged_areas_and_hidden_sheets_are_told(read):
    book = Workbook()
    book.active.title = "台账"
    book.active["A1"] = "合并"
    book.active.merge_cells("A1:C2")
    book.create_sheet("底表").sheet_state = "hidden"
    book.create_sheet("深藏").sheet_state = "veryHidden"
    sheets = read(bytes_of(book))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("台账", False),
        ("底表", True),
        ("深藏", True),
    ]
    assert sheets[0].merged == [(0, 0, 1, 2)]
    assert sheets[1].rows == []


def test_a_formula_gives_its_stored_value_or_nothing(read):
    stored = (
        '<sheetData><row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"><f>A1*2</f></c></row></sheetData>'
    )
    assert read(by_hand(stored))[0].rows == [[Decimal(3)]]


def test_text_that_looks_like_a_number_stays_text(read):
    assert read(saved([["007", "13800000001", "=1+1" and "1.50"]]))[0].rows == [
        ["007", "13800000001", "1.50"]
    ]


@pytest.mark.parametrize("suffix", ["xls", ".XLS", "xlsx", "csv"])
def test_an_old_workbook_is_read_by_content_whatever_its_name(suffix):
    sheet = read_workbook(DATA / "hostile" / "old_format.xls", suffix=suffix)[0]
    assert sheet.rows[1] == ["石门项目", Decimal("5000.5"), date(2026, 3, 5)]


def test_an_old_workbook_tells_what_is_hidden_and_how_numbers_are_shown(read):
    data = bytearray((DATA / "hostile" / "old_format.xls").read_bytes())
    (where,) = (data.index(b"yyyy"),)
    assert data[where : where + 12] == b"yyyy\\-mm\\-dd"
    data[where : where + 12] = b"yyyy\\-mm    "
    row, column = data.index(b"\x08\x02\x10\x00\x02\x00"), data.index(b"\x7d\x00\x0c\x00\x01\x00\x01\x00")
    data[row + 16] |= 0x20
    data[column + 12] |= 1
    sheet = read(bytes(data), "xls")[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1})
    assert sheet.rows[1] == ["石门项目", Decimal("5000.5"), PartialDay(date(2026, 3, 5), "month")]


def test_an_open_document_is_read(read):
    cell = (
        '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{cell}</table:table-row>"
    sheets = read(open_document(f'<table:table table:name="表">{row}</table:table>'), "ods")
    assert sheets[0].rows == [[Decimal(5)]]


def test_what_is_hidden_is_told(read):
    book = Workbook()
    for row in range(1, 5):
        book.active.append([row, row, row])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    sheet = read(bytes_of(book))[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1})


@pytest.mark.parametrize(
    ("value", "shown", "cell"),
    [
        (date(2024, 3, 1), 'yyyy"年"m"月"', PartialDay(date(2024, 3, 1), "month")),
        (date(2024, 3, 1), "yyyy-mm", PartialDay(date(2024, 3, 1), "month")),
        (date(2024, 1, 1), 'yyyy"年"', PartialDay(date(2024, 1, 1), "year")),
        (date(2024, 3, 1), 'yyyy"年"m"月"d"日"', date(2024, 3, 1)),
        (date(2024, 3, 1), "[$-804]yyyy/m/d;@", date(2024, 3, 1)),
        (5720618996, "00000000000", "05720618996"),
        (5000, '#,##0"万元"', "5000万元"),
        (5000, "#,##0.00", Decimal(5000)),
        (0.5, "0.0%", Decimal("0.5")),
        (-3, "00000", Decimal(-3)),
    ],
)
def test_a_number_is_what_its_format_shows(read, value, shown, cell):
    book = Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = shown
    assert read(bytes_of(book))[0].rows == [[cell]]


def test_days_are_counted_from_1904_where_the_workbook_says_so(read):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"], book.active["B1"] = date(2024, 3, 5), 43894
    sheet = read(bytes_of(book))[0]
    assert sheet.counts_from_1904
    assert sheet.rows == [[date(2024, 3, 5), Decimal(43894)]]


def test_a_formula_that_was_never_worked_out_is_told(read):
    book = Workbook()
    book.active["A1"], book.active["B2"] = 1, "=SUM(A1:A1)"
    sheet = read(bytes_of(book))[0]
    assert (sheet.rows[0], sheet.formulas) == ([Decimal(1)], {(1, 1): "=SUM(A1:A1)"})


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}"><style>td {{color: red}}</style></head><body>
<table>
<tr><th rowspan=2>项目名称</th><th colspan="2">投资额</th></tr><tr><td>合同</td><td>到位</td></tr>
<tr style="display:none"><td>石门&nbsp;项目</td><td>1,200<br>万元</td><td>&lt;5</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("coding", "charset"),
    [("gb18030", "gb2312"), ("utf-8", "utf-8"), ("utf-8-sig", "GBK"), ("utf-16", "x")],
)
def test_a_web_page_saved_as_xls_is_read_row_by_row(read, coding, charset):
    (sheet,) = read(PAGE.format(charset=charset).encode(coding), "xls")
    assert sheet.rows == [["项目名称", "投资额"], [None, "合同", "到位"], ["石门 项目", "1,200\n万元", "<5"]]
    assert (sheet.merged, sheet.hidden_rows, sheet.is_named) == ([(0, 0, 1, 0), (0, 1, 0, 2)], {2}, False)


def test_the_rows_of_a_csv_know_their_lines(read):
    assert read(TEXT.encode(), "csv")[0].lines == [1, 2, 4, 5]


TEXT = '项目名称,备注\r\n石门项目,"两行\n文字,有""引号"""\r\n\r\n龙泉项目,8000万元\r\n'


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_usual_encoding(read, coding):
    assert read(TEXT.encode(coding), "csv")[0].rows == [
        ["项目名称", "备注"],
        ["石门项目", '两行\n文字,有"引号"'],
        [],
        ["龙泉项目", "8000万元"],
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_may_be_divided_by_commas_tabs_or_semicolons(read, delimiter):
    text = f"甲{delimiter}乙\n1{delimiter}2\n"
    assert read(text.encode(), "csv")[0].rows == [["甲", "乙"], ["1", "2"]]


def test_what_we_write_we_read_back_unchanged(read):
    texts = ["=1+1", "+86 138", "_x0041_", "一\n二", " 前后有空格 ", "😀", "＝全角", "𠮷"]
    table = Table("表", [Column("文字", lambda row: row)], texts)
    rows = read(workbook([table], made_at=datetime(2026, 1, 1)))[0].rows
    assert [row[0] for row in rows[2 : 2 + len(texts)]] == texts


def test_the_limits_themselves_are_allowed(read):
    sheet = read(saved([["列"] * 200] + [["行"]] * 20_499))[0]
    assert (len(sheet.rows), len(sheet.rows[0])) == (20_500, 200)


def test_formatted_but_empty_cells_far_away_do_no_harm(read):
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read(by_hand(f"<sheetData>{near}{far}</sheetData>"))[0].rows == [[Decimal(1)]]
