"""What is taken back counts no earlier than what it answers, and a fact counts by what its project is now."""

from datetime import date, timedelta

import pytest

from projects import actions
from projects.models import Arrival, Milestone, Posting
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project, verify

SPRING = date(2026, 3, 1)


@pytest.fixture
def arrival(town):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=SPRING
    )
    fact = make_arrival(project=project, by=people["unit_clerk"], on=SPRING)
    return verify(fact, by=people["office_director"])


def ask(arrival, day: date, *, by):
    return actions.reverse_fact(fact=arrival, reason="重复登记", statistical_on=day, by=by, at=NOW)


def test_a_reversal_is_not_dated_into_a_year_that_never_had_the_money(arrival, town):
    with pytest.raises(Refused, match="不能早于原记录的统计日期（2026年3月1日）") as refused:
        ask(arrival, SPRING - timedelta(days=60), by=town.people["office_clerk"])
    assert refused.value.field == "statistical_on"


def test_nor_does_the_verifier_date_it_there(arrival, town):
    reversal = ask(arrival, SPRING, by=town.people["office_clerk"])
    with pytest.raises(Refused, match="不能早于原记录的统计日期"):
        verify(reversal, by=town.people["office_director"], statistical_on=date(2025, 12, 31))
    verify(reversal, by=town.people["office_director"], statistical_on=SPRING)
    assert not Posting.objects.filter(statistical_on__lt=SPRING).exists()


def test_a_contract_in_hand_counts_by_what_the_project_has_become(town):
    """The desk had the project open as domestic while the office corrected it to foreign."""
    people = town.people
    actions.record_rate(
        currency="USD", valid_on=date(2026, 1, 1), rate=7, source="外汇交易中心", by=people["administrator"], at=NOW
    )  # fmt: skip
    project = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=SPRING)
    signed = make_milestone(project=project, by=people["unit_clerk"], on=SPRING, amount="70000000")
    in_hand = Milestone.objects.select_related("project").get(pk=signed.pk)
    project.refresh_from_db()
    actions.change_project(
        project=project, version=project.version, investor_name="样例阀门有限公司", ownership="foreign",
        by=people["office_clerk"], at=NOW,
    )  # fmt: skip
    actions.verify_fact(fact=in_hand, version=in_hand.version, by=people["office_director"], at=NOW)
    posted = dict(Posting.objects.filter(project=project).values_list("measure", "quantity"))
    assert posted == {"signed_count": 10_000, "signed_foreign": 1_000_000_000}
    assert Arrival.objects.count() == 0
