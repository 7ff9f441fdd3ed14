"""A measure counts the postings of the projects it asks for, by the factor of the first line they fit, exactly."""

from fractions import Fraction

import pytest

from assessment.facts import known_now, measured_sums
from assessment.sources import Measured
from assessment.sources.leaves import Shares
from projects.models import Kind, Project
from tests.assessment import scenario
from tests.assessment.measuring import CLOCK, gathered, line, where
from tests.factories import NOW, make_unit, signed_project


@pytest.fixture
def judged(town):
    judged = scenario.build(town)
    for key, industry in (("village", "制造业"), ("other_village", "制造业"), ("park", "物流")):
        Project.objects.filter(pk=judged.projects[key].pk).update(industry=industry)
    return judged


def one(judged, code: str = "arrived_capital", **more):
    return gathered(judged, Measured(code, **more))[0]


def of_project(judged, key: str, code: str = "arrived_capital") -> dict:
    """Unit -> sum of one project, added up posting by posting."""
    names = {unit.pk: name for name, unit in judged.units.items()}
    found: dict = {}
    for row in judged.projects[key].postings.filter(measure=code, statistical_on__lte=scenario.UNTIL):
        found[names[row.unit_id]] = found.get(names[row.unit_id], 0) + Fraction(row.quantity, 100)
    return {name: x for name, x in found.items() if x}


def added(*parts: dict) -> dict:
    return {name: sum(part.get(name, 0) for part in parts) for part in parts for name in part}


def test_only_projects_of_the_industry_count(judged):
    made = added(of_project(judged, "village"), of_project(judged, "other_village"))
    assert one(judged, where=where(industry=("制造业",))) == made
    assert one(judged, where=where(industry=("物流",))) == of_project(judged, "park")


def test_what_is_not_of_the_industry_counts_without_naming_it(judged):
    rest = one(judged, where=where(not_industry=("制造业",)))
    assert added(rest, one(judged, where=where(industry=("制造业",)))) == one(judged)


def test_a_contract_counts_by_its_size_up_to_the_last_fen(judged):
    asked = where(contract_at_least=Fraction("260000000.01"))
    assert one(judged, "signed_amount", where=asked) == {"park": Fraction("260000000.01")}
    assert one(judged, "signed_amount", where=where(contract_at_least=Fraction("260000000.02"))) == {}
    below = one(judged, "signed_amount", where=where(contract_below=Fraction("12345678.90")))
    assert below == {}


def test_capital_counts_where_enough_of_the_contract_arrived(judged):
    assert set(one(judged, where=where(arrival_ratio_at_least=Fraction(1, 2)))) == {"other_village", "park"}
    assert set(one(judged, where=where(arrived_at_least=Fraction("130000000.07")))) == {"park"}


def test_a_project_counts_by_the_year_it_was_signed_and_started_in(judged):
    assert one(judged, where=where(signed_this_year=True)) == one(judged)
    assert one(judged, where=where(signed_this_year=False)) == {}
    assert one(judged, where=where(started_this_year=True)) == of_project(judged, "village")


def test_the_first_line_that_fits_gives_the_factor(judged):
    table = (line("1.2", industry=("制造业",)), line("9", contract_at_least=Fraction(1)))
    found = one(judged, table=table, otherwise=Fraction(0))
    assert found["park"] == 9 * Fraction("130000000.07")
    assert found["village"] == of_project(judged, "village")["village"] * Fraction(6, 5)


def test_what_fits_no_line_counts_by_the_factor_for_others(judged):
    table = (line("2", industry=("物流",)),)
    found = one(judged, table=table, otherwise=Fraction(1, 2))
    assert found["park"] == 2 * Fraction("130000000.07")
    assert found["village"] == of_project(judged, "village")["village"] / 2


def test_the_best_project_of_a_unit_counts_alone(judged):
    single = one(judged, highest=True)["other_village"]
    parts = [of_project(judged, key).get("other_village", 0) for key in judged.projects]
    assert single == max(parts) < sum(parts)


def test_a_shared_project_is_divided_equally_given_whole_or_to_its_lead(judged):
    asked = {"where": where(started_this_year=True)}
    whole = sum(of_project(judged, "village").values())
    equal = one(judged, shares=Shares.EQUAL, **asked)
    assert equal == {"village": whole / 2, "other_village": whole / 2}
    assert one(judged, shares=Shares.WHOLE, **asked) == {"village": whole, "other_village": whole}
    assert one(judged, shares=Shares.LEAD, **asked) == {"village": whole}


def test_a_merged_project_counts_by_what_the_kept_one_is(judged):
    park, village = judged.projects["park"], judged.projects["village"]
    Project.objects.filter(pk=park.pk).update(status="merged", merged_into=village)
    made = one(judged, where=where(industry=("制造业",)))
    assert made["park"] == Fraction("130000000.07")
    size = where(contract_at_least=Fraction("310000000.01"))
    assert one(judged, "signed_amount", where=size)["park"] == Fraction("260000000.01")


def test_kinds_and_channels_of_projects_divide_the_sum(judged):
    Project.objects.filter(pk=judged.projects["park"].pk).update(kind=Kind.EXPANSION)
    assert one(judged, where=where(kind=("expansion",))) == of_project(judged, "park")
    assert "park" not in one(judged, where=where(not_kind=("expansion",)))
    assert one(judged, where=where(form=("cash",))) == one(judged)
    assert one(judged, where=where(form=("loan",))) == {}
    assert one(judged, where=where(expansion=True)) == {}


@pytest.mark.parametrize("more_units", [0, 10])
def test_twenty_measures_take_five_statements_whatever_the_units(
    judged, django_assert_num_queries, more_units
):
    people = judged.people
    for turn in range(more_units):
        unit = make_unit(f"more-{turn}", region=judged.town.region)
        signed_project(
            unit=unit, by=people["office_clerk"], verifier=people["office_director"], on=scenario.SPRING,
            name=f"增加项目{turn}", investor=f"增加{turn}有限公司",
        )  # fmt: skip
    sources = [
        Measured(
            "signed_amount",
            where=where(not_industry=(f"第{turn}产业",)),
            highest=turn % 3 == 0,
            reported=turn % 5 == 0,
        )
        for turn in range(20)
    ]
    region, as_of = judged.town.region, known_now(NOW)
    with django_assert_num_queries(4):
        found = measured_sums(sources, region=region, clock=CLOCK, as_of=as_of)
    assert {len(sums) for sums in found.values()} == {6 + more_units}
