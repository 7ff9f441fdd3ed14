"""Tables of a report of a campaign: the whole, who is behind, what was recognised, what checkpoints propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.facts import CampaignLine
from assessment.models import CampaignCheckpoint, CheckpointDecision
from assessment.reports import wording
from assessment.reports.campaign_material import CampaignMaterial, Recognised
from assessment.reports.links import posting_link, project_link
from assessment.reports.overview import SHOWN, Line
from assessment.rules import time_lead
from projects.measures import MEASURES
from promo.days import show_day
from promo.money import round_to
from promo.tables import Column, Table


def lead_of(found: CampaignMaterial, line: CampaignLine) -> Fraction:
    """Ahead of (+) or behind (-) the elapsed days, in percentage points."""
    return time_lead(line.rate, found.elapsed)


def behind(found: CampaignMaterial) -> list[CampaignLine]:
    """Units behind the elapsed days by what is printed, the furthest behind first."""
    rows = [line for line in found.lines if round_to(lead_of(found, line), 2) < 0]
    return sorted(rows, key=lambda line: (line.rate, line.unit.order, line.unit.code))


def ahead(found: CampaignMaterial) -> list[CampaignLine]:
    return [line for line in found.lines if round_to(lead_of(found, line), 2) > 0]


def zero_performers(found: CampaignMaterial) -> list[CampaignLine]:
    """Units with nothing to show for any of their targets."""
    return [line for line in found.lines if all(part.done <= 0 for part in line.parts)]


def whole_table(found: CampaignMaterial) -> Table:
    def opened(line: Line) -> str:
        code, start, end = line.measure.code, found.campaign.first_on, found.period.end
        return posting_link(code, start=start, end=end, unit_ids=found.units_of(code), as_of=found.as_of)

    return Table(
        title="专项行动任务完成情况",
        columns=[
            Column("指标", "label", width=14),
            Column("任务", lambda line: line.shown(line.target), "count", width=10),
            Column("本期新增", lambda line: line.shown(line.added), "count", width=10),
            Column("累计完成", lambda line: line.shown(line.done), "count", width=10, link=opened),
            Column("完成率", "rate", "rate", width=9),
            Column("超（欠）时序（百分点）", "lead", "pp", width=11),
        ],
        rows=found.measures,
        caption=f"截至{show_day(found.until)}",
        notes=["为参加专项行动的各单位合计，兼计不计入；各单位的完成数见排名。"],
    )


def behind_table(found: CampaignMaterial, rows: Sequence[CampaignLine]) -> Table:
    return Table(
        title="完成任务低于时序进度的单位",
        columns=[
            Column("单位", lambda line: found.names[line.unit.pk], width=12),
            Column("完成任务", "rate", "rate"),
            Column("时序进度", lambda _: found.elapsed, "rate"),
            Column("与时序相差（百分点）", lambda line: lead_of(found, line), "pp"),
        ],
        rows=list(rows),
    )


def recognised_table(title: str, rows: Sequence[Recognised]) -> Table:
    """One project a row, with what it brought within the days of the campaign."""
    codes = [code for code in SHOWN if any(code in row.brought for row in rows)]
    return Table(
        title=title,
        columns=[
            Column(
                "项目名称", "row.project.name", width=20, link=lambda one: project_link(one.row.project_id)
            ),
            Column("单位", lambda one: wording.listed(one.units), width=10),
            *map(_brought_column, codes),
            Column("认定依据", "row.document", width=14),
            Column("认定日期", "day", "day"),
        ],
        rows=list(rows),
    )


def _brought_column(code: str) -> Column:
    measure = MEASURES[code]
    kind = "count" if measure.unit == "count" else "amount_wan"
    unit = {"yuan": "万元", "usd": "万美元", "count": "个"}[measure.unit]
    return Column(f"{measure.name}（{unit}）", lambda one: one.brought.get(code), kind)


@dataclass(frozen=True)
class Proposed:
    """A unit that a checkpoint names; `decision` is what a leader decided until the moment of the report."""

    checkpoint: CampaignCheckpoint
    line: CampaignLine
    decision: CheckpointDecision | None


def proposed(found: CampaignMaterial) -> list[Proposed]:
    rows = []
    for one in found.reached:
        decided = found.decided(one)
        rows += [Proposed(one, line, decided.get(line.unit.pk)) for line in found.short_of(one)]
    return rows


def proposed_table(found: CampaignMaterial, rows: Sequence[Proposed]) -> Table:
    return Table(
        title="检查点处理建议",
        columns=[
            Column("单位", lambda row: found.names[row.line.unit.pk], width=8),
            Column("检查日期", "checkpoint.on", "day"),
            Column("应完成", lambda row: Fraction(row.checkpoint.least, 100), "rate"),
            Column("完成任务", "line.rate", "rate"),
            Column("建议处理", "checkpoint.consequence", width=14),
            Column("决定", lambda row: _decided(row.decision), width=14),
        ],
        rows=list(rows),
        notes=["由系统按检查日期的完成情况列出，供研究决定，不是处理决定。"],
    )


def _decided(decision: CheckpointDecision | None) -> str:
    return "待决定" if decision is None else f"{decision.get_outcome_display()}：{decision.measure}"
