"""The lists that a project stands on, as a table."""

from collections.abc import Sequence

from django.urls import reverse

from projects.models import ProjectLabel
from promo.tables import Column, Table


def label_table(rows: Sequence[ProjectLabel], *, may_end: bool = False) -> Table:
    columns = [
        Column("名录", "label", width=12),
        Column("列入日期", "valid_from", "day"),
        Column("依据文件", "document", width=18),
        Column("登记人", "recorded_by.name"),
        Column("登记时间", "recorded_at", "moment"),
        Column("移出时间", "ended_at", "moment"),
        Column("移出原因", "end_reason", width=12),
    ]
    if may_end:
        columns.append(Column("操作", _step, link=_end))
    return Table("列入名录", columns, rows)


def _step(row: ProjectLabel) -> str | None:
    return None if row.ended_at else "移出"


def _end(row: ProjectLabel) -> str | None:
    return None if row.ended_at else reverse("projects:label_end", args=[row.pk])
