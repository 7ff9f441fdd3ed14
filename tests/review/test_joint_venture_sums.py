"""A joint venture counts partly in yuan and partly in dollars; lists, their feet and the cards say the same of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assessment.ledger_series import region_totals, sums_by_unit
from projects import actions, ledger
from projects.investors import Investor
from projects.models import Arrival, Project
from projects.sums import counted_of, totals_of, with_counted, with_sums
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_milestone, signed_project, verify

EVER = {"start": date(1978, 1, 1), "end": date(2100, 1, 1)}
WAN = Decimal(10_000)


@pytest.fixture
def joint(town):
    """A domestic project, 40% of it foreign: 7,000 万元 signed, 700 万元 arrived; beside it a plain one."""
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    actions.record_rate(
        currency="USD", rate=Decimal(7), valid_on=date(2020, 1, 1), source="中间价", by=director, at=NOW
    )
    project = make_lead(unit=town.units["village"], by=clerk, name="中外合资阀门项目")
    actions.set_investors(
        project=project, investors=[Investor("外方公司", 4_000, True), Investor("中方公司", 6_000)],
        valid_from=TODAY, reason="合资合同", version=project.version, by=director, at=NOW,
    )  # fmt: skip
    verify(make_milestone(project=project, by=clerk, amount="70000000"), by=director)
    verify(make_arrival(project=project, by=clerk, amount="7000000"), by=director)
    signed_project(unit=town.units["village"], by=clerk, verifier=director, amount="10000000")
    return project


def test_the_totals_of_the_list_are_the_sums_of_the_ledger(joint):
    listed = totals_of(Project.objects.all())
    whole = region_totals(sums_by_unit(joint.region, **EVER, as_of=ledger.moment(NOW)))
    measures = ("signed_amount", "signed_foreign", "arrived_capital", "arrived_foreign")
    figures = (listed.signed_cny, listed.signed_usd, listed.arrived_cny, listed.arrived_usd)
    assert figures == tuple(whole[measure] for measure in measures)
    assert figures == (5_200 * WAN, 400 * WAN, 420 * WAN, 40 * WAN)
    rows = list(with_sums(Project.objects.all()))
    assert sum(row.signed_cny for row in rows) == listed.signed_cny
    assert (listed.open_cny, listed.open_usd) == (listed.signed_cny, listed.signed_usd)


def test_the_list_of_arrivals_shows_each_part_in_its_column(joint):
    (row,) = with_counted(Arrival.objects.all())
    assert (row.counted_cny, row.counted_usd) == (420 * WAN, 40 * WAN)
    assert counted_of(Arrival.objects.all()) == {"cny": 420 * WAN, "usd": 40 * WAN}


def test_a_joint_venture_shows_both_sums_on_its_card_of_the_list(joint, client, town):
    client.force_login(town.people["office_director"])
    said = client.get(reverse("projects:project_list")).content.decode()
    assert "合同 4,200万元，400万美元" in said and "到位 420万元，40万美元" in said
