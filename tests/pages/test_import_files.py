"""Files around an import: the template, the rows left out, the original, the preview, an old office program's CSV."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from projects.models import RowOutcome
from promo.models import Event
from tests.intake.ledgers import (
    a_row,
    csv_of,
    workbook_of,
)
from tests.pages.importing import page_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(login, town):
    """The browser of the office clerk."""
    return login(town.people["office_clerk"])


def test_the_template_reads_back_as_a_ledger(clerk, town):
    answer = clerk.get("/imports/template/")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["填写说明", "项目台账", "单位名录"]
    sheet = book["项目台账"]
    expected = load_workbook("tests/data/standard_template.xlsx")["项目台账"]
    heads = [cell.value for cell in sheet[1]]
    assert heads.pop(11) == "当年到位资金（万元）"
    assert heads == [cell.value for cell in expected[1]]
    assert [row[0].value for row in book["单位名录"].iter_rows(min_row=2)][:2] == ["石桥村", "柳河村"]
    for column, text in {
        2: "样例阀门生产项目",
        3: "样例阀门有限公司",
        4: "石桥村",
        9: "签约",
        10: 5000,
    }.items():
        sheet.cell(2, column, text)
    filled = BytesIO()
    book.save(filled)
    batch = read(clerk, SimpleUploadedFile("模板.xlsx", filled.getvalue()))
    assert [row.outcome for row in batch.rows.all()] == [RowOutcome.NEW]
    assert "签约 截至2024-06-30" in page_of(clerk, batch)


def test_rows_left_out_come_back_with_a_red_reason_and_can_be_mended(clerk, town):
    batch = read(
        clerk, workbook_of(a_row(), a_row(项目名称="=1+1 样例项目", 引资单位="石桥", 合同投资额=5000))
    )
    answer = clerk.get(f"/imports/{batch.pk}/rejects/")
    assert ".xlsx.xlsx" not in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet["A1"].value == "未导入原因"
    assert sheet["A2"].value == "第3行：引资单位“石桥”不在单位名录中，请先登记或改正名称。"
    assert sheet["A2"].font.color.rgb == "00C00000"
    assert sheet.max_row == 2
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["项目名称"].value, row["项目名称"].data_type) == ("=1+1 样例项目", "s")
    assert row["合同投资额（万元）"].value == 5000
    row["引资单位"].value = "石桥村"
    mended = BytesIO()
    sheet.parent.save(mended)
    again = read(clerk, SimpleUploadedFile("改正.xlsx", mended.getvalue()))
    assert [row.outcome for row in again.rows.all()] == [RowOutcome.NEW]
    assert Event.objects.filter(verb="downloaded", detail__what="未导入的行").count() == 1


def test_the_original_file_comes_back_byte_for_byte(clerk, town):
    file = workbook_of(a_row())
    content = file.read()
    file.seek(0)
    batch = read(clerk, file)
    answer = clerk.get(f"/imports/{batch.pk}/file/")
    assert b"".join(answer.streaming_content) == content
    assert "attachment" in answer["Content-Disposition"]


def test_the_preview_and_the_list_go_out_as_workbooks(clerk, town):
    batch = read(clerk, workbook_of(a_row(), a_row(引资单位="石桥")))
    for address, rows in ((f"/imports/{batch.pk}/export/", 2), ("/imports/export/", 1)):
        sheet = load_workbook(BytesIO(clerk.get(address).content)).active
        assert f"共{rows}条" in str(sheet.cell(sheet.max_row, 1).value)
    assert Event.objects.filter(verb="downloaded").count() == 2


def test_sums_of_the_preview_are_numbers_and_foreign_ones_name_their_currency(clerk, town):
    batch = read(
        clerk, workbook_of(a_row(合同投资额="5,000.5"), a_row(项目名称="外资项目", 合同投资额="800万美元"))
    )
    sheet = load_workbook(BytesIO(clerk.get(f"/imports/{batch.pk}/export/").content)).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = next(line for line in lines if "项目名称" in line)
    place = [(head or "").replace("\n", "") for head in heads].index("合同投资额（万元）")
    body = lines[lines.index(heads) + 1 :][:2]
    assert [line[place : place + 2] for line in body] == [[5000.5, None], ["—", "800万美元"]]


def test_a_csv_of_an_old_office_program_is_read(clerk, town):
    batch = read(clerk, csv_of(a_row(签约日期="2024-03-05", 项目阶段="签约", 合同投资额="1,200.5")))
    assert "签约 2024-03-05" in page_of(clerk, batch)
    assert "1,200.5</td>" in page_of(clerk, batch)
