"""Reports of campaigns by the timetable: one for each hearing, checkpoint and end, drafted once and in order."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessment.actions.campaign_reports import draft_campaign_report as draft
from assessment.models import Campaign
from assessment.reports.campaign_issues import Issue, due_issues
from projects import ledger
from promo import jobs
from promo.models import Job
from promo.models.job import JobState
from units.models import Region, RegionLevel

PAUSE = timedelta(hours=1)  # after a draft that failed


def draft_due_campaign_reports(*, now: datetime) -> None:
    """Ask for the earliest missing report of each campaign of every town; its job asks for the next one."""
    for region in Region.objects.filter(level=RegionLevel.TOWN):
        for issue in due_issues(region, today=timezone.localdate(now)):
            _ask_for(issue, now=now)


def _ask_for(issue: Issue, *, now: datetime) -> Job | None:
    key = f"draft_campaign_report:{issue.first.pk}:{issue.period.start}"
    if Job.objects.filter(key=key, state=JobState.FAILED, finished_at__gt=now - PAUSE).exists():
        return None
    return jobs.enqueue(
        "draft_campaign_report", title=f"起草{issue.first.region.name}{issue.period.name}通报", by=None, at=now,
        key=key, campaign_id=issue.first.pk,
    )  # fmt: skip


def _next_of(campaign: Campaign, *, now: datetime) -> Issue | None:
    """As the campaign stands now: it may have been changed since the job was asked for."""
    found = due_issues(campaign.region, today=timezone.localdate(now))
    return next((one for one in found if one.first.pk == campaign.pk), None)


def draft_campaign_report(running: jobs.Running, *, campaign_id: int) -> None:
    """Job handler: the next report that is due, with its figures as known at this moment; then the one after it."""
    now = timezone.now()
    campaign = Campaign.objects.select_related("region").get(pk=campaign_id)
    issue = _next_of(campaign, now=now)
    if issue is None:
        running.finish(note="没有到期的通报。")
        return
    as_of = ledger.moment(now)
    with transaction.atomic():
        report = draft(campaign=campaign, period=issue.period, as_of=as_of, at=now)
        running.finish(note=f"已起草{report.title}第{report.number}期。")
    if (later := _next_of(campaign, now=now)) is not None:
        _ask_for(later, now=now)
