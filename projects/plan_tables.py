"""Tables of the plans of arrival: one plan line by line, all revisions, the slipped plans of a place."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from projects.models import ArrivalPlan
from projects.plans import PlanState
from promo.money import CURRENCIES, show_wan
from promo.tables import Column, Table


def standing_table(state: PlanState) -> Table:
    """The plan beside what came, cumulative; the days that are still to come have nothing beside them."""
    notes = {line.due_on: line.note for line in state.plan.lines.all()}
    unit = "万元" if state.plan.currency == "CNY" else f"万{CURRENCIES[state.plan.currency].name}"
    columns = [
        Column("计划到位日期", "due_on", "day"),
        Column("本次计划", "amount", "amount_wan", total="sum"),
        Column("累计计划", "planned", "amount_wan"),
        Column("累计到位", "arrived", "amount_wan"),
        Column("累计差额", "short", "amount_wan"),
        Column("说明", lambda row: notes.get(row.due_on) or None, width=14),
    ]
    return Table(
        "到位计划与实际", columns, state.standings(), unit_note=f"单位：{unit}", as_of=state.on, total_row=True,
        notes=["累计到位按发生日期统计已认定的金额；未到期的不列。"],
    )  # fmt: skip


def revision_table(plans: Sequence[ArrivalPlan]) -> Table:
    """Every revision, the newest first."""
    columns = [
        Column("版次", lambda row: f"第{row.revision}版"),
        Column("币种", lambda row: CURRENCIES[row.currency].name),
        Column("计划合计（万）", lambda row: sum(line.amount for line in row.lines.all()), "amount_wan"),
        Column("计划", _lines, width=28),
        Column("依据", "reason", width=16),
        Column("编制人", "recorded_by.name"),
        Column("编制时间", "recorded_at", "moment"),
    ]
    return Table("计划调整记录", columns, plans)


def _lines(plan: ArrivalPlan) -> str:
    return "；".join(f"{line.due_on:%Y-%m-%d} {show_wan(line.amount)}" for line in plan.lines.all())


def slipped_table(states: Sequence[PlanState], *, on: date) -> Table:
    columns = [
        Column("项目", "plan.project.name", link=_plan_address, width=18),
        Column("引资单位", "plan.project.lead_unit.short_name"),
        Column("币种", lambda row: CURRENCIES[row.plan.currency].name),
        Column("计划合计（万）", "total", "amount_wan"),
        Column("应到位（万）", "due", "amount_wan"),
        Column("已到位（万）", "arrived", "amount_wan"),
        Column("未到位（万）", "short", "amount_wan"),
        Column("落后天数", "days", "count"),
        Column("落后（百分点）", "points", "points", places=1),
        Column("亮灯", "light_words"),
    ]
    return Table("到位计划逾期项目", columns, states, as_of=on)


def _plan_address(state: PlanState) -> str:
    return reverse("projects:plan_show", args=[state.plan.project_id])
