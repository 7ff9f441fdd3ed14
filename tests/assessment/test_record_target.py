"""Targets are given once and revised by versions; the one in force on the day, as known at the moment, counts."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import facts
from assessment.models import Target
from promo.models import Event
from promo.refusal import Refused
from tests.assessment.scenario import give_target, wan
from tests.factories import NOW

JULY = date(2026, 7, 1)


def in_force(town, on: date, as_of=NOW + timedelta(days=1)) -> dict:
    found = facts.targets(town.region, year=2026, on=on, as_of=as_of)
    return {(holder, measure): row.quantity for (holder, measure), row in found.items()}


def test_a_revision_counts_from_its_day_and_leaves_the_time_before(town):
    unit = town.units["village"].pk
    give_target(town, "village", "signed_amount", wan("20000"))
    give_target(town, "village", "signed_amount", wan("15000"), expected=1, effective_from=JULY)
    assert in_force(town, date(2026, 6, 30)) == {(unit, "signed_amount"): wan("20000")}
    assert in_force(town, JULY) == {(unit, "signed_amount"): wan("15000")}


def test_what_was_recorded_later_was_not_known_before(town):
    first = give_target(town, "village", "signed_amount", wan("20000"))
    give_target(town, "village", "signed_amount", wan("15000"), expected=1, at=NOW + timedelta(days=3))
    unit = town.units["village"].pk
    assert in_force(town, JULY, as_of=first.recorded_at) == {(unit, "signed_amount"): wan("20000")}


def test_the_regions_own_target_need_not_be_the_sum_of_its_units(town):
    give_target(town, "village", "started_count", 30_000)
    give_target(town, None, "started_count", 100_000)
    assert in_force(town, JULY)[(None, "started_count")] == 100_000


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"quantity": -1}, "quantity", "不能为负"),
        ({"quantity": 10**18}, "quantity", "过大"),
        ({"effective_from": date(2025, 12, 31)}, "effective_from", "应在2026年度之内"),
        ({"effective_from": date(2027, 1, 1)}, "effective_from", "应在2026年度之内"),
        ({"year": 2028, "effective_from": date(2028, 1, 1)}, "year", "本年或下一年"),
    ],
)
def test_unfit_targets_are_refused_beside_their_field(town, change, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        give_target(town, "village", "signed_amount", **({"quantity": 1} | change))
    assert refused.value.field == field
    assert not Target.objects.exists()


def test_a_revision_may_not_take_effect_before_the_version_it_replaces(town):
    give_target(town, "village", "signed_amount", 100, effective_from=JULY)
    with pytest.raises(Refused, match="不能早于上一版的生效日期（2026年7月1日）"):
        give_target(town, "village", "signed_amount", 200, expected=1, effective_from=date(2026, 6, 30))


def test_a_second_first_target_is_sent_to_the_history(town):
    give_target(town, "village", "signed_amount", 100)
    with pytest.raises(Refused, match="已经下达"):
        give_target(town, "village", "signed_amount", 200)


def test_a_stale_revision_is_refused(town):
    give_target(town, "village", "signed_amount", 100)
    give_target(town, "village", "signed_amount", 200, expected=1)
    with pytest.raises(Refused, match="刚被别人修改"):
        give_target(town, "village", "signed_amount", 300, expected=1)


def test_a_target_of_another_towns_unit_is_refused(town, neighbour):
    town.units["stranger"] = neighbour.units["village"]
    with pytest.raises(Refused, match="本地区"):
        give_target(town, "stranger", "signed_amount", 100)


def test_targets_cannot_be_changed_past_the_actions(town):
    row = give_target(town, "village", "signed_amount", 100)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Target.objects.filter(pk=row.pk).update(quantity=1)


def test_each_version_leaves_an_event(town):
    give_target(town, "village", "signed_amount", 100)
    row = give_target(town, "village", "signed_amount", 200, expected=1)
    event = Event.objects.about(row).get()
    assert (event.verb, event.detail["quantity"]) == ("target_revised", [100, 200])
