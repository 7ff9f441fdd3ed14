"""Talks as Tables."""

from collections.abc import Iterable, Sequence

from assessment.models import Talk
from promo.tables import Column, Lit, Table


def talk_table(rows: Sequence[Talk]) -> Table:
    """One line a talk; needs recorded_by."""
    return Table(
        "谈话和表态",
        [
            Column("日期", "held_on", "day", link=lambda row: row.get_absolute_url()),
            Column("类别", "get_kind_display", width=8),
            Column("单位", "unit_name", width=12),
            Column("对象", "person", width=10),
            Column("谈话人（主持人）", "held_by", width=10),
            Column("事由和依据", "basis", width=22),
            Column("结果", "result", width=22),
            Column("依据文件", "document", width=14),
            Column("状态", state_of, width=6),
            Column("登记人", "recorded_by.name", width=8),
        ],
        rows,
        notes=["本表仅供镇领导和督查办掌握，不得扩散。"],
    )  # fmt: skip


def state_of(row: Talk) -> Lit | None:
    if row.is_void:
        return Lit("已作废", "neutral")
    return Lit("已更正", "amber") if row.corrects_id else None


def earlier_of(row: Talk) -> list[Talk]:
    """The rows that this one stands for, the newest first."""
    found = []
    while row.corrects_id:
        row = Talk.objects.select_related("recorded_by").get(pk=row.corrects_id)
        found.append(row)
    return found


def talks_after(decisions: Iterable[int]) -> dict[int, Talk]:
    """Decision -> the talk that followed and stands; one statement."""
    rows = Talk.objects.standing().filter(decision__in=list(decisions), is_void=False)
    return {row.decision_id: row for row in rows}
