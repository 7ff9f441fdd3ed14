"""Claims, public notices and protections as Tables: the page and the workbook show the same."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.urls import reverse

from projects.models import Protection, ReferralCase, ReferralClaim
from projects.protection_lights import LIGHT_NAMES, STATE_NAMES
from projects.referrals import ClaimLine
from promo.tables import Column, Table

ONE_DAY = timedelta(days=1)
ORDER_NOTE = (
    "有效时间精确到分。在规定时限内登记的以接收时间为准，超过的以登记时间为准；时间相同的，提请仲裁。"
)


def receipts_table(lines: Sequence[ClaimLine], *, title: str = "申报先后") -> Table:
    """The claims of one case in the order in which they count."""
    columns = [
        Column("先后", "rank", "rank"),
        Column("引荐人", "claim.name", width=10),
        Column("引荐方", "claim.get_kind_display"),
        Column("引荐人身份", "relation", width=12),
        Column("申报单位", "claim.claiming_unit.name", width=12),
        Column("接收时间", "claim.received_at", "moment"),
        Column("接收人", receiver),
        Column("登记时间", "claim.recorded_at", "moment"),
        Column("有效时间", "receipt.effective_at", "moment"),
        Column("说明", remark_on, width=18),
        Column("认定结果", finding_of),
    ]
    return Table(title, columns, lines, notes=[ORDER_NOTE])


def receiver(line: ClaimLine) -> str | None:
    unit = line.claim.received_unit
    who = line.claim.received_by
    return f"{who}（{unit.short_name}）" if who and unit else who or (unit.short_name if unit else None)


def remark_on(line: ClaimLine) -> str | None:
    """What bars a claim or moves it, in words."""
    words = ["时间相同，需仲裁"] if line.is_tied else []
    words += ["接收后超过时限登记，以登记时间为准"] if line.receipt.is_late else []
    words += ["只记为信息来源，不能认定"] if line.is_barred else []
    return "；".join(words) or None


def finding_of(line: ClaimLine) -> str | None:
    return result_words(line.finding) if line.finding else "待认定"


def result_words(finding) -> str:
    role = finding.get_role_display()
    return f"{role}（不得奖励）" if finding.bars_reward else role


def claim_table(
    rows: Sequence[ReferralClaim], *, project_link: Callable, on: date, title: str = "引荐申报"
) -> Table:
    """Claims with `result` in words and `shown_phone`; `project_link` gives the address of a project in sight."""
    columns = [
        Column("项目编号", "project.code", link=project_link),
        Column("项目名称", "shown_project", width=16),
        Column("引荐人", "name"),
        Column("认定情况", "result"),
        Column("引荐方", "get_kind_display"),
        Column("引荐人电话", "shown_phone"),
        Column("申报单位", "claiming_unit.short_name"),
        Column("接收时间", "received_at", "moment"),
        Column("登记时间", "recorded_at", "moment"),
        Column("登记人", "recorded_by.name"),
    ]
    return Table(title, columns, rows, as_of=on)


def notice_table(cases: Sequence[ReferralCase], *, on: date, title: str = "第一引荐人公示") -> Table:
    """Cases with `days_left` (working days) and `standing` in words."""
    columns = [
        Column("项目名称", "project.name", link=notice_address, width=18),
        Column("拟认定引荐人", "proposed_claim.name"),
        Column("状态", "standing"),
        Column("公示截止", "notice_to", "day"),
        Column("项目编号", "project.code"),
        Column("引资单位", "project.lead_unit.short_name"),
        Column("引荐方", "proposed_claim.get_kind_display"),
        Column("申报单位", "proposed_claim.claiming_unit.short_name"),
        Column("公示开始", "notice_from", "day"),
        Column("剩余工作日", "days_left", "count"),
    ]
    return Table(title, columns, cases, as_of=on)


def notice_address(case: ReferralCase) -> str:
    return reverse("projects:referral_notice_show", args=[case.pk])


def protection_table(rows: Sequence[Protection], *, on: date, title: str = "首谈保护") -> Table:
    """Protections with `standing` (protection_lights) and `times` extended."""
    columns = [
        Column("项目名称", "project.name", link=referral_address, width=18),
        Column("首谈单位", "unit.short_name"),
        Column("状态", lambda row: STATE_NAMES[row.standing.state]),
        Column("项目编号", "project.code"),
        Column("起始日期", "starts_on", "day"),
        Column("截止日期", lambda row: row.ends_on - ONE_DAY, "day"),
        Column("剩余天数", lambda row: row.standing.days_left if not row.ended_at else None, "count"),
        Column("延期次数", "times", "count"),
        Column("最近更新", "project.last_entry_on", "day"),
        Column("亮灯", lambda row: LIGHT_NAMES[row.standing.light]),
        Column("说明", lambda row: row.end_reason or "，".join(row.standing.reasons) or None, width=16),
    ]
    return Table(title, columns, rows, as_of=on, notes=["截止日期当日仍在保护期内；到期后须人工解除。"])


def referral_address(row: Protection) -> str:
    return reverse("projects:referral_show", args=[row.project_id])
