"""Workbooks of other hands: locked, strict, with links, formulas and failures; each is read right or refused."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from projects.intake.ledger import read_ledger
from projects.models import BatchState, Project
from tests.ground.sheet_files import MAIN, PACKAGE, RELS, by_hand, bytes_of, open_document, zipped
from tests.intake.ledgers import CUT_OFF, DATA, staged
from tests.intake.offices.making import day, wan

HEADS = ("项目名称", "投资方", "引资单位", "合同投资额（万元）", "签约日期")
STRICT = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
          RELS: "http://purl.oclc.org/ooxml/officeDocument/relationships"}  # fmt: skip
LINK = {
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELS}" r:id="rId1"/>'
    "</externalLink>",
    "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELS}/externalLinkPath" Target="file:///x.xlsx" TargetMode="External"/>'
    "</Relationships>",
}


def cell(inside: str, kind: str = "n") -> str:
    return f'<c t="{kind}">{inside}</c>'


def words(text: str) -> str:
    return cell(f"<is><t>{text}</t></is>", "inlineStr")


def line(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def written_by_hand() -> str:
    """Words without a table of words, formulas that share one text, values that came from another file."""
    shared = '<f t="shared" ref="D2:D3" si="0">A2*100</f><v>100</v>'
    rows = [
        line(1, *map(words, HEADS)),
        line(2, words("样例甲项目"), words("样例甲公司"), words("石桥村"), cell(shared),
             cell("<v>2024-03-05</v>", "d")),
        line(3, cell("<is><r><t>样例</t></r><r><t>乙项目</t></r></is>", "inlineStr"), words("样例乙公司"),
             words("石桥村"), cell('<f t="shared" si="0"/><v>200</v>'), words("2024年3月")),
        line(4, words("样例丙项目"), cell("<f>[1]S!A1</f><v>样例丙公司</v>", "str"), words("石桥村"),
             cell("<f>[1]S!B1</f><v>4000</v>")),
        line(5, words("样例丁项目"), words("样例丁公司"), words("石桥村"), cell("<f>1/0</f><v>#DIV/0!</v>", "e")),
    ]  # fmt: skip
    return f"<sheetData>{''.join(rows)}</sheetData>"


def strict(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for usual, other in STRICT.items():
        parts = {name: text.replace(usual, other) for name, text in parts.items()}
    return zipped(parts)


def read(tmp_path, data: bytes, suffix: str = "xlsx"):
    path = tmp_path / f"ledger.{suffix}"
    path.write_bytes(data)
    return read_ledger(path, suffix=suffix, cut_off_on=CUT_OFF)


@pytest.mark.parametrize("make", [bytes, strict], ids=["transitional", "strict"])
def test_words_in_their_cells_shared_formulas_and_links_are_read_as_they_show(tmp_path, make):
    found = read(tmp_path, make(by_hand(written_by_hand(), more=LINK)))
    fields = ("name", "investor", "contract_amount", "signed_on")
    assert [tuple(row.values[field] for field in fields) for row in found.projects] == [
        ("样例甲项目", "样例甲公司", wan("100"), day("2024-03-05")),
        ("样例乙项目", "样例乙公司", wan("200"), {"value": "2024-03-01", "precision": "month"}),
        ("样例丙项目", "样例丙公司", wan("4000"), None),
        ("样例丁项目", "样例丁公司", None, None),
    ]
    assert [(one.code, one.refuses) for one in found.projects[3].problems] == [("error_value", True)]


def test_a_formula_that_failed_is_no_empty_cell_in_an_open_document_either(tmp_path):
    def lines(cells):
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def said(text, more=""):
        return (
            f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
        )

    row = [said("样例甲项目"), said("样例甲公司"), said("石桥村")]
    failed = said("#DIV/0!", ' calcext:value-type="error" office:string-value="" xmlns:calcext="urn:calcext"')
    table = lines(map(said, HEADS)) + lines([*row, failed])
    found = read(tmp_path, open_document(f'<table:table table:name="表">{table}</table:table>'), "ods")
    assert [(one.code, one.col) for one in found.projects[0].problems] == [("error_value", "D")]


def test_a_formula_that_failed_is_no_empty_cell_in_an_old_workbook_either(tmp_path):
    found = read(tmp_path, (DATA / "failed.xls").read_bytes(), "xls")
    failed = [
        (row.number, one.col) for row in found.projects for one in row.problems if one.code == "error_value"
    ]
    assert failed == [(5, "C"), (6, "E")]


def test_a_sheet_that_only_a_macro_can_show_is_not_read_and_days_count_from_1904(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = "台账"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "veryHidden"
    for sheet in book.worksheets:
        sheet.append(HEADS)
        sheet.append(["样例甲项目", "样例甲公司", "石桥村", 5, date(2024, 3, 5)])
    found = read(tmp_path, bytes_of(book))
    assert [(row.sheet, row.values["signed_on"]) for row in found.projects] == [("台账", day("2024-03-05"))]
    assert [sheet.why for sheet in found.sheets] == ["", "已隐藏"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_locked_ledger_is_answered_with_a_sentence_and_leaves_no_row(town, kind):
    data = (DATA / "locked" / f"locked.{kind}").read_bytes()
    batch = staged(
        file=SimpleUploadedFile(f"台账.{kind}", data), region=town.region, by=town.people["office_clerk"]
    )
    assert (batch.state, batch.error) == (
        BatchState.UNREADABLE,
        "该文件设有打开密码或已加密，请取消密码后重新上传。",
    )
    assert not batch.rows.exists() and not Project.objects.exists()
