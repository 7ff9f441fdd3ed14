"""Findings as Tables: counts by kind, the list, the rows behind one, and what the superior counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from assessment.countable import LEDGER
from assessment.facts.finding_rows import Behind
from assessment.facts.suspicions import said
from assessment.models import Finding, FindingKind, FindingState, SuperiorFigure
from assessment.reports.links import fact_link, posting_link, project_link
from projects.models.credit import WHOLE
from promo.models import Event
from promo.money import show_money
from promo.tables import Column, Lit, Table
from units.models import Region

TONES = {"open": "amber", "dismissed": "green", "gone": "neutral"}
YUAN = "单位：万元"


def state_of(row: Finding) -> Lit:
    return Lit(row.get_state_display(), TONES[row.state])


def count_table(rows: QuerySet[Finding]) -> Table:
    """How many of each kind in each state; one statement. Kinds without any are left out."""
    states = {state: Count("pk", filter=Q(state=state)) for state in FindingState.values}
    found = {row["kind"]: row for row in rows.order_by().values("kind").annotate(**states)}
    lines = [found[kind] for kind in FindingKind.values if kind in found]
    of_kind = reverse("assessment:finding_list")
    return Table(
        "疑点数量",
        [
            Column(
                "疑点", lambda row: FindingKind(row["kind"]).label, link=lambda row: f"{of_kind}?kind={row['kind']}"
            ),
            *(Column(state.label, state.value, "count", total="sum") for state in FindingState),
        ],
        lines,
        total_row=True,
    )  # fmt: skip


def finding_table(rows: Sequence[Finding]) -> Table:
    """One line a finding; needs project, unit and decided_by."""
    return Table(
        "疑点",
        [
            Column("疑点", "get_kind_display", width=14, link=lambda row: row.get_absolute_url()),
            Column("情况", "words", width=34),
            Column(
                "项目", "project.name", width=14,
                link=lambda row: project_link(row.project_id) if row.project_id else None,
            ),
            Column("单位", "unit.short_name", width=8),
            Column("涉及金额", "amount", "amount_wan"),
            Column("首次发现", "first_found_at", "moment"),
            Column("最近发现", "last_found_at", "moment"),
            Column("状态", state_of, width=6),
            Column("排除理由", lambda row: row.reason or None, width=16),
            Column("排除人", "decided_by.name", width=8),
        ],
        rows,
        unit_note=YUAN,
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row behind a finding: what it is, where it opens, who entered it."""

    title: str
    url: str
    about: str
    unit: str
    amount: str | None
    on: date
    by: str
    at: datetime


def behind_table(rows: Behind) -> Table:
    lines = [
        Line(
            "项目", project_link(row.pk), row.name, row.lead_unit.short_name,
            show_money(row.amount, row.currency) if row.amount is not None else None, row.received_at,
            row.registered_by.name, row.registered_at,
        )
        for row in rows.projects
    ]  # fmt: skip
    lines += [
        Line(
            row.title, fact_link(row.subject, row.pk), row.project.name, row.project.lead_unit.short_name,
            show_money(row.amount, row.currency) if row.amount is not None else None, row.event_on,
            row.recorded_by.name, row.recorded_at,
        )
        for row in rows.facts
    ]  # fmt: skip
    lines += [
        Line(
            f"上级认定数：{row.get_measure_display()}", own_link(row), row.document, "",
            said(row.measure, row.quantity), row.until, row.recorded_by.name, row.recorded_at,
        )
        for row in rows.figures
    ]  # fmt: skip
    return Table(
        "有关记录",
        [
            Column("记录", "title", width=12, link="url"),
            Column("项目或文件", "about", width=20),
            Column("单位", "unit", width=8),
            Column("金额", "amount"),
            Column("发生日期", "on", "day"),
            Column("录入人", "by", width=8),
            Column("录入时间", "at", "moment"),
        ],
        lines,
    )


def own_link(row: SuperiorFigure) -> str:
    """The postings whose sum stands beside the superior's figure."""
    return posting_link(
        row.measure, start=row.until.replace(month=1, day=1), end=row.until + timedelta(days=1)
    )


def superior_table(rows: Sequence[SuperiorFigure]) -> Table:
    return Table(
        "上级认定数",
        [
            Column("指标", "get_measure_display", width=10),
            Column("截至", "until", "day"),
            Column("上级认定数", _figure, "count", places=6),
            Column("计量单位", lambda row: LEDGER[row.measure].unit_word, width=6),
            Column("本级台账", lambda row: "查看明细", link=own_link),
            Column("依据文件", "document", width=20),
            Column("登记人", "recorded_by.name", width=8),
            Column("登记时间", "recorded_at", "moment"),
        ],
        rows,
        notes=["同一指标、同一截至日期以最后登记的为准。"],
    )


def _figure(row: SuperiorFigure) -> Fraction:
    return Fraction(row.quantity, WHOLE if LEDGER[row.measure].unit == "count" else 1_000_000)


def last_look(region: Region) -> datetime | None:
    """When this region was last looked over."""
    looks = Event.objects.about(region).filter(verb="findings_looked")
    return looks.order_by("-at").values_list("at", flat=True).first()


def told(events: Sequence[Event]) -> list[Event]:
    """The events of a finding with their `lines`."""
    rows = list(events)
    for event in rows:
        reason = event.detail.get("grounds")
        event.lines = [event.detail["words"], *([f"理由：{reason}"] if reason else [])]
    return rows
