"""How a report is called and listed: its issue, its days, the list of all reports."""

from datetime import timedelta

from django.urls import reverse

from assessment.models import Report
from promo.days import show_day
from promo.tables import Column, Table


def issue_name(report: Report) -> str:
    """'2026年第23期'."""
    return f"{report.year}年第{report.number}期"


def span(report: Report) -> str:
    """'2026年11月2日至2026年11月15日', both days counted."""
    return f"{show_day(report.start)}至{show_day(report.end - timedelta(days=1))}"


def report_table(reports) -> Table:
    return Table(
        title="双周督查通报",
        columns=[
            Column(
                "期号",
                issue_name,
                width=12,
                link=lambda one: reverse("assessment:report_show", args=[one.pk]),
            ),
            Column("标题", "title", width=20),
            Column("统计期间", span, width=24),
            Column("状态", "get_state_display", width=6),
            Column("起草时间", "drafted_at", "moment"),
            Column("发布人", "published_by.name", width=8),
            Column("发布时间", "published_at", "moment"),
        ],
        rows=list(reports),
    )
