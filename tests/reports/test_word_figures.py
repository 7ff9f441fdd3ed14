"""Figures become the customary sentences, rounded as the tables round."""

from fractions import Fraction as F

import pytest

from assessment.reports import wording
from assessment.reports.changes import foreign_figure, known_numbers, marked
from projects.measures import MEASURES


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (F(892, 10000), "同比增长8.92%"),
        (F(-892, 10000), "同比下降8.92%"),
        (F(0), "同比持平"),
        (F(1, 10**6), "同比持平"),
        (None, "上年同期为零"),
        (F(12), "同比增长1,200.00%"),
        (F(-1), "同比下降100.00%"),
    ],
)
def test_a_fall_is_a_fall_and_never_negative_growth(change, words):
    assert wording.growth_words(change) == words
    assert "增长-" not in words


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (F(4231, 100), "超时序进度42.31个百分点"),
        (F(-1292, 100), "低于时序进度12.92个百分点"),
        (F(-1, 3), "低于时序进度0.33个百分点"),
        (F(-1, 1000), "与时序进度持平"),
        (F(0), "与时序进度持平"),
        (None, ""),
    ],
)
def test_pace_is_said_in_percentage_points(points, words):
    assert wording.pace_words(points) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [(F(5, 8), "完成年度任务的62.50%"), (F(12564, 10000), "完成年度任务的125.64%"), (None, "年度任务未下达")],
)
def test_without_a_target_there_is_no_rate(rate, words):
    assert wording.completion_words(rate) == words


@pytest.mark.parametrize(
    ("code", "amount", "words"),
    [
        ("arrived_capital", F(50_000_000), "5,000万元"),
        ("arrived_capital", F(125_000_000), "1.25亿元"),
        ("arrived_foreign", F(8_000_000), "800万美元"),
        ("started_count", F(3), "3个"),
        ("started_count", F(5, 2), "2.5个"),
        ("started_count", F(0), "0个"),
    ],
)
def test_sums_carry_their_unit(code, amount, words):
    assert wording.quantity_words(MEASURES[code], amount) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [(F(50_000_000), "本期新增5,000万元"), (F(0), "本期无新增"), (F(-5_000_000), "本期净核减500万元")],
)
def test_reversals_that_outweigh_what_came_are_said_so(amount, words):
    assert wording.added_words(MEASURES["arrived_capital"], amount) == words


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")], "位居前三位的是甲、乙、丙"),
        ([(1, "甲"), (2, "乙"), (2, "丙"), (4, "丁")], "位居前三位的是甲、乙和丙（并列第2）"),
        ([(1, "甲"), (2, "乙"), (3, "丙"), (3, "丁"), (5, "戊")], "位居前三位的是甲、乙、丙和丁（并列第3）"),
        ([(1, "甲"), (2, "乙")], "排名依次为甲、乙"),
        ([(1, "甲")], ""),
        ([], ""),
    ],
)
def test_the_first_three_are_named_in_order_and_ties_together(places, words):
    assert wording.leading_words(places) == words


def test_the_last_are_named_only_where_they_are_not_among_the_first():
    places = [(place, name) for place, name in enumerate("甲乙丙丁戊己", start=1)]
    assert wording.trailing_words(places) == "排名靠后的是丁、戊、己"
    assert wording.trailing_words(places[:5]) == ""


def test_nobody_is_written_as_none():
    assert wording.listed([]) == "无"
    assert wording.listed(["石桥村", "柳河村"]) == "石桥村、柳河村"


def test_parts_that_say_nothing_leave_no_comma():
    assert wording.joined("甲", "", "乙") == "甲，乙。"
    assert wording.joined("", "") == ""


def test_a_changed_word_is_marked_and_a_figure_is_one_word():
    marks = marked(["完成年度任务的62.50%。"], ["已完成全年任务的62.50%。"])
    assert "".join(mark.text for mark in marks if mark.kind != "new") == "完成年度任务的62.50%。"
    assert "".join(mark.text for mark in marks if mark.kind != "gone") == "已完成全年任务的62.50%。"
    figures = marked(["62.50%"], ["63.50%"])
    assert [tuple(mark) for mark in figures] == [("gone", "62.50%"), ("new", "63.50%")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到位资金5,000万元，完成62.50%", None),
        ("到位资金5000万元，完成62.5%", None),
        ("到位资金6,000万元", "6,000万元"),
        ("低于时序进度3个百分点", "3个百分点"),
        ("请于11月30日前报告，涉及3个单位", None),
    ],
)
def test_a_sum_that_the_report_does_not_hold_is_found(text, found):
    drafted = [{"section": "overview", "paragraphs": ["到位资金5,000万元，完成62.50%。"]}]
    assert foreign_figure(text, known_numbers([], drafted)) == found
