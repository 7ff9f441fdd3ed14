"""What arrived at a project that was merged into another counts against the plan of the one that is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest

from projects import actions
from projects.lit import Lamp, with_light
from projects.models import ArrivalPlan, ArrivalPlanLine, Project
from projects.plans import plan_states
from tests.factories import NOW, TODAY, make_arrival, signed_project, verify


@pytest.fixture
def pair(town):
    """Two rows of one project; the one that is kept has a plan of 1,000万元 that fell due, the other had the money."""
    clerk, director = town.people["office_clerk"], town.people["office_director"]
    kept, other = (
        signed_project(unit=town.units[unit], by=clerk, verifier=director, name=f"{unit}石斛项目")
        for unit in ("village", "park")
    )
    plan = ArrivalPlan.objects.create(
        project=kept, revision=1, reason="合同", recorded_by=clerk, recorded_at=NOW
    )
    ArrivalPlanLine.objects.create(plan=plan, due_on=TODAY - timedelta(days=30), amount=Decimal("10000000"))
    verify(make_arrival(project=other, by=clerk), by=director)
    actions.merge_projects(kept=kept, merged=other, reason="同一份合同", by=director, at=NOW)
    return kept, other


def test_the_light_and_the_plan_of_a_merged_project_know_its_familys_money(pair):
    kept = Project.objects.select_related("region").get(pk=pair[0].pk)
    state = plan_states([kept], on=TODAY)[kept.pk]
    assert (state.arrived, state.short, state.light) == (Decimal("10000000"), 0, "")
    row = with_light(Project.objects.select_related("region"), Lamp.of(on=TODAY)).get(pk=kept.pk)
    assert row.plan_arrived == Decimal("10000000")
    assert "behind" not in {reason.code for reason in Lamp.of(on=TODAY).light(row).reasons}
    assert plan_states([pair[1]], on=TODAY) == {}


def test_before_they_are_merged_each_stands_on_its_own(pair, town):
    actions.undo_merge(
        merge=pair[1].merges_out.get(), reason="两家企业", by=town.people["office_director"], at=NOW
    )
    kept = Project.objects.select_related("region").get(pk=pair[0].pk)
    state = plan_states([kept], on=TODAY)[kept.pk]
    assert (state.arrived, state.light) == (Decimal(0), "red")
    row = with_light(Project.objects.select_related("region"), Lamp.of(on=TODAY)).get(pk=kept.pk)
    assert (row.plan_arrived or 0, row.lit) == (0, "red")
