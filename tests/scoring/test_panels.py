"""Several marks become one: exactly, whatever their order, never outside what was given, and with its arithmetic."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.panels import Method, Missing, Panel, aggregate, problems

MEAN = Panel()
SEVENTY_THIRTY = Panel(Method.WEIGHTED, (("园区", Fraction(7, 10)), ("乡镇", Fraction(3, 10))))
HIGH_LOW = Panel(Method.TRIMMED, trim=1)
CLASSES = ("园区", "乡镇", "领导")


def marks(*values: str, of: str = "") -> list[tuple[str, Fraction]]:
    return [(of, Fraction(value)) for value in values]


def strict(how: Panel) -> Panel:
    return Panel(how.method, how.weights, how.trim, Missing.NO_SCORE)


def test_the_marks_of_s20_come_out_as_the_method_prints_them():
    carriers, words = aggregate([("乡镇", Fraction(12)), ("园区", Fraction(13))], SEVENTY_THIRTY)
    assert (carriers, words) == (Fraction("12.7"), "园区评分 13×70% + 乡镇评分 12×30% = 12.7")
    teams, words = aggregate(marks("14", "12", "13.5"), MEAN)
    assert (teams, words) == (Fraction(79, 6), "(12 + 13.5 + 14) ÷ 3 ≈ 13.1667")


def test_several_of_one_class_are_first_averaged_among_themselves():
    found, words = aggregate([*marks("12", "14", of="园区"), *marks("10", of="乡镇")], SEVENTY_THIRTY)
    assert found == Fraction("12.1")
    assert words == "园区均分 (12 + 14) ÷ 2 = 13；园区评分 13×70% + 乡镇评分 10×30% = 12.1"


def test_the_highest_and_the_lowest_are_left_out():
    found, words = aggregate(marks("15", "12", "13.5", "9"), HIGH_LOW)
    assert found == Fraction("12.75")
    assert words == "去掉1个最高分、1个最低分后取平均：(12 + 13.5) ÷ 2 = 12.75"


def test_equal_marks_are_left_out_one_by_one():
    assert aggregate(marks("10", "10", "10", "4"), HIGH_LOW)[0] == 10


def test_ballots_give_the_average_place():
    found, words = aggregate(marks("1", "2", "2"), Panel(Method.BALLOTS))
    assert (found, words) == (Fraction(5, 3), "平均名次：(1 + 2 + 2) ÷ 3 ≈ 1.6667")


@pytest.mark.parametrize("how", [MEAN, SEVENTY_THIRTY, HIGH_LOW, Panel(Method.BALLOTS)])
def test_without_marks_there_is_no_score(how):
    assert aggregate([], how) == (None, "尚无评分，不计分（—）")


def test_a_class_without_marks_leaves_its_weight_to_the_others_or_makes_no_score():
    only = marks("13", of="园区")
    found, words = aggregate(only, SEVENTY_THIRTY)
    assert (found, words) == (
        Fraction(13),
        "乡镇未评分，其余权重折算为100%：(园区评分 13×70%) ÷ 70% = 13",
    )
    assert aggregate(only, strict(SEVENTY_THIRTY)) == (None, "乡镇未评分，不计分（—）")


def test_a_class_without_weight_does_not_count_and_is_named():
    found, words = aggregate([*marks("13", of="园区"), *marks("12", of="乡镇"), *marks("1", of="领导")],
                             SEVENTY_THIRTY)  # fmt: skip
    assert found == Fraction("12.7")
    assert words.endswith("（另有1份评分的类别没有权重，不计入）")
    assert aggregate(marks("9", of="领导"), SEVENTY_THIRTY) == (None, "园区、乡镇均未评分，不计分（—）")


def test_too_few_marks_are_all_averaged_or_make_no_score():
    found, words = aggregate(marks("10", "14"), HIGH_LOW)
    assert (found, words) == (
        Fraction(12),
        "只有2份评分，不足以去掉1个最高分、1个最低分，全部取平均：(10 + 14) ÷ 2 = 12",
    )
    assert aggregate(marks("10", "14"), strict(HIGH_LOW))[0] is None


def test_many_marks_are_told_by_their_sum():
    assert aggregate(marks(*["12.5"] * 40), MEAN) == (Fraction("12.5"), "40份合计 500 ÷ 40 = 12.5")


@pytest.mark.parametrize(
    ("how", "field"),
    [
        (Panel(Method.WEIGHTED), "weights"),
        (Panel(Method.WEIGHTED, (("园区", Fraction(1, 2)),)), "weights"),
        (Panel(Method.WEIGHTED, (("园区", Fraction(1, 2)), ("园区", Fraction(1, 2)))), "weights"),
        (Panel(Method.WEIGHTED, (("园区", Fraction(2)), ("乡镇", Fraction(-1)))), "weights"),
        (Panel(Method.MEAN, (("园区", Fraction(1)),)), "weights"),
        (Panel(Method.TRIMMED), "trim"),
        (Panel(Method.MEAN, trim=1), "trim"),
    ],
)
def test_a_method_that_contradicts_itself_is_named_and_never_used(how, field):
    assert [one for one, _ in problems(how)] == [field]
    with pytest.raises(ValueError):
        aggregate(marks("10"), how)


some_marks = st.lists(
    st.tuples(
        st.sampled_from(CLASSES),
        st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 100)),
    ),
    min_size=1,
    max_size=30,
)
methods = st.sampled_from(
    [
        MEAN, HIGH_LOW, Panel(Method.TRIMMED, trim=2), SEVENTY_THIRTY, Panel(Method.BALLOTS),
        strict(SEVENTY_THIRTY), strict(HIGH_LOW),
    ]
)  # fmt: skip


@given(some_marks, methods)
def test_the_result_never_leaves_what_was_given(given_marks, how):
    found, words = aggregate(given_marks, how)
    values = [value for _, value in given_marks]
    assert words
    assert found is None or min(values) <= found <= max(values)


@given(some_marks, methods, st.randoms())
def test_neither_result_nor_words_depend_on_the_order(given_marks, how, rng):
    mixed = list(given_marks)
    rng.shuffle(mixed)
    assert aggregate(mixed, how) == aggregate(given_marks, how)


@given(some_marks)
def test_neither_depends_on_the_order_in_which_weights_are_kept(given_marks):
    turned = Panel(Method.WEIGHTED, SEVENTY_THIRTY.weights[::-1])
    assert aggregate(given_marks, turned) == aggregate(given_marks, SEVENTY_THIRTY)
    assert turned.words == SEVENTY_THIRTY.words == "按园区70%、乡镇30%加权"


@given(some_marks, st.integers(1, 4))
def test_leaving_out_needs_more_than_twice_as_many(given_marks, trim):
    found, _ = aggregate(given_marks, Panel(Method.TRIMMED, trim=trim, missing=Missing.NO_SCORE))
    assert (found is None) == (len(given_marks) <= 2 * trim)


@given(some_marks)
def test_one_more_full_mark_never_lowers_the_mean(given_marks):
    best = max(value for _, value in given_marks)
    assert aggregate([*given_marks, ("领导", best)], MEAN)[0] >= aggregate(given_marks, MEAN)[0]
