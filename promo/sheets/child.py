"""Read one workbook in a process of its own that may die of it: run by reading.py, never imported by it.

Started as a script, without the promo package, so that it needs neither settings nor their memory. Writes one JSON
object to stdout: {"sheets": [...]} with tagged cells, or {"refused": a Chinese sentence}.
"""

import csv
import json
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY = 600 * 2**20
CPU_SECONDS = 60
MOST_INFLATED = 100 * 2**20
MOST_PARTS = 2_000
MOST_SHEETS = 50
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000  # with content, in the whole workbook
MOST_AREA = 6_000_000  # cells between the first and the last one of a sheet, empty ones too
MOST_MERGES = 2_000
LONGEST_CELL = 32_767
CHUNK = 2**16

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
BROKEN = "文件已损坏或不完整，请用Excel或WPS打开后另存为xlsx格式再导入。"
LOCKED = "该文件设有打开密码，请取消密码后再导入。"
NO_TABLE = "文件内容不是表格，请使用xlsx、xls、ods或csv格式的文件。"
WEB_PAGE = "该文件实际是网页或XML格式，请用Excel或WPS打开后另存为xlsx格式再导入。"
UNSAFE = "文件中含有不安全的XML声明，请用Excel或WPS打开后另存为xlsx格式再导入。"
INFLATED = "文件解压后超过100MB，请拆分后再导入。"
MERGED = f"合并单元格超过{MOST_MERGES}处，请取消合并后再导入。"
SPREAD = "表格范围过大，可能有远离表格的内容，请删除多余的行和列后再导入。"


class Refusal(Exception):
    """The workbook cannot be taken; the text is the sentence for the person who sent it."""


def main(path: str, suffix: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = {"sheets": sheets_of(Path(path).read_bytes(), suffix)}
    except Refusal as refusal:
        answer = {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        answer = {"refused": SPREAD}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def sheets_of(data: bytes, suffix: str) -> list[dict[str, Any]]:
    """Judge by content what `data` is, then read it."""
    if not data.strip():
        raise Refusal("文件是空的，请核对后重新选择。")
    if data.startswith(ZIP):
        _check_zip(data)
    elif data.startswith(OLE):
        _check_ole(data)
    else:
        return [_csv_sheet(_as_text(data, suffix))]
    return _workbook_sheets(data)


def _check_ole(data: bytes) -> None:
    if any(word.encode("utf-16-le") in data for word in ("EncryptedPackage", "EncryptionInfo")):
        raise Refusal(LOCKED)
    if not any(f"{word}\0".encode("utf-16-le") in data for word in ("Workbook", "Book")):
        raise Refusal(NO_TABLE)


def _check_zip(data: bytes) -> None:
    """Inflate every part once, counting, before anything builds cells out of it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error) as broken:
        raise Refusal(BROKEN) from broken
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refusal(NO_TABLE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        raise Refusal(INFLATED)
    inflated = 0
    for part in parts:
        merges, tail = 0, b""
        for piece in _inflated(data, part):
            inflated += len(piece)
            if inflated > MOST_INFLATED:
                raise Refusal(INFLATED)
            merges += _checked_xml(tail, piece) if part.filename.endswith((".xml", ".rels")) else 0
            if merges > MOST_MERGES:
                raise Refusal(MERGED)
            tail = piece[-30:]


def _checked_xml(tail: bytes, piece: bytes) -> int:
    """Refuse a document type, whatever its encoding; count the merged areas that end in `piece`."""
    text = tail + piece
    plain = text.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refusal(UNSAFE)
    return text.count(b"<mergeCell ") - tail.count(b"<mergeCell ")


def _inflated(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The true content of a part, piece by piece; the sizes its directory claims are not believed."""
    start = part.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or not header.startswith(ZIP) or part.compress_type not in (0, 8):
        raise Refusal(BROKEN)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    begin = start + 30 + name_length + extra_length
    if part.compress_type == 0:
        yield data[begin : begin + part.compress_size]
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = data[begin : begin + part.compress_size]
    try:
        while rest and not inflater.eof:
            yield inflater.decompress(rest, CHUNK)
            rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as broken:
        raise Refusal(BROKEN) from broken
    if not inflater.eof:
        raise Refusal(BROKEN)


def _workbook_sheets(data: bytes) -> list[dict[str, Any]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        listed = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if len(listed) > MOST_SHEETS:
            raise Refusal(f"工作表超过{MOST_SHEETS}个，请拆分后再导入。")
        room = MOST_CELLS
        sheets = []
        for meta in listed:
            sheet = book.get_sheet_by_name(meta.name)
            rows, room = _checked_rows(meta.name, _padded_rows(meta.name, sheet), room)
            hidden = meta.visible != SheetVisibleEnum.Visible
            sheets.append({"name": meta.name, "hidden": hidden, "rows": rows, "merged": _merged(sheet)})
        return sheets
    except CalamineError as broken:
        raise Refusal(LOCKED if "assword" in str(broken) else BROKEN) from broken


def _padded_rows(name: str, sheet: CalamineSheet) -> Iterable[list[Any]]:
    """The rows from row 1 and column A on, also where the sheet begins further in."""
    if sheet.end is None:
        return []
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_AREA:
        raise Refusal(f"工作表“{name}”：{SPREAD}")
    return sheet.to_python(skip_empty_area=False)


def _merged(sheet: CalamineSheet) -> list[list[int]]:
    """Merged areas as [top, left, bottom, right], counted from 0; formats that do not tell have none."""
    areas = sheet.merged_cell_ranges or []
    if len(areas) > MOST_MERGES:
        raise Refusal(MERGED)
    return [[*first, *last] for first, last in areas]


def _checked_rows(name: str, rows: Iterable[list[Any]], room: int) -> tuple[list[list[Any]], int]:
    """Tagged rows without empty ends; refuses more than the limits, and says where."""
    kept: list[list[Any]] = []
    columns: set[int] = set()
    last = 0
    for number, row in enumerate(rows, start=1):
        cells = [_tagged(value) for value in row]
        filled = [index for index, cell in enumerate(cells) if cell is not None]
        kept.append(cells[: filled[-1] + 1] if filled else [])
        columns.update(filled)
        room -= len(filled)
        last = number if filled else last
        if last > MOST_ROWS:
            raise Refusal(f"工作表“{name}”超过{MOST_ROWS}行，请拆分后再导入。")
        if len(columns) > MOST_COLUMNS:
            raise Refusal(f"工作表“{name}”超过{MOST_COLUMNS}列，请删除多余的列后再导入。")
        if room < 0:
            raise Refusal(f"有内容的单元格超过{MOST_CELLS}个，请拆分后再导入。")
    return kept[:last], room


def _tagged(value: Any) -> Any:
    """A cell for JSON: null, text and booleans as they are, the rest as {kind: text}."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float):
        return {"n": repr(value)}
    if isinstance(value, datetime):
        return {"m": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _as_text(data: bytes, suffix: str) -> str:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise Refusal(WEB_PAGE)
    if suffix not in ("csv", "txt"):
        raise Refusal(NO_TABLE)
    codings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refusal(NO_TABLE)
        return text
    raise Refusal("文件的文字编码无法识别，请另存为UTF-8编码的csv或xlsx格式再导入。")


def _csv_sheet(text: str) -> dict[str, Any]:
    head = text[:4096].split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows, _ = _checked_rows(
            "csv", csv.reader(StringIO(text, newline=""), delimiter=delimiter), MOST_CELLS
        )
    except csv.Error as broken:
        raise Refusal("csv文件的引号不配对，或有内容过长，请核对后再导入。") from broken
    return {"name": "csv", "hidden": False, "rows": rows, "merged": []}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
