"""LibreOffice opens a Word file of ours once; lines, characters, margins, heads, numbers and figures are read back."""

import pytest

from promo.paper import pdf, word
from tests.ground.papers import SIGN, full_paper, narrow_table, texts, wide_table
from tests.services import office

MILLIMETRE = 72 / 25.4
FULL = 2  # the page that holds nothing but text


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    if not office.is_there():
        if office.is_required():
            pytest.fail(office.MISSING)
        pytest.skip(office.MISSING)
    file = tmp_path_factory.mktemp("paper") / "paper.pdf"
    file.write_bytes(pdf(word(full_paper())))
    return file


def bare(text: str) -> str:
    """Without what the layout puts between signs."""
    return "".join(text.split())


def numbers(pdf, page: int) -> list[tuple]:
    return [box for box in office.boxes(pdf, page) if bare(box[0]) == f"—{page}—"]


def test_a_full_page_has_22_lines_of_28_characters(printed):
    lines = [box for box in office.boxes(printed, FULL) if SIGN in box[0]]
    assert [len(bare(box[0])) for box in lines] == [28] * 22
    width, height = 210 * MILLIMETRE, 297 * MILLIMETRE
    assert min(box[1] for box in lines) == pytest.approx(28 * MILLIMETRE, abs=1.5)
    assert max(box[3] for box in lines) == pytest.approx(width - 26 * MILLIMETRE, abs=3)
    assert min(box[2] for box in lines) >= 37 * MILLIMETRE - 2
    assert max(box[4] for box in lines) <= height - 35 * MILLIMETRE + 2


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(printed):
    middle = 105 * MILLIMETRE
    (even,), (odd,) = numbers(printed, 2), numbers(printed, 3)
    assert even[3] < middle < odd[1]
    assert (even[2] + even[4]) / 2 == pytest.approx((297 - 28) * MILLIMETRE, abs=6)
    assert odd[4] - odd[2] > 10


def test_the_wide_table_lies_on_its_side_alone(printed):
    lies = [width > height for width, height in office.sizes(printed)]
    assert lies == [False] * (len(lies) - 1) + [True]


def test_heads_return_on_every_page_of_the_long_table(printed):
    text = [bare(page) for page in office.pages(printed)]
    held = [page for page in text if "村" in page and "%" in page]
    assert len(held) > 1
    assert all("完成率" in page and "到位资金" in page for page in held)


def test_every_figure_is_in_the_picture(printed):
    said = bare("".join(office.pages(printed)))
    for table in (narrow_table(36), wide_table()):
        assert [text for text in texts(table) if bare(text) not in said] == []


def test_every_font_is_in_the_file(printed):
    rows = [line.split() for line in office.read("pdffonts", str(printed)).splitlines()[2:]]
    assert len(rows) > 1
    assert all(row[-5] == "yes" for row in rows)
