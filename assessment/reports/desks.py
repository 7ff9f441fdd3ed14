"""What waits on each desk, as figures that open their lists."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from assessment.facts import Member
from assessment.models import Report, ReportState, RunState, ScoreRun
from assessment.reports.dashboard import Card, card_of, week_start, year_so_far
from assessment.reports.links import list_link, year_links
from assessment.reports.places import roll
from assessment.reports.problems import zero_performers
from projects import stages
from projects.models import Arrival, BatchState, DuplicateHint, ImportBatch, Milestone, Project
from promo.models import Job
from promo.models.job import JobState
from units.access import Access
from units.models import Region, Unit, User

UNIT_CARDS = ("signed_amount", "arrived_capital", "arrived_foreign", "started_count")
FOREIGN = "arrived_foreign"


@dataclass(frozen=True)
class Figure:
    """A number on a desk; `sub` says what about it, `tone` amber where something waits."""

    label: str
    number: int
    unit: str
    url: str
    sub: str = ""
    tone: str = ""


def stage_figures(unit: Unit) -> list[Figure]:
    """The unit's projects of the register by stage, in the order of the road; one statement."""
    rows = Project.objects.listed().filter(lead_unit=unit).order_by()
    found = dict(rows.values_list("stage").annotate(sum=Count("pk")))
    return [
        Figure(stage.name, found[stage.code], "个", list_link(unit=unit.pk, stage=stage.code))
        for stage in stages.STEPS
        if stage.code in found
    ]


def unit_cards(unit: Unit, *, today: date, as_of: datetime) -> list[Card]:
    """The unit's year against its targets; foreign capital only where there is some or should be."""
    year = year_so_far(unit.region, today=today, as_of=as_of)
    link = year_links(year, as_of=None)
    lines = [year.unit_line(unit.pk, code) for code in UNIT_CARDS]
    shown = [line for line in lines if line.measure.code != FOREIGN or line.done or line.target]
    return [card_of(line, link(line, unit.pk)) for line in shown]


def office_figures(access: Access, *, today: date) -> list[Figure]:
    """Verification, imports, likely duplicates, new leads."""
    seen = Project.objects.visible_to(access).listed()
    monday = week_start(today)
    leads = seen.filter(registered_at__date__gte=monday).count()
    imports = ImportBatch.objects.visible_to(access).filter(state=BatchState.READY).count()
    pairs = DuplicateHint.objects.pressing().visible_to(access).count()
    return [
        waiting_figure(access, today=today),
        _waits("待确认的导入", imports, "批", reverse("projects:import_list")),
        _waits("疑似重复", pairs, "对", reverse("projects:duplicate_list")),
        Figure(
            "本周新增线索", leads, "个", list_link(registered_from=monday.isoformat()), sub="周一以来登记"
        ),
    ]


def waiting_figure(access: Access, *, today: date) -> Figure:
    """How much waits for verification, and since when."""
    rows = [model.objects.recorded().of_register().visible_to(access) for model in (Milestone, Arrival)]
    sums = [one.aggregate(count=Count("pk"), oldest=Min("recorded_at")) for one in rows]
    oldest = min((one["oldest"] for one in sums if one["oldest"]), default=None)
    days = (today - timezone.localdate(oldest)).days if oldest else 0
    count = sum(one["count"] for one in sums)
    sub = (f"最早一项已等待{days}天" if days else "最早一项为今天录入") if count else ""
    return _waits("待核实", count, "项", reverse("projects:verify_desk"), sub=sub)


def _waits(label: str, number: int, unit: str, url: str, sub: str = "") -> Figure:
    return Figure(
        label, number, unit, url, sub=sub or ("" if number else "没有待办"), tone="amber" if number else ""
    )


def supervisor_figures(access: Access, *, still: int, days: int) -> list[Figure]:
    """Drafts to word and publish, rankings to publish, projects that stand still."""
    drafts = Report.objects.visible_to(access).filter(state=ReportState.DRAFT).order_by("start")
    first, count = drafts.values_list("pk", flat=True).first(), drafts.count()
    runs = ScoreRun.objects.visible_to(access).filter(state=RunState.DONE).count()
    one = count == 1
    url = reverse("assessment:report_show", args=[first]) if one else reverse("assessment:report_list")
    return [
        _waits("待发布通报", count, "期", url),
        _waits("待发布排名", runs, "次", reverse("assessment:run_list")),
        Figure(
            f"超过{days}天未更新",
            still,
            "个",
            list_link(still=1),
            sub="停滞项目",
            tone="amber" if still else "",
        ),
    ]


def units_without_anything(region: Region, *, today: date, as_of: datetime) -> list[Member]:
    """Assessed units with neither a signing nor an arrival this year."""
    year = year_so_far(region, today=today, as_of=as_of)
    return zero_performers(roll(region, on=today), year)


def administrator_figures(access: Access, *, today: date, now: datetime) -> list[Figure]:
    """People without a role, units, failed work of the last week."""
    held = Q(memberships__valid_from__lte=today) & (
        Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gt=today)
    )
    active = User.objects.filter(is_active=True)
    idle = active.exclude(pk__in=active.filter(held).values("pk")).count()
    units = Unit.objects.administered_by(access).active(on=today).count()
    failed = failed_jobs(now).count()
    return [
        _waits("没有岗位的账号", idle, "个", reverse("units:user_list")),
        Figure("在用单位", units, "个", reverse("units:unit_list")),
        Figure("未完成的后台任务", failed, "项", "#failed-jobs", sub="最近7天", tone="red" if failed else ""),
    ]


def failed_jobs(now: datetime):
    """Newest first."""
    week = now - timedelta(days=7)
    return Job.objects.filter(state=JobState.FAILED, finished_at__gt=week).order_by("-finished_at")
