"""Also-counted credit (兼计) stands with its unit and enters no total."""

from datetime import date

import pytest

from assessment.ledger_series import additions, by_month, region_totals, sums_by_unit
from assessment.reports import dashboard as board
from assessment.reports.overview import year_to_date
from projects import actions, ledger
from projects.models import Posting
from projects.sums import by_measure
from promo.periods import year_of
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_arrival, make_lead, signed_project, verify

YEAR = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 1),
    )  # fmt: skip


def share(project, town, *, shares, also=(), valid_from=date(2026, 1, 1)):
    project.refresh_from_db()
    return actions.share_credit(
        project=project, shares=[(town.units[key], part) for key, part in shares], valid_from=valid_from,
        also=[(town.units[key], part) for key, part in also], reason="会议纪要", version=project.version,
        by=town.people["office_director"], at=NOW,
    )  # fmt: skip


@pytest.fixture
def counted_twice(project, town):
    share(project, town, shares=[("village", 10_000)], also=[("department", 10_000), ("park", 5_000)])
    verify(make_arrival(project=project, by=town.people["unit_clerk"]), by=town.people["office_director"])
    return project


def test_a_unit_has_what_is_also_counted_and_the_region_has_it_once(counted_twice, town):
    as_of = ledger.moment(NOW)
    sums = sums_by_unit(town.region, as_of=as_of, **YEAR)
    assert sums[town.units["village"].pk, "arrived_capital"] == 10_000_000
    assert sums[town.units["department"].pk, "arrived_capital"] == 10_000_000
    assert sums[town.units["park"].pk, "arrived_capital"] == 5_000_000
    assert region_totals(sums)["arrived_capital"] == 10_000_000
    assert sum(by_month(town.region, "arrived_capital", as_of=as_of, **YEAR).values()) == 10_000_000


def test_what_a_period_added_counts_once_and_names_the_unit_behind(counted_twice, town):
    found = additions(town.region, as_of=ledger.moment(NOW), since=NOW, **YEAR)["arrived_capital"]
    assert [one.quantity for one in found] == [1_000_000_000]
    assert found[0].units == ["石桥村", "农业办（兼计）", "工业园（兼计）"]


def test_the_foot_of_the_units_is_the_region_s_figure_and_a_note_says_why(counted_twice, town):
    as_of = ledger.moment(NOW)
    year = year_to_date(town.region, year_of(TODAY), until=TODAY, as_of=as_of, targets={})
    table = board.unit_table(board.unit_lines(town.region, year), lambda line, unit_id: "")
    assert table.totals()[2].text == "1,000.00"
    assert any("农业办、工业园" in note and "含兼计" in note for note in table.notes)


def test_without_any_no_note_stands(project, town):
    verify(make_arrival(project=project, by=town.people["unit_clerk"]), by=town.people["office_director"])
    year = year_to_date(town.region, year_of(TODAY), until=TODAY, as_of=ledger.moment(NOW), targets={})
    assert list(board.unit_table(board.unit_lines(town.region, year), lambda line, unit_id: "").notes) == []


def test_a_list_of_postings_adds_it_up_for_one_unit_only(counted_twice, town):
    rows = Posting.objects.filter(measure="arrived_capital")
    assert by_measure(rows)[0]["quantity"] == 1_000_000_000
    own = by_measure(rows.filter(unit=town.units["department"]), with_also=True)
    assert own[0]["quantity"] == 1_000_000_000


def test_taken_back_it_is_gone_with_the_fact(counted_twice, town):
    fact = counted_twice.arrivals.get()
    ask = actions.reverse_fact(
        fact=fact, reason="误登", statistical_on=TODAY, by=town.people["office_clerk"], at=NOW
    )
    verify(ask, by=town.people["office_director"])
    assert not any(
        row["quantity"]
        for row in by_measure(Posting.objects.filter(measure="arrived_capital"), with_also=True)
    )


@pytest.mark.parametrize(
    ("shares", "also", "sentence"),
    [
        ([("village", 10_000)], [("village", 5_000)], "同一单位只能填一行。"),
        ([("village", 9_000)], [("park", 1_000)], "各单位份额应大于0，合计应为100%。"),
        ([("village", 10_000)], [("park", 10_001)], "兼计份额应大于0，不超过100%。"),
    ],
)
def test_it_neither_fills_the_whole_nor_repeats_a_unit(project, town, shares, also, sentence):
    with pytest.raises(Refused) as refused:
        share(project, town, shares=shares, also=also)
    assert refused.value.sentence == sentence


def test_units_that_introduce_a_lead_together_share_it_from_the_start(town):
    project = make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"],
        joint=[(town.units["village"], 6_000), (town.units["park"], 4_000)],
    )  # fmt: skip
    split = project.credit_splits.get()
    assert split.is_from_registration and split.reason == "登记单位联合引进"
    assert project.lead_unit == project.first_talk_unit == town.units["village"]


def test_a_joint_lead_includes_the_unit_that_registers_it(town):
    with pytest.raises(Refused) as refused:
        make_lead(
            unit=town.units["village"], by=town.people["unit_clerk"], joint=[(town.units["park"], 10_000)]
        )
    assert (refused.value.field, refused.value.sentence) == ("joint", "联合引进的单位应包括引资单位。")
