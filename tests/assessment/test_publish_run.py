"""A published ranking never changes, can be worked out again for ever, and needs two people."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from assessment import actions, tasks
from assessment.models import RunState, ScoreItem, ScoreLine, ScoreRun
from assessment.reports.standing import SchemeChanged, document_of
from projects import actions as project_actions
from promo import jobs
from promo.models import Event, Job
from promo.refusal import Refused
from promo.tables import digest
from tests.assessment import scenario
from tests.factories import CHINA, NOW, verify
from units import actions as unit_actions

LATER = NOW + timedelta(days=1)


@pytest.fixture
def judged(town):
    return scenario.build(town)


def test_the_person_who_asked_may_not_publish(judged):
    run = scenario.run_scores(judged, by="supervisor")
    with pytest.raises(Refused, match="发起计算的人不能发布"):
        actions.publish_run(run=run, by=judged.people["supervisor"], at=NOW, reason="供内部核对，不公示")
    with pytest.raises(DatabaseError, match="run_four_eyes"), transaction.atomic():
        ScoreRun.objects.filter(pk=run.pk).update(published_by=judged.people["supervisor"])


def test_publishing_numbers_the_ranking_and_is_recorded(judged):
    run = scenario.published(judged)
    assert (run.number, run.state, run.published_by) == (1, RunState.PUBLISHED, judged.people["supervisor"])
    event = Event.objects.about(run).get(verb="run_published")
    assert event.detail["sha256"] == run.sha256


def test_a_published_run_is_published_once(judged):
    run = scenario.published(judged)
    with pytest.raises(Refused, match="状态是“已发布”"):
        actions.publish_run(run=run, by=judged.people["leader"], at=NOW, reason="供内部核对，不公示")


def test_a_stale_row_in_hand_does_not_publish_twice(judged):
    run = scenario.run_scores(judged)
    in_hand = ScoreRun.objects.select_related("scheme").get(pk=run.pk)
    actions.publish_run(run=run, by=judged.people["supervisor"], at=NOW, reason="供内部核对，不公示")
    with pytest.raises(Refused):
        actions.publish_run(run=in_hand, by=judged.people["leader"], at=NOW, reason="供内部核对，不公示")
    assert ScoreRun.objects.get(pk=run.pk).published_by == judged.people["supervisor"]


@pytest.mark.parametrize("change", [{"frozen": {}}, {"sha256": "0" * 64}, {"state": "done"}, {"as_of": NOW}])
def test_a_published_run_cannot_be_changed_even_past_the_actions(judged, change):
    run = scenario.published(judged)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ScoreRun.objects.filter(pk=run.pk).update(**change)


def test_lines_and_items_cannot_be_changed_or_deleted(judged):
    run = scenario.run_scores(judged)
    for rows in (ScoreLine.objects.filter(run=run), ScoreItem.objects.filter(line__run=run)):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            rows._raw_delete("default")
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ScoreLine.objects.filter(run=run).update(total="100.00")


def test_a_published_run_is_worked_out_again_byte_for_byte_whatever_came_later(judged):
    """Later: a reversal, a new share, new targets and marks with early days, a new name, a new class, a new unit."""
    run = scenario.published(judged)
    _everything_changes(judged)
    fresh = ScoreRun.objects.select_related("scheme__region", "previous").get(pk=run.pk)
    assert digest(scenario.worked_out_again(fresh)) == run.sha256
    assert scenario.worked_out_again(fresh) == fresh.frozen


def test_the_same_changes_do_change_a_run_of_today(judged):
    """Proves that the test above is not blind."""
    run = scenario.published(judged)
    _everything_changes(judged)
    today = scenario.run_scores(judged, at=LATER)
    assert today.frozen["lines"] != run.frozen["lines"]


def _everything_changes(judged) -> None:
    people, units = judged.people, judged.units
    arrival = judged.projects["park"].arrivals.get()
    reversal = project_actions.reverse_fact(
        fact=arrival, reason="重复登记", statistical_on=scenario.UNTIL, by=people["office_clerk"], at=LATER
    )
    verify(reversal, by=people["office_director"], at=LATER)
    project = judged.projects["department"]
    project.refresh_from_db()
    project_actions.share_credit(
        project=project, shares=[(units["department"], 5000), (units["other_department"], 5000)],
        valid_from=date(2026, 1, 1), reason="补充协议", version=project.version, by=people["office_director"], at=LATER,
    )  # fmt: skip
    scenario.give_target(judged.town, "village", "signed_amount", 1, expected=1, at=LATER)
    scenario.give_target(judged.town, "vertical", "signed_amount", 1, at=LATER)
    scenario.give_mark(judged, "village", 100, expected=1, at=LATER)
    village = units["village"]
    unit_actions.change_unit(
        unit=village, version=village.version, name="石桥新村", order=999, by=None, at=LATER
    )
    unit_actions.classify_unit(
        unit=units["park"], unit_class="town_village", valid_from=date(2026, 2, 1), by=None, at=LATER
    )


def test_a_target_recorded_at_the_very_moment_of_a_run_stays_unknown_to_it(judged):
    run = scenario.run_scores(judged)
    scenario.give_target(judged.town, "vertical", "signed_amount", 100, at=run.as_of)
    assert scenario.worked_out_again(run) == run.frozen
    again = scenario.run_scores(judged, at=run.as_of)
    assert again.frozen["lines"] != run.frozen["lines"]


def test_the_next_ranking_shows_who_rose(judged):
    first = scenario.published(judged)
    scenario.arrive(judged, "village", "120000000")
    second = scenario.run_scores(judged, at=LATER)
    assert second.previous == first
    lines = {
        line.unit.name: (line.rank_before, line.rank)
        for line in second.lines.filter(unit_class="town_village")
    }
    assert lines == {"石桥村": (2, 1), "柳河村": (1, 2)}
    words = [row[-1]["text"] for row in second.frozen["tables"][0]["rows"]]
    assert words == ["上升1位", "下降1位"]


def test_a_run_older_than_the_last_published_is_refused(judged):
    one, other = scenario.run_scores(judged), scenario.run_scores(judged)
    actions.publish_run(run=one, by=judged.people["supervisor"], at=NOW, reason="供内部核对，不公示")
    with pytest.raises(Refused, match="已发布第1期排名"):
        actions.publish_run(run=other, by=judged.people["supervisor"], at=NOW, reason="供内部核对，不公示")
    early = scenario.run_scores(judged, until=date(2026, 10, 31), at=LATER)
    with pytest.raises(Refused, match="截止日期早于已发布的第1期"):
        actions.publish_run(run=early, by=judged.people["supervisor"], at=LATER, reason="供内部核对，不公示")


@pytest.mark.parametrize(
    ("until", "sentence"),
    [(date(2026, 11, 21), "不能晚于今天"), (date(2025, 12, 31), "应在2026年度之内")],
)
def test_a_day_outside_is_refused(judged, until, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.request_run(scheme=judged.scheme, until=until, by=judged.people["office_director"], at=NOW)


def test_the_local_day_counts_and_not_the_day_in_greenwich(judged):
    early = datetime(2026, 11, 21, 1, 0, tzinfo=CHINA)
    run = actions.request_run(
        scheme=judged.scheme, until=date(2026, 11, 21), by=judged.people["leader"], at=early
    )
    assert run.until == date(2026, 11, 21)


def test_only_a_scheme_in_use_is_run(judged):
    draft = actions.adopt_scheme(
        region=judged.town.region,
        text=scenario.TOWN_SCHEME.replace("3号", "8号"),
        by=judged.people["supervisor"],
        at=NOW,
    )
    with pytest.raises(Refused, match="施行中"):
        actions.request_run(scheme=draft, until=scenario.UNTIL, by=judged.people["office_director"], at=NOW)


def test_the_timetable_makes_one_run_a_day_however_often_it_ticks(judged):
    morning = datetime(2026, 11, 20, 6, 0, tzinfo=CHINA)
    for minutes in (-1, 0, 1, 600):
        tasks.score_due_schemes(now=morning + timedelta(minutes=minutes))
    run = ScoreRun.objects.get()
    assert (run.until, run.requested_by) == (date(2026, 11, 19), None)
    tasks.score_due_schemes(now=morning + timedelta(days=5))
    assert sorted(ScoreRun.objects.values_list("until", flat=True)) == [
        date(2026, 11, 19),
        date(2026, 11, 24),
    ]


def test_before_six_the_timetable_waits(judged):
    tasks.score_due_schemes(now=datetime(2026, 11, 20, 5, 59, tzinfo=CHINA))
    assert not ScoreRun.objects.exists()


def test_the_database_keeps_one_timetable_run_a_day(judged):
    actions.request_run(scheme=judged.scheme, until=scenario.UNTIL, by=None, at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.request_run(scheme=judged.scheme, until=scenario.UNTIL, by=None, at=NOW)
    assert ScoreRun.objects.count() == 1


def test_the_timetable_leaves_last_years_scheme_after_its_last_day(judged):
    tasks.score_due_schemes(now=datetime(2027, 1, 1, 7, 0, tzinfo=CHINA))
    assert ScoreRun.objects.get().until == date(2026, 12, 31)
    tasks.score_due_schemes(now=datetime(2027, 1, 2, 7, 0, tzinfo=CHINA))
    assert ScoreRun.objects.count() == 1


def test_a_job_that_runs_twice_leaves_one_result(judged):
    run = scenario.run_scores(judged)
    Job.objects.filter(pk=run.job_id).update(state="queued")
    again = scenario.finish(run)
    assert again.finished_at == run.finished_at
    assert run.lines.count() == 6


def test_a_tampered_scheme_is_not_scored_and_the_run_says_that_it_failed(judged):
    run = actions.request_run(scheme=judged.scheme, until=scenario.UNTIL, by=judged.people["leader"], at=NOW)
    content = dict(judged.scheme.content, note="改动")
    type(judged.scheme).objects.filter(pk=judged.scheme.pk).update(content=content)
    jobs.run(run.job_id)
    run.refresh_from_db()
    assert (run.state, run.job.state) == (RunState.FAILED, "failed")
    assert not run.lines.exists()
    with pytest.raises(SchemeChanged):
        document_of(type(judged.scheme).objects.get(pk=judged.scheme.pk))


def test_the_moment_of_a_run_is_never_behind_the_ledger(judged):
    run = actions.request_run(
        scheme=judged.scheme, until=scenario.UNTIL, by=judged.people["leader"], at=NOW - timedelta(hours=2)
    )
    assert run.as_of > NOW - timedelta(hours=2)
    assert timezone.is_aware(run.as_of)
