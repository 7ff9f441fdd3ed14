"""When a light goes on, in which words, and that the filter in the database says the same as the page."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from projects.lights import Light, Signs, cutoffs, latest_reaching, light_of, months_after, months_between
from projects.lit import Lamp, red_ones, standing_still, with_light
from projects.models import (
    Arrival,
    ArrivalPlan,
    ArrivalPlanLine,
    Blocker,
    Milestone,
    NextStep,
    OfficeRule,
    Project,
)
from projects.plans import plan_states
from projects.rulebook import KINDS
from projects.slippage import planned_by
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_milestone, verify

RULE = KINDS["lights"].default
DAY = timedelta(days=1)


def light(**signs) -> Light:
    given = {"status": "active", "stage": "signed", "last_entry_on": TODAY}
    return light_of(Signs(**given | signs), cutoffs(RULE, TODAY))


def said(**signs) -> tuple[str, str]:
    found = light(**signs)
    return found.colour, found.words


def test_months_end_where_there_is_no_such_day():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 1, 15), -13) == date(2024, 12, 15)
    assert latest_reaching(date(2027, 2, 28), 3) == date(2026, 11, 30)
    assert latest_reaching(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert months_between(date(2026, 1, 15), date(2026, 9, 14)) == 7


@pytest.mark.parametrize(
    ("signs", "colour", "words"),
    [
        ({"last_entry_on": TODAY - 30 * DAY}, "", ""),
        ({"last_entry_on": TODAY - 31 * DAY}, "yellow", "已31天没有进展。"),
        ({"last_entry_on": TODAY - 60 * DAY}, "yellow", "已60天没有进展。"),
        ({"last_entry_on": TODAY - 61 * DAY}, "red", "已61天没有进展。"),
        ({"signed_on": months_after(TODAY, -3) + DAY}, "", ""),
        ({"signed_on": months_after(TODAY, -3)}, "yellow", "签约已3个月，尚未开工。"),
        ({"signed_on": months_after(TODAY, -8)}, "red", "签约已8个月，尚未开工。"),
        ({"signed_on": months_after(TODAY, -8), "stage": "started"}, "", ""),
        ({"planned_start_on": TODAY}, "", ""),
        ({"planned_start_on": TODAY - DAY}, "yellow", "已超过计划开工日期1天，尚未开工。"),
        ({"planned_start_on": months_after(TODAY, -3)}, "yellow", "已超过计划开工日期92天，尚未开工。"),
        ({"planned_start_on": months_after(TODAY, -3) - DAY}, "red", "已超过计划开工日期93天，尚未开工。"),
        (
            {"stage": "started", "planned_completion_on": TODAY - DAY},
            "yellow",
            "已超过计划竣工日期1天，尚未竣工。",
        ),
        ({"blocker_due_on": TODAY}, "", ""),
        ({"blocker_due_on": TODAY - 7 * DAY}, "yellow", "难点逾期7天未解决。"),
        ({"blocker_due_on": TODAY - 8 * DAY}, "red", "难点逾期8天未解决。"),
        ({"step_due_on": TODAY - 90 * DAY}, "yellow", "下一步工作逾期90天未办结。"),
    ],
)
def test_each_reason_has_its_day_and_its_sentence(signs, colour, words):
    assert said(**signs) == (colour, words)


@pytest.mark.parametrize(
    ("arrived", "colour", "words"),
    [
        (Decimal("41"), "", ""),
        (Decimal("40"), "yellow", "到位资金落后计划10.0个百分点。"),
        (Decimal("20"), "yellow", "到位资金落后计划30.0个百分点。"),
        (Decimal("19.5"), "red", "到位资金落后计划30.5个百分点。"),
        (None, "red", "到位资金落后计划50.0个百分点。"),
    ],
)
def test_money_behind_its_plan_is_told_in_points(arrived, colour, words):
    assert said(plan_total=Decimal(100), plan_due=Decimal(50), plan_arrived=arrived) == (colour, words)


def test_the_gravest_reason_comes_first_and_gives_the_colour():
    found = light(step_due_on=TODAY - DAY, last_entry_on=TODAY - 70 * DAY)
    assert [reason.code for reason in found.reasons] == ["quiet", "step"]
    assert found.name == "红灯"


def test_a_suspended_project_rests_but_its_blockers_do_not():
    quiet = {"status": "suspended", "last_entry_on": TODAY - 99 * DAY, "signed_on": date(2020, 1, 1)}
    assert said(**quiet) == ("", "")
    assert said(**quiet, blocker_due_on=TODAY - DAY) == ("yellow", "难点逾期1天未解决。")


@pytest.mark.parametrize("ended", [{"stage": "completed"}, {"stage": "producing"}, {"status": "terminated"}])
def test_a_finished_or_ended_project_has_no_light(ended):
    assert said(**ended, last_entry_on=TODAY - 400 * DAY, step_due_on=TODAY - DAY) == ("", "")


# --- the same in the database -------------------------------------------------------------------------------------
def some_project(town, rng: Random, number: int) -> Project:
    """A project whose every sign is drawn; facts go through the product's own actions."""
    people = town.people
    project = make_lead(
        unit=town.units["village"],
        by=people["unit_clerk"],
        name=f"第{number}号项目",
        investor=f"第{number}号公司",
    )
    if rng.random() < 0.7:
        day = TODAY - rng.randint(0, 300) * DAY
        fact = make_milestone(project=project, by=people["unit_clerk"], on=day)
        if rng.random() < 0.8:
            verify(fact, by=people["office_director"])
            _money(project, people, rng)
    _plan(project, people, rng)
    _open_ends(project, people, rng)
    Project.objects.filter(pk=project.pk).update(
        status=rng.choice(["active"] * 6 + ["suspended"]),
        stage=rng.choice(["lead", "signed", "filed", "funded", "started", "completed"]),
        last_entry_on=TODAY - rng.choice([0, 0, 29, 30, 31, 59, 60, 61, 200]) * DAY,
        planned_start_on=rng.choice([None, None, TODAY, TODAY - DAY, TODAY - 92 * DAY, TODAY - 93 * DAY]),
        planned_completion_on=rng.choice([None, None, None, TODAY, TODAY - DAY, TODAY - 200 * DAY]),
    )  # fmt: skip
    return project


def _money(project, people, rng: Random) -> None:
    for _ in range(rng.randint(0, 2)):
        paid = make_arrival(
            project=project, by=people["unit_clerk"], amount=rng.choice(["9000000", "20000000"])
        )
        if rng.random() < 0.7:
            verify(paid, by=people["office_director"])


def _plan(project, people, rng: Random) -> None:
    for revision in range(1, rng.randint(0, 2) + 1):
        plan = ArrivalPlan.objects.create(
            project=project,
            revision=revision,
            reason="合同",
            recorded_by=people["unit_clerk"],
            recorded_at=NOW,
        )
        for day in rng.sample(range(-60, 60), 3):
            amount = rng.choice(["10000000", "5000000"])
            ArrivalPlanLine.objects.create(plan=plan, due_on=TODAY + day * DAY, amount=Decimal(amount))


def _open_ends(project, people, rng: Random) -> None:
    who = people["unit_clerk"]
    for ahead in rng.sample([-20, -8, -7, -1, 0, 5], rng.randint(0, 2)):
        done = rng.random() < 0.3
        Blocker.objects.create(
            project=project, kind="land", text="用地", raised_on=TODAY, due_on=TODAY + ahead * DAY, raised_by=who,
            raised_at=NOW, resolved_on=TODAY if done else None, resolved_by=who if done else None,
            resolution="已解决" if done else "",
        )  # fmt: skip
    for ahead in rng.sample([-3, -1, 0, 4], rng.randint(0, 2)):
        done = rng.random() < 0.3
        NextStep.objects.create(
            project=project, text="会商", due_on=TODAY + ahead * DAY, recorded_by=who, recorded_at=NOW,
            done_on=TODAY if done else None, done_by=who if done else None,
        )  # fmt: skip


def seen_in_rows(project: Project) -> Signs:
    """The signs of a project from its rows one by one, without a statement of projects.lit."""
    signed = [m for m in Milestone.objects.filter(project=project, kind="signed") if m.state != "returned"]
    plan = project.arrival_plans.last()
    planned = [(line.due_on, line.amount) for line in plan.lines.all()] if plan else []
    came = [row.cny for row in Arrival.objects.verified().filter(project=project)]
    return Signs(
        status=project.status,
        stage=project.stage,
        last_entry_on=project.last_entry_on,
        signed_on=min((m.event_on for m in signed), default=None),
        planned_start_on=project.planned_start_on,
        planned_completion_on=project.planned_completion_on,
        blocker_due_on=min((b.due_on for b in project.blockers.all() if not b.resolved_on), default=None),
        step_due_on=min((s.due_on for s in project.next_steps.all() if not s.done_on), default=None),
        plan_total=sum(amount for _, amount in planned) if planned else None,
        plan_due=planned_by(planned, TODAY),
        plan_arrived=sum(came, Decimal(0)),
    )


def test_the_database_and_the_page_agree_on_every_project(town):
    rng = Random(20261120)
    projects = [some_project(town, rng, number) for number in range(40)]
    lamp = Lamp.of(on=TODAY)
    by_pk = {row.pk: row for row in with_light(Project.objects.select_related("region"), lamp)}
    plans, colours = plan_states(by_pk.values(), on=TODAY), set()
    for project in projects:
        project.refresh_from_db()
        slowly = light_of(seen_in_rows(project), cutoffs(RULE, TODAY))
        row = by_pk[project.pk]
        assert (row.lit, lamp.light(row)) == (slowly.colour, slowly), project
        if project.pk in plans and slowly.colour and project.status == "active":
            behind = [reason.colour for reason in slowly.reasons if reason.code == "behind"]
            assert [colour for colour in [plans[project.pk].light] if colour] == behind
        colours.add(slowly.colour)
    assert colours == {"red", "yellow", ""}
    red = {row.pk: lamp.light(row) for row in red_ones(Project.objects.select_related("region"), lamp)}
    assert red == {pk: lamp.light(row) for pk, row in by_pk.items() if row.lit == "red"}


def decide_lights(region, by, **settings) -> None:
    OfficeRule.objects.create(
        region=region, kind="lights", valid_from=TODAY, document=RULE | settings, basis="镇政办〔2026〕8号",
        decided_by=by, decided_at=NOW,
    )  # fmt: skip


def test_each_place_has_its_own_rule(town, neighbour):
    here = make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    there = make_lead(unit=neighbour.units["village"], by=neighbour.people["unit_clerk"])
    Project.objects.update(last_entry_on=TODAY - 12 * DAY)
    decide_lights(town.county, town.people["office_director"], quiet_yellow=10)
    decide_lights(town.region, town.people["office_director"], quiet_yellow=5, quiet_red=11)
    lamp = Lamp.of(on=TODAY)
    lit = dict(with_light(Project.objects.all(), lamp).values_list("pk", "lit"))
    assert lit == {here.pk: "red", there.pk: "yellow"}
    assert list(standing_still(Project.objects.all(), lamp)) == [here]
    assert (lamp.days(town.region.path), lamp.days(neighbour.region.path)) == (11, 60)


def test_what_is_not_pursued_has_no_light_and_does_not_stand_still(town):
    pursued, given_up = (make_lead(unit=town.units["village"], by=town.people["unit_clerk"]) for _ in "ab")
    Project.objects.update(last_entry_on=TODAY - 100 * DAY)
    Project.objects.filter(pk=given_up.pk).update(lead_state="not_pursued")
    lamp, rows = Lamp.of(on=TODAY), Project.objects.order_by("pk")
    assert list(standing_still(rows, lamp)) == [pursued]
    assert list(rows.standing_still(on=TODAY, days=60)) == [pursued]
    shown = with_light(rows.select_related("region"), lamp)
    assert [(one.lit, lamp.light(one).colour) for one in shown] == [("red", "red"), ("", "")]
