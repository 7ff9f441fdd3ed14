"""Objections to rankings as a Table."""

from collections.abc import Sequence

from django.urls import reverse

from assessment.models import RunObjection
from promo.days import show_day
from promo.tables import Column, Lit, Table

TONES = {"open": "amber", "answered": "blue", "closed": "green", "withdrawn": "neutral"}


def objection_table(rows: Sequence[RunObjection]) -> Table:
    return Table(
        title="考核排名异议",
        columns=[
            Column(
                "异议", lambda row: f"第{row.number}号",
                link=lambda row: reverse("assessment:run_objection_show", args=[row.pk]),
            ),
            Column("考核排名", lambda row: f"截至{show_day(row.run.until)}", width=12),
            Column("提出单位", "unit_name", width=10),
            Column("异议对象", "about", width=14),
            Column("异议内容", "text", width=24),
            Column("提出时间", "raised_at", kind="moment"),
            Column("状态", lambda row: Lit(row.get_state_display(), TONES[row.state])),
            Column("结论", lambda row: row.get_finding_display() if row.state == "closed" else None),
            Column("处理方式", lambda row: row.get_remedy_display() if row.state == "closed" else None, width=12),
            Column("答复时间", lambda row: row.confirmed_at, kind="moment"),
        ],
        rows=rows,
    )  # fmt: skip
