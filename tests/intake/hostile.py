"""Workbooks spoiled on purpose: the same two thousand every time, by their number."""

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.ground.sheet_files import saved, zipped
from tests.intake.ledgers import HEADS, a_row

SHEET = "xl/worksheets/sheet1.xml"
DAYS = ("2024-03-15", "2024.3", "24年3月", "3月底", 45_000, 1.7e12, -1, "9999-12-31", "同上")
SUMS = (5000, "约5亿元", "（500）", "5000多万", "3–5亿", "=1/0", "1e308", -0.0, "9" * 40, "800万美元", "面议")
ODD = (
    "",
    "=cmd|' /C calc'!A0",
    "甲" * 3_000,
    "\u202e反",
    "#REF!",
    "合计",
    "一、工业",
    "（盖章）",
    "😀",
    True,
    1e15,
)


def plain_book(draw: random.Random) -> bytes:
    """A small ledger with something odd in every second cell."""
    rows = [["招商引资项目台账"], ["单位：万元"], list(HEADS)]
    for number in range(draw.randint(1, 6)):
        row = a_row(
            项目名称=f"样例{number}号项目", 签约日期=draw.choice(DAYS), 合同投资额=draw.choice(SUMS),
            累计到位资金=draw.choice(SUMS), 项目阶段=draw.choice(("签约", "在谈", "开工", "？", 3)),
        )  # fmt: skip
        cells = [row.get(head) for head in HEADS]
        if draw.random() < 0.5:
            cells[draw.randrange(len(cells))] = draw.choice(ODD)
        rows.append(cells)
    return saved(
        [[None if isinstance(one, str) and one.startswith("=") else one for one in row] for row in rows]
    )


def _part(data: bytes, change: Callable[[str], str], name: str = SHEET) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts[name].decode()).encode("utf-8", "surrogatepass")
    return zipped(parts)


def truncated(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def flipped(data: bytes, draw: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(draw.randint(1, 30)):
        spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
    return bytes(spoiled)


def spliced(data: bytes, draw: random.Random) -> bytes:
    at, to = sorted(draw.randrange(len(data)) for _ in range(2))
    return data[:to] + data[at:]


def of_wrong_types(data: bytes, draw: random.Random) -> bytes:
    kinds = ["b", "e", "s", "str", "d", "inlineStr", "n", "zz"]
    return _part(data, lambda xml: re.sub(r' t="\w+"', lambda _: f' t="{draw.choice(kinds)}"', xml))


def with_wild_values(data: bytes, draw: random.Random) -> bytes:
    wild = ["NaN", "-1", "1e999", "99999999999", "", "甲", "0x1F", "1_000", "2958466", "-657435", " 5 "]
    return _part(data, lambda xml: re.sub(r"<v>[^<]*</v>", lambda _: f"<v>{draw.choice(wild)}</v>", xml))


def with_wild_places(data: bytes, draw: random.Random) -> bytes:
    places = ["XFD1", "A1048576", "XFD1048576", "A0", "1A", "ZZZZ9", "", "A-1", "A1:B2", "B2"]
    return _part(
        data,
        lambda xml: re.sub(
            r'<c r="\w+"',
            lambda one: one[0] if draw.random() < 0.97 else f'<c r="{draw.choice(places)}"',
            xml,
        ),
    )


def with_wild_rows(data: bytes, draw: random.Random) -> bytes:
    rows = ["0", "-5", "1048577", "99999999999", "甲", "1", "3"]
    return _part(
        data,
        lambda xml: re.sub(
            r'<row r="\d+"',
            lambda one: one[0] if draw.random() < 0.85 else f'<row r="{draw.choice(rows)}"',
            xml,
        ),
    )


def with_circular_merges(data: bytes, draw: random.Random) -> bytes:
    corners = [
        "A1:L3",
        "L3:A1",
        "A1:A1",
        "A3:L9",
        "B2:C9",
        "A1:XFD1048576",
        "A4:L4",
        "Z9:A1",
        "A:A",
        "C3:D4:E5",
        "",
    ]
    areas = "".join(f'<mergeCell ref="{draw.choice(corners)}"/>' for _ in range(draw.randint(1, 12)))
    return _part(
        data, lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>")
    )


def with_formulas(data: bytes, draw: random.Random) -> bytes:
    texts = [
        "A1",
        "1/0",
        "SUM(A1:A",
        "'[外部.xlsx]表'!A1",
        "(" * 200,
        "3000+2000",
        "cmd|' /C calc'!A0",
        "&lt;",
    ]
    return _part(
        data,
        lambda xml: re.sub(
            r"<v>", lambda _: f"<f>{draw.choice(texts)}</f><v>" if draw.random() < 0.5 else "<v>", xml
        ),
    )


def of_many_columns(data: bytes, draw: random.Random) -> bytes:
    wide = "".join(
        f'<c r="{name}3" t="inlineStr"><is><t>栏目{name}</t></is></c>'
        for name in _letters(draw.randint(100, 400))
    )
    last = '<c r="XFD3"><v>1</v></c>' if draw.random() < 0.5 else ""
    return _part(data, lambda xml: xml.replace("</sheetData>", f'<row r="3">{wide}{last}</row></sheetData>'))


def _letters(count: int):
    for number in range(count):
        high, low = divmod(number, 26)
        yield (chr(64 + high) if high else "") + chr(65 + low)


def of_broken_xml(data: bytes, draw: random.Random) -> bytes:
    def broken(xml: str) -> str:
        at = draw.randrange(len(xml))
        return (
            xml[:at]
            + draw.choice(["<", "&", "]]>", "<!--", "\x00", "</row>", "<c>", "&#0;", "\ufffe"])
            + xml[at:]
        )

    return _part(
        data, broken, draw.choice([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
    )


def as_text(data: bytes, draw: random.Random) -> bytes:
    """A csv of the same words with quotes, breaks and codings mixed up."""
    cells = [
        draw.choice([*map(str, SUMS), *map(str, DAYS), *map(str, ODD), '"', '""', "甲\n乙"])
        for _ in range(60)
    ]
    lines = [",".join(HEADS), *(",".join(cells[at : at + 12]) for at in range(0, 60, 12))]
    coding = draw.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
    text = "\n".join(lines).encode(coding, "ignore")
    return flipped(text, draw) if draw.random() < 0.3 else text


def as_page(data: bytes, draw: random.Random) -> bytes:
    cells = "".join(
        f"<td colspan={draw.choice(['1', '9999999', '-1', 'x', '3'])} rowspan={draw.choice(['1', '2', '99999', ''])}>"
        f"{draw.choice(ODD)}</td>{'<tr>' if draw.random() < 0.2 else ''}"
        for _ in range(draw.randint(1, 80))
    )
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    return f"<html><table><tr>{heads}<tr>{cells}".encode()


MUTATIONS = (
    truncated, flipped, spliced, of_wrong_types, with_wild_values, with_wild_places, with_wild_rows,
    with_circular_merges, with_formulas, of_many_columns, of_broken_xml, as_text, as_page,
)  # fmt: skip
BOOKS = [plain_book(random.Random(seed)) for seed in range(12)]


def spoiled(number: int) -> tuple[str, bytes, str]:
    """(what was done, the file, its suffix) for one of the numbers from 0 on."""
    draw = random.Random(number)
    mutation = MUTATIONS[number % len(MUTATIONS)]
    data = mutation(draw.choice(BOOKS), draw)
    if mutation not in (as_text, as_page) and draw.random() < 0.2:
        again = draw.choice((truncated, flipped, spliced))
        data = again(data, draw) if data else data
    suffix = {as_text: "csv", as_page: "xls"}.get(mutation, draw.choice(["xlsx", "xlsx", "xls", "et", "ods"]))
    return mutation.__name__, data, suffix
