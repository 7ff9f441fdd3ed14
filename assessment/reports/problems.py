"""What a report has to name: units with nothing yet, units behind the calendar, projects that stand still."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assessment.facts import Member
from assessment.reports import wording
from assessment.reports.links import project_link
from assessment.reports.overview import Line, YearToDate
from assessment.reports.places import by_class
from projects.models import Project
from promo.money import round_to
from promo.tables import Column, Table
from units.models import Region, UnitClass

PERFORMANCE = ("signed_count", "signed_amount", "signed_foreign", "arrived_capital", "arrived_foreign")
BEHIND_BY = "arrived_capital"
GAPS_SAID = 5
STILL_LISTED = 20


def zero_performers(members: Sequence[Member], year: YearToDate) -> list[Member]:
    """Units with neither a signing nor an arrival this year (mechanisms 24)."""
    return [
        one for one in members if all(year.unit_line(one.unit_id, code).done <= 0 for code in PERFORMANCE)
    ]


def zero_words(found: Sequence[Member]) -> list[str]:
    """One sentence a class; 无 when every unit has something."""
    if not found:
        return ["既无签约项目又无到位资金的单位：无。"]
    return [
        f"{UnitClass(code).label}中，本年既无签约项目又无到位资金的单位有{len(some)}个："
        f"{wording.listed(one.name for one in some)}。"
        for code, some in by_class(found).items()
    ]


def behind_schedule(members: Sequence[Member], year: YearToDate) -> list[tuple[Member, Line]]:
    """Units whose arrived capital is behind the elapsed share of the year, the furthest behind first."""
    lines = [(one, year.unit_line(one.unit_id, BEHIND_BY)) for one in members]
    found = [(one, line) for one, line in lines if _printed(line) < 0]
    return sorted(found, key=lambda pair: (pair[1].lead, pair[0].order))


def ahead_of_schedule(members: Sequence[Member], year: YearToDate) -> list[tuple[Member, Line]]:
    lines = [(one, year.unit_line(one.unit_id, BEHIND_BY)) for one in members]
    found = [(one, line) for one, line in lines if _printed(line) > 0]
    return sorted(found, key=lambda pair: (-pair[1].lead, pair[0].order))


def _printed(line: Line) -> Decimal:
    """The gap as it is printed: a unit named as behind never stands there with 0.00. 0 without a target."""
    return Decimal(0) if line.lead is None else round_to(line.lead, 2)


def behind_words(behind: Sequence[tuple[Member, Line]]) -> str:
    """With the gaps where they are few; the table has them all."""
    if not behind:
        return f"到位资金低于时序进度的单位：{wording.NONE}。"
    few = len(behind) <= GAPS_SAID
    names = wording.listed(
        f"{one.name}（{wording.gap_words(line.lead)}）" if few else one.name for one, line in behind
    )
    return f"到位资金低于时序进度的单位有{len(behind)}个：{names}。"


def ahead_words(ahead: Sequence[tuple[Member, Line]]) -> str:
    if not ahead:
        return f"到位资金超时序进度的单位：{wording.NONE}。"
    return f"到位资金超时序进度的单位有{len(ahead)}个：{wording.listed(one.name for one, _ in ahead)}。"


def behind_table(behind: Sequence[tuple[Member, Line]], link) -> Table:
    return Table(
        title="到位资金低于时序进度的单位",
        columns=[
            Column("单位", lambda pair: pair[0].name, width=12),
            Column("类别", lambda pair: UnitClass(pair[0].unit_class).label, width=10),
            Column("年度任务（万元）", lambda pair: pair[1].target, "amount_wan"),
            Column(
                "累计到位（万元）", lambda pair: pair[1].done, "amount_wan",
                link=lambda pair: link(pair[1], pair[0].unit_id),
            ),
            Column("完成率", lambda pair: pair[1].rate, "rate"),
            Column("与时序相差（百分点）", lambda pair: pair[1].lead, "pp"),
        ],
        rows=list(behind),
    )  # fmt: skip


def standing_still(region: Region, *, on: date, days: int) -> list[Project]:
    """Projects without an entry for `days` days, the quietest first."""
    rows = Project.objects.filter(region=region).standing_still(on=on, days=days)
    return list(rows.select_related("lead_unit").order_by("last_entry_on", "pk"))


def still_words(projects: Sequence[Project], days: int) -> str:
    if not projects:
        return f"超过{days}天没有更新进展的项目：无。"
    longest = f"停滞最久的{STILL_LISTED}个" if len(projects) > STILL_LISTED else "名单"
    return f"超过{days}天没有更新进展的项目有{len(projects)}个，{longest}见表。"


def still_table(projects: Sequence[Project], *, on: date, days: int) -> Table:
    return Table(
        title=f"超过{days}天没有更新进展的项目",
        columns=[
            Column("项目名称", "name", width=22, link=lambda project: project_link(project.pk)),
            Column("引资单位", "lead_unit.short_name", width=12),
            Column("阶段", "stage_name", width=8),
            Column("最近更新", "last_entry_on", "day"),
            Column("停滞天数", lambda project: (on - project.last_entry_on).days, "count"),
        ],
        rows=list(projects[:STILL_LISTED]),
        notes=[f"共{len(projects)}个，列出停滞最久的{STILL_LISTED}个。"]
        if len(projects) > STILL_LISTED
        else [],
    )
