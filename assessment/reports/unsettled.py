"""What a report has to press for: open difficulties by kind, opinions that did not come, what the last report asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Q
from django.urls import reverse

from assessment.facts import Member
from assessment.reports import wording
from assessment.reports.links import project_link
from assessment.reports.overview import Line
from projects.models import Blocker, DepartmentOpinion
from promo.tables import Column, Table
from units.models import Region

LISTED = 20


def open_blockers(region: Region, *, on: date, as_of: datetime) -> list[Blocker]:
    """Raised by that day and not settled, the longest overdue first."""
    known = Q(project__region=region, raised_at__lte=as_of, raised_on__lt=on)
    rows = Blocker.objects.filter(known).filter(Q(resolved_at__isnull=True) | Q(resolved_at__gt=as_of))
    return list(rows.select_related("project", "unit").order_by("due_on", "pk"))


def blocker_words(rows: Sequence[Blocker], names: Mapping[str, str], *, on: date) -> str:
    """'尚未解决的难点有3个：用地2个、用电1个；其中逾期1个。'"""
    if not rows:
        return "尚未解决的难点：无。"
    counts = Counter(names.get(one.kind, one.kind) for one in rows)
    kinds = wording.listed(f"{name}{count}个" for name, count in counts.most_common())
    late = sum(one.due_on < on for one in rows)
    return f"尚未解决的难点有{len(rows)}个：{kinds}；其中逾期{late}个。"


def blocker_table(rows: Sequence[Blocker], names: Mapping[str, str], *, on: date) -> Table:
    return Table(
        title="尚未解决的难点",
        columns=[
            Column("种类", lambda one: names.get(one.kind, one.kind), width=8),
            Column(
                "难点", "text", width=22, link=lambda one: reverse("projects:blocker_show", args=[one.pk])
            ),
            Column("项目名称", "project.name", width=18, link=lambda one: project_link(one.project_id)),
            Column("牵头单位", "unit.short_name", width=10),
            Column("解决时限", "due_on", "day"),
            Column("逾期天数", lambda one: max((on - timedelta(days=1) - one.due_on).days, 0), "count"),
        ],
        rows=list(rows[:LISTED]),
        notes=[f"共{len(rows)}个，列出时限最早的{LISTED}个。"] if len(rows) > LISTED else [],
    )


def waiting_opinions(region: Region, *, on: date, as_of: datetime) -> list[DepartmentOpinion]:
    """Due before that day and not given by the moment, the oldest first."""
    asked = Q(milestone__project__region=region, asked_at__lte=as_of, due_on__lt=on)
    rows = DepartmentOpinion.objects.filter(asked).filter(Q(given_at__isnull=True) | Q(given_at__gt=as_of))
    return list(rows.select_related("milestone__project", "unit").order_by("due_on", "pk"))


def opinion_words(rows: Sequence[DepartmentOpinion]) -> str:
    if not rows:
        return "逾期未反馈意见的单位：无。"
    counts = Counter(one.unit.short_name for one in rows)
    named = wording.listed(f"{name}（{count}件）" for name, count in counts.most_common())
    return f"逾期未反馈意见{len(rows)}件：{named}。"


def opinion_table(rows: Sequence[DepartmentOpinion], *, on: date) -> Table:
    return Table(
        title="逾期未反馈的意见",
        columns=[
            Column("征求单位", "unit.short_name", width=10),
            Column(
                "项目名称", "milestone.project.name", width=22,
                link=lambda one: reverse("projects:opinion_show", args=[one.pk]),
            ),
            Column("事项", "milestone.get_kind_display", width=8),
            Column("办理时限", "due_on", "day"),
            Column("逾期天数", lambda one: (on - timedelta(days=1) - one.due_on).days, "count"),
        ],
        rows=list(rows[:LISTED]),
        notes=[f"共{len(rows)}件，列出时限最早的{LISTED}件。"] if len(rows) > LISTED else [],
    )  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Units that a report names: behind schedule with their gap in percentage points, and with nothing at all."""

    behind: Mapping[str, str]  # unit id as text -> 'n/d'
    zero: Sequence[str]

    def as_data(self) -> dict:
        return {"behind": dict(self.behind), "zero": list(self.zero)}

    @classmethod
    def of(cls, tables: Sequence[Mapping]) -> "Named | None":
        """From the tables of a stored report; None where it kept none."""
        kept = next((entry["named"] for entry in tables if "named" in entry), None)
        return cls(kept["behind"], kept["zero"]) if kept else None


@dataclass(frozen=True)
class Followed:
    """A unit that the last report named, then and now."""

    member: Member
    before: Fraction
    line: Line

    @property
    def is_met(self) -> bool:
        return self.line.lead is None or self.line.lead >= 0

    @property
    def verdict(self) -> str:
        if self.is_met:
            return "已赶上"
        return "差距缩小" if self.line.lead > self.before else "差距未缩小"


def followed(before: Named, members: Sequence[Member], line_of) -> list[Followed]:
    """In the order of the units; who is no longer assessed is left out. `line_of` gives a unit's line of today."""
    return [
        Followed(one, Fraction(before.behind[str(one.unit_id)]), line_of(one.unit_id))
        for one in members
        if str(one.unit_id) in before.behind
    ]


def followed_words(rows: Sequence[Followed]) -> str:
    if not rows:
        return "上期低于时序进度的单位：无。"
    met = [one.member.name for one in rows if one.is_met]
    still = [
        f"{one.member.name}（{wording.gap_words(one.line.lead)}，{one.verdict}）"
        for one in rows
        if not one.is_met
    ]
    return (
        f"上期低于时序进度的单位有{len(rows)}个。本期赶上时序进度的{len(met)}个：{wording.listed(met)}；"
        f"仍低于时序进度的{len(still)}个：{wording.listed(still)}。"
    )


def still_zero_words(before: Named, zero: Sequence[Member], members: Sequence[Member]) -> str:
    """Those asked to 排问题、找原因、谈对策 in the last report."""
    asked = [one for one in members if str(one.unit_id) in set(before.zero)]
    if not asked:
        return ""
    left = {one.unit_id for one in zero}
    still = [one.name for one in asked if one.unit_id in left]
    return (
        f"上期既无签约项目又无到位资金的单位有{len(asked)}个，本期仍为零的{len(still)}个："
        f"{wording.listed(still)}。"
    )


def followed_table(rows: Sequence[Followed], link) -> Table:
    return Table(
        title="上期低于时序进度单位的进展",
        columns=[
            Column("单位", "member.name", width=12),
            Column("上期相差（百分点）", "before", "pp"),
            Column(
                "累计到位（万元）",
                "line.done",
                "amount_wan",
                link=lambda one: link(one.line, one.member.unit_id),
            ),
            Column("完成率", "line.rate", "rate"),
            Column("本期相差（百分点）", "line.lead", "pp"),
            Column("进展", "verdict", width=8),
        ],
        rows=list(rows),
    )
