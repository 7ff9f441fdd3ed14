"""Files made to hurt: each is answered with a sentence, and the process that asked stays small."""

import resource
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

from promo.sheets import reading
from promo.sheets.reading import BadWorkbook, read_workbook
from tests.ground.sheet_files import by_hand, bytes_of, forged, open_document, saved, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"
MiB = 2**20
DATA = Path(__file__).parent.parent / "data"


def corner():
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 1
    return bytes_of(book)


def corner_without_addresses():
    near, far = '<row r="1"><c><v>1</v></c></row>', '<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    return by_hand(f"<sheetData>{near}{far}</sheetData>")


def beyond_the_last_column():
    return by_hand('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZZZ1"><v>1</v></c></row></sheetData>')


def million_cells():
    return (b"1," * 199 + b"\n") * 5_100


def merge_bomb():
    book = Workbook()
    book.active["A1"] = 1
    book.active.merged_cells.ranges = {CellRange(f"A{row}:B{row}") for row in range(1, 2102)}
    return bytes_of(book)


def inflating():
    return by_hand("<sheetData/>", more={"xl/media/blank.bin": bytes(101 * MiB)})


def inflating_forged():
    return forged(inflating(), "xl/media/blank.bin", 1000)


def inflating_sheet():
    return forged(by_hand(" " * (101 * MiB)), SHEET, 500)


def many_small_bombs():
    return by_hand("<sheetData/>", more={f"xl/media/{n}.bin": bytes(11 * MiB) for n in range(10)})


def entity_bomb():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return by_hand("<sheetData/>", prolog=f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>')


def entity_bomb_in_utf16():
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    return by_hand("<sheetData/>", more={"xl/sharedStrings.xml": text.encode("utf-16")})


def repeated_open_document():
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return open_document(f'<table:table table:name="表">{row}</table:table>')


def encrypted_zip():
    data = bytearray(saved([["甲"]]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def odd_compression():
    return zipped({"xl/workbook.xml": "<workbook/>" * 50}, compression=zipfile.ZIP_BZIP2)


def word_file():
    return zipped({"word/document.xml": "<w:document/>", "[Content_Types].xml": "<Types/>"})


def locked(kind):
    """A workbook as an office program locks it with a password."""
    return (DATA / "locked" / f"locked.{kind}").read_bytes()


HOSTILE = {
    "sparse corner": (corner, "xlsx", "多余的行和列"),
    "corner by row number": (corner_without_addresses, "xlsx", "多余的行和列"),
    "2101 merged areas": (merge_bomb, "xlsx", "合并单元格超过2000处"),
    "inflates to 101 MB": (inflating, "xlsx", "解压后超过100MB"),
    "inflates more than it says": (inflating_forged, "xlsx", "解压后超过100MB"),
    "a sheet that inflates more than it says": (inflating_sheet, "xlsx", "解压后超过100MB"),
    "ten parts of 11 MB": (many_small_bombs, "xlsx", "解压后超过100MB"),
    "entities": (entity_bomb, "xlsx", "不安全的XML"),
    "entities in utf-16": (entity_bomb_in_utf16, "xlsx", "不安全的XML"),
    "repeated cells": (repeated_open_document, "ods", "损坏"),
    "truncated": (lambda: saved([["甲"]] * 500)[:-400], "xlsx", "损坏或不完整"),
    "truncated old format": (lambda: OLE + "Workbook\0".encode("utf-16-le"), "xls", "损坏或不完整"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx", "打开密码"),
    "encrypted zip": (encrypted_zip, "xlsx", "打开密码"),
    **{f"locked {kind}": (partial(locked, kind), kind, "打开密码") for kind in ("xlsx", "xls", "ods")},
    "locked et": (lambda: locked("xls"), "et", "打开密码"),
    "locked whole": (lambda: zipped({"encrypted-package": b"1", "mimetype": b"2"}), "ods", "打开密码"),
    "old word file": (lambda: OLE + "WordDocument\0".encode("utf-16-le"), "xls", "不是表格"),
    "word file": (word_file, "xlsx", "不是表格"),
    "zip in zip": (lambda: zipped({"a.xlsx": saved([["甲"]])}), "xlsx", "不是表格"),
    "unusual compression": (odd_compression, "xlsx", "损坏或不完整"),
    "no sheets inside": (lambda: zipped({"xl/workbook.xml": "not xml"}), "xlsx", "损坏或不完整"),
    "web page": (lambda: b"\xef\xbb\xbf\n<html><p>1</p></html>", "xlsx", "网页"),
    "web page as xls": (lambda: b"<table><tr><td> </td></tr></table>", "xls", "网页"),
    "web page of a million cells": (
        lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=1000>1" * 9,
        "xls",
        "范围过大",
    ),
    "web page of 2001 spans": (lambda: b"<table>" + b"<tr><td colspan=2>1" * 2_101, "xls", "合并单元格"),
    "web page of 30 000 rows": (lambda: b"<table>" + b"<tr><td>1" * 30_000, "xls", "超过20000行"),
    "xml of 2003": (lambda: b'<?xml version="1.0"?><Workbook/>', "xls", "XML格式"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "xlsx", "不是表格"),
    "plain text": (lambda: "项目,金额\n".encode(), "xlsx", "不是表格"),
    "binary csv": (lambda: b"a,b\0c\n", "csv", "不是表格"),
    "no known encoding": (lambda: b"\xff\xff\xff,\x80\n", "csv", "编码"),
    "half of utf-16": (lambda: b"\xff\xfea", "csv", "编码"),
    "an open quote": (lambda: b'a,"' + b"x" * 40_000, "csv", "引号不配对"),
    "empty": (lambda: b"", "xlsx", "空的"),
    "blank": (lambda: b" \r\n" * 50, "csv", "空的"),
    "a cell beyond the last column": (beyond_the_last_column, "xlsx", "范围过大"),
    "301 columns": (lambda: saved([["列"] * 301]), "xlsx", "超过200列"),
    "30 000 rows": (lambda: saved([["行"]] * 30_000), "xlsx", "超过20000行"),
    "30 000 lines": (lambda: "行\n".encode() * 30_000, "csv", "超过20000行"),
    "51 sheets": (lambda: saved(sheets={f"表{n}": [] for n in range(51)}), "xlsx", "超过50个"),
    "a million and more cells": (million_cells, "csv", "单元格超过"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_answered_with_a_sentence(what, tmp_path):
    make, suffix, sentence = HOSTILE[what]
    path = tmp_path / "upload"
    path.write_bytes(make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadWorkbook, match=sentence) as refusal:
        read_workbook(path, suffix=suffix)
    assert str(refusal.value).endswith("。")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 40 * 1024  # KiB


def test_a_file_over_twenty_megabytes_is_not_even_opened(tmp_path):
    path = tmp_path / "upload"
    with path.open("wb") as file:
        file.truncate(20 * MiB + 1)
    with pytest.raises(BadWorkbook, match="超过20MB"):
        read_workbook(path, suffix="xlsx")


@pytest.mark.parametrize("suffix", ["pdf", "exe", "", "docx", ".html"])
def test_an_ending_that_is_no_table_is_refused_by_name(suffix, tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(saved([["甲"]]))
    with pytest.raises(BadWorkbook, match="不支持"):
        read_workbook(path, suffix=suffix)


def replace_child(monkeypatch, tmp_path, script):
    child = tmp_path / "child"
    child.mkdir()
    for path in reading.CHILD.glob("*.py"):
        (child / path.name).write_bytes(path.read_bytes())
    (child / "__main__.py").write_text(script)
    monkeypatch.setattr(reading, "CHILD", child)
    upload = tmp_path / "upload"
    upload.write_bytes(saved([["甲"]]))
    return upload


def test_a_reader_that_never_ends_is_stopped(monkeypatch, tmp_path):
    upload = replace_child(monkeypatch, tmp_path, "while True: pass")
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.3)
    with pytest.raises(BadWorkbook, match="超时"):
        read_workbook(upload, suffix="xlsx")


def test_a_reader_that_closes_its_mouth_and_stays_is_stopped(monkeypatch, tmp_path):
    upload = replace_child(monkeypatch, tmp_path, "import os, time\nos.close(1)\ntime.sleep(60)")
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.3)
    with pytest.raises(BadWorkbook, match="超时"):
        read_workbook(upload, suffix="xlsx")


def test_a_reader_that_dies_is_a_bad_workbook(monkeypatch, tmp_path):
    upload = replace_child(monkeypatch, tmp_path, "import os\nos.abort()")
    with pytest.raises(BadWorkbook, match="过大或已损坏"):
        read_workbook(upload, suffix="xlsx")


def test_a_reader_that_says_too_much_is_cut_off(monkeypatch, tmp_path):
    upload = replace_child(monkeypatch, tmp_path, "while True: print('x' * 10**6)")
    monkeypatch.setattr(reading, "LONGEST_ANSWER", 3 * 10**6)
    with pytest.raises(BadWorkbook, match="内容过多"):
        read_workbook(upload, suffix="xlsx")


def test_the_reader_has_little_memory(monkeypatch, tmp_path):
    source = (reading.CHILD / "__main__.py").read_text(encoding="utf-8")
    greedy = source.replace("sheets_of(Path(path).read_bytes(), suffix)", "bytearray(700 * 2**20)")
    assert greedy != source
    upload = replace_child(monkeypatch, tmp_path, greedy)
    with pytest.raises(BadWorkbook, match="范围过大"):
        read_workbook(upload, suffix="xlsx")


def test_the_reader_is_a_script_of_its_own_without_the_application():
    assert not any(name.startswith("promo.sheets.child") for name in sys.modules)
    for path in reading.CHILD.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "import promo" not in text
        assert "from promo" not in text
