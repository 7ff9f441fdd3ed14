"""A workbook can spell a sign that no database keeps: the cell comes in without it, on every engine."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.models import BatchState
from tests.intake.ledgers import a_row, staged, workbook_of

pytestmark = pytest.mark.django_db


def spelled(file, sign: str) -> SimpleUploadedFile:
    """The workbook with `sign` where it says QQ; openpyxl would spell the spelling itself."""
    told = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(told, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"QQ", sign.encode()))
    return SimpleUploadedFile("台账.xlsx", told.getvalue())


@pytest.mark.parametrize("sign", ["_x0000_", "_xD800_"])
def test_a_spelled_sign_that_no_database_keeps_does_not_end_the_reading(town, sign):
    file = spelled(workbook_of(a_row(投资方="样例QQ冷库有限公司")), sign)
    batch = staged(file=file, region=town.region, by=town.people["office_clerk"])
    assert batch.state == BatchState.READY
    row = batch.rows.get()
    assert row.outcome == "new"
    assert not any("\x00" in text for text in row.cells.values())
    assert any(text.startswith("样例") and text.endswith("冷库有限公司") for text in row.cells.values())
