"""Doubts of the invented town, one of every kind, planted through the product's own doors; one is dismissed."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Sum

from assessment import actions
from assessment.demonstration.papers import paper
from assessment.facts.suspicions.bursts import end_of, ended_quarters
from assessment.models import Finding
from projects import actions as project_actions
from projects.models import Posting, Project

BUSY, QUIET, PARK = "304", "110", "402"
GROUP = "河南嘉禾示控股有限公司"
# name of the project, contract in 万元: none reaches 1,000万元 alone, the first stands on 500万元 exactly
PIECES = (
    ("嘉禾示农资仓储一期项目", 500),
    ("嘉禾示农资仓储二期项目", 330),
    ("嘉禾示农机维修中心项目", 260),
)
LATE_DAYS, UNPAID_DAYS = 46, 330
WAN, FEN_OF_WAN = 10_000, 1_000_000
HOUR = timedelta(hours=1)


def plan(cast, timeline) -> None:
    """The last ended quarter has its pieces, yesterday the look; whoever starts the town finds something to do."""
    quarter = ended_quarters(cast.today)[0]
    last = end_of(quarter) - timedelta(days=1)
    for number, (name, wan) in enumerate(PIECES):
        timeline.add(_at(cast, last - timedelta(days=3), 10 + number), _piece(cast, name, wan, last))
    timeline.add(_at(cast, cast.today - timedelta(days=UNPAID_DAYS), 9), _unpaid(cast))
    timeline.add(_at(cast, cast.today - timedelta(days=9), 11), _late_lead(cast))
    timeline.add(_at(cast, cast.today - timedelta(days=5), 15), _one_slip(cast))
    timeline.add(_at(cast, cast.today - timedelta(days=4), 16), _from_above(cast, last))
    timeline.add(_at(cast, cast.today - timedelta(days=1), 6), _look(cast))


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 10), cast.zone)


def _lead(cast, code: str, name: str, investor: str, at: datetime, *, received_at: datetime) -> Project:
    unit = cast.units[code]
    project = project_actions.register_lead(
        lead_unit=unit, investor_name=investor, received_at=received_at, received_by=cast.clerk_of(code).name,
        received_unit=unit, channel="referral", name=name, industry="商贸物流", by=cast.clerk_of(code), at=at,
    )  # fmt: skip
    cast.projects.append(project)
    return project


def _sign(cast, project: Project, wan: int, on: date, at: datetime) -> None:
    """Recorded by the clerk of the unit, recognised by the director an hour later."""
    clerk = cast.clerk_of(project.lead_unit.code)
    fact = project_actions.record_milestone(
        project=project, kind="signed", event_on=on, amount=Decimal(wan * WAN), currency="CNY", by=clerk, at=at,
        files=[paper(f"投资合同-{project.code}", "投资合同", project.name, f"{wan}万元", f"{on:%Y年%m月%d日}")],
    )  # fmt: skip
    project_actions.verify_fact(
        fact=fact, version=fact.version, by=cast.people["director"], at=at + timedelta(minutes=20)
    )


def _piece(cast, name: str, wan: int, last: date) -> Callable:
    """Registered, negotiated and signed in the last days of the quarter, by one investor in three contracts."""

    def act(at: datetime) -> None:
        project = _lead(cast, BUSY, name, GROUP, at, received_at=at - HOUR)
        project_actions.record_milestone(
            project=project, kind="negotiating", event_on=at.date(), by=cast.clerk_of(BUSY), at=at + HOUR,
            files=[paper(f"洽谈纪要-{project.code}", "洽谈纪要", name)],
        )  # fmt: skip
        signed_on = last - timedelta(days=1)
        cast.schedule(at + timedelta(days=2), lambda now: _sign(cast, project, wan, signed_on, now))
        if wan == PIECES[0][1]:
            cast.schedule(at + timedelta(days=3), lambda now: _also_counted(cast, project, signed_on, now))

    return act


def _also_counted(cast, project: Project, since: date, at: datetime) -> None:
    project.refresh_from_db()
    project_actions.share_credit(
        project=project, shares=[(cast.units[BUSY], 10_000)], also=[(cast.units[PARK], 10_000)], valid_from=since,
        reason="落户物流园，园区兼计", version=project.version, by=cast.people["director"], at=at,
        files=[paper(f"兼计意见-{project.code}", "兼计意见", project.name)],
    )  # fmt: skip


def _unpaid(cast) -> Callable:
    def act(at: datetime) -> None:
        project = _lead(
            cast, QUIET, "丰谷样粮油加工项目", "江苏丰谷样食品有限公司", at, received_at=at - HOUR
        )
        cast.schedule(at + HOUR, lambda now: _sign(cast, project, 1_000, now.date(), now))

    return act


def _late_lead(cast) -> Callable:
    def act(at: datetime) -> None:
        received = at - timedelta(days=LATE_DAYS)
        _lead(cast, "101", "云栖例民宿改造项目", "浙江云栖例文旅有限公司", at, received_at=received)

    return act


def _one_slip(cast) -> Callable:
    """The unit hands in the slip of one transfer for two of its projects; both wait on the desk."""

    def act(at: datetime) -> None:
        projects = Project.objects.filter(name__in=[name for name, _ in PIECES[:2]]).order_by("pk")
        for number, project in enumerate(projects):
            slip = paper("银行电子回单-嘉禾示", "银行电子回单", GROUP, "人民币1,230,000.00元")
            project_actions.record_arrival(
                project=project, amount=Decimal(1_230_000), currency="CNY", kind="cash", event_on=at.date(),
                reuse_reason="两个项目合并付款" if number else "", by=cast.clerk_of(BUSY), at=at, files=[slip],
            )  # fmt: skip

    return act


def _from_above(cast, last: date) -> Callable:
    """The county counts a little less than the town; it gives whole 万元."""

    def act(at: datetime) -> None:
        year = {"statistical_on__gte": date(last.year, 1, 1), "statistical_on__lte": last}
        rows = Posting.objects.counted().filter(region=cast.region, measure="arrived_capital", **year)
        own = rows.aggregate(total=Sum("quantity"))["total"] or 0
        issue = f"样江招商通报〔{last.year}〕第{(last.month + 2) // 3}期"
        actions.record_superior_figure(
            region=cast.region, measure="arrived_capital", until=last, document=issue,
            quantity=own * 97 // 100 // FEN_OF_WAN * FEN_OF_WAN, by=cast.people["second_supervisor"], at=at,
        )  # fmt: skip

    return act


def _look(cast) -> Callable:
    """As the timetable does every morning; one contract on a threshold is held against its original."""

    def act(at: datetime) -> None:
        actions.look_for_findings(region=cast.region, by=None, at=at)
        row = Finding.objects.open().filter(region=cast.region, kind="threshold").order_by("key").first()
        if row:
            cast.schedule(at + 4 * HOUR, lambda now: _dismiss(cast, row, now))

    return act


def _dismiss(cast, row: Finding, at: datetime) -> None:
    actions.dismiss_finding(
        finding=row, reason="已核对合同原件，投资额系双方约定的整数，无拆分迹象。", version=row.version,
        by=cast.people["supervisor"], at=at,
    )  # fmt: skip
