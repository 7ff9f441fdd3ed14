"""Shares are dated, sum to the whole, and every history of them conserves the last 分."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects import actions, ledger
from projects.models import Posting
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, signed_project, verify


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 1),
    )  # fmt: skip


def share(project, pairs, *, town, valid_from, **more):
    project.refresh_from_db()
    return actions.share_credit(
        project=project, shares=[(town.units[key], part) for key, part in pairs], valid_from=valid_from,
        reason="镇党政联席会议纪要", version=project.version, by=town.people["office_director"], at=NOW, **more,
    )  # fmt: skip


def earned(project, measure="arrived_capital"):
    rows = (
        Posting.objects.filter(project=project, measure=measure)
        .values_list("unit__name")
        .annotate(Sum("quantity"))
    )
    return {name: total for name, total in rows if total}


def test_a_joint_arrival_is_split_to_the_last_fen(project, town):
    share(
        project,
        [("village", 3333), ("department", 3333), ("park", 3334)],
        town=town,
        valid_from=date(2026, 4, 1),
    )
    arrival = make_arrival(project=project, by=town.people["unit_clerk"], amount="0.10", on=date(2026, 5, 3))
    verify(arrival, by=town.people["office_director"])
    assert earned(project) == {"石桥村": 3, "农业办": 3, "工业园": 4}


def test_what_came_before_keeps_the_old_unit(project, town):
    early = make_arrival(project=project, by=town.people["unit_clerk"], on=date(2026, 5, 1))
    verify(early, by=town.people["office_director"])
    share(project, [("park", 7000), ("village", 3000)], town=town, valid_from=date(2026, 7, 1))
    late = make_arrival(project=project, by=town.people["unit_clerk"], on=date(2026, 7, 1))
    verify(late, by=town.people["office_director"])
    assert earned(project) == {"石桥村": 1_000_000_000 + 300_000_000, "工业园": 700_000_000}
    assert earned(project, "signed_count") == {"石桥村": 10_000}


def test_a_share_decided_for_the_past_is_posted_anew_and_the_old_view_can_be_worked_out(project, town):
    verify(
        make_arrival(project=project, by=town.people["unit_clerk"], on=date(2026, 5, 1)),
        by=town.people["office_director"],
    )
    before = ledger.moment(NOW)
    share(project, [("park", 5000), ("village", 5000)], town=town, valid_from=date(2026, 4, 1))
    assert earned(project) == {"石桥村": 500_000_000, "工业园": 500_000_000}
    then = (
        Posting.objects.known_at(before)
        .filter(measure="arrived_capital")
        .values_list("unit__name", "quantity")
    )
    assert list(then) == [("石桥村", 1_000_000_000)]


@pytest.mark.parametrize(
    "pairs", [[("village", 9999)], [("village", 5000), ("park", 5001)], [("village", 10000), ("park", 0)], []]
)
def test_shares_that_do_not_make_the_whole_are_refused(project, town, pairs):
    with pytest.raises(Refused, match="合计应为100%|大于0"):
        share(project, pairs, town=town, valid_from=date(2026, 4, 1))
    assert project.credit_splits.count() == 1


def test_one_unit_twice_is_refused(project, town):
    with pytest.raises(Refused, match="同一单位"):
        share(project, [("village", 5000), ("village", 5000)], town=town, valid_from=date(2026, 4, 1))


def test_two_people_cannot_both_decide(project, town):
    project.refresh_from_db()
    stale = project.version
    share(project, [("park", 10000)], town=town, valid_from=date(2026, 4, 1))
    with pytest.raises(Refused, match="刚被别人修改"):
        actions.share_credit(
            project=project, shares=[(town.units["village"], 10000)], valid_from=date(2026, 4, 2), reason="x",
            version=stale, by=town.people["office_director"], at=NOW,
        )  # fmt: skip


SHARES = st.lists(st.integers(1, 5000), min_size=1, max_size=5).map(
    lambda parts: [*parts[:-1], 10_000 - sum(parts[:-1])] if sum(parts[:-1]) < 10_000 else [10_000]
)
STEP = st.one_of(
    st.tuples(st.just("arrive"), st.integers(1, 10**12), st.integers(0, 200)),
    st.tuples(st.just("share"), SHARES, st.integers(0, 200)),
    st.tuples(st.just("reverse"), st.integers(0, 10), st.integers(0, 200)),
)
UNITS = ["village", "other_village", "department", "vertical", "park"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_any_history_of_shares_and_reversals_conserves_every_fen(town, steps):
    people = town.people
    project = signed_project(
        unit=town.units["village"],
        by=people["unit_clerk"],
        verifier=people["office_director"],
        on=date(2026, 1, 1),
    )
    live = []
    for what, value, offset in steps:
        day = date(2026, 1, 1) + timedelta(days=offset)
        if what == "arrive":
            fact = make_arrival(project=project, by=people["unit_clerk"], amount=Decimal(value) / 100, on=day)
            live.append(verify(fact, by=people["office_director"], excess_reason="增资"))
        elif what == "share":
            share(project, list(zip(UNITS, value, strict=False)), town=town, valid_from=day)
        elif live:
            fact = live.pop(value % len(live))
            on = max(day, fact.statistical_on)  # an earlier day is refused
            ask = actions.reverse_fact(
                fact=fact, reason="差错", statistical_on=on, by=people["office_clerk"], at=NOW
            )
            verify(ask, by=people["office_director"])
    total = (
        Posting.objects.filter(project=project, measure="arrived_capital").aggregate(t=Sum("quantity"))["t"]
        or 0
    )
    assert total == sum(int(fact.cny * 100) for fact in live)
    numbers = list(Posting.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "no gap in the ledger"
    moments = list(Posting.objects.order_by("number").values_list("posted_at", flat=True))
    assert moments == sorted(moments), "the ledger's clock never goes back"
