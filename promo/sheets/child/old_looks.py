"""The same looks of an old workbook (.xls, .et): its records are walked once for formats and for what is hidden."""

import struct
from collections.abc import Iterator

from looks import BUILT_IN, MOST_NOTED, Book, Looks, way_of

SECTOR_END = 0xFFFFFFFA
LONGEST_CHAIN = 1_000_000
FORMAT, XF, DATEMODE, BOUNDSHEET, BOF, EOF = 0x041E, 0x00E0, 0x0022, 0x0085, 0x0809, 0x000A
ROW, COLINFO, NUMBER, RK, MULRK, FORMULA = 0x0208, 0x007D, 0x0203, 0x027E, 0x00BD, 0x0006
BOOLERR, FILEPASS = 0x0205, 0x002F
FAILURES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def look_at_old(data: bytes) -> Book:
    """Nothing where the file is not as usual: the cells themselves are read by calamine all the same."""
    try:
        return _book(_stream(data))
    except (struct.error, IndexError, KeyError, ValueError, OverflowError):
        return Book()


def is_locked(data: bytes) -> bool:
    """Whether what follows the first records of the book is written in cipher."""
    try:
        return any(kind == FILEPASS for kind, _ in _records(_stream(data), 0))
    except (struct.error, IndexError, KeyError, ValueError, OverflowError):
        return False


def _stream(data: bytes) -> bytes:
    """The stream Workbook (or Book) of a compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    small = 1 << struct.unpack_from("<H", data, 32)[0]
    directory, _, cutoff, first_small = struct.unpack_from("<IIII", data, 48)
    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < SECTOR_END]
    fat = [
        one for number in tables for one in struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size)
    ]
    whole = _chain(data, fat, directory, size, size)
    entries = [whole[at : at + 128] for at in range(0, len(whole), 128)]
    names = {
        entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le"): entry
        for entry in entries
    }
    entry = names.get("Workbook") or names["Book"]
    start, length = struct.unpack_from("<II", entry, 116)
    if length >= cutoff:
        return _chain(data, fat, start, size, size)[:length]
    root = struct.unpack_from("<I", entries[0], 116)[0]
    minis = _chain(data, fat, first_small, size, size)
    table = list(struct.unpack(f"<{len(minis) // 4}I", minis))
    return _chain(_chain(data, fat, root, size, size), table, start, small, 0)[:length]


def _chain(data: bytes, fat: list[int], sector: int, size: int, ahead: int) -> bytes:
    pieces = []
    while sector < SECTOR_END and len(pieces) < LONGEST_CHAIN and len(pieces) <= len(fat):
        at = sector * size + ahead
        pieces.append(data[at : at + size])
        sector = fat[sector]
    return b"".join(pieces)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == EOF:
            return
        at += 4 + length


def _book(stream: bytes) -> Book:
    book, formats, styles, sheets = Book(), {}, [], []
    for kind, body in _records(stream, 0):
        if kind == FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
        elif kind == XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == DATEMODE:
            book.counts_from_1904 = bool(struct.unpack_from("<H", body)[0])
        elif kind == BOUNDSHEET:
            sheets.append((struct.unpack_from("<I", body)[0], _text(body, 6, 1)))
    ways = [way_of(formats[one]) if one in formats else BUILT_IN.get(one, "") for one in styles]
    for at, name in sheets:
        book.sheets[name] = _sheet(_records(stream, at), ways)
    return book


def _text(body: bytes, at: int, length_of: int) -> str:
    length = int.from_bytes(body[at : at + length_of], "little")
    is_wide, begin = body[at + length_of] & 1, at + length_of + 1
    raw = body[begin : begin + length * (1 + is_wide)]
    return raw.decode("utf-16-le" if is_wide else "latin-1")


def _sheet(records: Iterator[tuple[int, bytes]], ways: list[str]) -> Looks:
    looks = Looks()
    for kind, body in records:
        if kind == ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            looks.hidden_rows.append(struct.unpack_from("<H", body)[0])
        elif kind == COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
            looks.hidden_columns.append(list(struct.unpack_from("<HH", body)))
        elif kind in (NUMBER, RK, FORMULA, BOOLERR):
            row, column, style = struct.unpack_from("<HHH", body)
            _note(looks, ways, row, column, style)
            failure = _failure(kind, body)
            if failure and len(looks.failed) < MOST_NOTED:
                looks.failed[row, column] = failure
        elif kind == MULRK:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                _note(looks, ways, row, first + number, struct.unpack_from("<H", body, 4 + 6 * number)[0])
    return looks


def _failure(kind: int, body: bytes) -> str:
    """What a cell shows instead of a result, '' for one that has a result."""
    if kind == BOOLERR:
        return FAILURES.get(body[6], "") if body[7] else ""
    if kind == FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
        return FAILURES.get(body[8], "")
    return ""


def _note(looks: Looks, ways: list[str], row: int, column: int, style: int) -> None:
    if style < len(ways) and ways[style] and len(looks.shown) < MOST_NOTED:
        looks.shown[row, column] = ways[style]
