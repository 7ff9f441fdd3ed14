"""A file or a request that costs far more to look at than to send is refused before it is looked at."""

import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from promo.web import uploads
from promo.web.uploads import check_file

MOST = 20 * 2**20


def document(members: int) -> bytes:
    """A docx whose archive also names `members` empty files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        for number in range(members):
            archive.writestr(f"{number:0200d}", "")
    return held.getvalue()


def in_zip64(content: bytes) -> bytes:
    """The same archive, its directory described once more by a zip64 record, which readers believe first."""
    at = content.rfind(b"PK\x05\x06")
    entries, size, start = struct.unpack_from("<HLL", content, at + 10)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    return content[:at] + record + locator + content[at:]


def refused(content: bytes) -> bool:
    try:
        check_file(SimpleUploadedFile("合同.docx", content), most_bytes=MOST)
    except ValidationError:
        return True
    return False


@pytest.fixture
def opened(monkeypatch) -> list:
    """What was opened as an archive."""
    seen, real = [], zipfile.ZipFile

    def look(file, *args, **kwargs):
        seen.append(file)
        return real(file, *args, **kwargs)

    monkeypatch.setattr(uploads.zipfile, "ZipFile", look)
    return seen


def test_an_ordinary_document_is_looked_into_and_kept(opened):
    content = document(3)
    opened.clear()
    assert not refused(content)
    assert len(opened) == 1


@pytest.mark.parametrize("dressed", [bytes, in_zip64])
def test_a_huge_directory_is_refused_unread(opened, monkeypatch, dressed):
    monkeypatch.setattr(uploads, "DIRECTORY_MOST", 10_000)
    content = dressed(document(60))
    opened.clear()
    assert refused(content)
    assert opened == []


def test_a_document_with_a_comment_at_its_end_is_kept(opened):
    held = io.BytesIO(document(1))
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = b"WPS"
    assert not refused(held.getvalue())


def sent(browser, size: int):
    """A login form that states a body of `size` bytes; hardly any of them follow."""
    kind = "multipart/form-data; boundary=x"
    return browser.generic(
        "POST", reverse("units:login"), b"--x--", content_type=kind, CONTENT_LENGTH=str(size)
    )


def test_nobody_sends_files_before_the_login(client, town, settings):
    assert sent(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1).status_code == 413
    assert "内容过大" in sent(client, 10**9).content.decode()


def test_a_person_sends_ten_full_files_and_not_more(town, login, settings):
    browser = login(town.people["unit_clerk"])
    ten = 10 * settings.UPLOAD_MAX_BYTES
    assert sent(browser, ten + 10_000).status_code != 413
    assert sent(browser, ten + settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1).status_code == 413
