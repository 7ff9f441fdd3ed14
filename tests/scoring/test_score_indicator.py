"""One indicator: its points, and the line of arithmetic that a clerk can follow with a calculator."""

from fractions import Fraction

import pytest
from scoring_cases import MARK, PROPORTION, RATIO, indicator, scored

from assessment.functions import Status
from assessment.rules import Rounding
from assessment.scoring import score_indicator

FORTY = indicator(PROPORTION, points=40, cap=1)
AMOUNTS = {
    "numerator": {"code": "arrived_capital", "window": "cumulative_since", "since": "2025-01-01"},
    "denominator": {"code": "signed_amount", "window": "cumulative_since", "since": "2025-01-01"},
}
REALIZATION = indicator(RATIO | AMOUNTS, points=35)


def test_a_proportion_is_written_as_one_division_and_one_product():
    item = scored(FORTY, actual=50_000_000, target=200_000_000)
    assert item.words == "5,000.00万元 ÷ 20,000.00万元 × 40 = 10.00"
    assert (item.points, item.rate, item.status) == (10, Fraction(1, 4), Status.SCORED)


def test_what_exceeds_the_cap_is_said():
    item = scored(FORTY, actual=250_000_000, target=200_000_000)
    assert item.words == "25,000.00万元 ÷ 20,000.00万元 = 125.00%，封顶100%，得 40.00"
    assert (item.points, item.rate, item.status) == (40, Fraction(5, 4), Status.CAPPED)


def test_a_cap_above_full_marks_is_multiplied_out():
    item = scored(indicator(PROPORTION, points=40, cap="1.2"), actual=300, target=200)
    assert item.words == "0.03万元 ÷ 0.02万元 = 150.00%，封顶120%，120% × 40 = 48.00"
    assert item.points == 48


def test_a_cap_below_full_marks_is_multiplied_out_too():
    item = scored(indicator(PROPORTION, points=40, cap="0.8"), actual=200, target=200)
    assert item.words == "0.02万元 ÷ 0.02万元 = 100.00%，封顶80%，80% × 40 = 32.00"


def test_a_proportion_exactly_at_the_cap_is_not_capped():
    item = scored(FORTY, actual=200_000_000, target=200_000_000)
    assert (item.points, item.status) == (40, Status.SCORED)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (None, "未下达目标，不计分（—）"),
        (0, "目标为0，不计分（—）"),
        (-5, "目标为负数，不计分（—）"),
    ],
)
def test_without_a_target_there_are_no_points_and_no_zero(target, words):
    item = scored(FORTY, actual=50_000_000, target=target)
    status = Status.NO_TARGET if target is None else Status.ZERO_TARGET
    assert (item.points, item.words, item.status) == (None, words, status)


def test_nothing_done_with_a_target_is_zero_points():
    item = scored(FORTY, actual=0, target=200_000_000)
    assert (item.points, item.words) == (0, "0.00万元 ÷ 20,000.00万元 × 40 = 0.00")


def test_more_reversed_than_arrived_counts_as_zero():
    item = scored(FORTY, actual=-1_000_000, target=200_000_000)
    assert (item.points, item.words) == (0, "到位资金 -100.00万元，为负数按0计，得 0.00")


def test_a_number_that_was_not_entered_is_named():
    assert scored(FORTY, target=5).words == "到位资金尚未填报，不计分（—）"
    assert scored(REALIZATION, numerator=5, denominator=None).words == "累计签约金额尚未填报，不计分（—）"
    assert scored(REALIZATION, denominator=5).status == Status.NOT_ENTERED


def test_a_ratio_goes_on_from_its_percentage():
    item = scored(REALIZATION, numerator=30_000_000, denominator=100_000_000)
    start = "累计到位资金 3,000.00万元 ÷ 累计签约金额 10,000.00万元 = 30.00%"
    assert item.words == f"{start}，30.00% × 35 = 10.50"
    assert item.points == Fraction(21, 2)


def test_a_ratio_that_does_not_end_is_reckoned_from_its_numbers():
    item = scored(indicator(RATIO, points=35), numerator=1, denominator=3)
    assert item.words == "开工项目数 1个 ÷ 签约项目数 3个 ≈ 33.33%，1个 ÷ 3个 × 35 ≈ 11.67"
    assert item.points == Fraction(35, 3)


def test_a_ratio_with_a_line_for_full_marks_divides_by_the_line():
    item = indicator(RATIO | AMOUNTS, points=20, full_at="0.6")
    assert scored(item, numerator=30, denominator=100).words.endswith("= 30.00%，30.00% ÷ 60% × 20 = 10.00")
    above = scored(item, numerator=80, denominator=100)
    assert above.words.endswith("= 80.00%，超过满分线60%，封顶100%，得 20.00")
    assert above.points == 20


def test_a_ratio_over_nothing_is_left_out():
    item = scored(REALIZATION, numerator=0, denominator=0)
    assert (item.points, item.status) == (None, Status.NO_BASE)
    assert item.words == "累计签约金额为0，不计分（—）"


def test_a_ratio_of_nothing_to_something_is_zero_points():
    item = scored(REALIZATION, numerator=0, denominator=100_000_000)
    assert item.words.endswith("= 0.00%，0.00% × 35 = 0.00")


def test_a_ratio_below_zero_counts_as_zero():
    item = scored(REALIZATION, numerator=-5, denominator=100)
    assert (item.points, item.rate) == (0, Fraction(-1, 20))


@pytest.mark.parametrize(
    ("mark", "points", "words"),
    [
        ("8.5", Fraction(17, 2), "评分 8.5（满分10），得 8.50"),
        (0, 0, "评分 0（满分10），得 0.00"),
        (11, 10, "评分 11，高于满分10，按10计，得 10.00"),
        (-1, 0, "评分 -1，低于0，按0计，得 0.00"),
        (None, None, "尚未评分，不计分（—）"),
    ],
)
def test_a_manual_mark_stays_between_zero_and_full_marks(mark, points, words):
    item = scored(indicator(MARK), mark=mark)
    assert (item.points, item.words) == (points, words)


def test_parts_of_a_project_are_counted():
    item = indicator(
        PROPORTION,
        points=20,
        measure={"code": "started_count", "window": "year_to_date"},
        target={"measure": "started_count"},
    )
    assert scored(item, actual="2.5", target=5).words == "2.5个 ÷ 5个 × 20 = 10.00"


def test_foreign_capital_is_shown_in_its_own_currency():
    item = indicator(
        PROPORTION,
        points=20,
        measure={"code": "arrived_foreign", "window": "year_to_date"},
        target={"measure": "arrived_foreign"},
    )
    assert (
        scored(item, actual=11_280_000, target=70_000_000).words
        == "1,128.00万美元 ÷ 7,000.00万美元 × 20 ≈ 3.22"
    )


def test_inputs_are_shown_to_the_last_fen_so_that_the_line_can_be_checked():
    item = scored(FORTY, actual="50000001.23", target="200000000.10")
    assert item.words == "5,000.000123万元 ÷ 20,000.00001万元 × 40 ≈ 10.00"


def test_a_number_that_cannot_be_written_in_full_says_so():
    item = scored(FORTY, actual=Fraction(200_000_000, 3), target=200_000_000)
    assert item.words == "约6,666.666667万元 ÷ 20,000.00万元 × 40 ≈ 13.33"


@pytest.mark.parametrize(
    ("rounding", "shown"), [(Rounding(4, "cut"), "0.0006"), (Rounding(1, "up"), "0.1"), (Rounding(0), "0")]
)
def test_points_are_shown_in_the_places_and_mode_of_the_scheme(rounding, shown):
    item = scored(indicator(PROPORTION, points=2), rounding, actual=1, target=3000)
    assert item.words.endswith(f"× 2 ≈ {shown}")
    assert item.points == Fraction(2, 3000)


def test_every_number_keeps_its_source():
    item = scored(REALIZATION, numerator=30, denominator=100)
    assert [(one.name, one.kind, one.unit, one.source) for one in item.inputs] == [
        ("numerator", "measure", "yuan", "measure:arrived_capital:cumulative_since:2025-01-01"),
        ("denominator", "measure", "yuan", "measure:signed_amount:cumulative_since:2025-01-01"),
    ]
    target = scored(FORTY, actual=1, target=2).inputs[1]
    assert (target.label, target.source) == ("到位资金目标", "target:arrived_capital")
    assert scored(indicator(MARK), mark=1).inputs[0].source == "mark:management"


def test_a_number_nobody_asked_for_is_a_fault_of_the_caller():
    stranger = indicator(MARK).needs[0].filled(Fraction(1))
    with pytest.raises(ValueError, match="has no input mark"):
        score_indicator(FORTY, [stranger], Rounding())
