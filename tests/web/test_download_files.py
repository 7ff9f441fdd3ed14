"""What leaves the house is an attachment under its Chinese name that no browser runs."""

import io
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from promo.tables import Column, Table
from promo.web.downloads import XLSX, attachment, safe_name, workbook_response

NAME = "2026年第23期排名.xlsx"


@pytest.mark.parametrize("content", [b"abc", io.BytesIO(b"abc")])
def test_bytes_and_files_leave_as_attachments_that_nothing_runs(content):
    response = attachment(content, NAME, XLSX)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert body == b"abc"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(NAME)}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == XLSX


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"b\r\nX: y.pdf', "a_b__X_ y.pdf"),
        ("合同\u202efdp.exe", "合同_fdp.exe"),
        ("", "文件"),
        ("招" * 300 + ".pdf", "招" * 116 + ".pdf"),
    ],
)
def test_a_name_holds_nothing_a_header_or_a_disk_takes_amiss(name, safe):
    assert safe_name(name) == safe


def test_a_table_leaves_as_a_workbook():
    table = Table("项目库", [Column("项目", "name")], [{"name": "城北产业园"}])
    response = workbook_response(
        [table], "项目库", made_at=datetime(2026, 11, 21, tzinfo=UTC), made_by="孙经办"
    )
    assert quote("项目库.xlsx") in response["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert "城北产业园" in {cell.value for row in sheet.iter_rows() for cell in row}
