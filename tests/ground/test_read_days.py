"""Days: the year first, real calendar days only, and partial days that say how precise they are."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.days import PartialDay, Precision, read_day, read_partial_day, show_day, show_iso
from promo.reading import Unreadable

FIFTH = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-05", "2026-3-5", "2026/3/5", "2026.3.5", "2026年3月5日", "2026年03月05日", "20260305"),
        *("２０２６－０３－０５", "2026 年 3 月 5 日", " 2026-03-05 ", "2026年3月5号"),
    ],
)
def test_every_usual_spelling_is_the_same_day(text):
    assert read_day(text) == FIFTH


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "abc",
            "今天",
            "5/3/2026",
            "05-03-2026",
            "3月5日",
            "26-3-5",
            "2026-03",
            "2026年",
            "2026-3/5",
        ),
        *("2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-0", "0000-01-01", "20261301"),
        *("2026-03-05T00:00", "2026-03-05x", "٢٠٢٦-٠٣-٠٥", "2026³-3-5", "1e3", "-2026-3-5", "2" * 5000),
    ],
)
def test_anything_else_is_refused_with_one_sentence(text):
    with pytest.raises(Unreadable) as refusal:
        read_day(text)
    assert str(refusal.value).endswith("。")


def test_a_leap_day_is_a_day_in_a_leap_year():
    assert read_day("2024-02-29") == date(2024, 2, 29)


def test_both_ends_of_the_allowed_range_are_allowed():
    assert read_day("1978-01-01") == date(1978, 1, 1)
    assert read_day("2026-03-05", latest=FIFTH) == FIFTH
    with pytest.raises(Unreadable, match="早于1978年1月1日"):
        read_day("1977-12-31")
    with pytest.raises(Unreadable, match="晚于2026年3月5日"):
        read_day("2026-03-06", latest=FIFTH)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2024年3月5日", date(2024, 3, 5), "day"),
        ("2024.3.5", date(2024, 3, 5), "day"),
        ("2024年3月", date(2024, 3, 1), "month"),
        ("2024年3月份", date(2024, 3, 1), "month"),
        ("2024年3月底", date(2024, 3, 1), "month"),
        ("2024年3月中旬", date(2024, 3, 1), "month"),
        ("2024.3", date(2024, 3, 1), "month"),
        ("2024.03", date(2024, 3, 1), "month"),
        ("2024-03", date(2024, 3, 1), "month"),
        ("2024.10", date(2024, 10, 1), "month"),
        ("2024年", date(2024, 1, 1), "year"),
        ("2024", date(2024, 1, 1), "year"),
        ("2024年底", date(2024, 1, 1), "year"),
        ("截至2024年3月5日", date(2024, 3, 5), "until"),
    ],
)
def test_a_partial_day_keeps_its_precision(text, day, precision):
    assert read_partial_day(text) == PartialDay(day, precision)


@pytest.mark.parametrize("text", ["3月底", "3月", "3月5日", "12月"])
def test_a_day_without_a_year_is_refused_by_name(text):
    with pytest.raises(Unreadable, match="缺少年份"):
        read_partial_day(text)


@pytest.mark.parametrize(
    "text", ["", "待定", "2024年13月", "2024.13", "202403", "2024年3月3", "0000年", "2024-2-30"]
)
def test_what_is_no_partial_day_is_refused(text):
    with pytest.raises(Unreadable):
        read_partial_day(text)


def test_a_month_or_year_is_judged_by_its_first_day():
    assert read_partial_day("2026年3月", latest=FIFTH).day == date(2026, 3, 1)
    assert read_partial_day("2020年", earliest=date(2020, 6, 15)).day == date(2020, 1, 1)
    with pytest.raises(Unreadable, match="晚于"):
        read_partial_day("2026年4月", latest=FIFTH)
    with pytest.raises(Unreadable, match="早于"):
        read_partial_day("1977年")


def test_days_are_shown_as_precisely_as_they_are_known():
    shown = [show_day(FIFTH, precision) for precision in Precision.values]
    assert shown == ["2026年3月5日", "2026年3月", "2026年", "截至2026年3月5日"]
    short = [show_iso(FIFTH, precision) for precision in Precision.values]
    assert short == ["2026-03-05", "2026-03", "2026", "截至2026-03-05"]
    assert (show_day(None), show_iso(None)) == ("—", "—")
    assert show_day(FIFTH, Precision.MONTH) == "2026年3月"


@given(st.dates(min_value=date(1978, 1, 1)), st.sampled_from(["day", "month", "year", "until"]))
def test_what_is_shown_reads_back(day, precision):
    whole = {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}.get(precision, day)
    for show in (show_day, show_iso):
        assert read_partial_day(show(whole, precision)) == PartialDay(whole, precision)


@given(st.text(alphabet="0123456789-/.年月日号底 x", max_size=14) | st.text(max_size=20))
def test_no_text_makes_it_fail_in_any_other_way(text):
    with suppress(Unreadable):
        assert read_partial_day(text).day >= date(1978, 1, 1)
