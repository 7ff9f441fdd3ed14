"""Evidence comes in only as what it says it is: known by content, of sound name and size."""

import io
import itertools
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from promo.web.fields import EvidenceFilesField
from promo.web.forms import PromoForm

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


class Upload(PromoForm):
    evidence = EvidenceFilesField(label="佐证材料")


class MayUpload(PromoForm):
    evidence = EvidenceFilesField(label="佐证材料", required=False)


def archive_of(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # dated 1980: the same bytes at any second
    return content.getvalue()


def sent(*files: tuple[str, bytes], form: type[forms.Form] = Upload) -> forms.Form:
    uploaded = [SimpleUploadedFile(name, content) for name, content in files]
    return form({}, MultiValueDict({"evidence": uploaded}))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("银行进账单.pdf", PDF),
        ("合同.PDF", PDF),
        ("现场.jpg", JPEG),
        ("现场.jpeg", JPEG),
        ("截图.png", PNG),
        ("协议.docx", archive_of("[Content_Types].xml", "word/document.xml")),
        ("明细.xlsx", archive_of("[Content_Types].xml", "xl/workbook.xml")),
        ("电子发票.ofd", archive_of("OFD.xml", "Doc_0/Document.xml")),
    ],
)
def test_a_sound_file_is_taken_and_can_be_read_from_its_start(name, content):
    form = sent((name, content))
    assert form.is_valid(), form.errors
    (file,) = form.cleaned_data["evidence"]
    assert file.name == name
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("合同.pdf", b"<html><script>alert(1)</script>", "不符"),
        ("合同.pdf", b"\n%PDF-1.7", "不符"),
        ("现场.png", JPEG, "不符"),
        ("协议.docx", archive_of("xl/workbook.xml"), "不符"),
        ("协议.docx", archive_of("word/document.xml")[:40], "不符"),
        ("协议.docx", b"PK\x03\x04" + b"\0" * 200, "不符"),
        ("明细.xlsx", archive_of("xl/workbook.xml", "xl/vbaProject.bin"), "不符"),
        ("明细.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不符"),
        ("网页.html", b"<html>", "类型不能上传"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "类型不能上传"),
        ("程序.exe", b"MZ", "类型不能上传"),
        ("合同.pdf.exe", PDF, "类型不能上传"),
        ("没有扩展名", PDF, "类型不能上传"),
        ("空.pdf", b"", "空文件"),
        ("合同\u202efdp.pdf", PDF, "看不见"),
        ("长" * 205 + ".pdf", PDF, "文件名过长"),
    ],
    ids=itertools.count(),  # bytes in an id would carry the second at which an archive was made
)
def test_anything_else_is_refused_by_name_and_reason(name, content, why):
    (sentence,) = sent((name, content)).errors["evidence"]
    assert why in sentence


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not(settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    full = PDF.ljust(1024 * 1024, b" ")
    assert sent(("合同.pdf", full)).is_valid()
    assert "超过1MB" in sent(("合同.pdf", full + b" ")).errors["evidence"][0]


def test_one_bad_file_among_good_ones_refuses_them_all():
    form = sent(("一.pdf", PDF), ("二.pdf", b"MZ"))
    assert "二.pdf" in form.errors["evidence"][0]
    assert "evidence" not in form.cleaned_data


def test_ten_files_at_once_are_taken_and_eleven_are_not():
    files = [(f"{i}.pdf", PDF) for i in range(11)]
    form = sent(*files[:10])
    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["evidence"]) == 10
    assert sent(*files).errors["evidence"] == ["一次最多上传10个文件，现有11个。"]


def test_no_file_is_asked_for_or_is_an_empty_list():
    assert sent().errors["evidence"] == ["请上传佐证材料。"]
    form = sent(form=MayUpload)
    assert form.is_valid()
    assert form.cleaned_data["evidence"] == []
