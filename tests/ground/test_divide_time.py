"""Periods tile the calendar, know their names and neighbours, and say how much of them has gone by."""

from datetime import date, timedelta
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.periods import (
    Period,
    PeriodKind,
    campaign,
    elapsed_share,
    ended_between,
    fortnight_of,
    from_key,
    half_month_of,
    half_year_of,
    month_of,
    quarter_of,
    week_of,
    year_of,
)

ANCHOR = date(2026, 1, 5)
FORTNIGHT = partial(fortnight_of, anchor=ANCHOR)
DECEMBER_YEAR = partial(year_of, first_month=12)
KINDS = [FORTNIGHT, half_month_of, week_of, month_of, quarter_of, half_year_of, year_of, DECEMBER_YEAR]
DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range((date(2041, 1, 1) - date(2020, 1, 1)).days)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_day_2020_to_2040_is_in_exactly_one_period(kind):
    before = kind(DAYS[0])
    for day in DAYS:
        period = kind(day)
        assert period.contains(day)
        if period != before:
            assert before.end == period.start == day
            assert before.next() == period
            assert period.previous() == before
        before = period


@pytest.mark.parametrize("kind", KINDS)
def test_labels_and_keys_are_unique_and_keys_lead_back(kind):
    periods = {kind(day) for day in DAYS}
    assert len({period.label for period in periods}) == len(periods)
    assert len({period.key for period in periods}) == len(periods)
    assert all(from_key(period.key) == period for period in periods)


def test_all_fortnights_begin_on_monday_and_number_26_or_27_a_year():
    periods = {FORTNIGHT(day) for day in DAYS}
    assert {(p.start.weekday(), p.days) for p in periods} == {(0, 14)}
    for year in range(2020, 2041):
        numbers = sorted(
            int(p.label.split("第")[1].split("期")[0]) for p in periods if p.last_day.year == year
        )
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) in (26, 27)


def test_a_fortnight_is_numbered_in_the_year_of_its_last_day():
    assert FORTNIGHT(date(2026, 11, 21)).label == "2026年第24期双周（11月9日—11月22日）"
    assert FORTNIGHT(date(2027, 1, 1)).label == "2027年第1期双周（2026年12月21日—1月3日）"


def test_a_fortnight_is_the_same_whichever_of_its_mondays_is_the_anchor():
    for shift in (-14 * 100, 14 * 30):
        assert fortnight_of(ANCHOR, anchor=ANCHOR + timedelta(days=shift)) == FORTNIGHT(ANCHOR)
    assert fortnight_of(ANCHOR, anchor=ANCHOR + timedelta(days=7)) != FORTNIGHT(ANCHOR)


def test_an_anchor_must_be_a_monday():
    with pytest.raises(ValueError, match="Monday"):
        fortnight_of(ANCHOR, anchor=date(2026, 1, 1))


def test_week_53_of_2026_is_followed_by_week_1_of_2027():
    last = week_of(date(2027, 1, 3))
    assert (last.label, last.start) == ("2026年第53周", date(2026, 12, 28))
    assert last.next().label == "2027年第1周"


def test_half_months_follow_the_length_of_february():
    assert half_month_of(date(2024, 2, 29)).days == 14
    assert half_month_of(date(2026, 2, 16)).days == 13
    assert half_month_of(date(2026, 11, 15)).label == "2026年11月上半月"
    assert half_month_of(date(2026, 11, 16)).label == "2026年11月下半月"


def test_names_of_months_quarters_halves_and_years():
    day = date(2026, 11, 21)
    labels = [kind(day).label for kind in (month_of, quarter_of, half_year_of, year_of)]
    assert labels == ["2026年11月", "2026年第四季度", "2026年下半年", "2026年度"]
    assert half_year_of(date(2026, 6, 30)).label == "2026年上半年"


def test_an_assessment_year_from_december_is_named_for_the_year_it_ends_in():
    year = DECEMBER_YEAR(date(2025, 12, 1))
    assert (year.label, year.start, year.last_day) == ("2026年度", date(2025, 12, 1), date(2026, 11, 30))
    assert DECEMBER_YEAR(date(2026, 11, 30)) == year
    assert year.next().previous() == year


def test_a_campaign_counts_both_its_days():
    drive = campaign(date(2013, 8, 21), date(2013, 11, 30), "百日攻坚")
    assert drive.days == 102
    assert drive.label == "百日攻坚（2013年8月21日—11月30日）"
    assert from_key(drive.key) == drive
    with pytest.raises(ValueError, match="neighbour"):
        drive.previous()
    with pytest.raises(ValueError, match="first day"):
        drive.next()


def test_a_campaign_name_may_hold_any_sign():
    drive = campaign(date(2026, 1, 1), date(2027, 2, 1), "攻坚:冲刺")
    assert from_key(drive.key) == drive
    assert drive.label.endswith("（2026年1月1日—2027年2月1日）")


@pytest.mark.parametrize(
    "key",
    [
        "",
        "month",
        "month:x",
        "moon:2026-01-01",
        "month:2026-01-02",
        "half_month:2026-01-05",
        "campaign:2026-01-01",
    ],
)
def test_a_text_that_is_no_key_is_refused(key):
    with pytest.raises(ValueError):
        from_key(key)


def test_a_period_cannot_be_empty_or_of_no_kind():
    for bad in (("month", ANCHOR, ANCHOR), ("moon", ANCHOR, ANCHOR + timedelta(days=1))):
        with pytest.raises(ValueError):
            Period(*bad)


def test_periods_sort_by_time():
    periods = [month_of(date(2026, 5, 1)), year_of(date(2026, 5, 1)), month_of(date(2025, 5, 1))]
    assert [p.label for p in sorted(periods)] == ["2025年5月", "2026年度", "2026年5月"]


def test_catching_up_gives_each_ended_period_once_and_in_order():
    since, until = date(2026, 1, 5), date(2026, 3, 1)
    ended = list(ended_between(FORTNIGHT, since, until))
    assert [p.end for p in ended] == [date(2026, 1, 19), date(2026, 2, 2), date(2026, 2, 16)]
    assert list(ended_between(month_of, date(2026, 1, 31), date(2026, 2, 1))) == [month_of(date(2026, 1, 1))]
    assert list(ended_between(month_of, date(2026, 2, 1), date(2026, 2, 1))) == []


@given(
    st.dates(date(2020, 1, 1), date(2039, 1, 1)),
    st.lists(st.integers(0, 60), max_size=8),
    st.sampled_from(KINDS),
)
def test_a_task_run_at_any_intervals_sees_every_period_once(start, gaps, kind):
    seen, since = [], start
    for gap in gaps:
        until = since + timedelta(days=gap)
        seen += ended_between(kind, since, until)
        since = until
    assert seen == list(ended_between(kind, start, since))
    assert len(set(seen)) == len(seen)


def test_a_year_elapses_by_months_as_public_notices_count():
    year = year_of(date(2006, 1, 1))
    assert {elapsed_share(year, date(2006, 10, day), mode="month") for day in (1, 15, 31)} == {
        Fraction(10, 12)
    }
    assert elapsed_share(year, date(2006, 12, 31), mode="month") == 1
    assert elapsed_share(DECEMBER_YEAR(date(2026, 1, 31)), date(2026, 1, 31), mode="month") == Fraction(2, 12)
    assert elapsed_share(quarter_of(date(2026, 5, 1)), date(2026, 5, 1), mode="month") == Fraction(2, 3)


def test_a_campaign_elapses_by_days():
    drive = campaign(date(2013, 8, 21), date(2013, 11, 30), "百日攻坚")
    assert elapsed_share(drive, date(2013, 8, 21), mode="day") == Fraction(1, 102)
    assert elapsed_share(drive, date(2013, 11, 29), mode="day") == Fraction(101, 102)
    with pytest.raises(ValueError, match="whole months"):
        elapsed_share(drive, date(2013, 9, 1), mode="month")
    with pytest.raises(ValueError, match="mode"):
        elapsed_share(drive, date(2013, 9, 1), mode="hour")


@given(st.dates(date(2019, 1, 1), date(2041, 1, 1)), st.sampled_from(["month", "day"]))
def test_the_elapsed_share_stays_between_nothing_and_all(on, mode):
    year = year_of(date(2026, 6, 1))
    share = elapsed_share(year, on, mode=mode)
    assert (share == 0) == (on < year.start)
    assert 0 <= share <= 1
    assert share == 1 or on < year.end


def test_every_kind_has_a_chinese_name():
    assert all(ord(label[0]) > 0x4E00 for label in PeriodKind.labels)
