"""Laws that hold for every way of scoring, tried on numbers nobody thought of."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring_cases import document, indicator, inputs

from assessment.evaluation import Evaluation
from assessment.placing import place_units
from assessment.rules import Rounding
from assessment.scheme_document import dump, load
from assessment.scoring import score_group, score_indicator
from assessment.sources import Shares
from assessment.sources.sharing import credited

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MONEY = {"code": "arrived_capital", "window": "year_to_date"}
TARGET = {"measure": "arrived_capital"}
BASE = {"code": "one", "name": "本项", "points": 20, "measure": MONEY}
numbers = st.fractions(0, 500, max_denominator=40)
positive = st.fractions(Fraction(1, 40), 500, max_denominator=40)
STEPS = {"step": "0.07", "points": "0.3", "most": 6}

# Rules in which more done is never worth less.
RISING = [
    BASE | {"function": "capped_proportion", "target": TARGET, "cap": "1.3"},
    BASE | {"function": "base_steps", "target": TARGET, "up": STEPS},
    BASE | {"function": "base_steps", "target": TARGET, "up": STEPS | {"whole": False}},
    BASE | {"function": "base_steps", "target": TARGET, "under": "steps", "up": STEPS, "down": STEPS},
    BASE | {"function": "base_steps", "target": TARGET, "under": "zero"},
    BASE | {"function": "threshold", "target": TARGET, "line": "0.6", "up": STEPS},
    BASE | {"function": "piecewise", "target": TARGET, "most": 26, "brackets": [
        {"upto": 1, "step": "0.1", "points": 2}, {"upto": None, "step": "0.3", "points": 1}]},
]  # fmt: skip
CAPS = [26, 26, 26, 26, 20, 26, 26]


@QUICK
@given(st.sampled_from(range(len(RISING))), positive, numbers, numbers)
def test_more_done_is_never_worth_less_and_never_more_than_the_cap(which, target, a, b):
    one = indicator(RISING[which])
    low, high = (
        score_indicator(one, inputs(one, actual=x, target=target), Rounding()).points for x in sorted((a, b))
    )
    assert 0 <= low <= high <= CAPS[which]


@QUICK
@given(st.lists(numbers, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_units_stand_changes_nobodys_points_or_place(actuals, random):
    group = load(document(
        BASE | {"function": "share_of_best"},
        BASE | {"code": "two", "function": "efficacy"},
        BASE | {"code": "three", "function": "against_mean", "most": 2},
        BASE | {"code": "four", "function": "rank_points", "less_each": 1, "ties": "average"},
    )).groups[0]  # fmt: skip
    units = [f"u{n}" for n in range(len(actuals))]
    done = dict(zip(units, actuals, strict=True))
    shuffled = random.sample(units, len(units))
    first, second = (_placed(group, order, done) for order in (units, shuffled))
    assert first == second


def _placed(group, order, done):
    evaluation = Evaluation(order, lambda source, unit: done[unit])
    scores = score_group(group, evaluation, Rounding())
    places = place_units(group, scores, evaluation, order)
    return {unit: (places[unit], scores[unit].total) for unit in order}


@QUICK
@given(
    st.sampled_from([Shares.LEDGER, Shares.EQUAL, Shares.LEAD]),
    numbers,
    st.lists(st.integers(1, 100), min_size=1, max_size=7),
)
def test_points_are_conserved_when_credit_is_split(shares, amount, weights):
    """Split any way but "both whole", the parts of a sum and the points in proportion to them add up again."""
    ledger = {f"u{n}": Fraction(weight, sum(weights)) for n, weight in enumerate(weights)}
    parts = credited(shares, amount, ledger)
    one = indicator(BASE | {"function": "per_item", "each": "0.3", "step": 7})
    earned = [score_indicator(one, inputs(one, actual=part), Rounding()).points for part in parts.values()]
    whole = score_indicator(one, inputs(one, actual=amount), Rounding()).points
    assert sum(parts.values()) == amount
    assert sum(earned) == whole


@QUICK
@given(numbers, st.lists(st.integers(1, 100), min_size=1, max_size=7))
def test_both_whole_gives_everybody_all(amount, weights):
    ledger = {f"u{n}": Fraction(weight, sum(weights)) for n, weight in enumerate(weights)}
    assert set(credited(Shares.WHOLE, amount, ledger).values()) == {amount}


@QUICK
@given(st.sampled_from(RISING))
def test_what_is_written_is_read_back(data):
    scheme = load(document(data))
    assert load(dump(scheme)) == scheme
