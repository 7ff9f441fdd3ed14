"""How far a paper reaches, reckoned from its lines: whether the imprint surely fits below the text of an even page.

Only the reader's program knows for certain. So every line is reckoned several times, with narrow and wide Latin signs,
low and high rows, and paragraphs that stay with the next one whole or by their last line, for programs differ.
The answer is yes only where all say so; otherwise the imprint has an even page of its own, which is right in any case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from promo.paper.dress import BOTTOM, LEFT, PAGE, RIGHT, TEXT_WIDTH, TOP, WIDE_TEXT

UPRIGHT = PAGE[1] - TOP - BOTTOM
LYING = PAGE[0] - LEFT - RIGHT
# Width of a Latin sign of a Chinese one, height of a row of the least, whether a paragraph is kept whole.
VARIANTS = ((0.45, 1.0, False), (0.45, 1.0, True), (0.7, 1.2, False), (0.7, 1.2, True))
CELL = 114  # twips beside the words of a cell


@dataclass
class Pen:
    """Where the last line stands: the page and how much of it is taken."""

    page: int = 0
    taken: int = 0
    room: int = UPRIGHT

    def turn(self, room: int | None = None) -> None:
        self.page, self.taken, self.room = self.page + 1, 0, room or self.room

    def put(self, height: int) -> None:
        if self.taken + height > self.room:
            self.turn()
        self.taken += height

    def make_room(self, height: int) -> None:
        if height <= self.room < self.taken + height:
            self.turn()


@dataclass(frozen=True)
class Block:
    """`lines` are heights of what may part between pages; `head` returns on each, `keeps` stays with what follows."""

    lines: tuple[int, ...]
    head: int = 0
    keeps: bool = False
    is_new_page: bool = False


def ends_evenly(stretches: Sequence, need: int) -> bool:
    """Whether `need` twips are surely free below the last line, and that line stands on an even page."""
    if stretches[-1].is_wide:
        return False
    pages = [(one.is_wide, parse_xml(f"<w:body {nsdecls('w')}>{one.xml}</w:body>")) for one in stretches]
    return all(_is_free(pages, need, *variant) for variant in VARIANTS)


def _is_free(pages: Sequence[tuple], need: int, latin: float, row: float, whole: bool) -> bool:
    pen = Pen()
    for is_wide, body in pages:
        pen.turn(LYING if is_wide else UPRIGHT)
        _lay(pen, list(_blocks(body, WIDE_TEXT if is_wide else TEXT_WIDTH, latin, row, whole)))
    return pen.page % 2 == 0 and pen.taken + need <= pen.room


def _lay(pen: Pen, blocks: list[Block]) -> None:
    for number, block in enumerate(blocks):
        if block.is_new_page and pen.taken:
            pen.turn()
        if number == 0 or not blocks[number - 1].keeps:
            pen.make_room(_held(blocks[number:]))
        pen.put(block.head)
        for line in block.lines:
            before = pen.page
            pen.put(line)
            pen.taken += block.head if pen.page != before else 0


def _held(blocks: Sequence[Block]) -> int:
    """What has to stand on one page: kept paragraphs and the first line of what they are kept with."""
    height = 0
    for block in blocks:
        if not block.keeps:
            return height + block.head + (block.lines[0] if block.lines else 0)
        height += sum(block.lines)
    return height


def _blocks(body, width: int, latin: float, row: float, whole: bool) -> Iterator[Block]:
    for element in body:
        if element.tag == qn("w:tbl"):
            yield _table(element, latin, row)
        else:
            yield from _paragraph(element, width, latin, whole)


def _paragraph(element, width: int, latin: float, whole: bool) -> Iterator[Block]:
    count, height = _lines(element, width, latin)
    found = {child.tag for child in element.find(qn("w:pPr"))}
    keeps, is_new_page = qn("w:keepNext") in found, qn("w:pageBreakBefore") in found
    if keeps and not whole and count > 1:
        yield Block((height,) * (count - 1), is_new_page=is_new_page)
        count, is_new_page = 1, False
    yield Block((height,) * count, keeps=keeps, is_new_page=is_new_page)


def _table(element, latin: float, row: float) -> Block:
    head, lines = 0, []
    for tr in element.iter(qn("w:tr")):
        height = ceil(max((_cell(cell, latin) for cell in tr.iter(qn("w:tc"))), default=0) * row)
        if tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
            head += height
        else:
            lines.append(height)
    return Block(tuple(lines), head=head)


def _cell(cell, latin: float) -> int:
    width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) - CELL
    total = 0
    for each in cell.iter(qn("w:p")):
        count, height = _lines(each, width, latin)
        total += count * height
    return total


def _lines(element, width: int, latin: float) -> tuple[int, int]:
    """How many lines a paragraph takes in a width, and how high one is."""
    properties = element.find(qn("w:pPr"))
    indent, spacing = properties.find(qn("w:ind")), properties.find(qn("w:spacing"))
    left, right, first, hanging = (
        int(indent.get(qn(f"w:{name}"), 0)) for name in ("left", "right", "firstLine", "hanging")
    )
    length, breaks = 0.0, 0
    for run in element.iter(qn("w:r")):
        size = int(run.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val"))) * 10
        breaks += sum(1 for _ in run.iter(qn("w:br")))
        for text in run.iter(qn("w:t")):
            length += sum(size if ord(sign) > 0x2000 else size * latin for sign in text.text or "")
    room = width - left - right
    return max(ceil((length + first - hanging) / room), 1) + breaks, int(spacing.get(qn("w:line")))
