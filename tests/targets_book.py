"""Workbooks of targets for tests, made on the spot."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from assessment import actions
from assessment.countable import countables
from assessment.models import TargetImport
from assessment.target_sheet import judged, read_sheets
from tests.factories import NOW

HEADS = ("单位", "到位资金（万元）", "开工项目数（个）")


def targets_book(
    *rows, heads=HEADS, above=(), name="目标表.xlsx", title="Sheet1", more=()
) -> SimpleUploadedFile:
    """One sheet with lines `above` its heads; `more` are (title, rows) of further sheets with the same heads."""
    book = Workbook()
    book.active.title = title
    for line in (*above, heads, *rows):
        book.active.append(line)
    for other, lines in more:
        sheet = book.create_sheet(other)
        for line in (heads, *lines):
            sheet.append(line)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def received(town, file, *, target_set="own", part="", year=2026) -> TargetImport:
    return actions.read_target_import(
        region=town.region, year=year, target_set=target_set, part=part, file=file,
        sheets=read_sheets(file, countables(town.region)), by=town.people["supervisor"], at=NOW,
    )  # fmt: skip


def plan_of(batch):
    return judged(batch, today=NOW.date())


def problems(batch) -> list[str]:
    return [
        cell.problem
        for sheet in plan_of(batch).sheets
        for row in sheet.rows
        for cell in row.cells
        if cell.problem
    ]
