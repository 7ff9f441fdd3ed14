"""The rows behind a number add up to it, to the last digit, however the scheme weighs and shares them."""

from fractions import Fraction

import pytest
from django.urls import reverse

from assessment import facts
from assessment.reports.inputs import behind_input
from assessment.sources import Measured, Shares
from projects.models import Project
from tests.assessment import scenario
from tests.assessment.measuring import CLOCK, line, where
from tests.assessment.test_measure_as_known import text_with
from tests.factories import NOW, make_arrival, verify

TABLE = (line("1.37", industry=("制造业",)), line("2/3", contract_at_least=Fraction(50_000_000)))
SOURCES = {
    "plain": Measured("arrived_capital"),
    "qualified": Measured("arrived_capital", where=where(industry=("制造业",))),
    "weighed": Measured("arrived_capital", table=TABLE, otherwise=Fraction(1, 7)),
    "equal": Measured("arrived_capital", table=TABLE, shares=Shares.EQUAL),
    "whole": Measured("signed_amount", shares=Shares.WHOLE),
    "lead": Measured("arrived_capital", shares=Shares.LEAD),
    "best": Measured("arrived_capital", highest=True),
    "reported": Measured("arrived_capital", reported=True, table=TABLE),
    "reported and equal": Measured("arrived_capital", reported=True, shares=Shares.EQUAL),
    "points": Measured("started_count", in_points=True, table=(line("3"),)),
}


def cut_arrival(judged):
    people = judged.people
    fact = make_arrival(
        project=judged.projects["village"], by=people["office_clerk"], amount="3000000", on=scenario.SPRING
    )
    verify(
        fact, by=people["office_director"], recognised=2_000_001, cut_reason="往来款不予认定",
        excess_reason="投资方追加投资",
    )  # fmt: skip


@pytest.fixture
def judged(town):
    judged = scenario.build(town)
    for key in ("village", "park"):
        Project.objects.filter(pk=judged.projects[key].pk).update(industry="制造业")
    return judged


def test_every_measure_of_every_unit_equals_its_rows(judged):
    cut_arrival(judged)
    region, as_of = judged.town.region, facts.known_now(NOW)
    sums = facts.measured_sums(list(SOURCES.values()), region=region, clock=CLOCK, as_of=as_of)
    ask = facts.Ask(region, CLOCK, as_of)
    units = judged.units
    pair = (units["village"].pk, units["other_village"].pk)
    for name, source in SOURCES.items():
        found = sums[source.key]
        assert any(found.values()), name
        for key, unit in units.items():
            rows = facts.rows_behind(source, (unit.pk,), ask)
            assert sum(row.counted for row in rows) == found.get(unit.pk, 0), (name, key)
        rows = facts.rows_behind(source, pair, ask)
        joint = max if source.highest else sum
        assert sum(row.counted for row in rows) == joint([found.get(pk, 0) for pk in pair]), name


def test_what_was_cut_counts_as_reported_by_the_share_of_each_unit(judged):
    cut_arrival(judged)
    sources = Measured("arrived_capital"), Measured("arrived_capital", reported=True)
    region, as_of = judged.town.region, facts.known_now(NOW)
    sums = facts.measured_sums(sources, region=region, clock=CLOCK, as_of=as_of)
    more = {
        key: sums[sources[1].key].get(unit.pk, 0) - sums[sources[0].key].get(unit.pk, 0)
        for key, unit in judged.units.items()
    }
    assert sum(more.values()) == 999_999
    assert more["village"] > more["other_village"] > 0 == more["park"]


@pytest.fixture
def run(judged):
    judged.scheme = scenario.adopt(judged.town, text=text_with({"industry": ["制造业"]}))
    return scenario.run_scores(judged)


def test_a_number_of_a_run_opens_to_its_rows_after_the_industry_was_edited(judged, run):
    Project.objects.filter(pk=judged.projects["park"].pk).update(industry="物流")
    line = run.lines.get(unit=judged.units["park"])
    found = behind_input(run, line, "arrived", "actual")
    assert found.total == Fraction(found.given["value"]) == Fraction("130000000.07")
    assert behind_input(run, line, "arrived", "actual/1") is None
    assert behind_input(run, line, "arrived", "target") is None
    assert behind_input(run, line, "nothing", "actual") is None


def test_the_page_of_a_number_shows_its_rows_and_leaves_as_a_workbook(judged, run, login):
    unit = judged.units["park"]
    place = reverse("assessment:input_show", args=[run.pk, unit.pk, "arrived", "actual"])
    session = login(judged.people["leader"])
    page = session.get(place)
    assert page.status_code == 200
    assert [cell.value for cell in page.context["table"].totals()].count(Fraction("130000000.07")) == 1
    assert "计入条件：产业类型为制造业。" in page.text
    assert session.get(f"{place}?export=xlsx").status_code == 200
    assert place in session.get(reverse("assessment:line_show", args=[run.pk, unit.pk])).text
