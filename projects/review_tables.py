"""Tables about reviews: opinions of departments and their delay, doubted facts, slips that prove more than one sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone

from projects.models import Arrival, DepartmentOpinion, Dispute, Evidence, Milestone
from promo.days import PartialDay
from promo.money import show_money
from promo.tables import Column, Table


def opinion_state(opinion: DepartmentOpinion, *, on: date) -> str:
    """'待反馈', '逾期3天', '已反馈' or '逾期2天反馈'; calendar days."""
    answered = timezone.localdate(opinion.given_at) if opinion.given_at else None
    late = ((answered or on) - opinion.due_on).days
    if answered:
        return f"逾期{late}天反馈" if late > 0 else "已反馈"
    if opinion.milestone.is_ended or opinion.milestone.is_verified:
        return "未反馈"
    return f"逾期{late}天" if late > 0 else "待反馈"


def opinion_table(rows: Sequence[DepartmentOpinion], *, on: date) -> Table:
    columns = [
        Column("节点", "milestone.title", link=_opinion_address),
        Column("项目", "milestone.project.name", width=18),
        Column("征求单位", "unit.short_name"),
        Column("征求时间", "asked_at", "moment"),
        Column("办理时限", "due_on", "day"),
        Column("状态", lambda row: opinion_state(row, on=on)),
        Column("意见", lambda row: row.get_result_display() or None),
        Column("具体意见", lambda row: row.text or None, width=18),
        Column("反馈人", lambda row: row.given_by.name if row.given_by else None),
        Column("反馈时间", "given_at", "moment"),
    ]
    return Table("部门意见", columns, rows, as_of=on)


def _opinion_address(opinion: DepartmentOpinion) -> str:
    return reverse("projects:opinion_show", args=[opinion.pk])


@dataclass
class Delay:
    """How one unit answers: days run from asking to answering."""

    unit: str
    asked: int = 0
    given: int = 0
    late: int = 0
    days: int = 0

    @property
    def average(self) -> Fraction | None:
        return Fraction(self.days, self.given) if self.given else None


def delays_of(rows: Iterable[DepartmentOpinion], *, on: date) -> list[Delay]:
    """One line a unit in the order of the units. Late is what was answered, or still waits, after its day."""
    found: dict[int, tuple[tuple, Delay]] = {}
    for row in rows:
        order = (row.unit.order, row.unit.code)
        line = found.setdefault(row.unit_id, (order, Delay(row.unit.short_name)))[1]
        line.asked += 1
        answered = timezone.localdate(row.given_at) if row.given_at else None
        if answered:
            line.given += 1
            line.days += (answered - timezone.localdate(row.asked_at)).days
        line.late += (answered or on) > row.due_on
    return [line for _, line in sorted(found.values(), key=lambda pair: pair[0])]


def delay_table(lines: Sequence[Delay], *, on: date) -> Table:
    columns = [
        Column("单位", "unit"),
        Column("征求（件）", "asked", "count", total="sum"),
        Column("已反馈（件）", "given", "count", total="sum"),
        Column("逾期（件）", "late", "count", total="sum"),
        Column("平均用时（天）", "average", "points", places=1),
    ]
    note = "逾期包括逾期反馈和逾期仍未反馈的；平均用时按已反馈的自然日计算。"
    return Table("各部门办理情况", columns, lines, as_of=on, notes=[note], total_row=True)


def fact_behind(row: Dispute | Evidence) -> Milestone | Arrival:
    return row.milestone or row.arrival


def _event_day(row) -> PartialDay:
    return PartialDay(fact_behind(row).event_on, fact_behind(row).precision)


def _amount(row) -> str | None:
    fact = fact_behind(row)
    return show_money(fact.amount, fact.currency) if fact.amount is not None else None


def _of_fact(row_link) -> list[Column]:
    """The columns that say which fact it is."""
    return [
        Column("事项", lambda row: fact_behind(row).title, link=row_link),
        Column("项目", lambda row: fact_behind(row).project.name, width=18),
        Column("引资单位", lambda row: fact_behind(row).project.lead_unit.short_name),
        Column("金额", _amount),
        Column("发生日期", _event_day, "day"),
    ]


def dispute_table(rows: Sequence[Dispute]) -> Table:
    columns = [
        *_of_fact(lambda row: fact_behind(row).get_absolute_url()),
        Column("存疑原因", "reason", width=18),
        Column("提出人", "raised_by.name"),
        Column("提出时间", "raised_at", "moment"),
        Column("结论", "get_state_display"),
        Column("核查情况", lambda row: row.outcome or None, width=18),
        Column("核查人", lambda row: row.settled_by.name if row.settled_by else None),
        Column("核查时间", "settled_at", "moment"),
    ]
    return Table("存疑事项", columns, rows)


def reuse_table(rows: Sequence[Evidence]) -> Table:
    """One line a use; the uses of one file stand together."""
    columns = [
        Column("文件", "name", width=16),
        Column("校验值", lambda row: row.sha256[:12]),
        *_of_fact(lambda row: fact_behind(row).get_absolute_url()),
        Column("状态", lambda row: fact_behind(row).state_words),
        Column("上传人", "uploaded_by.name"),
        Column("上传时间", "uploaded_at", "moment"),
        Column("重复使用说明", lambda row: fact_behind(row).reuse_reason or None, width=18),
    ]
    return Table(
        "重复使用的凭证", columns, rows, notes=["校验值相同的是同一份文件；已撤回、不予认定的记录不列。"]
    )
