"""Whoever ever wrote a fact does not verify it, even after another person amended it last."""

import pytest

from projects import actions
from projects.models import FactState
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, signed_project, verify


@pytest.fixture
def project(town):
    people = town.people
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )


def amend(fact, *, by):
    return actions.amend_fact(fact=fact, version=fact.version, note="更正备注", by=by, at=NOW)


def test_who_recorded_a_sum_does_not_verify_it_after_another_amended_it(project, town):
    director = town.people["office_director"]
    fact = amend(make_arrival(project=project, by=director), by=town.people["unit_clerk"])
    with pytest.raises(Refused, match="曾录入或修改过"):
        verify(fact, by=director)
    fact.refresh_from_db()
    assert fact.state == FactState.RECORDED


def test_who_amended_a_sum_does_not_verify_it_after_another_amended_it(project, town):
    director, clerk = town.people["office_director"], town.people["unit_clerk"]
    fact = amend(amend(make_arrival(project=project, by=clerk), by=director), by=clerk)
    with pytest.raises(Refused, match="曾录入或修改过"):
        verify(fact, by=director)


def test_who_only_returned_or_verified_other_sums_verifies_this_one(project, town):
    director, clerk = town.people["office_director"], town.people["unit_clerk"]
    make_arrival(project=project, by=director)
    fact = make_arrival(project=project, by=clerk)
    actions.return_fact(fact=fact, reason="请补回单", version=fact.version, by=director, at=NOW)
    assert verify(amend(fact, by=clerk), by=director).is_verified
