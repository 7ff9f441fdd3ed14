"""Tables that came as text: csv in the usual encodings, and web pages that were saved under the name .xls."""

import csv
import re
from io import StringIO
from typing import Any

from cells import checked_rows
from limits import CODING, LONGEST_CELL, MOST_CELLS, NO_TABLE, NOT_A_LIST, XML_2003, Refusal
from pages import page_sheets

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
KNOWN = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
}


def text_sheets(data: bytes, suffix: str) -> list[dict[str, Any]]:
    if _is_marked_up(data):
        return page_sheets(_decoded(data, _declared(data)))
    if suffix not in ("csv", "txt"):
        raise Refusal(NO_TABLE)
    return [_csv_sheet(_decoded(data))]


def _is_marked_up(data: bytes) -> bool:
    head = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not head.startswith(b"<"):
        return False
    plain = data.replace(b"\0", b"")
    if re.search(rb"<(?:\w+:)?Workbook[\s>]", plain[:4000]):
        raise Refusal(XML_2003)
    if not re.search(rb"<\s*table\b", plain, re.IGNORECASE):
        raise Refusal(NOT_A_LIST)
    return True


def _declared(data: bytes) -> str:
    found = CHARSET.search(data[:4096])
    return KNOWN.get(found[1].decode("ascii").lower(), "") if found else ""


def _decoded(data: bytes, declared: str = "") -> str:
    codings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for coding in ([declared] if declared else []) + codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refusal(NO_TABLE)
        return text
    raise Refusal(CODING)


def _csv_sheet(text: str) -> dict[str, Any]:
    """`lines` says for each row in which line of the file it begins."""
    head = text[:4096].split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines: list[int] = []

    def numbered():
        begins = 1
        for row in reader:
            lines.append(begins)
            yield row
            begins = reader.line_num + 1

    try:
        rows, _ = checked_rows("csv", numbered(), MOST_CELLS)
    except csv.Error as broken:
        raise Refusal("csv文件的引号不配对，或有内容过长，请核对后再导入。") from broken
    return {"name": "csv", "hidden": False, "rows": rows, "merged": [], "lines": lines, "named": False}
