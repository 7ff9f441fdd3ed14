"""How a report is called, listed and sealed: its issue, its days, the list of all reports, its checksum."""

from datetime import UTC, timedelta
from typing import Any

from django.urls import reverse

from assessment.models import Report
from assessment.reports.paper_numbers import paper_number
from promo.days import show_day
from promo.tables import Column, Table, digest

WITH_RULE = 3
DRAFTED = ("region_id", "kind", "number", "year", "title", "tables")


def issue_name(report: Report) -> str:
    """'2026年第23期'; those of a campaign are numbered through: '第3期'."""
    return f"第{report.number}期" if report.campaign_id else f"{report.year}年第{report.number}期"


def span(report: Report) -> str:
    """'2026年11月2日至2026年11月15日', both days counted."""
    return f"{show_day(report.start)}至{show_day(report.end - timedelta(days=1))}"


def report_table(reports) -> Table:
    """With the numbers of the papers where the office gave any."""
    rows = list(reports)
    numbers = [Column("发文字号", lambda one: one.paper_number and paper_number(one), width=14)]
    return Table(
        title="督查通报目录",
        columns=[
            Column(
                "期号",
                issue_name,
                width=12,
                link=lambda one: reverse("assessment:report_show", args=[one.pk]),
            ),
            *(numbers if any(one.paper_number for one in rows) else []),
            Column("标题", "title", width=20),
            Column("统计期间", span, width=24),
            Column("状态", "get_state_display", width=6),
            Column("起草时间", "drafted_at", "moment"),
            Column("发布人", "published_by.name", width=8),
            Column("发布时间", "published_at", "moment"),
        ],
        rows=rows,
    )


def report_content(report: Report) -> dict[str, Any]:
    """Everything a reader sees: issue, period, moment of the figures, tables and words; since format 3 with the rule
    that it was made up by."""
    made_up = {"setup": report.setup, "rule": report.rule_id} if report.format >= WITH_RULE else {}
    return (
        made_up
        | {name: getattr(report, name) for name in DRAFTED}
        | {
            "start": report.start.isoformat(),
            "end": report.end.isoformat(),
            "as_of": report.as_of.astimezone(UTC).isoformat(),
            "words": report.words,
        }
    )


def report_digest(report: Report) -> str:
    return digest(report_content(report))
