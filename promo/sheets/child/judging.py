"""Judge a packed file before anything builds cells out of it: what it is, and how much comes out of it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from limits import (
    BROKEN,
    INFLATED,
    LOCKED,
    MERGED,
    MOST_INFLATED,
    MOST_MERGES,
    MOST_PARTS,
    NO_TABLE,
    UNSAFE,
    Refusal,
)
from old_looks import is_locked

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
CHUNK = 2**16


def check_ole(data: bytes) -> None:
    if any(word.encode("utf-16-le") in data for word in ("EncryptedPackage", "EncryptionInfo")):
        raise Refusal(LOCKED)
    if is_locked(data):
        raise Refusal(LOCKED)
    if not any(f"{word}\0".encode("utf-16-le") in data for word in ("Workbook", "Book")):
        raise Refusal(NO_TABLE)


def check_zip(data: bytes) -> None:
    """Inflate every part once, counting, before anything builds cells out of it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error) as broken:
        raise Refusal(BROKEN) from broken
    names = {part.filename for part in parts}
    if "encrypted-package" in names:
        raise Refusal(LOCKED)
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refusal(NO_TABLE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        raise Refusal(INFLATED)
    inflated = 0
    for part in parts:
        merges, tail = 0, b""
        for piece in inflated_pieces(data, part):
            inflated += len(piece)
            if inflated > MOST_INFLATED:
                raise Refusal(INFLATED)
            if part.filename == "META-INF/manifest.xml" and b":encryption-data" in tail + piece:
                raise Refusal(LOCKED)  # an OpenDocument sheet whose parts are written in cipher
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


def inflated_pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
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
