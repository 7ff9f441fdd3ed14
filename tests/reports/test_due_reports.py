"""The timetable drafts each ended period of each kind once, in order, and leaves out none."""

from datetime import date, timedelta

import pytest

from assessment.models import Report
from assessment.report_tasks import draft_due_reports
from assessment.reports.fortnight import issue_number, the_fortnight
from assessment.reports.report_kinds import KINDS, OF_CALENDAR
from promo import jobs
from promo.models import Job
from promo.models.job import JobState
from tests.calendars import FORTNIGHT, MONTH, use_periods
from tests.factories import NOW, at, make_lead
from tests.reports.drafting import ENDED, decide

WEEK = FORTNIGHT | {"kind": "week", "asks": False}


def tick(clock, now) -> list[Job]:
    """One tick of the timetable and all jobs that follow from it."""
    clock(now)
    draft_due_reports(now=now)
    ran = []
    while job := Job.objects.filter(state=JobState.QUEUED).order_by("pk").first():
        jobs.run(job.pk)
        job.refresh_from_db()
        ran.append(job)
    return ran


def test_the_issue_number_is_the_one_in_the_name_of_the_period():
    period = the_fortnight(date(2026, 1, 5))
    for _ in range(80):
        assert f"年第{issue_number(period)}期双周" in period.label
        period = period.next()


@pytest.fixture
def began(town):
    """A town whose first lead is of today."""
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


def test_a_town_that_has_just_begun_gets_the_last_ended_fortnight_once(began, clock):
    assert [job.state for job in tick(clock, NOW)] == [JobState.DONE]
    report = Report.objects.get()  # no month, quarter or year has ended since it began
    assert (report.kind, report.start, report.end, report.state) == (
        "fortnight", ENDED.start, ENDED.end, "draft",
    )  # fmt: skip
    assert tick(clock, NOW + timedelta(minutes=1)) == []
    assert Report.objects.count() == 1


def test_a_town_without_projects_gets_no_report(town, clock):
    assert tick(clock, NOW) == []


def test_where_units_have_to_report_the_draft_waits_for_the_evening_of_their_deadline(began, town, clock):
    """November ends on a Monday, the fortnight on Sunday the 22nd: due two days later, the month five days later."""
    use_periods(town, FORTNIGHT, MONTH, WEEK)
    tick(clock, at(date(2026, 11, 24), 23))
    assert not Report.objects.filter(start=date(2026, 11, 9)).exists()
    tick(clock, at(date(2026, 11, 25), 0))
    assert Report.objects.filter(kind="fortnight", start=date(2026, 11, 9)).count() == 1
    tick(clock, at(date(2026, 12, 7), 23))  # the 5th of December is a Saturday
    assert not Report.objects.filter(kind="month", start=date(2026, 11, 1)).exists()
    tick(clock, at(date(2026, 12, 8), 1))
    assert Report.objects.filter(kind="month", start=date(2026, 11, 1)).count() == 1
    assert Report.objects.filter(kind="week").exists(), (
        "the office's own calendar asks for a week's sheet too"
    )


def test_a_kind_that_the_office_does_not_issue_is_drafted_neither_then_nor_afterwards(began, town, clock):
    decide(town, "fortnight", "no", on=date(2026, 11, 1))
    tick(clock, at(date(2026, 12, 7)))
    assert [one.kind for one in Report.objects.all()] == ["month"], "two fortnights ended under the rule"
    decide(town, "fortnight", "yes", on=date(2026, 12, 10))
    tick(clock, at(date(2026, 12, 22)))
    fortnights = Report.objects.filter(kind="fortnight")
    assert [one.start for one in fortnights] == [date(2026, 12, 7)], "what was left out is not caught up"
    assert fortnights.get().setup["drafts"] == "yes"


def test_a_job_that_was_asked_for_before_the_rule_changed_drafts_nothing(began, town, clock):
    clock(NOW)
    draft_due_reports(now=NOW)
    decide(town, "fortnight", "no", on=date(2026, 11, 1))
    (job,) = tick(clock, NOW + timedelta(minutes=1))
    assert (job.state, Report.objects.count()) == (JobState.DONE, 0)
    assert "不编发双周督查报告" in job.progress_note


def test_a_weekly_sheet_comes_by_the_rule_alone_without_a_calendar_of_periods(began, town, clock):
    decide(town, "week", "yes", on=date(2026, 11, 1))
    tick(clock, NOW + timedelta(days=7))
    assert Report.objects.filter(kind="week").exists()


def test_two_ticks_before_the_worker_comes_ask_for_one_job(began, clock):
    draft_due_reports(now=NOW)
    draft_due_reports(now=NOW + timedelta(minutes=1))
    assert Job.objects.filter(kind="draft_report").count() == 1


def test_after_weeks_without_power_every_fortnight_is_there_in_order(began, clock):
    tick(clock, NOW)
    tick(clock, NOW + timedelta(days=45))
    drafted = Report.objects.filter(kind="fortnight").order_by("pk")
    starts = [report.start for report in drafted]
    assert starts == [ENDED.start + timedelta(days=14 * place) for place in range(len(starts))]
    issues = [(report.year, report.number) for report in drafted]
    assert issues == [(2026, 23), (2026, 24), (2026, 25), (2026, 26), (2027, 1)]


def test_after_a_quarter_without_power_no_issue_of_any_kind_is_left_out(began, clock):
    """More fortnights than a new town is given: an issue that is left out would be a gap in the numbers."""
    tick(clock, NOW)
    tick(clock, NOW.replace(year=2027, month=4, day=2))
    issues = {}
    for report in Report.objects.order_by("pk"):
        issues.setdefault(report.kind, []).append((report.year, report.number))
    assert issues["fortnight"] == [(2026, n) for n in range(23, 27)] + [(2027, n) for n in range(1, 8)]
    assert issues["month"] == [(2027, 1), (2027, 2), (2027, 3)], "a town without any is given its last three"
    assert issues["quarter"] == [(2026, 4), (2027, 1)]
    assert (issues["half_year"], issues["year"]) == ([(2026, 2)], [(2026, 1)])
    tick(clock, NOW.replace(year=2027, month=7, day=2))
    months = Report.objects.filter(kind="month").order_by("pk").values_list("number", flat=True)
    assert list(months) == [1, 2, 3, 4, 5, 6]
    assert Report.objects.get(kind="half_year", year=2027).number == 1


def test_a_town_with_old_projects_gets_its_last_six_fortnights(judged, clock):
    tick(clock, NOW)
    drafted = Report.objects.filter(kind="fortnight").order_by("pk")
    assert [report.number for report in drafted] == [18, 19, 20, 21, 22, 23]


def test_a_new_town_is_given_its_last_six_fortnights_and_later_all_that_are_missing():
    since, fortnights = date(2026, 1, 6), KINDS["fortnight"]
    due = fortnights.due(since=since, today=NOW.date(), drafted=set())
    assert [period.start for period in due] == [
        ENDED.start - timedelta(days=14 * back) for back in range(5, -1, -1)
    ]
    there = {due[0].start, due[5].start}
    assert fortnights.due(since=due[0].start, today=NOW.date(), drafted=there) == due[1:5]
    assert len(fortnights.due(since=since, today=NOW.date(), drafted={due[5].start})) > 6


@pytest.mark.parametrize("code", OF_CALENDAR)
def test_the_issues_of_a_kind_are_numbered_without_gaps_and_begin_anew_each_year(code):
    kind = KINDS[code]
    period = kind.period_of(date(2025, 1, 20))
    before = (kind.year_of(period), kind.number_of(period))
    for _ in range(120):
        period = period.next()
        now = (kind.year_of(period), kind.number_of(period))
        assert now in ((before[0], before[1] + 1), (before[0] + 1, 1)), period.label
        before = now


def test_a_draft_that_failed_is_not_asked_for_every_minute(began, clock, monkeypatch):
    def breaks(**_):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("assessment.report_tasks.draft", breaks)
        assert [job.state for job in tick(clock, NOW)] == [JobState.FAILED]
    assert tick(clock, NOW + timedelta(minutes=1)) == []
    assert [job.state for job in tick(clock, NOW + timedelta(hours=2))] == [JobState.DONE]
