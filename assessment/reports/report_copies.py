"""The distribution list as a table, and who was sent a report and who has read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from assessment.models import Report, ReportCopy, ReportRecipient
from assessment.reports.report_kinds import KINDS, setup_of
from assessment.reports.report_setup import Setup
from projects.rulebook.reports import REPORTS
from projects.rules_in_force import rules_of
from promo.tables import Column, Table
from units.audience import in_post
from units.models import Region, User


@dataclass(frozen=True)
class Reader:
    """A person who was sent a report, who read it, or both."""

    user: User
    copy: ReportCopy | None
    read_at: datetime | None

    @property
    def may_get_again(self) -> bool:
        """Whoever still stands on the list."""
        return self.copy is not None and self.copy.is_listed and self.user.is_active

    @property
    def way(self) -> str:
        if self.copy is None:
            return "自行查阅"
        return "系统消息、邮件" if self.copy.by_mail else "系统消息"


def readers_of(report: Report, *, on: date) -> list[Reader]:
    """Those on the list first, then whoever else read it; two statements."""
    still = listed_for(report, on=on).filter(user=OuterRef("user"))
    copies = list(report.copies.select_related("user").annotate(is_listed=Exists(still)))
    readings = {one.user_id: one for one in report.readings.select_related("user")}
    told = [
        Reader(one.user, one, getattr(readings.pop(one.user_id, None), "read_at", None)) for one in copies
    ]
    return told + [Reader(one.user, None, one.read_at) for one in readings.values()]


def listed_for(report: Report, *, on: date):
    """Who is sent a report that day: on the list for a function that its rule names, everybody there where it names
    none; not who has no post in the place any more, although nobody took him off the list."""
    rows = ReportRecipient.objects.of(report.region, report.kind)
    rows = rows.filter(user__in=in_post(report.region, on=on).order_by().values("user"))
    functions = setup_of(report).functions
    return rows.filter(function__in=functions) if functions else rows


def functions_named(region: Region, *, on: date) -> dict[str, tuple[str, ...]]:
    """Kind of report -> the functions that the rule of the day names; one statement."""
    rules = rules_of(region, on=on)
    return {kind: Setup.of(rules[rule.code].document).functions for kind, rule in REPORTS.items()}


def unfilled(report: Report, *, on: date) -> list[str]:
    """Functions that the rule names and nobody on the list holds that day."""
    wanted = setup_of(report).functions
    held = set(listed_for(report, on=on).values_list("function", flat=True)) if wanted else set()
    return [name for name in wanted if name not in held]


def recipient_table(rows: Iterable[ReportRecipient]) -> Table:
    return Table(
        title="通报分发名单",
        columns=[
            Column("通报", lambda row: KINDS[row.kind].name, width=12),
            Column("姓名", "user.name", width=10),
            Column("送阅职务", "function", width=10),
            Column("送达方式", lambda row: "系统消息、邮件" if row.by_mail else "系统消息", width=12),
            Column("邮箱", lambda row: row.user.email if row.by_mail else "", width=18),
            Column("加入", "added_by.name", width=10),
            Column("加入时间", "added_at", "moment"),
        ],
        rows=list(rows),
    )
