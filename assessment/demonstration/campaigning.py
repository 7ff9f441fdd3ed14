"""A hundred days of the invented town: own targets, recognised projects, a checkpoint, a report for each hearing."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from assessment import actions, facts
from assessment.actions import Check
from assessment.demonstration import places
from assessment.demonstration.judging import quantities_of
from assessment.demonstration.papers import paper
from assessment.models import Campaign, CampaignRecognition
from assessment.reports.campaign_issues import due_issues
from projects import ledger
from projects.models import Posting, Project

BEGAN, DAYS = 48, 100  # so many days ago, of so many
CHECKED, LEAST = 30, 20  # the day of the checkpoint, per cent
RECOGNISED = (18, 33)  # days of the campaign
MEASURES = ("signed_amount", "arrived_capital")
TAKES_PART = ("town_village", "park")
NAME = "招商引资百日攻坚"


def plan(cast, timeline) -> None:
    first = cast.today - timedelta(days=BEGAN)
    timeline.add(_at(cast, first - timedelta(days=1), 16), lambda at: _begin(cast, first, at))
    for day in range(1, BEGAN + 1):
        timeline.add(_at(cast, first + timedelta(days=day), 8, 40), lambda at: _report(cast, at))
    for day in RECOGNISED:
        timeline.add(_at(cast, first + timedelta(days=day), 15), lambda at: _recognise(cast, at))
    timeline.add(_at(cast, first + timedelta(days=CHECKED + 2), 10), lambda at: _decide(cast, at))


def _at(cast, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), cast.zone)


def _begin(cast, first: date, at: datetime) -> None:
    """A quarter of the targets of the year; heard on Mondays."""
    targets = {
        (cast.units[place.code], measure): quantity // 4
        for place in places.ASSESSED
        if place.unit_class in TAKES_PART
        for measure, quantity in quantities_of(place).items()
        if measure in MEASURES
    }
    check = Check(first + timedelta(days=CHECKED - 1), LEAST, "约谈单位主要负责人")
    actions.create_campaign(
        region=cast.region, name=NAME, slogan="大干一百天，冲刺全年红", first_on=first,
        last_on=first + timedelta(days=DAYS - 1), document=f"青政办发〔{first.year}〕18号（演示）", targets=targets,
        checks=[check], hearing_weekday=0, by=cast.people["supervisor"], at=at,
        file=paper("百日攻坚方案", f"{NAME}行动方案", "目标任务、检查办法、结果运用"),
    )  # fmt: skip


def _campaign(cast) -> Campaign:
    return Campaign.objects.standing().get(region=cast.region)


def _report(cast, at: datetime) -> None:
    """What the timetable drafts in the morning; the leader publishes it the next day."""
    for issue in due_issues(cast.region, today=timezone.localdate(at)):
        report = actions.draft_campaign_report(
            campaign=issue.first, period=issue.period, as_of=ledger.moment(at), at=at
        )
        cast.schedule(at + timedelta(days=1, hours=1), lambda now, report=report: _publish(cast, report, now))


def _publish(cast, report, at: datetime) -> None:
    report.refresh_from_db()
    actions.publish_report(report=report, version=report.version, by=cast.people["leader"], at=at)


def _recognise(cast, at: datetime) -> None:
    """The first project that brought something and is not recognised yet; decided the next morning."""
    project = _next_project(_campaign(cast))
    if project is None:
        return
    row = actions.propose_recognition(
        campaign=_campaign(cast), project=project, document=f"百日攻坚认定意见（{project.code}）", at=at,
        file=paper(f"认定意见-{project.code}", "项目认定意见", project.name), by=cast.people["supervisor"],
    )  # fmt: skip
    cast.schedule(at + timedelta(hours=18), lambda now: _grant(cast, row, now))


def _next_project(campaign: Campaign) -> Project | None:
    taken = CampaignRecognition.objects.filter(campaign=campaign.first).values("project")
    rows = Posting.objects.filter(
        unit__in=campaign.targets.values("unit"), measure__in=MEASURES, quantity__gt=0
    )
    rows = rows.filter(statistical_on__gte=campaign.first_on, answers__isnull=True, answered_by__isnull=True)
    found = rows.exclude(project__in=taken).select_related("project").order_by("number").first()
    return found.project if found else None


def _grant(cast, row: CampaignRecognition, at: datetime) -> None:
    actions.decide_recognition(row=row, grant=True, words="", by=cast.people["leader"], at=at)


def _decide(cast, at: datetime) -> None:
    """About the first of the units that the checkpoint names; the others wait."""
    checkpoint = _campaign(cast).checkpoints.get()
    line = next(iter(facts.short_of(checkpoint, as_of=facts.known_now(at))), None)
    if line is not None:
        actions.decide_checkpoint(
            checkpoint=checkpoint, unit=line.unit, outcome="taken", measure="约谈单位主要负责人，限15日内赶上进度",
            document="青石镇镇长办公会议纪要9号（演示）", by=cast.people["leader"], at=at,
        )  # fmt: skip
