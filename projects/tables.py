"""Projects and suspected duplicates as tables: the page and the workbook are made from the same columns."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse

from projects.models import DuplicateHint, Project, Status
from projects.rights import phone_for
from projects.sums import Totals
from promo.money import show_money
from promo.tables import Column, Table
from promo.tables.cells import LOCAL

UNITS = "单位：内资为万元，外资为万美元"
SIGNATURE = "填表人：　　　　　　审核人：　　　　　　负责人：　　　　　　"


def stage_words(project: Project) -> str:
    """'签约', '签约（待核）', '签约（暂停）': where it stands, and what is uncertain about it."""
    marks = [] if project.is_stage_verified else ["待核"]
    if project.status != Status.ACTIVE:
        marks.append(project.get_status_display())
    return f"{project.stage_name}（{'、'.join(marks)}）" if marks else project.stage_name


def owner_words(project: Project) -> str:
    """'李村长', '李村长（已离任）', or '' while nobody is in charge."""
    name = project.owner.name if project.owner else ""
    return f"{name}（已离任）" if name and project.owner_left else name


def said_words(project: Project) -> str | None:
    """The investment as it was said; what a ledger gave as a number is shown as one."""
    if project.amount_text:
        return project.amount_text
    return show_money(project.amount, project.currency) if project.amount is not None else None


def _money_columns(totals: Totals) -> list[Column]:
    def total(name: str):
        return lambda rows: getattr(totals, name)

    return [
        Column(title, field, "amount_wan", group=group, total=total(field))
        for group, field in (("合同金额", "signed"), ("到位资金", "arrived"))
        for title, field in (
            ("内资", f"{field}_cny"),
            ("外资", f"{field}_usd"),
        )
    ]


def _link(project: Project) -> str:
    return reverse("projects:project_show", args=[project.pk])


def project_table(rows: Sequence[Project], *, totals: Totals) -> Table:
    """The list on the page. Rows need projects.sums.with_sums, their `light`, `owner_left`, investor and lead unit."""
    columns = [
        Column("编号", "code"),
        Column("项目名称", "name", link=_link),
        Column("投资方", "investor.name"),
        Column("引资单位", "lead_unit.short_name"),
        Column("阶段", stage_words),
        Column("亮灯", "light.colour", "light", link=lambda row: _link(row) if row.light.colour else None),
        *_money_columns(totals),
        Column("责任人", owner_words),
        Column("登记日期", lambda row: _local_day(row.registered_at), "day"),
        Column("最近更新", "last_entry_on", "day"),
    ]
    return Table("项目列表", columns, rows, unit_note=UNITS)


def _local_day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def project_sheet(rows: Sequence[Project], *, access, totals: Totals, place: str, on: date) -> Table:
    """The list as an official workbook; telephone numbers are masked for those who may not read them."""
    columns = [
        Column("序号", "serial", "serial"),
        Column("编号", "code"),
        Column("项目名称", "name", width=16),
        Column("投资方", "investor.name", width=12),
        Column("引资单位", "lead_unit.name"),
        Column("首谈单位", "first_talk_unit.name"),
        Column("落户单位", "host_unit.name"),
        Column("落户地点", "host_place"),
        Column("税收地", "tax_place"),
        Column("产业类型", "industry"),
        Column("资金性质", "get_ownership_display"),
        Column("信息来源", "get_channel_display"),
        Column("阶段", stage_words),
        Column("投资额（原话）", said_words),
        *_money_columns(totals),
        Column("登记日期", lambda row: _local_day(row.registered_at), "day"),
        Column("最近更新", "last_entry_on", "day"),
        Column("责任人", owner_words),
        Column("包联领导", "sponsor"),
        Column("计划开工", "planned_start_on", "day"),
        Column("计划竣工", "planned_completion_on", "day"),
        Column("亮灯", "light.name"),
        Column("亮灯原因", "light.words", width=20),
        Column("联系人", "contact"),
        Column("联系电话", lambda row: phone_for(access, row, row.phone), width=8),
    ]
    return Table(
        f"{place}招商引资项目清单", columns, rows, caption="合同金额、到位资金为已核实数", unit_note=UNITS, as_of=on,
        total_row=True, signature=SIGNATURE,
    )  # fmt: skip


def duplicate_table(hints: Sequence[DuplicateHint], *, place: str, on: date) -> Table:
    columns = [
        Column("发现时间", "found_at", "moment"),
        *_side("后登记项目", "project"),
        *_side("先登记项目", "other"),
        Column("等级", "get_grade_display"),
        Column("相近程度（%）", "likeness", "count"),
        Column("提示原因", "reason"),
        Column("核对情况", "get_state_display"),
        Column("核对人", "decided_by.name"),
        Column("核对说明", "answer", width=12),
    ]
    return Table(f"{place}疑似重复项目核对表", columns, hints, as_of=on, signature=SIGNATURE)


def _side(group: str, name: str) -> list[Column]:
    return [
        Column("编号", f"{name}.code", group=group),
        Column("项目名称", f"{name}.name", group=group, width=16),
        Column("投资方", f"{name}.investor.name", group=group, width=12),
        Column("引资单位", f"{name}.lead_unit.name", group=group),
    ]
