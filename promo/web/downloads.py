"""Files that leave the house: always as attachments, under their Chinese names, never run by a browser."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from promo.sheets.writing import workbook
from promo.web.text import fault_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')
NAME_MOST = 120
SUFFIX_MOST = 10
SANDBOX = "default-src 'none'; sandbox"


def attachment(content: bytes | BinaryIO, name: str, content_type: str) -> HttpResponseBase:
    """A download of bytes or of an open binary file (closed after sending). `name` may be Chinese (RFC 6266)."""
    if isinstance(content, bytes):
        response: HttpResponseBase = HttpResponse(content, content_type=content_type)
    else:
        response = FileResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, safe_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store, private"
    return response


def safe_name(name: str) -> str:
    """`name` without signs that a file system or a header takes amiss; at most NAME_MOST characters, suffix kept."""
    clean = "".join("_" if sign in FORBIDDEN_IN_NAMES or fault_of(sign) else sign for sign in name).strip(
        " ."
    )
    suffix = PurePath(clean).suffix
    suffix = suffix if len(suffix) <= SUFFIX_MOST else ""
    stem = clean[: -len(suffix)] if suffix else clean
    return f"{stem[: NAME_MOST - len(suffix)].rstrip()}{suffix}" or "文件"


def workbook_response(
    tables: Sequence, name: str, *, made_at: datetime, made_by: str = "", filter_note: str = ""
) -> HttpResponseBase:
    """The tables as one workbook; `name` without suffix."""
    content = workbook(tables, made_at=made_at, made_by=made_by, filter_note=filter_note)
    return attachment(content, f"{name}.xlsx", XLSX)
