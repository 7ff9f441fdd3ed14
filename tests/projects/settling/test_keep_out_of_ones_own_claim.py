"""The claiming unit never decides, nor whoever recorded the claim, nor whoever proposed it."""

from datetime import date

import pytest

from promo.refusal import Refused
from tests.claims import (
    MONDAY,
    arbitrated,
    claimed,
    decided,
    proposed,
    referred,
)
from tests.factories import at, make_user
from units.models import Role


class TestWhoKeepsOut:
    """The claiming unit never decides, nor whoever recorded the claim, nor whoever proposed it."""

    def test_people_of_a_claiming_unit_neither_propose_nor_decide(self, project, town, people):
        row = claimed(project, by=people["unit_clerk"], claiming_unit=town.units["office"])
        with pytest.raises(Refused, match="您所在单位（经济办）是申报单位"):
            proposed(row, by=people["office_clerk"])

    def test_then_only_a_leader_may_settle_it(self, project, town, people):
        row = claimed(project, by=people["unit_clerk"], claiming_unit=town.units["office"])
        referred(project, by=people["office_director"])
        arbitrated(row, by=people["leader"], when=at(MONDAY, 17))
        with pytest.raises(Refused, match="是申报单位"):
            decided(row, by=people["office_director"])
        assert decided(row, by=people["leader"], as_leader=True).outcome == "confirmed"

    def test_it_is_enough_that_a_rival_claim_is_of_the_own_unit(self, project, claim, town, people):
        claimed(project, by=people["unit_clerk"], name="乙", hour=12, claiming_unit=town.units["office"])
        with pytest.raises(Refused, match="是申报单位"):
            proposed(claim, by=people["office_clerk"])

    def test_whoever_recorded_the_claim_does_not_propose_it(self, project, people):
        row = claimed(project, by=people["office_clerk"])
        with pytest.raises(Refused, match="这份申报由您登记"):
            proposed(row, by=people["office_clerk"])

    def test_the_claimant_does_not_propose_himself(self, project, people):
        row = claimed(project, by=people["unit_clerk"], kind="team", name="甲", members="甲、孙经办，乙")
        with pytest.raises(Refused, match="您是申报的引荐人"):
            proposed(row, by=people["office_clerk"])

    def test_whoever_proposed_does_not_decide(self, claim, people):
        proposed(claim, by=people["office_director"])
        with pytest.raises(Refused, match="拟认定由您提出"):
            decided(claim, by=people["office_director"])


def test_a_person_who_left_the_unit_may_take_part_again(project, claim, town, people):
    """Membership of the day decides: yesterday's colleague is nobody's party today."""
    mover = make_user("mover", unit=town.units["office"], role=Role.OFFICE_CLERK)
    old = mover.memberships.create(
        unit=town.units["village"], role=Role.UNIT_CLERK, valid_from=date(2020, 1, 1)
    )
    with pytest.raises(Refused, match="是申报单位"):
        proposed(claim, by=mover)
    mover.memberships.filter(pk=old.pk).update(valid_to=MONDAY)
    assert proposed(claim, by=mover).proposed_claim == claim
