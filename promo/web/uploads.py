"""Which files may come in as evidence: known by their content, not by what their name claims."""

import struct
import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from promo.web.text import fault_of

NAME_MOST = 200
IN_ARCHIVE_MOST = 5000
DIRECTORY_MOST = 2 * 2**20  # bytes; Python reads a directory whole before it can be counted
END, END_SIZE, COMMENT_MOST = b"PK\x05\x06", 22, 2**16
LOCATOR_OF_ZIP64, LOCATOR_SIZE = b"PK\x06\x07", 20
# Suffix -> what the file must begin with. Archives are looked into further.
BEGINNINGS = {
    ".pdf": (b"%PDF-",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".ofd": (b"PK\x03\x04",),
}
MEMBER_OF_ARCHIVE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".ofd": "OFD.xml"}
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ofd": "application/ofd",
}
SUFFIXES = tuple(BEGINNINGS)


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def check_file(file: UploadedFile, *, most_bytes: int) -> None:
    """Raise ValidationError with a Chinese sentence naming the file unless it may be kept as evidence."""
    name = file.name or ""
    _check_name(name)
    shown = name if len(name) <= 40 else f"{name[:30]}…{name[-8:]}"
    if not file.size:
        raise ValidationError(f"文件“{shown}”是空文件，请重新选择。", code="empty")
    if file.size > most_bytes:
        raise ValidationError(
            f"文件“{shown}”超过{most_bytes // 2**20}MB，请压缩或拆分后再上传。", code="too_big"
        )
    suffix = suffix_of(name)
    if suffix not in BEGINNINGS:
        raise ValidationError(
            f"文件“{shown}”的类型不能上传，请用PDF、OFD、JPG、PNG、docx或xlsx。", code="suffix"
        )
    if not _is_what_it_says(file, suffix):
        raise ValidationError(
            f"文件“{shown}”的内容与扩展名（{suffix}）不符或已损坏，请核对。", code="content"
        )


def _check_name(name: str) -> None:
    if any(fault_of(sign) in {"控制字符", "换行或制表符", "看不见的格式字符", "特殊换行符"} for sign in name):
        raise ValidationError("文件名中有看不见的字符，请改名后再上传。", code="name")
    if len(name) > NAME_MOST:
        raise ValidationError(f"文件名过长，请改到{NAME_MOST}个字以内。", code="name")


def _is_what_it_says(file: UploadedFile, suffix: str) -> bool:
    file.seek(0)
    begins_right = file.read(8).startswith(BEGINNINGS[suffix])
    member = MEMBER_OF_ARCHIVE.get(suffix)
    sound = begins_right and (member is None or _holds(file, member))
    file.seek(0)
    return sound


def _holds(file: UploadedFile, member: str) -> bool:
    """Whether the archive's directory names `member` and no macros; nothing is inflated."""
    if not _has_small_directory(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return False
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return member in names and len(names) <= IN_ARCHIVE_MOST and not macros


def _has_small_directory(file: UploadedFile) -> bool:
    """Whether the end record states a directory of a real document's size; zip64 is for what is larger than that."""
    file.seek(max(0, file.size - END_SIZE - COMMENT_MOST))
    tail = file.read()
    bare = len(tail) - END_SIZE
    at = bare if tail[bare : bare + 4] == END and tail.endswith(b"\0\0") else tail.rfind(END)
    if (
        at < 0
        or len(tail) - at < END_SIZE
        or tail[max(0, at - LOCATOR_SIZE) : at].startswith(LOCATOR_OF_ZIP64)
    ):
        return False
    (size,) = struct.unpack_from("<L", tail, at + 12)
    return size <= DIRECTORY_MOST
