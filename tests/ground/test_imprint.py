"""版记: at the lower edge of an even page, between rules, copies as the form asks; in doubt on a page of its own."""

from dataclasses import replace
from datetime import date

import pytest

from promo.paper import Form, Imprint, pdf, word
from promo.paper.imprint import LONGEST, copy_lines
from promo.paper.pages import breadth
from tests.ground.papers import SIGN, W, document, frozen, full_paper, narrow_table, words_in
from tests.services import office

MILLIMETRE = 72 / 25.4
COPIES = "县委督查室，县政府督查室，县商务局，各村、镇直各单位，驻镇各垂直管理部门，各园区管理委员会"
LONG = [SIGN * 28 * 9, SIGN * 28 * 3]
IMPRINT = Imprint(COPIES, "青石镇党政办公室", date(2026, 11, 16))


def paper(form: Form = Form.RED_HEAD, *, text: int = 4, imprint: Imprint | None = IMPRINT, **more):
    """`text` lines of one sign below a red head, which leaves eight on the first page."""
    bare = replace(full_paper(form), parts=[SIGN * 28 * text], attachments=[], imprint=imprint)
    return replace(bare, **more)


def starts(content: bytes) -> list[str]:
    """How each stretch of pages begins."""
    return [one.get(f"{W}val") for one in document(content).iter(f"{W}type")]


def rules(content: bytes) -> list[tuple[str, str]]:
    """(side, eighths of a point) of every rule of the imprint in its order; those of a head are red."""
    borders = [rule for frame in document(content).iter(f"{W}pBdr") for rule in frame]
    return [
        (one.tag.removeprefix(W), one.get(f"{W}sz")) for one in borders if one.get(f"{W}color") == "000000"
    ]


def test_copies_are_broken_under_the_first_name_and_end_with_a_full_stop():
    first, second = copy_lines(COPIES + "。")
    assert first.startswith("　抄送：县委督查室") and second.startswith("　　　　驻镇")
    assert second.endswith("委员会。") and not second.endswith("。。")
    assert copy_lines("") == [] == copy_lines(" 。")
    long = copy_lines("，".join(f"第{n}村民委员会" for n in range(1, 60)))
    assert all(breadth(line) <= LONGEST + 5 for line in long)
    assert not any(line.strip().startswith(("，", "。")) for line in long)


def test_a_red_head_has_three_rules_and_says_who_printed_when():
    content = word(paper())
    assert rules(content) == [("top", "8"), ("top", "6"), ("bottom", "8")]
    assert "青石镇党政办公室2026年11月16日印发" in words_in(document(content))
    alone = word(paper(imprint=Imprint(printer="党政办", day=None)))
    assert rules(alone) == [("top", "8"), ("bottom", "8")]
    said = words_in(document(alone))
    assert "党政办" in said and "印发" not in said and "抄送" not in said


@pytest.mark.parametrize("form", [Form.LETTER, Form.PLAIN])
def test_other_forms_name_the_copies_alone(form):
    content = word(paper(form))
    said = words_in(document(content))
    assert "抄送：县委督查室" in said and "印发" not in said and rules(content) == []
    assert starts(content) == ["nextPage"]
    none = paper(form, imprint=Imprint(printer="党政办"))
    assert word(none) == word(replace(none, imprint=None))


@pytest.mark.parametrize(
    ("more", "begins"),
    [
        ({"parts": LONG}, ["nextPage"]),  # the last words stand on the second page
        ({"text": 1, "signer": "", "day": None, "remarks": ()}, ["nextPage", "evenPage"]),  # on the first
        ({"text": 29}, ["nextPage", "evenPage"]),  # on the third
        ({"text": 14}, ["nextPage", "evenPage"]),  # on the second, which may be full or not
        ({"parts": [SIGN * 140, frozen(narrow_table(20))]}, ["nextPage", "evenPage"]),
        ({"attachments": full_paper().attachments}, ["nextPage", "nextPage", "evenPage"]),
    ],
)
def test_it_stands_on_the_even_page_of_the_last_words_or_on_the_next_even_one(more, begins):
    content = word(paper(**more))
    assert starts(content) == begins
    titled = len(list(document(content).iter(f"{W}titlePg")))
    assert titled == begins.count("evenPage"), "a page of the imprint alone has no number"


def test_opened_it_stands_at_the_lower_edge_as_wide_as_the_text(tmp_path):
    if not office.is_there():
        if office.is_required():
            pytest.fail(office.MISSING)
        pytest.skip(office.MISSING)
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(word(paper(parts=LONG))))
    assert len(office.pages(file)) == 2
    boxes = {"".join(box[0].split()): box[1:] for box in office.boxes(file, 2)}
    left, _, _, _ = next(box for said, box in boxes.items() if said.startswith("抄送："))
    *_, right, bottom = next(box for said, box in boxes.items() if said.endswith("日印发"))
    character = 14
    assert left == pytest.approx(28 * MILLIMETRE + character, abs=2)
    assert right == pytest.approx((210 - 26) * MILLIMETRE - character, abs=3)
    assert bottom == pytest.approx((297 - 35) * MILLIMETRE, abs=6)
    number = next(box for said, box in boxes.items() if said == "—2—")
    assert number[1] > bottom - 3
