"""A fact is recorded by one person, verified by another, and posted to the ledger to the last 分."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from projects import actions
from projects.models import Arrival, Milestone, Posting
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project, slip, verify


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )


def test_a_verified_signing_posts_one_project_and_its_sum(project, town):
    rows = Posting.objects.filter(project=project).values_list("measure", "quantity", "unit__name")
    assert set(rows) == {("signed_count", 10_000, "石桥村"), ("signed_amount", 5_000_000_000, "石桥村")}
    project.refresh_from_db()
    assert (project.stage, project.verified_stage) == ("signed", "signed")


def test_the_recorder_may_not_verify_what_he_recorded(project, people):
    arrival = make_arrival(project=project, by=people["office_director"])
    with pytest.raises(Refused, match="录入人不能核实"):
        verify(arrival, by=people["office_director"])
    assert not arrival.postings.exists()


def test_the_database_refuses_one_person_in_both_parts(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"])
    with pytest.raises(DatabaseError, match="four_eyes"), transaction.atomic():
        Arrival.objects.filter(pk=arrival.pk).update(verified_by=people["unit_clerk"])


def test_nothing_is_verified_without_a_document(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"], files=[])
    with pytest.raises(Refused, match="没有佐证材料"):
        verify(arrival, by=people["office_director"])


def test_money_is_not_verified_before_the_contract(town, people):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    with pytest.raises(Refused, match="签约尚未核实"):
        verify(make_arrival(project=lead, by=people["unit_clerk"]), by=people["office_director"])


def test_a_cut_needs_its_reason_and_posts_what_was_recognised(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"], amount="10000000")
    with pytest.raises(Refused, match="核减原因"):
        verify(arrival, by=people["office_director"], recognised=Decimal("8000000"))
    verify(arrival, by=people["office_director"], recognised=Decimal("8000000"), cut_reason="回单只有800万元")
    assert arrival.postings.get().quantity == 800_000_000


def test_more_than_reported_is_never_recognised(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"])
    with pytest.raises(Refused, match="不超过上报金额"):
        verify(arrival, by=people["office_director"], recognised=Decimal("10000000.01"), cut_reason="x")


def test_a_second_verification_changes_nothing(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"])
    version = arrival.version
    verify(arrival, by=people["office_director"])
    with pytest.raises(Refused):
        actions.verify_fact(fact=arrival, version=version, by=people["office_clerk"], at=NOW)
    assert arrival.postings.count() == 1


def test_a_stale_form_is_told_so(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"])
    actions.amend_fact(
        fact=arrival, version=arrival.version, by=people["unit_clerk"], at=NOW, amount=Decimal("9000000")
    )
    with pytest.raises(Refused, match="刚被别人修改"):
        actions.verify_fact(fact=arrival, version=1, by=people["office_director"], at=NOW)
    assert not arrival.postings.exists()


@pytest.mark.parametrize("change", [{"amount": Decimal("1")}, {"event_on": date(2026, 1, 1)}, {"note": "改"}])
def test_a_verified_fact_cannot_be_changed_even_past_the_actions(project, people, change):
    arrival = verify(make_arrival(project=project, by=people["unit_clerk"]), by=people["office_director"])
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Arrival.objects.filter(pk=arrival.pk).update(**change)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Arrival.objects.filter(pk=arrival.pk)._raw_delete("default")


def test_a_fact_that_waits_can_still_be_changed_so_the_guard_is_not_blind(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"])
    assert Arrival.objects.filter(pk=arrival.pk).update(note="改") == 1


def test_postings_cannot_be_changed_or_deleted(project):
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Posting.objects.update(quantity=1)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Posting.objects.all()._raw_delete("default")


def test_a_reversal_takes_back_exactly_what_was_posted(project, people):
    arrival = verify(make_arrival(project=project, by=people["unit_clerk"]), by=people["office_director"])
    reversal = actions.reverse_fact(
        fact=arrival,
        reason="回单重复",
        statistical_on=NOW.date(),
        by=people["office_clerk"],
        at=NOW,
        files=[slip()],
    )
    assert arrival.postings.count() == 1, "asking changes nothing"
    verify(reversal, by=people["office_director"])
    total = sum(Posting.objects.filter(measure="arrived_capital").values_list("quantity", flat=True))
    assert total == 0
    assert reversal.postings.get().answers == arrival.postings.get()


def test_a_fact_is_reversed_once(project, people):
    arrival = verify(make_arrival(project=project, by=people["unit_clerk"]), by=people["office_director"])
    ask = {"reason": "重复", "statistical_on": NOW.date(), "by": people["office_clerk"], "at": NOW}
    actions.reverse_fact(fact=arrival, **ask)
    with pytest.raises(Refused, match="已经申请冲销"):
        actions.reverse_fact(fact=arrival, **ask)


def test_after_a_reversed_signing_another_may_be_recorded(project, people):
    signed = Milestone.objects.get(project=project, kind="signed")
    with pytest.raises(Refused, match="不能重复登记"):
        make_milestone(project=project, by=people["unit_clerk"])
    reversal = actions.reverse_fact(
        fact=signed, reason="合同作废", statistical_on=NOW.date(), by=people["office_clerk"], at=NOW
    )
    verify(reversal, by=people["office_director"])
    project.refresh_from_db()
    assert project.verified_stage == "lead"
    again = make_milestone(project=project, by=people["unit_clerk"], amount="60000000")
    assert again.round == 2


def test_a_returned_fact_comes_back_corrected(project, people):
    arrival = make_arrival(project=project, by=people["unit_clerk"])
    actions.return_fact(
        fact=arrival, reason="回单不清", version=arrival.version, by=people["office_director"], at=NOW
    )
    assert arrival.state == "returned"
    actions.amend_fact(
        fact=arrival,
        version=arrival.version,
        by=people["unit_clerk"],
        at=NOW,
        files=[slip()],
        note="已补清晰件",
    )
    assert arrival.state == "recorded"
    assert verify(arrival, by=people["office_director"]).is_verified


def test_foreign_capital_is_frozen_in_dollars_and_yuan(town, people):
    for currency, rate in (("USD", "7.1"), ("HKD", "0.91")):
        actions.record_rate(
            currency=currency, valid_on=date(2026, 1, 1), rate=Decimal(rate), source="国家外汇管理局",
            by=people["administrator"], at=NOW,
        )  # fmt: skip
    project = make_lead(unit=town.units["park"], by=people["unit_clerk"], ownership="foreign")
    contract = make_milestone(project=project, by=people["unit_clerk"], amount="2000000", currency="USD")
    verify(contract, by=people["office_director"])
    arrival = make_arrival(project=project, by=people["unit_clerk"], amount="1000000", currency="HKD")
    verify(arrival, by=people["office_director"])
    assert (arrival.cny, arrival.usd) == (Decimal("910000.00"), Decimal("128169.01"))
    assert set(Posting.objects.filter(project=project).values_list("measure", "quantity")) == {
        ("signed_count", 10_000), ("signed_foreign", 200_000_000), ("arrived_foreign", 12_816_901),
    }  # fmt: skip


def test_without_a_rate_nothing_is_verified_and_the_sentence_says_why(town, people):
    project = make_lead(unit=town.units["park"], by=people["unit_clerk"], ownership="foreign")
    contract = make_milestone(project=project, by=people["unit_clerk"], amount="2000000", currency="EUR")
    with pytest.raises(Refused, match="没有2026-11-20可用的欧元汇率"):
        verify(contract, by=people["office_director"])
    contract.refresh_from_db()
    assert contract.state == "recorded"
