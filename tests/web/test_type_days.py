"""A day typed in a form is year first, real, not before 1978, and not in the future where it tells of a fact."""

from datetime import date

import pytest

from promo.days import PartialDay
from tests.web.forms import EveryField, form_of, sentence_of


@pytest.mark.parametrize(
    "typed", ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "２０２６-03-05"]
)
def test_every_official_way_to_write_a_day_reads_the_same(typed):
    form = form_of(on=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "2025-02-29",
        "01/02/2026",
        "5.3.2026",
        "2026-13-01",
        "1977-12-31",
    ]
    + ["昨天", "NaN", "2026-03-05T10:00", "2026-03-05 \x00", "2026-03-\u200b05", "😀", "2" * 10_000],
)
def test_any_other_day_is_refused_with_one_sentence(typed):
    sentence = sentence_of("on", typed)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def test_a_fact_of_tomorrow_is_refused_and_todays_is_taken():
    assert sentence_of("on", "2026-11-22") == "日期不能晚于今天（2026年11月21日）。"
    assert sentence_of("on", "2026-11-21") == ""


def test_a_plan_may_lie_ahead_but_not_beyond_the_century():
    assert sentence_of("due", "2028-05-01") == ""
    assert sentence_of("due", "2101-01-01") != ""


def test_a_missing_day_is_asked_for_by_its_name():
    assert sentence_of("on", "") == "请填写到账日期。"


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2026-03", date(2026, 3, 1), "month"),
        ("2026年3月", date(2026, 3, 1), "month"),
        ("2026", date(2026, 1, 1), "year"),
        ("2026-03-05", date(2026, 3, 5), "day"),
        ("截至2026-03-05", date(2026, 3, 5), "until"),
    ],
)
def test_a_partial_day_keeps_how_exact_it_is_and_comes_back_as_it_reads(typed, day, precision):
    form = form_of(signed=typed)
    assert form.is_valid(), form.errors
    partial = form.cleaned_data["signed"]
    assert partial == PartialDay(day, precision)
    drawn = str(EveryField(initial={"signed": partial})["signed"])
    again = drawn.split('value="')[1].split('"')[0]
    assert form_of(signed=again).fields["signed"].clean(again) == partial


@pytest.mark.parametrize("typed", ["3月底", "2026-13", "1800", "2026-12", "下月", "2026-3-5-1"])
def test_a_partial_day_without_year_or_out_of_range_is_refused(typed):
    assert sentence_of("signed", typed).endswith("。")


def test_the_typed_day_stays_in_the_box():
    assert 'value="2026-02-30"' in str(form_of(on="2026-02-30")["on"])
