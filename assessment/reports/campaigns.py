"""Campaigns as Tables: the list with the day count, the ranking by own targets, recognised projects, checkpoints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from assessment.facts.campaigns import CampaignLine, short_words
from assessment.models import Campaign, CampaignCheckpoint, CampaignRecognition, CheckpointDecision
from assessment.reports.links import posting_link, project_link
from projects.fact_tables import in_people_units
from projects.measures import MEASURES
from promo.tables import Column, Lit, Table
from promo.workdays import next_workday
from units.models import Unit

ONE_DAY = timedelta(days=1)
UNITS = {"yuan": "万元", "usd": "万美元", "count": "个"}


def day_words(campaign: Campaign, today: date) -> str:
    """'第37天/共102天', '未开始，共102天', '已结束，共102天'."""
    total = campaign.period.days
    if today < campaign.first_on:
        return f"未开始，共{total}天"
    if today > campaign.last_on:
        return f"已结束，共{total}天"
    return f"第{(today - campaign.first_on).days + 1}天/共{total}天"


def next_hearing(campaign: Campaign, today: date, exceptions: Mapping[date, bool]) -> date | None:
    """The next weekly hearing within the campaign, moved to the next working day; None when there is none left."""
    if campaign.hearing_weekday is None:
        return None
    day = max(today, campaign.first_on) - timedelta(days=7)
    day += timedelta(days=(campaign.hearing_weekday - day.weekday()) % 7)
    while day <= campaign.last_on:
        moved = next_workday(day, exceptions)
        if day >= campaign.first_on and moved >= today:
            return moved
        day += timedelta(days=7)
    return None


def campaign_table(rows: Sequence[Campaign], *, today: date) -> Table:
    return Table(
        title="专项行动",
        columns=[
            Column("名称", "name", width=16, link=lambda row: row.get_absolute_url()),
            Column("口号", lambda row: row.slogan or None, width=16),
            Column("开始", "first_on", kind="day"),
            Column("结束", "last_on", kind="day"),
            Column("进度", lambda row: day_words(row, today), width=10),
            Column(
                "依据",
                "document",
                width=14,
                link=lambda row: row.paper.get_absolute_url() if row.paper else None,
            ),
        ],
        rows=rows,
    )


def ranking_table(
    campaign: Campaign, lines: Sequence[CampaignLine], *, until: date, as_of,
    names: Mapping[int, str] | None = None, changes: Mapping[int, str] | None = None,
) -> Table:  # fmt: skip
    """Place, completion, and of each measure target and what was done; what was done opens to its postings. A report
    hands in what the units were called on its day, and how their places changed since the last one."""
    measures = list(dict.fromkeys(part.measure for line in lines for part in line.parts))
    end = min(max(until, campaign.first_on), campaign.last_on) + ONE_DAY
    columns = [
        Column("位次", "place", kind="rank", width=4),
        Column(
            "单位", lambda line: names[line.unit.pk] if names else line.unit.short_name, width=8
        ),
        Column("完成任务", "rate", kind="rate"),
    ]  # fmt: skip
    for code in measures:
        columns += _measure_columns(code, campaign.first_on, end, as_of)
    if changes is not None:
        columns.append(Column("较上期", lambda line: changes[line.unit.pk], width=6))
    return Table(
        title=f"{campaign.name}排名",
        columns=columns,
        rows=lines,
        as_of=as_of,
        notes=("完成任务为各项任务完成率的平均数；完成率相同的并列。",),
    )


def _measure_columns(code: str, start: date, end: date, as_of) -> list[Column]:
    measure = MEASURES[code]
    group = f"{measure.name}（{UNITS[measure.unit]}）"
    kind = "count" if measure.unit == "count" else "amount_wan"

    def number(name: str):
        return lambda line: (
            in_people_units(getattr(part, name), measure.unit) if (part := line.part(code)) else None
        )

    def opened(line: CampaignLine) -> str | None:
        return (
            posting_link(code, start=start, end=end, unit_id=line.unit.pk, as_of=as_of)
            if line.part(code)
            else None
        )

    return [
        Column("任务", number("target"), kind=kind, group=group),
        Column("完成", number("done"), kind=kind, group=group, link=opened),
        Column(
            "完成率", lambda line: part.rate if (part := line.part(code)) else None, kind="rate", group=group
        ),
    ]


def recognition_table(rows: Sequence[CampaignRecognition], *, may_decide: bool) -> Table:
    """One by one, in the order they were proposed."""
    tones = {"asked": "amber", "granted": "green", "refused": "red"}
    decide = [
        Column(
            "操作", lambda row: "认定" if row.state == "asked" else None, width=4,
            link=lambda row: (
                reverse("assessment:campaign_recognition_decide", args=[row.pk]) if row.state == "asked" else None
            ),
        )
    ]  # fmt: skip
    return Table(
        title="认定项目",
        columns=[
            Column("项目", "project.name", width=16, link=lambda row: project_link(row.project_id)),
            Column("单位", "project.lead_unit.short_name", width=8),
            Column("认定依据", "document", width=14, link=lambda row: row.paper.get_absolute_url()),
            Column("提请人", "asked_by.name", width=6),
            Column("状态", lambda row: Lit(row.get_state_display(), tones[row.state]), width=6),
            Column("认定人", "decided_by.name", width=6),
            Column("认定时间", "decided_at", kind="moment"),
            *(decide if may_decide else []),
        ],
        rows=rows,
    )


@dataclass(frozen=True)
class Proposal:
    """A unit that a checkpoint names, with what was decided about it."""

    checkpoint: CampaignCheckpoint
    line: CampaignLine
    decision: CheckpointDecision | None

    @property
    def unit(self) -> Unit:
        return self.line.unit


def proposal_table(rows: Sequence[Proposal], *, may_decide: bool) -> Table:
    decide = [
        Column(
            "操作", lambda row: None if row.decision else "决定", width=4,
            link=lambda row: (
                None
                if row.decision
                else reverse("assessment:campaign_checkpoint_decide", args=[row.checkpoint.pk, row.unit.pk])
            ),
        )
    ]  # fmt: skip
    return Table(
        title="检查点处理建议",
        columns=[
            Column("检查日期", "checkpoint.on", kind="day"),
            Column("单位", "unit.short_name", width=8),
            Column(
                "事实依据",
                lambda row: row.decision.reasons if row.decision else short_words(row.line, row.checkpoint),
                width=20,
            ),
            Column("建议处理", "checkpoint.consequence", width=14),
            Column("决定", lambda row: _decided(row.decision), width=14),
            Column("依据文件", "decision.document", width=10),
            *(decide if may_decide else []),
        ],
        rows=rows,
    )


def _decided(decision: CheckpointDecision | None) -> str | Lit:
    if decision is None:
        return Lit("待决定", "amber")
    return f"{decision.get_outcome_display()}：{decision.measure}"


def checkpoint_table(rows: Sequence[CampaignCheckpoint]) -> Table:
    return Table(
        title="检查点",
        columns=[
            Column("检查日期", "on", kind="day"),
            Column("应完成", lambda row: f"{row.least}%", width=6),
            Column("未达到的处理", "consequence", width=20),
        ],
        rows=rows,
    )
