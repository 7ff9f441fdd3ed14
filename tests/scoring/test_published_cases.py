"""Real published results come out of the public scoring functions to the last printed digit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from scoring_cases import PROPORTION, RATIO, indicator, places_of, published, scored

from assessment.ranking import Line, rank
from assessment.rules import rate, ratio, rounded, time_lead
from promo.money import hear_amount

YI = 100_000_000
WAN = 10_000


def rows_of(number: str) -> list:
    return [pytest.param(row, id=row["unit"]) for row in published(number)["rows"]]


def printed(x: Fraction, figure: str) -> Decimal:
    """`x` as a percentage with the decimals of the published figure."""
    return rounded(x * 100, places_of(figure))


def completion_points(actual, target) -> Fraction:
    """Points of a 100-point item in proportion without a cap: the completion rate in per cent."""
    return scored(indicator(PROPORTION), actual=actual, target=target).points


@pytest.mark.parametrize("row", rows_of("02"))
def test_start_rates_of_luan_are_those_published(row):
    item = scored(indicator(RATIO), numerator=row["started"], denominator=row["signed"])
    assert rounded(item.points, 1) == Decimal(row["published_rate"])
    assert item.rate == ratio(row["started"], row["signed"])


def test_ranks_of_luan_by_start_rate_are_those_published():
    rows = published("02")["rows"]
    lines = [Line(row["unit"], ratio(row["started"], row["signed"]), n) for n, row in enumerate(rows)]
    assert rank(lines) == {row["unit"]: row["published_rank_by_rate"] for row in rows}


def test_equal_counts_of_luan_share_the_place_and_keep_the_printed_order():
    rows = published("02")["rows"]
    places = rank([Line(row["unit"], Fraction(row["signed"]), n) for n, row in enumerate(rows)])
    assert list(places) == [row["unit"] for row in rows]
    assert list(places.values()) == [1, 1, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("total", "column"),
    [
        ("signed", "signed"),
        ("started", "started"),
        ("5yi", "signed_5yi"),
        ("10yi", "signed_10yi"),
        ("trips", "outbound_trips"),
    ],
)
def test_totals_of_luan_are_the_sums_of_its_counties(total, column):
    case = published("02")
    assert sum(row[column] for row in case["rows"]) == case["totals_check"][total]["published"]


def exact_rows_of_diqing() -> list:
    return [row for row in published("05")["rows"] if row["check"]["verdict"] == "exact-half-up"]


@pytest.mark.parametrize("row", exact_rows_of_diqing(), ids=lambda row: row["unit"])
def test_rates_of_diqing_are_those_published(row):
    actual, target = row.get("actual_yi") or row["actual"], row.get("target_yi") or row["target"]
    points = completion_points(Decimal(actual), Decimal(target))
    assert rounded(points, places_of(row["published_rate"])) == Decimal(row["published_rate"])


@pytest.mark.parametrize(
    ("unit", "ours"), [("香格里拉县", "59.53"), ("德钦县", "33.63"), ("维西县", "43.02")]
)
def test_rates_of_diqing_made_from_unprinted_digits_differ_within_the_printed_rounding(unit, ours):
    row = next(row for row in published("05")["rows"] if row["unit"] == unit)
    actual, target = Fraction(row["actual_yi"]), Fraction(row["target_yi"])
    found = rounded(completion_points(actual, target), 2)
    assert found == Decimal(ours) == Decimal(row["check"]["half_up"])
    assert found != Decimal(row["published_rate"])
    half = Fraction(1, 200)
    lowest, highest = (rate(actual + step, target) * 100 for step in (-half, half))
    assert lowest < Fraction(row["published_rate"]) + half
    assert highest > Fraction(row["published_rate"]) - half


def test_diqing_ranks_otherwise_by_rate_than_by_amount():
    rows = [row for row in published("05")["rows"] if not row["unit"].startswith("迪庆州")]
    by_rate = [Line(r["unit"], rate(Decimal(r["actual_yi"]), Decimal(r["target_yi"])), 0) for r in rows]
    by_amount = [Line(row["unit"], Fraction(row["actual_yi"]), 0) for row in rows]
    assert list(rank(by_rate)) == ["香格里拉县", "香格里拉经济开发区", "维西县", "德钦县"]
    assert list(rank(by_amount)) == ["香格里拉县", "维西县", "香格里拉经济开发区", "德钦县"]


def test_the_part_of_diqing_outside_its_counties_is_not_invented_away():
    rows = published("05")["rows"]
    parts = sum(Decimal(row["actual_yi"]) for row in rows if not row["unit"].startswith("迪庆州"))
    assert Decimal(rows[0]["actual_yi"]) - parts == Decimal("0.69")


@pytest.mark.parametrize("row", rows_of("07"))
def test_rates_of_panzhihua_are_those_published(row):
    points = completion_points(int(row["actual_wan"]) * WAN, int(row["target_wan"]) * WAN)
    assert rounded(points, 2) == Decimal(row["published_rate"])


@pytest.mark.parametrize("row", [row for row in rows_of("07") if row.values[0].get("published_lead_pp")])
def test_leads_of_panzhihua_after_ten_months_are_those_published(row):
    completion = rate(int(row["actual_wan"]), int(row["target_wan"]))
    assert rounded(time_lead(completion, Fraction(10, 12)), 2) == Decimal(row["published_lead_pp"])


@pytest.mark.parametrize("row", [row for row in rows_of("07") if row.values[0].get("published_share")])
def test_shares_of_panzhihua_are_those_published(row):
    whole = int(published("07")["rows"][0]["actual_wan"])
    share = ratio(int(row["actual_wan"]), whole)
    assert printed(share, row["published_share"]) == Decimal(row["published_share"])


def test_both_cuts_of_panzhihua_add_up_to_the_total():
    rows = {row["unit"]: int(row["actual_wan"]) for row in published("07")["rows"]}
    origins = ("国内省外(市目标)", "市外省内", "市内县际间")
    industries = ("农业", "工业", "第三产业")
    for cut in (origins, industries):
        assert sum(rows[unit] for unit in cut) == rows["全市合计"]


@pytest.mark.parametrize("row", rows_of("12"))
def test_rates_of_qinshui_are_those_published_with_one_or_two_decimals(row):
    points = completion_points(Decimal(row["actual_yi"]) * YI, Decimal(row["plan_yi"]) * YI)
    assert rounded(points, places_of(row["published_rate"])) == Decimal(row["published_rate"])


@pytest.mark.parametrize("column", ["plan_yi", "actual_yi"])
def test_levels_of_qinshui_add_up_to_the_county(column):
    county, *levels = (Decimal(row[column]) for row in published("12")["rows"])
    assert sum(levels) == county


def test_projects_of_qingcheng_in_mixed_units_roll_up_to_the_town():
    (row,) = published("16")["rows"]
    arrived = sum(hear_amount(project["amount"]).value for project in row["projects"])
    assert arrived == Decimal(row["published_actual_yi"]) * YI
    item = scored(indicator(PROPORTION), actual=arrived, target=Decimal(row["target_yi"]) * YI)
    assert rounded(item.points, 0) == Decimal(row["published_rate"])
    assert item.words == "74,000.00万元 ÷ 48,000.00万元 × 100 ≈ 154.17"


@pytest.mark.parametrize("sector", published("17")["sectors"], ids=lambda sector: sector["sector"])
def test_shares_of_bazhong_are_those_published(sector):
    whole = Decimal(published("17")["totals"]["amount_yi"])
    share = ratio(Decimal(sector["amount_yi"]), whole)
    assert printed(share, sector["published_share"]) == Decimal(sector["published_share"])


@pytest.mark.parametrize("cut", ["rows", "sectors"])
def test_both_cuts_of_bazhong_add_up_to_the_total(cut):
    case = published("17")
    assert sum(part["n"] for part in case[cut]) == case["totals"]["n"]
    assert sum(Decimal(part["amount_yi"]) for part in case[cut]) == Decimal(case["totals"]["amount_yi"])
