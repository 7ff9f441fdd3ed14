"""The lists of runs and of schemes as Tables."""

from collections.abc import Sequence

from django.urls import reverse

from assessment.models import Scheme, ScoreRun
from promo.tables import Column, Table


def run_table(runs: Sequence[ScoreRun]) -> Table:
    return Table(
        title="考核排名计算记录",
        columns=[
            Column(
                "截止日期",
                "until",
                kind="day",
                link=lambda run: reverse("assessment:run_show", args=[run.pk]),
            ),
            Column("期号", lambda run: f"第{run.number}期" if run.number else None),
            Column("状态", "get_state_display"),
            Column("考核办法", "scheme.name", width=22),
            Column("数据时点", "as_of", kind="moment"),
            Column("发起人", lambda run: run.requested_by.name if run.requested_by else "系统定时"),
            Column("发布人", "published_by.name"),
            Column("发布时间", "published_at", kind="moment"),
        ],
        rows=runs,
    )


def scheme_table(schemes: Sequence[Scheme]) -> Table:
    return Table(
        title="考核办法",
        columns=[
            Column("年度", lambda row: f"{row.year}年"),
            Column(
                "名称", "name", width=24, link=lambda row: reverse("assessment:scheme_show", args=[row.pk])
            ),
            Column("版本", lambda row: f"第{row.version}版"),
            Column("依据文件", lambda row: row.document or None),
            Column("状态", "get_state_display"),
            Column("上传人", "recorded_by.name"),
            Column("上传时间", "recorded_at", kind="moment"),
            Column("施行人", "put_in_use_by.name"),
            Column("施行时间", "put_in_use_at", kind="moment"),
        ],
        rows=schemes,
    )
