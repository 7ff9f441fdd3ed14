"""The distribution list as a table, and who was sent a report and who has read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessment.models import Report, ReportCopy, ReportRecipient
from assessment.reports.report_kinds import KINDS
from promo.tables import Column, Table
from units.models import User


@dataclass(frozen=True)
class Reader:
    """A person who was sent a report, who read it, or both."""

    user: User
    copy: ReportCopy | None
    read_at: datetime | None

    @property
    def way(self) -> str:
        if self.copy is None:
            return "自行查阅"
        return "系统消息、邮件" if self.copy.by_mail else "系统消息"


def readers_of(report: Report) -> list[Reader]:
    """Those on the list first, then whoever else read it; two statements."""
    copies = list(report.copies.select_related("user"))
    readings = {one.user_id: one for one in report.readings.select_related("user")}
    told = [
        Reader(one.user, one, getattr(readings.pop(one.user_id, None), "read_at", None)) for one in copies
    ]
    return told + [Reader(one.user, None, one.read_at) for one in readings.values()]


def recipient_table(rows: Iterable[ReportRecipient]) -> Table:
    return Table(
        title="通报分发名单",
        columns=[
            Column("通报", lambda row: KINDS[row.kind].name, width=12),
            Column("姓名", "user.name", width=10),
            Column("送达方式", lambda row: "系统消息、邮件" if row.by_mail else "系统消息", width=12),
            Column("邮箱", lambda row: row.user.email if row.by_mail else "", width=18),
            Column("加入", "added_by.name", width=10),
            Column("加入时间", "added_at", "moment"),
        ],
        rows=list(rows),
    )
