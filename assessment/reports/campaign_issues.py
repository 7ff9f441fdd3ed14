"""Which reports a campaign has: for each weekly hearing, for each checkpoint and at its end, one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from assessment.models import Campaign, Report
from projects.rulebook.reports import DRAFTED, REPORTS
from projects.rules_in_force import rules_until
from promo.calendar import exceptions_since
from promo.periods import Period, PeriodKind
from promo.workdays import next_workday
from units.models import Region

ONE_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Issue:
    """The next report of a campaign: `first` is the row it began with."""

    first: Campaign
    period: Period


def stops(campaign: Campaign, exceptions: Mapping[date, bool]) -> list[date]:
    """The evenings on which figures are taken: before each hearing, of each checkpoint, of the last day."""
    found = {one.on for one in campaign.checkpoints.all()} | {campaign.last_on}
    found |= {day - ONE_DAY for day in _hearings(campaign, exceptions)}
    return sorted(day for day in found if campaign.first_on <= day <= campaign.last_on)


def _hearings(campaign: Campaign, exceptions: Mapping[date, bool]) -> set[date]:
    """Each week's hearing, moved to the next working day."""
    if campaign.hearing_weekday is None:
        return set()
    day = campaign.first_on + timedelta(days=(campaign.hearing_weekday - campaign.first_on.weekday()) % 7)
    weeks = range((campaign.last_on - day).days // 7 + 1)
    return {next_workday(day + n * A_WEEK, exceptions) for n in weeks}


def issue_after(
    campaign: Campaign, first: Campaign, end: date | None, exceptions: Mapping[date, bool],
    *, is_drafted: Callable[[date], bool] = lambda day: True,
) -> Period | None:  # fmt: skip
    """The period that follows a report which ended before `end`; None after the last.

    A day whose rule asks for no report is passed over: the next report tells of its stretch too. The first report
    begins with the campaign and tells of all days until it was laid down; before it there is none.
    """
    start = campaign.first_on if end is None else end
    left = [day for day in stops(campaign, exceptions) if day >= start and is_drafted(day)]
    if end is None:
        laid_down = timezone.localdate(first.recorded_at)
        left = [day for day in left if day >= laid_down] or left[-1:]
    if not left:
        return None
    return Period(PeriodKind.CAMPAIGN.value, start, left[0] + ONE_DAY, campaign.name)


def due_issues(region: Region, *, today: date) -> list[Issue]:
    """Of each campaign as it stands the earliest ended period without a report. Two statements where none is open."""
    campaigns = Campaign.objects.filter(region=region).select_related("region").order_by("pk")
    rows = {row.pk: row for row in campaigns}
    if not rows:
        return []
    reports = Report.objects.filter(campaign__region=region).order_by().values_list("campaign")
    ends = dict(reports.annotate(last=Max("end")))
    replaced = {row.replaces_id for row in rows.values()}
    firsts = {pk: _first(row, rows) for pk, row in rows.items() if pk not in replaced}
    running = {pk: first for pk, first in firsts.items() if _is_open(rows[pk], ends.get(first.pk))}
    exceptions = exceptions_since(min(rows[pk].first_on for pk in running)) if running else {}
    rule_on = rules_until(REPORTS["campaign"].code, region=region, on=today) if running else None
    found = []
    for pk, first in running.items():
        period = issue_after(
            rows[pk], first, ends.get(first.pk), exceptions,
            is_drafted=lambda day: rule_on(day)["drafts"] == DRAFTED,
        )  # fmt: skip
        if period is not None and period.end <= today:
            found.append(Issue(first, period))
    return found


def _is_open(campaign: Campaign, end: date | None) -> bool:
    return end is None or end <= campaign.last_on


def _first(row: Campaign, rows: Mapping[int, Campaign]) -> Campaign:
    while row.replaces_id:
        row = rows[row.replaces_id]
    return row
