"""A ledger is read as a careful clerk would: heads, units of money, days, words; and never guessed."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from projects.intake import as_comparable, read_ledger
from projects.intake.grid import letter
from projects.intake.ledger import read_sheets
from projects.intake.plan import facts_of
from promo.sheets.reading import BadWorkbook, Sheet
from tests.intake.ledgers import CUT_OFF, EXPECTED, HEADS, LEDGER, a_row, csv_of, workbook_of


@pytest.fixture
def read(tmp_path):
    """`read(file)` gives the reading of an uploaded file."""

    def _read(file, cut_off_on=CUT_OFF):
        path = tmp_path / f"ledger{Path(file.name).suffix}"
        path.write_bytes(file.read())
        return read_ledger(path, suffix=path.suffix, cut_off_on=cut_off_on)

    return _read


@pytest.fixture
def one(read):
    """`one(column=cell, …)` gives the only row of a small ledger."""
    return lambda **said: read(workbook_of(a_row(**said))).projects[0]


def refusals(row) -> list[str]:
    return [problem.code for problem in row.problems if problem.refuses]


def test_the_standard_ledger_reads_exactly_as_expected():
    read = as_comparable(read_ledger(LEDGER, suffix=".xlsx", cut_off_on=CUT_OFF))
    assert read["projects"] == EXPECTED["projects"]
    assert read["skipped_rows"] == EXPECTED["skipped_rows"]
    for nothing in ("warnings", "rejects", "suspected_duplicates", "suspected_expansions", "totals_check"):
        assert read[nothing] == []


def test_the_command_prints_the_same_without_a_database():
    printed = StringIO()
    call_command("import_ledger", str(LEDGER), "--dry-run", "--json", stdout=printed)
    assert json.loads(printed.getvalue())["projects"] == EXPECTED["projects"]


def test_the_command_refuses_what_is_no_ledger(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(CommandError, match="文件已损坏"):
        call_command("import_ledger", str(path), "--dry-run")
    with pytest.raises(CommandError, match="没有这个文件"):
        call_command("import_ledger", str(tmp_path / "missing.xlsx"), "--dry-run")


def test_heads_are_found_under_a_banner_and_by_other_words(read):
    heads = ("序号", "项目名称", "投资主体", "招引单位", "计划总投资（亿元）", "项目状态")
    row = {
        "项目名称": "样例项目",
        "投资主体": "样例公司",
        "招引单位": "石桥村",
        "计划总投资（亿元）": 1.5,
        "项目状态": "在建",
    }
    reading = read(workbook_of(row, heads=heads, before=(("2024年招商引资项目台账",), ("截至6月底",))))
    values = reading.projects[0].values
    assert reading.projects[0].number == 4
    assert (values["investor"], values["lead_unit"], values["stage"]) == ("样例公司", "石桥村", "started")
    assert values["contract_amount"] == {"value": "150000000", "currency": "CNY", "approximate": False}


def test_a_unit_in_the_cell_goes_before_the_unit_of_the_column(one):
    values = one(合同投资额="约1.2亿", 累计到位资金="800万美元").values
    assert values["contract_amount"] == {"value": "120000000", "currency": "CNY", "approximate": True}
    assert values["arrived_amount"] == {"value": "8000000", "currency": "USD", "approximate": False}


def test_money_without_any_unit_is_asked_for_and_not_guessed(read):
    heads = ("项目名称", "投资方", "引资单位", "合同投资额")
    row = read(workbook_of({**a_row(), "合同投资额": 5000}, heads=heads)).projects[0]
    assert refusals(row) == ["no_unit"]
    assert row.values["contract_amount"] is None
    assert row.unread == {"contract_amount": "5000"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"合同投资额": "很多"}, "bad_amount"),
        ({"合同投资额": -5}, "negative"),
        ({"合同投资额": 0}, "zero_amount"),
        ({"合同投资额": 10**12}, "bad_amount"),
        ({"签约日期": "2024-02-30"}, "bad_date"),
        ({"签约日期": "1969-05-01"}, "bad_date"),
        ({"签约日期": date(2024, 7, 1)}, "future_date"),
        ({"开工日期": date(2024, 5, 2), "竣工日期": date(2024, 5, 1)}, "day_order"),
        ({"签约日期": date(2024, 5, 2), "项目阶段": "签约"}, "no_amount"),
        ({"项目阶段": "开工", "签约日期": date(2024, 1, 1)}, "no_amount"),
        ({"内外资": "不详"}, "unknown_word"),
        ({"项目名称": None}, "no_name"),
        ({"项目名称": "长" * 121}, "too_long"),
    ],
)
def test_a_row_with_a_fault_is_refused_with_a_sentence(one, cells, code):
    row = one(**cells)
    assert refusals(row) == [code]
    assert all(problem.why.endswith("。") for problem in row.problems)


@pytest.mark.parametrize("said", ["-", "—", "/", "无", "", "  "])
def test_a_dash_is_an_empty_cell(one, said):
    row = one(合同投资额=said, 签约日期=said, 投资方=said)
    assert not row.problems
    assert (row.values["contract_amount"], row.values["signed_on"], row.values["investor"]) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ({"合同投资额": "3–5亿"}, "range", "3–5亿"),
        ({"合同投资额": "一期3亿、二期5亿"}, "multi_phase", "一期3亿、二期5亿"),
        ({"合同投资额": "一期6亿元，二期待定"}, "multi_phase", "一期6亿元，二期待定"),
        ({"合同投资额": "3200万元、150万美元"}, "two_currencies", "3200万元、150万美元"),
        ({"合同投资额": "数千万元"}, "vague_amount", "数千万元"),
        ({"签约日期": "3月底"}, "no_year", "3月底"),
        ({"签约日期": "2024年3-5月"}, "date_range", "2024年3-5月"),
        ({"签约日期": Decimal("2023.1")}, "ambiguous_month", "2023.1"),
    ],
)
def test_what_names_no_single_value_is_pointed_out_and_stays_empty(one, cells, code, words):
    row = one(**cells)
    (field,) = row.unread
    assert (row.values[field], row.unread[field], row.is_refused) == (None, words, False)
    assert [problem.code for problem in row.problems] == [code]


def test_what_is_not_yet_fixed_is_pointed_out_and_kept_in_words(one):
    row = one(合同投资额="面议")
    assert [(problem.code, problem.refuses) for problem in row.problems] == [("not_stated", False)]
    assert row.unread == {"contract_amount": "面议"}


def test_a_date_keeps_how_precise_it_is(one):
    row = one(签约日期="2024年3月", 开工日期="2024.4", 竣工日期="2024-05-06", 合同投资额=100)
    assert row.values["signed_on"] == {"value": "2024-03-01", "precision": "month"}
    assert row.values["started_on"] == {"value": "2024-04-01", "precision": "month"}
    assert row.values["completed_on"] == {"value": "2024-05-06", "precision": "day"}


def test_totals_notes_headings_and_repeated_heads_are_no_projects(read):
    rows = [
        {"项目编号": "一、工业"}, a_row(), {"项目编号": "小计", "合同投资额（万元）": 5},
        dict(zip(HEADS, HEADS, strict=True)),
        {"项目编号": "合计：1个", "合同投资额（万元）": 5}, {}, {"项目编号": "备注：以上不含续建项目。"},
        {"项目编号": "共36条；数据截至2024年11月30日；制表时间：2024-11-30 10:00"},
    ]  # fmt: skip
    reading = read(workbook_of(*rows))
    why = ["group heading", "", "subtotal", "header", "total", "blank", "note", "note"]
    assert [row.skipped for row in reading.rows] == why


def test_a_project_that_stands_twice_in_the_file_is_seen_once(read):
    rows = (a_row(项目编号="A-1"), a_row(项目编号="a-1", 项目名称="另一个样例", 投资方="另一家公司"), a_row())
    found = as_comparable(read(workbook_of(*rows)))["suspected_duplicates"]
    assert [[side["row"] for side in pair] for pair in found] == [[2, 3], [2, 4]]


def test_an_unknown_stage_is_pointed_out_and_the_days_still_count(one):
    row = one(项目阶段="推进中", 签约日期=date(2024, 1, 1), 合同投资额=100)
    assert [(problem.code, problem.refuses) for problem in row.problems] == [("unclear_stage", False)]
    assert facts_of(row, cut_off_on=CUT_OFF) == [{"kind": "signed", "on": "2024-01-01", "precision": "day"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_reads_whatever_its_encoding(read, encoding):
    row = read(csv_of(a_row(合同投资额="1,200"), encoding=encoding)).projects[0]
    assert (row.values["name"], row.values["contract_amount"]["value"]) == ("样例阀门生产项目", "12000000")


def test_a_file_without_a_ledger_says_what_to_do(read):
    with pytest.raises(BadWorkbook, match="下载模板"):
        read(workbook_of(heads=("姓名", "年龄")))
    with pytest.raises(BadWorkbook, match="没有项目"):
        read(workbook_of())


def test_columns_are_lettered_as_a_spreadsheet_does():
    assert [letter(index) for index in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip


@given(st.dictionaries(st.sampled_from(HEADS), st.text(max_size=40) | st.integers() | st.none(), min_size=1))
def test_whatever_stands_in_a_row_is_read_or_refused(cells):
    typed = [Decimal(cell) if isinstance(cell, int) else cell for cell in (cells.get(head) for head in HEADS)]
    sound = ["A-1", "样例阀门生产项目"]
    sheet = Sheet("s", False, [list(HEADS), sound, typed])
    row = read_sheets([sheet], cut_off_on=CUT_OFF).rows[1]
    assert row.skipped or row.is_refused or row.values["name"]
    json.dumps(row.values)
