"""Sums of records: by kind and unit, by statistical day, as known at a moment, in one statement."""

from datetime import date, timedelta

from assessment import facts
from projects import ledger
from projects.models.credit import WHOLE
from tests.assessment.recording import (
    SPRING,
    WAN,
    enter,
    make_event_kind,
    make_kind,
    take_back,
    verified,
    verify,
)
from tests.factories import NOW

YEAR = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}
LATER = NOW + timedelta(hours=1)


def counted(town, *kinds: str, as_of=LATER, **window):
    return facts.recorded(kinds, region=town.region, as_of=as_of, **(YEAR | window))


def test_only_what_is_verified_counts(town):
    enter(town)
    assert counted(town, "export_earnings") == {"export_earnings": {}}
    verified(town, quantity=2 * WAN)
    verified(town, quantity=3 * WAN)
    assert counted(town, "export_earnings") == {"export_earnings": {town.units["village"].pk: 5 * WAN}}


def test_a_window_is_half_open_and_goes_by_the_statistical_day(town):
    verified(town, statistical_on=date(2026, 4, 1))
    village = town.units["village"].pk
    assert counted(town, "export_earnings", end=date(2026, 4, 1)) == {"export_earnings": {}}
    assert counted(town, "export_earnings", start=date(2026, 4, 1))["export_earnings"] == {village: 5 * WAN}


def test_a_reversal_takes_it_back_from_its_own_day_on(town):
    row = verified(town)
    take_back(town, row, on=date(2026, 6, 1))
    village = town.units["village"].pk
    assert counted(town, "export_earnings", end=date(2026, 6, 1))["export_earnings"] == {village: 5 * WAN}
    assert counted(town, "export_earnings")["export_earnings"] == {village: 0}


def test_a_calculation_done_again_finds_what_it_found_before(town):
    row = verified(town)
    as_of = ledger.moment(NOW)
    before = counted(town, "export_earnings", as_of=as_of)
    verified(town, quantity=WAN)
    take_back(town, row, on=SPRING)
    verify(town, enter(town, "other_village"))
    assert counted(town, "export_earnings", as_of=as_of) == before
    assert counted(town, "export_earnings", as_of=ledger.moment(NOW)) != before


def test_all_kinds_take_one_statement_and_a_neighbour_is_not_counted(
    town, neighbour, django_assert_num_queries
):
    kind = make_event_kind(town)
    verified(town, kind=kind, quantity=WHOLE)
    verified(town, "park", kind=kind, quantity=2 * WHOLE)
    verified(town)
    foreign = make_kind(neighbour)
    verify(neighbour, enter(neighbour, kind=foreign))
    with django_assert_num_queries(1):
        found = counted(town, "criticisms", "export_earnings", "nobody_knows")
    assert found == {
        "criticisms": {town.units["village"].pk: WHOLE, town.units["park"].pk: 2 * WHOLE},
        "export_earnings": {town.units["village"].pk: 5 * WAN},
        "nobody_knows": {},
    }


def test_the_rows_behind_a_number_make_it_up(town):
    row = verified(town)
    take_back(town, verified(town, quantity=WAN), on=date(2026, 6, 1))
    enter(town, quantity=9 * WAN)
    village = town.units["village"].pk
    rows = facts.record_rows("export_earnings", [village], town.region, **YEAR, as_of=LATER)
    assert [one.quantity for one in rows] == [5 * WAN, WAN, -WAN]
    assert sum(one.quantity for one in rows) == counted(town, "export_earnings")["export_earnings"][village]
    assert row in rows
