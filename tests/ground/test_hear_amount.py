"""hear_amount: what people say about money, kept as said, with a number only where there is exactly one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.money import LIMIT, hear_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5000万", "50000000"),
        ("5,000万元", "50000000"),
        ("1.2亿", "120000000"),
        ("1.2 亿元", "120000000"),
        ("８００万元", "8000000"),
        ("２．６亿元", "260000000"),
        ("3个亿", "300000000"),
        ("五千万", "50000000"),
        ("一亿二千万", "120000000"),
        ("1亿2000万", "120000000"),
        ("5亿3千4百万", "534000000"),
        ("两千五百万元", "25000000"),
        ("十五亿", "1500000000"),
        ("壹亿贰仟万元整", "120000000"),
        ("人民币5000万元", "50000000"),
        ("5亿元人民币", "500000000"),
        ("5000万元（人民币）", "50000000"),
        ("总投资：3亿元", "300000000"),
        ("10万亿", "10000000000000"),
        ("5000元", "5000"),
        ("（500万元）", "-5000000"),
        ("-500万元", "-5000000"),
        ("0万元", "0"),
    ],
)
def test_one_plain_amount_is_heard_exactly(text, value):
    said = hear_amount(text)
    assert (said.text, said.value, said.currency) == (text, Decimal(value), "CNY")
    assert not said.approximate
    assert said.note == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("约5亿元", "500000000"),
        ("大约5亿", "500000000"),
        ("5000多万", "50000000"),
        ("1000余万元", "10000000"),
        ("5亿多元", "500000000"),
        ("5000万元以上", "50000000"),
        ("800万元左右", "8000000"),
        ("不低于3亿元", "300000000"),
        ("近2亿", "200000000"),
    ],
)
def test_a_round_figure_is_marked_approximate(text, value):
    said = hear_amount(text)
    assert (said.value, said.approximate, said.text) == (Decimal(value), True, text)


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("800万美元", "USD", "8000000"),
        ("US$800万", "USD", "8000000"),
        ("8000美金", "USD", "8000"),
        ("5000 USD", "USD", "5000"),
        ("HKD 3000万", "HKD", "30000000"),
        ("HKD 3000万元", "HKD", "30000000"),
        ("3000万港币", "HKD", "30000000"),
        ("1.5亿欧元", "EUR", "150000000"),
        ("100亿日元", "JPY", "10000000000"),
        ("2亿新台币", "TWD", "200000000"),
    ],
)
def test_a_named_currency_is_kept(text, currency, value):
    said = hear_amount(text, unit="万元")
    assert (said.currency, said.value) == (currency, Decimal(value))


@pytest.mark.parametrize("text", ["3–5亿", "2-3亿", "3亿-5亿元", "3到5亿", "约3—5亿元", "3~5亿"])
def test_a_range_gives_no_number(text):
    said = hear_amount(text)
    assert said.value is None
    assert "区间" in said.note


def test_phases_give_no_number_but_propose_their_sum():
    said = hear_amount("一期3亿、二期5亿")
    assert (said.value, said.proposed) == (None, Decimal(800_000_000))
    assert said.note == "分期金额合计8亿元，请确认。"


def test_a_single_phase_is_not_taken_for_the_whole():
    said = hear_amount("一期3亿元")
    assert (said.value, said.proposed) == (None, Decimal(300_000_000))


def test_a_total_with_its_first_phase_in_brackets_is_the_total():
    said = hear_amount("总投资10亿元（首期2亿元）")
    assert said.value == Decimal(1_000_000_000)
    assert "首期2亿元" in said.note


def test_two_currencies_in_one_cell_are_never_added():
    said = hear_amount("3200万元、150万美元")
    assert (said.value, said.proposed) == (None, None)
    assert "币种" in said.note


@pytest.mark.parametrize("text", ["", "-", "—", "——", "/", " "])
def test_a_dash_or_nothing_is_no_amount_and_needs_no_remark(text):
    said = hear_amount(text, unit="万元")
    assert (said.value, said.note, said.text) == (None, "", text)


@pytest.mark.parametrize("text", ["面议", "待定", "无"])
def test_words_for_not_yet_known_are_no_amount(text):
    assert hear_amount(text, unit="万元").value is None
    assert hear_amount(text).note == "未写明金额。"


def test_a_bare_number_takes_the_unit_of_its_column():
    assert hear_amount("5000", unit="万元").value == 50_000_000
    assert hear_amount("（500）", unit="万元").value == -5_000_000
    usd = hear_amount("21,420.5", unit="万美元")
    assert (usd.value, usd.currency) == (Decimal(214_205_000), "USD")
    assert hear_amount("五千", unit="万元").value == 50_000_000


def test_a_bare_number_without_a_unit_is_asked_about():
    said = hear_amount("5000")
    assert said.value is None
    assert "缺少单位" in said.note


def test_a_unit_in_the_words_goes_before_the_column():
    assert hear_amount("1.5亿元", unit="万元").value == 150_000_000
    assert hear_amount("8000万元", unit="亿元").value == 80_000_000


def test_a_currency_without_a_scale_against_the_column_is_asked_about():
    said = hear_amount("USD 5000", unit="万元")
    assert said.value is None
    assert "币种" in said.note


def test_numbers_from_a_sheet_lose_only_binary_residue():
    assert hear_amount(Decimal("0.30000000000000004"), unit="亿元").value == 30_000_000
    assert hear_amount(Decimal("0.30000000000000004"), unit="亿元").note == ""
    assert hear_amount(Decimal("1E+3"), unit="万元").value == 10_000_000
    assert "四舍五入" in hear_amount("3.333元").note


@pytest.mark.parametrize(
    "text",
    [
        *("同上", "正在洽谈", "年产5万吨", "数亿", "几千万", "上亿", "5000万以下", "亿元", "万"),
        *("一亿二", "两千五", "1亿5000", "1.5亿2000万", "5,00万", "1.2.3亿", "1e5万", "10^18", "NaN", "😀"),
        *("1.5亿元/年", "5²万", "٣万", "3亿元; DROP TABLE", "<b>3亿</b>"),
    ],
)
def test_what_may_be_read_in_two_ways_or_not_at_all_gives_no_number(text):
    said = hear_amount(text)
    assert (said.value, said.text) == (None, text)
    assert said.note


def test_a_size_beyond_ten_trillion_gives_no_number():
    assert "过大" in hear_amount("11万亿").note
    assert hear_amount("11万亿").value is None


@given(
    st.text(alphabet="0123456789.,一二三十百千万亿元美约多余期、（）()-–至 個个整¥$USD", max_size=60)
    | st.text(max_size=60),
    st.sampled_from([None, "元", "万元", "亿元", "万美元"]),
)
def test_no_words_make_it_fail(text, unit):
    said = hear_amount(text, unit=unit)
    assert said.text == text
    assert said.value is None or abs(said.value) <= LIMIT


@pytest.mark.parametrize("text", ["1" * 199 + "x", "1," * 99, "万" * 200, "约" * 200, "(" * 200])
def test_long_nonsense_is_answered(text):
    assert hear_amount(text).value is None


@given(st.integers(min_value=1, max_value=10**12))
def test_any_whole_number_of_yuan_is_heard_in_both_units(yuan):
    exact = Decimal(yuan)
    assert hear_amount(f"{exact / 10000:f}万元").value == exact
    assert hear_amount(f"{exact / 10**8:f}亿").value == exact
