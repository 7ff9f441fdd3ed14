"""Imports and what was remembered of ledgers as tables, and the totals that a file states beside their sums."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from projects.intake.fields import FIELDS
from projects.intake.showing import DASH, exactly
from projects.models import ImportBatch, LedgerLayout
from promo.tables import Column, Table


def batch_table(batches: Sequence[ImportBatch], *, as_of: datetime) -> Table:
    """The imports, newest first; each row carries the counts new_count, alike_count, refused_count, chosen_count."""
    columns = [
        Column("文件名", "name", link=lambda batch: reverse("projects:import_show", args=[batch.pk])),
        Column("状态", "get_state_display"),
        Column("数据截止日期", "cut_off_on", "day"),
        Column("新增", "new_count", "count", group="行数"),
        Column("疑似重复", "alike_count", "count", group="行数"),
        Column("不予导入", "refused_count", "count", group="行数"),
        Column("导入项目", "imported_count", "count"),
        Column("上传人", "uploaded_by.name"),
        Column("上传时间", "uploaded_at", "moment"),
        Column("确认人", "confirmed_by.name"),
    ]
    return Table("台账导入", columns, batches, as_of=as_of)


def totals_of(batch: ImportBatch) -> list[dict]:
    """Every total that the file states beside the sum of its rows, also those that agree."""
    return [
        {
            "sheet": sheet["sheet"] if len(batch.columns) > 1 else "", "row": row["row"], "column": row["column"],
            "stated": DASH if row["stated"] is None else exactly(row["stated"], row["currency"]),
            "computed": exactly(row["computed"], row["currency"]), "matches": row.get("matches", False),
        }
        for sheet in batch.columns
        for row in sheet.get("totals", ())
    ]  # fmt: skip


def layout_lines(layout: LedgerLayout) -> list[str]:
    """What an office said about a kind of ledger, one line a column."""
    return [_line_of(head, told) for head, told in layout.columns.items()]


def _line_of(head: str, told: dict[str, str]) -> str:
    parts = []
    if "field" in told:
        parts.append(FIELDS[told["field"]].name if told["field"] in FIELDS else "不导入")
    if told.get("unit"):
        parts.append(f"单位{told['unit'].replace('|', '、')}")
    return f"{head}：{'，'.join(parts)}"


def layout_table(layouts: Sequence[LedgerLayout], *, as_of: datetime) -> Table:
    columns = [
        Column("首次记住时的文件", "name"),
        Column("对应关系", lambda layout: "；".join(layout_lines(layout)), width=30),
        Column("记住人", "told_by.name"),
        Column("记住时间", "told_at", "moment"),
    ]
    return Table("台账栏目对应", columns, layouts, as_of=as_of)
