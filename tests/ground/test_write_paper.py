"""A Word file says what the paper says, in the fonts of the standard, and is always the same file."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from promo.paper import Form, Heading, dressed, is_wide, title_lines, word
from tests.ground.papers import (
    W,
    document,
    fonts_of,
    frozen,
    full_paper,
    narrow_table,
    tables_in,
    texts,
    wide_table,
    words_in,
)


@pytest.fixture(scope="module")
def written() -> bytes:
    return word(full_paper())


def test_the_same_paper_is_the_same_file(written):
    assert word(full_paper()) == written
    with zipfile.ZipFile(BytesIO(written)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
        assert not [name for name in file.namelist() if "thumbnail" in name]
    assert core.count("2026-11-16T01:30:00Z") == 2


@pytest.mark.parametrize(
    ("text", "font", "size"),
    [
        ("督督", "仿宋_GB2312", "32"),
        ("一、总体", "黑体", "32"),
        ("（一）到位", "楷体_GB2312", "32"),
        ("1.市外", "仿宋_GB2312", "32"),
        ("（1）续建", "仿宋_GB2312", "32"),
        ("关于青石镇", "方正小标宋简体", "44"),
    ],
)
def test_runs_name_their_fonts(written, text, font, size):
    assert fonts_of(written, text) == {(font, "Times New Roman", size)}


def test_figures_are_those_of_the_tables(written):
    assert tables_in(written) == [texts(narrow_table(36)), texts(wide_table())]
    assert texts(narrow_table(36))[1:3] == ["123.46", "2.70%"]


def test_heads_return_and_rows_stay_whole(written):
    for table in document(written).iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        headed = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert headed == sorted(headed, reverse=True)
        assert any(headed)


def test_pages_are_the_standard_s(written):
    upright, lying = document(written).iter(f"{W}sectPr")
    assert [upright.find(f"{W}pgSz").get(f"{W}{side}") for side in "wh"] == ["11906", "16838"]
    margins = upright.find(f"{W}pgMar")
    assert [margins.get(f"{W}{side}") for side in ("top", "bottom", "left", "right")] == [
        "2098", "1984", "1587", "1474",
    ]  # fmt: skip
    assert lying.find(f"{W}pgSz").get(f"{W}orient") == "landscape"
    assert {one.get(f"{W}type") for one in upright.iter(f"{W}footerReference")} == {"default", "even"}
    assert words_in(document(written, "word/footer1.xml")) == "— 1 —"
    assert document(written, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_only_a_letter_has_a_first_page_of_its_own():
    counted = {form: word(full_paper(form)) for form in Form}
    first = {form: document(one).find(f".//{W}titlePg") is not None for form, one in counted.items()}
    assert first == {Form.RED_HEAD: False, Form.LETTER: True, Form.PLAIN: False}
    assert "青石镇督查办文件" in words_in(document(counted[Form.RED_HEAD]))


def test_the_width_decides_how_a_page_lies():
    assert not is_wide(frozen(narrow_table(3)))
    assert is_wide(frozen(wide_table()))


def test_titles_break_between_words():
    assert title_lines("青石镇招商引资督查通报") == ["青石镇招商引资督查通报"]
    assert title_lines("甲\n乙") == ["甲", "乙"]
    long = "关于青石镇2026年第三季度招商引资重点项目推进情况的督查通报"
    assert title_lines(long) == ["关于青石镇2026年第三季度", "招商引资重点项目推进情况的督查通报"]


def test_a_title_without_a_break_is_cut_all_the_same():
    assert title_lines("甲" * 45) == ["甲" * 20, "甲" * 20, "甲" * 5]


@pytest.mark.parametrize(
    ("text", "level"), [("一、总体情况", 1), ("（二）存在问题", 2), ("3.进度", 3), ("（4）其他", 4)]
)
def test_headings_are_known_by_their_numbers(text, level):
    assert dressed(text) == Heading(text, level)
    assert dressed(f"{text}如下，请抓紧落实。") == f"{text}如下，请抓紧落实。"


def test_sums_are_no_headings():
    assert dressed("1.5亿元到位") == "1.5亿元到位"


def test_signs_that_no_file_can_hold_become_spaces():
    paper = replace(full_paper(), parts=["甲\x00乙<&>\ud800丙\n丁"], title="一\x07二", attachments=())
    assert "甲 乙<&> 丙丁" in words_in(document(word(paper)))
