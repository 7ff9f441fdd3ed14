"""Several targets for one measure: superior's, own, base and stretch, for the year and, cumulative, for its parts."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from assessment import actions, facts, parts
from assessment.countable import countables
from assessment.models import Target, TargetSet
from assessment.reports.target_history import rankings_by_version
from promo.models import Event
from promo.refusal import Refused
from tests.assessment import scenario
from tests.assessment.scenario import give_target, wan
from tests.factories import NOW

JULY = date(2026, 7, 1)


def known(town, on=JULY, as_of=NOW + timedelta(days=9)) -> dict:
    found = facts.all_targets(town.region, year=2026, on=on, as_of=as_of)
    return {key: row.quantity for key, row in found.items()}


def give_quarters(
    town, amounts: dict[str, str], *, unit="village", expected=None, at=NOW, day=date(2026, 1, 1)
):
    entries = [
        actions.TargetEntry(
            town.units[unit], "arrived_capital", wan(amount), "own", part, (expected or {}).get(part, 0)
        )
        for part, amount in amounts.items()
    ]
    return actions.record_targets(
        region=town.region, year=2026, entries=entries, effective_from=day, document="镇政办发〔2026〕6号",
        by=town.people["supervisor"], at=at,
    )  # fmt: skip


def test_every_set_and_part_has_its_own_versions_and_none_is_worked_out_from_another(town):
    unit = town.units["village"].pk
    give_target(town, "village", "arrived_capital", wan("100"))
    give_target(town, "village", "arrived_capital", wan("120"), target_set="stretch")
    give_target(town, "village", "arrived_capital", wan("80"), target_set="base")
    give_target(town, None, "arrived_capital", wan("900"), target_set="superior", part="q2")
    give_target(town, "village", "arrived_capital", wan("30"), part="m03")
    assert known(town) == {
        (unit, "arrived_capital", "own", ""): wan("100"),
        (unit, "arrived_capital", "stretch", ""): wan("120"),
        (unit, "arrived_capital", "base", ""): wan("80"),
        (None, "arrived_capital", "superior", "q2"): wan("900"),
        (unit, "arrived_capital", "own", "m03"): wan("30"),
    }
    of_the_year = facts.targets(town.region, year=2026, on=JULY, as_of=NOW + timedelta(days=9))
    assert {key: row.quantity for key, row in of_the_year.items()} == {(unit, "arrived_capital"): wan("100")}


def test_all_targets_of_a_region_are_one_statement(town, django_assert_num_queries):
    give_quarters(town, {"q1": "10", "q2": "20"})
    with django_assert_num_queries(1):
        assert len(known(town)) == 2


def test_a_revision_recorded_after_the_moment_of_a_run_changes_nothing_in_it(town):
    give_quarters(town, {"q1": "10", "q2": "20", "q3": "30"})
    before = known(town, as_of=NOW + timedelta(days=1))
    later = NOW + timedelta(days=2)
    give_quarters(town, {"q2": "25"}, expected={"q2": 1}, at=later, day=date(2026, 2, 1))
    assert known(town, as_of=NOW + timedelta(days=1)) == before
    assert known(town, as_of=later + timedelta(hours=1)) != before


def test_a_revision_counts_from_its_day_for_its_own_part_only(town):
    unit = town.units["village"].pk
    give_quarters(town, {"q2": "20", "q3": "30"})
    give_quarters(town, {"q3": "28"}, expected={"q3": 1}, day=JULY)
    assert known(town, on=date(2026, 6, 30))[(unit, "arrived_capital", "own", "q3")] == wan("30")
    assert known(town)[(unit, "arrived_capital", "own", "q3")] == wan("28")
    assert known(town)[(unit, "arrived_capital", "own", "q2")] == wan("20")


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ({"q1": "20", "q2": "19"}, "二季度不能少于一季度"),
        ({"q1": "20", "q4": "19"}, "四季度不能少于一季度"),
        ({"m11": "20", "m12": "19"}, "12月不能少于11月"),
    ],
)
def test_cumulative_targets_never_fall(town, amounts, sentence):
    with pytest.raises(Refused, match=sentence):
        give_quarters(town, amounts)
    assert not Target.objects.exists()


def test_a_single_quarter_is_held_against_those_given_before(town):
    give_quarters(town, {"q1": "20", "q3": "40"})
    with pytest.raises(Refused, match="二季度不能少于一季度"):
        give_target(town, "village", "arrived_capital", wan("19"), part="q2")
    with pytest.raises(Refused, match="三季度不能少于二季度"):
        give_target(town, "village", "arrived_capital", wan("41"), part="q2")
    give_target(town, "village", "arrived_capital", wan("20"), part="q2")
    give_target(town, "village", "arrived_capital", wan("5"), part="m06")  # months stand among months
    give_target(town, "village", "arrived_capital", wan("5"), part="q2", target_set="base")


def test_quarters_may_be_lowered_together_and_the_last_need_not_be_the_year(town):
    give_target(town, "village", "arrived_capital", wan("100"))
    give_quarters(town, {"q3": "60", "q4": "90"})
    give_quarters(town, {"q3": "40", "q4": "50"}, expected={"q3": 1, "q4": 1}, day=JULY)
    assert Target.objects.count() == 5


def test_one_wrong_target_keeps_all_of_a_document_out(town):
    give_quarters(town, {"q2": "20"})
    with pytest.raises(Refused, match="已经下达"):
        give_quarters(town, {"q1": "10", "q2": "20"})
    with pytest.raises(Refused, match="刚被别人修改"):
        give_quarters(town, {"q1": "10", "q2": "21"}, expected={"q2": 3})
    assert [row.part for row in Target.objects.all()] == ["q2"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target_set": "wish"}, "target_set"),
        ({"part": "q5"}, "part"),
        ({"part": "m13"}, "part"),
        ({"measure": "gold"}, "measure"),
        ({"quantity": 10**15 + 1}, "quantity"),
    ],
)
def test_what_is_no_target_is_refused_beside_its_field(town, change, field):
    with pytest.raises(Refused) as refused:
        give_target(town, "village", **({"measure": "arrived_capital", "quantity": 1} | change))
    assert refused.value.field == field


@pytest.mark.parametrize("change", [{"target_set": "wish"}, {"part": "q9"}, {}])
def test_the_database_keeps_sets_parts_and_versions_too(town, change):
    row = give_target(town, None, "arrived_capital", 100)
    row.pk = None
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_each_target_of_a_document_leaves_its_event(town):
    rows = give_quarters(town, {"q1": "10", "q2": "20"})
    details = [Event.objects.about(row).get().detail for row in rows]
    assert [(one["part"], one["set"], one["quantity"]) for one in details] == [
        ("q1", "own", [None, wan("10")]), ("q2", "own", [None, wan("20")]),
    ]  # fmt: skip


def test_what_the_ledger_does_not_count_can_be_a_target_too(town, neighbour):
    by, where = town.people["office_director"], {"region": town.region, "at": NOW}
    kind = actions.add_figure_kind(
        code="export_earned", name="出口创汇", unit="usd", is_event=False, by=by, **where
    )
    row = give_target(town, None, "export_earned", 12_345)
    assert countables(town.region)["export_earned"].exact(row.quantity) == Fraction(12_345, 100)
    assert facts.target_sums(town.region, year=2026, on=JULY, as_of=NOW + timedelta(days=1)) == {}
    assert "export_earned" not in countables(neighbour.region)
    actions.change_figure_kind(
        kind=kind, name="出口创汇", sentence="", is_active=False, version=1, by=by, at=NOW
    )
    with pytest.raises(Refused, match="选择指标"):
        give_target(town, "village", "export_earned", 1)
    give_target(town, None, "export_earned", 1, expected=1)  # what stands can still be revised


def test_the_history_knows_which_published_rankings_counted_with_a_version(town):
    judged = scenario.build(town)
    scenario.published(judged)
    row = Target.objects.get(unit=town.units["village"], measure="signed_amount")
    assert rankings_by_version(row.unit, row) == {1: [1]}
    stretch = give_target(town, "village", "signed_amount", 5, target_set=TargetSet.STRETCH)
    assert rankings_by_version(row.unit, stretch) == {}


def test_the_parts_of_a_year_stand_in_their_order():
    assert parts.series_of("q3") == "quarters"
    assert parts.series_of("m07") == "months"
    assert parts.series_of("") == ""
    assert [parts.words(part) for part in ("", "q2", "m12")] == ["", "至二季度末", "至12月末"]
