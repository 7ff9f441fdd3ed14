"""Ledgers for tests: the practice ledger with its expected reading, small ones made on the spot, and their units."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from projects import actions
from projects.models import LedgerLayout, LedgerUnitName
from promo import jobs
from tests.factories import NOW, make_unit

DATA = Path(__file__).parent.parent / "data"
LEDGER = DATA / "standard_template.xlsx"
EXPECTED = json.loads((DATA / "standard_template.expected.json").read_text(encoding="utf-8"))
CUT_OFF = date(2024, 6, 30)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    "项目编号", "项目名称", "投资方", "引资单位", "内资/外资", "建设性质", "项目阶段", "合同投资额（万元）",
    "累计到位资金（万元）", "签约日期", "开工日期", "竣工日期",
)  # fmt: skip


def standard_file(name: str = "2024年台账.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, LEDGER.read_bytes(), content_type=XLSX)


def units_of_the_ledger(region) -> dict:
    """The units that the practice ledger names, in the directory of a region."""
    names = dict.fromkeys(project["lead_unit"] for project in EXPECTED["projects"])
    return {name: make_unit(f"L{i:02}", region=region, name=name) for i, name in enumerate(names)}


def a_row(**said) -> dict:
    """A good row of a small ledger; `said` changes cells by their head (合同投资额 and 累计到位资金 without unit)."""
    short = {
        "合同投资额": "合同投资额（万元）",
        "累计到位资金": "累计到位资金（万元）",
        "内外资": "内资/外资",
    }
    row = {
        "项目名称": "样例阀门生产项目",
        "投资方": "样例阀门有限公司",
        "引资单位": "石桥村",
        "项目阶段": "在谈",
    }
    return row | {short.get(head, head): cell for head, cell in said.items()}


def workbook_of(*rows: dict, heads=HEADS, name: str = "台账.xlsx", before=()) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    sheet.title = "项目台账"
    for line in before:
        sheet.append(line)
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(head) for head in heads])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # "=1" is text here
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue(), content_type=XLSX)


def csv_of(*rows: dict, heads=HEADS, name: str = "台账.csv", encoding: str = "gb18030") -> SimpleUploadedFile:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(heads)
    lines.writerows([row.get(head, "") for head in heads] for row in rows)
    return SimpleUploadedFile(name, text.getvalue().encode(encoding), content_type="text/csv")


def staged(*, file, region, by, cut_off_on=CUT_OFF, at=NOW):
    """The batch of a file after its reading."""
    batch = actions.receive_ledger(region=region, file=file, cut_off_on=cut_off_on, by=by, at=at)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def imported(batch, *, by, at=NOW):
    """The batch after it was confirmed and written."""
    actions.confirm_import(batch=batch, version=batch.version, by=by, at=at)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def unit_name(region, unit, *, by, at=NOW) -> LedgerUnitName:
    """A unit as ledgers of the office write it."""
    said = {"text": "老写法", "unit": unit, "told_by": by, "told_at": at}
    return LedgerUnitName.objects.get_or_create(
        region=region, key="老写法", forgotten_at=None, defaults=said
    )[0]


def remembered(region, *, by, at=NOW) -> LedgerLayout:
    """What an office once said about a kind of ledger."""
    said = {"name": "台账.xlsx", "columns": {"备注": {"field": ""}}, "told_by": by, "told_at": at}
    known = LedgerLayout.objects.get_or_create(
        region=region, signature="world", forgotten_at=None, defaults=said
    )
    return known[0]
