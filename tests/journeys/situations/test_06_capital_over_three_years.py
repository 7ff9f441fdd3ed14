"""Situation 6: signed in 2024, the money comes over three years: the contract counts once, each tranche in its year."""

from datetime import date

from assessment.ledger_series import region_totals, sums_by_unit
from projects import ledger
from tests.factories import NOW, make_arrival, signed_project, verify
from tests.journeys.situations.steps import page


def test_the_contract_counts_in_its_year_and_each_tranche_in_its_own(town, login):
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    project = signed_project(unit=town.units["village"], by=clerk, verifier=director, on=date(2024, 6, 3))
    for year, amount in ((2024, "10000000"), (2025, "15000000"), (2026, "5000000")):
        verify(make_arrival(project=project, by=clerk, amount=amount, on=date(year, 9, 1)), by=director)
    as_of = ledger.moment(NOW)
    years = {
        year: region_totals(
            sums_by_unit(town.region, start=date(year, 1, 1), end=date(year + 1, 1, 1), as_of=as_of)
        )
        for year in (2024, 2025, 2026)
    }
    assert [years[year]["signed_amount"] for year in years] == [50_000_000, 0, 0]
    assert [years[year]["signed_count"] for year in years] == [1, 0, 0]
    assert [years[year]["arrived_capital"] for year in years] == [10_000_000, 15_000_000, 5_000_000]
    assert "60.00%" in page(login(clerk), "projects:project_show", [project.pk])
