"""Exemptions of a unit from a report as a Table: asked for, decided, taken back."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from assessment.models import Exemption, ExemptionState
from assessment.reports.links import kept_file_link
from promo.days import show_day
from promo.tables import Column, Lit, Table

TONES = {"asked": "amber", "granted": "blue", "refused": "red"}


def exemption_table(
    rows: Sequence[Exemption], *, may_decide: bool = False, may_revoke: bool = False
) -> Table:
    """Needs revocation__revoked_by; who may act gets the address where it is done."""

    def act_on(row: Exemption) -> tuple[str | None, str | None]:
        if may_decide and row.state == ExemptionState.ASKED:
            return "决定", reverse("assessment:exemption_decide", args=[row.pk])
        if may_revoke and row.state == ExemptionState.GRANTED and not row.is_revoked:
            return "撤销", reverse("assessment:exemption_revoke", args=[row.pk])
        return None, None

    return Table(
        title="免报申请",
        columns=[
            Column("免报原因", "reason", width=16),
            Column("依据", "document", width=14),
            Column(
                "材料",
                lambda row: row.file.name if row.file else None,
                width=12,
                link=lambda row: kept_file_link(row.file),
            ),
            Column("状态", _exemption_state, width=6),
            Column("申请人", "asked_by.name", width=8),
            Column("决定人", "decided_by.name", width=8),
            Column("决定时间", "decided_at", kind="moment"),
            Column("决定说明", lambda row: row.words or None, width=12),
            Column("撤销", _revoked, width=14),
            Column("操作", lambda row: act_on(row)[0], link=lambda row: act_on(row)[1], width=4),
        ],
        rows=rows,
    )


def _exemption_state(row: Exemption) -> Lit:
    if row.is_revoked:
        return Lit("已撤销", "neutral")
    return Lit(row.get_state_display(), TONES[row.state])


def _revoked(row: Exemption) -> str | None:
    if not row.is_revoked:
        return None
    day = show_day(timezone.localdate(row.revocation.revoked_at))
    return f"{row.revocation.revoked_by.name}{day}撤销：{row.revocation.reason}"
