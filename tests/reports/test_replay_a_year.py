"""A year of a town, day by day: the worker is killed in the middle, the machine sleeps for days; nothing is missed."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import connection

from assessment import actions, facts
from assessment.campaign_tasks import draft_due_campaign_reports
from assessment.models import Report
from assessment.report_tasks import draft_due_reports
from assessment.reports.report_kinds import KINDS
from assessment.reports.verifying.papers import check_report
from assessment.tasks import keep_periods
from promo import jobs
from promo.models import Job
from promo.models.job import JobState
from tests.assessment.test_run_campaign import begun
from tests.factories import NOW, at, make_arrival, verify

FIRST, LAST = date(2026, 11, 21), date(2027, 11, 21)
DEAD = timedelta(seconds=60)  # after which a worker without a sign of life counts as dead
EXPECTED = {
    "fortnight": [(2026, n) for n in range(18, 27)] + [(2027, n) for n in range(1, 24)],
    "month": [(2026, n) for n in range(8, 13)] + [(2027, n) for n in range(1, 11)],
    "quarter": [(2026, n) for n in range(2, 5)] + [(2027, n) for n in range(1, 4)],
    "half_year": [(2026, 1), (2026, 2), (2027, 1)],
    "year": [(2026, 1)],
    "campaign": [(2026, n) for n in range(1, 5)] + [(2027, n) for n in range(5, 16)],
}


class Killed(BaseException):
    """What the process does not live to see: no `except Exception` of the product catches it."""


class Killer:
    """Ends the worker before the `n`-th statement of a job."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            raise Killed
        return execute(sql, params, many, context)


class Machine:
    """One tick of the timetable and all that follows from it; `chance` decides which attempts are killed."""

    def __init__(self, clock, chance: Random) -> None:
        self.clock, self.chance, self.killed = clock, chance, 0

    def tick(self, now: datetime) -> None:
        self.clock(now)
        keep_periods(now=now)
        draft_due_reports(now=now)
        draft_due_campaign_reports(now=now)
        while job := Job.objects.filter(state=JobState.QUEUED).order_by("pk").first():
            now = self._attempt(job, now)

    def _attempt(self, job: Job, now: datetime) -> datetime:
        last = job.attempts + 1 >= 3  # a third death would end the job for good
        if last or self.chance.random() > 0.4:
            jobs.run(job.pk)
            return now
        try:
            with connection.execute_wrapper(Killer(self.chance.randint(2, 50))):
                jobs.run(job.pk)
        except Killed:
            self.killed += 1
        now = self.clock(now + DEAD)
        jobs.sweep(now=now)
        return now


def issues() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for report in Report.objects.order_by("start", "pk"):
        found.setdefault(report.kind, []).append((report.year, report.number))
    return found


def days(chance: Random):
    """Most mornings; now and then the machine is off for up to three weeks."""
    day = FIRST
    while day < LAST:
        yield day
        day += timedelta(days=chance.randint(8, 21) if chance.random() < 0.05 else 1)
    yield LAST


def busy(judged, day: date) -> None:
    """Now and then money comes, now and then late."""
    if day.day == 12:
        people = judged.people
        fact = make_arrival(
            project=judged.projects["park"], by=people["office_clerk"], amount="1000000.01",
            on=day - timedelta(days=day.month * 3), at=at(day, 8),
        )  # fmt: skip
        verify(fact, by=people["office_director"], at=at(day, 9), excess_reason="投资方追加投资")


def test_a_year_with_a_dying_worker_leaves_each_report_once_and_each_can_be_worked_out_again(
    judged, town, clock
):
    chance = Random(20261127)
    machine = Machine(clock, chance)
    half = actions.Check(date(2027, 1, 31), 50, "约谈主要负责人")
    campaign = begun(town, first_on=date(2026, 12, 1), last_on=date(2027, 3, 10), checks=[half])
    for day in days(chance):
        busy(judged, day)
        machine.tick(at(day, chance.randint(9, 22)))
    assert machine.killed > 20, "a year in which nobody died proves nothing"
    assert issues() == EXPECTED
    assert not Job.objects.exclude(state=JobState.DONE).exists()
    for report in Report.objects.select_related("region").order_by("pk"):
        actions.publish_report(
            report=report, version=report.version, by=town.people["supervisor"], at=at(LAST)
        )
        report.refresh_from_db()
        checked = check_report(report)
        assert checked.is_sound, (report, checked.differences[:3])
    once = [facts.campaign_lines(campaign, until=campaign.last_on, as_of=at(LAST)) for _ in range(2)]
    assert once[0] == once[1] != []


def test_without_the_sweep_a_killed_draft_is_missing(judged, clock, monkeypatch):
    """The control: what the replay rests on is the sweep, not luck."""
    clock(NOW)
    draft_due_reports(now=NOW)
    job = Job.objects.filter(kind="draft_report").order_by("pk").first()
    with connection.execute_wrapper(Killer(20)), pytest.raises(Killed):
        jobs.run(job.pk)
    jobs.run(job.pk)  # it still looks taken
    kind = KINDS[job.args["report_kind"]].code
    assert not Report.objects.filter(kind=kind, start=job.args["start"]).exists()
    jobs.sweep(now=clock(NOW + DEAD))
    jobs.run(job.pk)
    assert Report.objects.filter(kind=kind, start=job.args["start"]).count() == 1
