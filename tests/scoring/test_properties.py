"""What must hold for any figures: sums, caps, order, scale, and agreement with a second calculator."""

from decimal import Context, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from scoring_cases import MARK, PROPORTION, RATIO, group_of, indicator, inputs, score_unit, scored

from assessment.ranking import Line, rank
from assessment.rules import rounded

WIDE = Context(prec=50)
fen = st.integers(0, 10**15).map(lambda whole: Fraction(whole, 100))
targets = st.none() | st.just(Fraction(0)) | fen
points = st.integers(1, 100)
caps = st.sampled_from([1, "1.2", 2, None])
figures = st.none() | st.fractions(0, 200, max_denominator=60)

GROUP = group_of(
    PROPORTION | {"points": 30, "cap": "1.2"},
    PROPORTION | {"code": "again", "points": 20, "cap": 1},
    RATIO | {"points": 15},
    MARK,
)


@given(fen, targets, fen, targets, fen, targets, st.none() | st.fractions(-1, 11, max_denominator=8))
def test_the_items_always_add_up_to_the_total(a, at, b, bt, n, d, mark):
    values = [
        {"actual": a, "target": at},
        {"actual": b, "target": bt},
        {"numerator": n, "denominator": d},
        {"mark": mark},
    ]
    found = {one.code: inputs(one, **value) for one, value in zip(GROUP.indicators, values, strict=True)}
    unit = score_unit(GROUP, found)
    if unit.total is None:
        assert unit.items[0].points is None
        assert unit.items[1].points is None
    else:
        assert sum(item.points for item in unit.items if item.points is not None) == unit.total
        assert sum(item.possible for item in unit.items if item.points is not None) == unit.possible
        assert 0 <= unit.total <= 36 + 20 + 15 + 10


@given(fen, fen, fen.filter(bool), points, caps)
def test_more_done_never_earns_less_and_never_more_than_the_cap(one, other, target, full, cap):
    item = indicator(PROPORTION, points=full, cap=cap)
    less, more = (scored(item, actual=actual, target=target).points for actual in sorted((one, other)))
    assert less <= more
    if cap is not None:
        assert more <= full * Fraction(cap)
        if one != other and max(one, other) <= target * Fraction(cap):
            assert less < more


@given(fen, fen.filter(bool), points, caps, st.sampled_from([10_000, 100_000_000, Fraction(1, 10_000)]))
def test_the_unit_that_money_is_counted_in_changes_no_points(actual, target, full, cap, scale):
    item = indicator(PROPORTION, points=full, cap=cap)
    there = scored(item, actual=actual * scale, target=target * scale)
    assert there.points == scored(item, actual=actual, target=target).points


@given(fen, fen.filter(bool), points, caps)
def test_a_second_calculator_with_fifty_digits_agrees(actual, target, full, cap):
    done, task = (WIDE.divide(Decimal(x.numerator), Decimal(x.denominator)) for x in (actual, target))
    completion = WIDE.divide(done, task)
    if cap is not None:
        completion = min(completion, Decimal(cap))
    expected = WIDE.multiply(Decimal(full), completion)
    found = scored(indicator(PROPORTION, points=full, cap=cap), actual=actual, target=target).points
    assert abs(rounded(found, 25) - expected) <= abs(expected).scaleb(-40, WIDE) + Decimal("1e-25")


@given(st.lists(figures, max_size=30), st.randoms(use_true_random=False))
def test_the_order_in_which_units_are_read_changes_no_place(values, shuffler):
    lines = [Line(n, value, n) for n, value in enumerate(values)]
    mixed = list(lines)
    shuffler.shuffle(mixed)
    assert list(rank(mixed).items()) == list(rank(lines).items())


@given(st.lists(figures, max_size=30))
def test_a_place_is_one_more_than_the_number_of_better_units(values):
    places = rank([Line(n, value, n) for n, value in enumerate(values)])
    for n, value in enumerate(values):
        better = sum(other is not None and value is not None and other > value for other in values)
        assert places[n] == (None if value is None else better + 1)
