"""What the preview of an import says: what each row will become, why not, and the same as a table for a workbook."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse

from projects import stages
from projects.models import ImportBatch, ImportRow, RowOutcome, Status
from promo.days import show_iso
from promo.money import show_money, show_wan, stripped
from promo.tables import Column, Table

DASH = "—"
TONES = {
    RowOutcome.NEW: "green",
    RowOutcome.ALIKE: "amber",
    RowOutcome.REFUSED: "red",
    RowOutcome.SKIPPED: "neutral",
}
BATCH_TONES = {
    "reading": "blue",
    "ready": "amber",
    "unreadable": "red",
    "importing": "blue",
    "done": "green",
    "undone": "neutral",
    "dropped": "neutral",
}
ENDS = {Status.TERMINATED: "状态：终止", Status.SUSPENDED: "状态：暂停"}


class ShownRow:
    """One staged row for the page and for the workbook."""

    def __init__(self, row: ImportRow, batch: ImportBatch) -> None:
        self.row = row
        self.batch = batch
        self.plan = row.reading.get("plan") or {}
        self.values = row.reading.get("values") or {}

    @property
    def name(self) -> str:
        """The project's name; of a row that is none, the first words that stand in it."""
        said = self.values.get("name") or next((text for text in self.row.cells.values() if text.strip()), "")
        return said if len(said) <= 120 else f"{said[:119]}…"

    @property
    def investor(self) -> str:
        return self.values.get("investor") or ""

    @property
    def unit(self) -> str:
        return self.values.get("lead_unit") or ""

    @property
    def code(self) -> str:
        return self.values.get("code") or ""

    @property
    def contract(self) -> str:
        return _sum_of(self.values.get("contract_amount"), with_unit=False)

    @property
    def is_in_wan(self) -> bool:
        """Whether `contract` is a number of 万元, whose unit stands in the head."""
        contract = self.values.get("contract_amount")
        return bool(contract) and contract["currency"] == "CNY"

    @property
    def steps(self) -> list[str]:
        """What will be recorded, in words."""
        facts = [_step(fact) for fact in self.plan.get("facts", ())]
        arrival = self.plan.get("arrival")
        if arrival:
            facts.append(f"累计到位 {_sum_of(arrival)}")
        end = ENDS.get(self.plan.get("status"))
        return [*facts, *([end] if end else [])]

    @property
    def refusals(self) -> list[str]:
        """Why the row stays out, or is passed over."""
        return [problem["why"] for problem in self.row.problems if problem.get("refuses", True)]

    @property
    def hints(self) -> list[str]:
        return [problem["why"] for problem in self.row.problems if not problem.get("refuses", True)]

    @property
    def tone(self) -> str:
        return TONES[self.row.outcome]

    @property
    def outcome_name(self) -> str:
        return self.row.get_outcome_display()

    @property
    def may_choose(self) -> bool:
        return self.batch.state == "ready" and self.row.outcome in (RowOutcome.NEW, RowOutcome.ALIKE)

    @property
    def remarks(self) -> str:
        """Everything that is said about the row, on one line."""
        alike = [f"{one['why']}：{one['name']}" for one in self.row.alike]
        return "；".join([*(text.rstrip("。") for text in [*self.refusals, *self.hints]), *alike])


def _sum_of(amount: dict | None, *, with_unit: bool = True) -> str:
    """Yuan in 万元 to the last 分, as the ledger states them; other currencies always with their name."""
    if not amount:
        return DASH
    value = Decimal(amount["value"])
    if amount["currency"] != "CNY":
        return show_money(value, amount["currency"])
    return stripped(show_wan(value, 6)) + ("万元" if with_unit else "")


def _step(fact: dict) -> str:
    return (
        f"{stages.BY_CODE[fact['kind']].name} {show_iso(date.fromisoformat(fact['on']), fact['precision'])}"
    )


def remarks_of(batch: ImportBatch) -> list[str]:
    """What must be said of whole sheets: totals and counts that do not agree, columns that are hidden."""
    return [line for sheet in batch.columns for line in _of_sheet(sheet, several=len(batch.columns) > 1)]


def _of_sheet(sheet: dict, *, several: bool) -> list[str]:
    ahead = f"工作表“{sheet['sheet']}”" if several else ""
    lines = [f"{ahead}第{row['row']}行：{_total_line(row)}" for row in sheet.get("totals", ())]
    lines += [
        f"{ahead}第{row['row']}行写有“{row['what']}”{row['stated']}个，实际读出{row['computed']}个。"
        for row in sheet.get("counts", ())
    ]
    hidden = sheet.get("hidden_columns") or ()
    if hidden:
        lines.append(f"{ahead}第{'、'.join(hidden)}列在原表中已隐藏，仍已读取。")
    return lines


def _total_line(row: dict) -> str:
    computed = _exactly(row["computed"], row["currency"])
    if row["stated"] is None:
        return f"{row['column']}合计是未计算的公式，各行之和为{computed}。"
    stated = Decimal(row["stated"])
    gap = _exactly(abs(stated - Decimal(row["computed"])), row["currency"])
    return f"{row['column']}合计为{_exactly(stated, row['currency'])}，各行之和为{computed}，相差{gap}。"


def _exactly(value: Decimal | str, currency: str) -> str:
    return _sum_of({"value": value, "currency": currency})


def preview_table(batch: ImportBatch, rows: Sequence[ImportRow], *, as_of: datetime) -> Table:
    """The staged rows as a workbook shows them."""
    columns = [
        Column("工作表", "row.sheet"),
        Column("行号", "row.number", "count"),
        Column("项目编号", "code"),
        Column("项目名称", "name", width=18),
        Column("投资方", "investor", width=16),
        Column("引资单位", "unit"),
        Column("合同投资额（万元）", "contract"),
        Column("登记内容", lambda shown: "；".join(shown.steps), width=18),
        Column("处理结果", "outcome_name"),
        Column("是否导入", lambda shown: "是" if shown.row.is_chosen else "否"),
        Column("说明", "remarks", width=20),
    ]
    shown = [ShownRow(row, batch) for row in rows]
    return Table("台账导入明细", columns, shown, caption=batch.name, as_of=as_of)


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
