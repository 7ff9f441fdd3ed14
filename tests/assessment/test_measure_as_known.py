"""A run sorts projects by what was known of them at its moment: what is edited later changes nothing in it."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest

from assessment.facts import known_now
from assessment.reports.ranking import work_out_again
from assessment.reports.standing import as_rows
from assessment.sources import Measured
from projects.models import Project, ProjectTrait
from projects.traits import catch_up
from tests.assessment import scenario
from tests.assessment.measuring import gathered, where
from tests.factories import NOW

MADE = Measured("arrived_capital", where=where(industry=("制造业",)))


def text_with(conditions: dict) -> str:
    document = json.loads(scenario.TOWN_SCHEME)
    for group in document["groups"]:
        for item in group["indicators"]:
            if item["code"] == "arrived":
                item["measure"]["where"] = conditions
    return json.dumps(document)


@pytest.fixture
def judged(town):
    judged = scenario.build(town)
    edit(judged, "park", "制造业")
    return judged


def edit(judged, key: str, industry: str) -> None:
    Project.objects.filter(pk=judged.projects[key].pk).update(industry=industry)


def test_an_industry_edited_after_the_run_changes_nothing_in_it(judged):
    judged.scheme = scenario.adopt(judged.town, text=text_with({"industry": ["制造业"]}))
    run = scenario.run_scores(judged)
    before = as_rows(work_out_again(run))
    edit(judged, "park", "物流")
    assert as_rows(work_out_again(run)) == before
    later = scenario.run_scores(judged, at=NOW + timedelta(hours=1))
    assert as_rows(work_out_again(run)) == before
    item = later.lines.get(unit=judged.units["park"]).items.get(code="arrived")
    assert item.inputs[0]["value"] == "0/1"
    kept = run.lines.get(unit=judged.units["park"]).items.get(code="arrived")
    assert Fraction(kept.inputs[0]["value"]) == Fraction("130000000.07")


def test_a_run_of_a_scheme_without_conditions_keeps_no_traits(judged):
    scenario.run_scores(judged)
    assert not ProjectTrait.objects.exists()


def test_a_look_at_today_reads_the_projects_and_writes_nothing(judged):
    catch_up(judged.town.region, NOW)
    edit(judged, "village", "制造业")
    later = known_now(NOW + timedelta(hours=1))
    assert set(gathered(judged, MADE, as_of=later)[0]) == {"village", "other_village", "park"}
    assert ProjectTrait.objects.filter(industry="制造业").count() == 1


def test_only_what_changed_is_written_again(judged):
    first = catch_up(judged.town.region, NOW)
    rows = ProjectTrait.objects.count()
    assert rows == Project.objects.filter(region=judged.town.region).count()
    edit(judged, "village", "制造业")
    second = catch_up(judged.town.region, NOW)
    assert second > first
    assert ProjectTrait.objects.count() == rows + 1
    assert catch_up(judged.town.region, NOW) > second
    assert ProjectTrait.objects.count() == rows + 1
    closed = ProjectTrait.objects.get(project=judged.projects["village"], known_to__isnull=False)
    assert (closed.industry, closed.known_to) == ("", second)


def test_each_moment_finds_what_it_found(judged):
    first = catch_up(judged.town.region, NOW)
    edit(judged, "village", "制造业")
    second = catch_up(judged.town.region, NOW)
    edit(judged, "village", "物流")
    catch_up(judged.town.region, NOW)
    assert set(gathered(judged, MADE, as_of=first)[0]) == {"park"}
    assert "village" in gathered(judged, MADE, as_of=second)[0]


def test_a_merge_after_the_moment_leaves_its_projects_apart(judged):
    moment = catch_up(judged.town.region, NOW)
    before = gathered(judged, MADE, as_of=moment)
    Project.objects.filter(pk=judged.projects["park"].pk).update(
        status="merged", merged_into=judged.projects["village"]
    )
    catch_up(judged.town.region, NOW)
    assert gathered(judged, MADE, as_of=moment) == before
