"""What the preview of an import says: what each row will become, why not, and the same as a table for a workbook."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from projects import stages
from projects.ledger_sums import OF_THE_YEAR, parts_of
from projects.models import ImportBatch, ImportRow, RowOutcome, Status
from promo.days import show_iso
from promo.money import show_money, show_wan, stripped
from promo.tables import Column, Table

DASH = "—"
TONES = {
    RowOutcome.NEW: "green",
    RowOutcome.CHANGED: "blue",
    RowOutcome.SAME: "neutral",
    RowOutcome.GONE: "amber",
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

KINDS = {
    "arrivals_added": "到位分行相加", "phase_only": "像是分期", "shared_amount": "金额合并填写",
    "part_of_above": "像是子项目", "agreement_only": "协议不计签约",
    "no_unit": "金额没有单位", "currency_unknown": "币种不明", "bad_amount": "金额无法读取", "approximate": "约数",
    "range": "金额是范围", "multi_phase": "分期金额", "two_currencies": "两种货币", "vague_amount": "金额含糊",
    "not_stated": "未明确", "negative": "负数金额", "no_amount": "缺合同投资额", "zero_amount": "合同额为0",
    "no_cached_value": "公式未计算", "error_value": "表格计算错误", "formula_text": "以公式符号开头",
    "outlier_large": "金额过大", "outlier_small": "金额过小", "arrived_exceeds_contract": "到位大于合同",
    "arrived_below_year": "到位少于当年", "year_blank": "当年到位未填", "arrived_not_sum": "到位与分年之和不符",
    "arrived_two_currencies": "到位币种不同",
    "bad_date": "日期无法读取", "no_year": "日期缺年份", "date_range": "日期是范围", "ambiguous_month": "月份两可",
    "future_date": "日期晚于截止日", "day_order": "日期先后有误", "unclear_stage": "阶段不明",
    "agreement_not_contract": "协议按框架计", "stage_behind": "阶段落后于日期", "no_name": "缺项目名称",
    "no_unit_name": "缺引资单位", "unit_unknown": "引资单位不符", "unknown_word": "写法无法识别",
    "too_long": "内容过长", "digits_lost": "电话位数丢失", "phone_lost_zero": "电话可能缺0", "hidden_row": "隐藏行",
    "joint_investor": "多个投资方", "joint_amount": "投资方另有金额", "not_updated": "不随导入变更",
    "stale_row": "导出后又有修改", "planned_day": "写的是计划日期", "unknown_key": "识别码有误", "gone": "本次未列",
}  # fmt: skip
ASKS_UNIT = frozenset({"no_unit", "currency_unknown"})


def kinds_among(combined: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """(code, name, rows) of the problems of a batch, the most frequent first, from their combinations. What is no
    longer listed is an outcome with a tab of its own."""
    counts: Counter[str] = Counter()
    for kinds, rows in combined:
        counts.update(dict.fromkeys(kinds.split(), rows))
    return [(code, KINDS.get(code, code), rows) for code, rows in counts.most_common() if code != "gone"]


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
        said = self.values.get("name") or next((text for text in self.row.texts.values() if text.strip()), "")
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
    def contract_yuan(self) -> Decimal | None:
        """The contract sum where it is one of yuan, to reckon with."""
        return Decimal(self.values["contract_amount"]["value"]) if self.is_in_wan else None

    @property
    def contract_foreign(self) -> str:
        """The contract sum of another currency, with its name."""
        return "" if self.is_in_wan or self.contract == DASH else self.contract

    @property
    def number(self) -> int | None:
        """Its number in the file; a row that only the earlier file had bears none."""
        return None if self.row.outcome == RowOutcome.GONE else self.row.number

    @property
    def is_in_wan(self) -> bool:
        """Whether `contract` is a number of 万元, whose unit stands in the head."""
        contract = self.values.get("contract_amount")
        return bool(contract) and contract["currency"] == "CNY"

    @property
    def steps(self) -> list[str]:
        """What will be recorded, in words; of a known project what changes."""
        if self.row.target_id:
            return self.changes
        facts = [_step(fact) for fact in self.plan.get("facts", ())]
        arrival = self.plan.get("arrival")
        facts += map(_arrived, parts_of(arrival) if arrival else ())
        end = ENDS.get(self.plan.get("status"))
        return [*facts, *([end] if end else [])]

    @property
    def problems(self) -> list[dict]:
        """What is wrong, each with the words of its cell where it has one that can be put right here."""
        texts, may = self.row.texts, self.may_correct
        return [
            {
                "refuses": True,
                **problem,
                "text": texts.get(problem.get("col"), ""),
                "may_correct": may and bool(problem.get("col")),
                "asks_unit": may and problem["code"] in ASKS_UNIT,
            }
            for problem in self.row.problems
        ]

    @property
    def refusals(self) -> list[str]:
        """Why the row stays out, or is passed over."""
        return [problem["why"] for problem in self.row.problems if problem.get("refuses", True)]

    @property
    def hints(self) -> list[str]:
        return [problem["why"] for problem in self.row.problems if not problem.get("refuses", True)]

    @property
    def may_correct(self) -> bool:
        return self.batch.state == "ready" and self.row.outcome not in (RowOutcome.SKIPPED, RowOutcome.GONE)

    @property
    def may_judge(self) -> bool:
        return self.batch.state == "ready" and self.row.outcome == RowOutcome.ALIKE

    @property
    def candidates(self) -> list[dict]:
        """Known projects that the row may be news about."""
        return [one for one in self.row.alike if one.get("project")]

    @property
    def changes(self) -> list[str]:
        return [
            f"{change['name']}：{_short(change['old'])} → {_short(change['new'])}"
            for change in self.row.changes
        ]

    @property
    def tone(self) -> str:
        return TONES[self.row.outcome]

    @property
    def outcome_name(self) -> str:
        return self.row.get_outcome_display()

    @property
    def may_choose(self) -> bool:
        return self.batch.state == "ready" and self.row.outcome in (RowOutcome.NEW, RowOutcome.CHANGED)

    @property
    def remarks(self) -> str:
        """Everything that is said about the row, on one line."""
        alike = [f"{one['why']}：{one['name']}" for one in self.row.alike]
        return "；".join([*(text.rstrip("。") for text in [*self.refusals, *self.hints]), *alike])


def _short(text: str) -> str:
    return (text if len(text) <= 40 else f"{text[:39]}…") or "空"


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


def _arrived(part: dict) -> str:
    if part["kind"] == OF_THE_YEAR:
        return f"当年到位 {_sum_of(part)}"
    until = f"（截至{part['on']}）" if "on" in part else ""
    return f"累计到位 {_sum_of(part)}{until}"


def remarks_of(batch: ImportBatch) -> list[str]:
    """What must be said of whole sheets: totals and counts that do not agree, columns that are hidden."""
    return [line for sheet in batch.columns for line in _of_sheet(sheet, several=len(batch.columns) > 1)]


def _of_sheet(sheet: dict, *, several: bool) -> list[str]:
    ahead = f"工作表“{sheet['sheet']}”" if several else ""
    lines = [
        f"{ahead}第{row['row']}行：{_total_line(row)}"
        for row in sheet.get("totals", ())
        if not row.get("matches")
    ]
    lines += [
        f"{ahead}第{row['row']}行写有“{row['what']}”{row['stated']}个，实际读出{row['computed']}个。"
        for row in sheet.get("counts", ())
    ]
    lines += [f"{ahead}{note['why']}" for note in sheet.get("notes", ())]
    hidden = sheet.get("hidden_columns") or ()
    if hidden:
        lines.append(f"{ahead}第{'、'.join(hidden)}列在原表中已隐藏，仍已读取。")
    return lines


def _total_line(row: dict) -> str:
    computed = exactly(row["computed"], row["currency"])
    if row["stated"] is None:
        return f"{row['column']}合计是未计算的公式，各行之和为{computed}。"
    stated = Decimal(row["stated"])
    gap = exactly(abs(stated - Decimal(row["computed"])), row["currency"])
    return f"{row['column']}合计为{exactly(stated, row['currency'])}，各行之和为{computed}，相差{gap}。"


def exactly(value: Decimal | str, currency: str) -> str:
    return _sum_of({"value": value, "currency": currency})


def preview_table(batch: ImportBatch, rows: Sequence[ImportRow], *, as_of: datetime) -> Table:
    """The staged rows as a workbook shows them."""
    columns = [
        Column("工作表", "row.sheet"),
        Column("行号", "number", "serial"),
        Column("项目编号", "code"),
        Column("项目名称", "name", width=18),
        Column("投资方", "investor", width=16),
        Column("引资单位", "unit"),
        Column("合同投资额（万元）", "contract_yuan", "amount_wan"),
        Column("合同投资额（外币）", "contract_foreign"),
        Column("登记内容", lambda shown: "；".join(shown.steps), width=18),
        Column("处理结果", "outcome_name"),
        Column("是否导入", lambda shown: "是" if shown.row.is_chosen else "否"),
        Column("说明", "remarks", width=20),
    ]
    shown = [ShownRow(row, batch) for row in rows]
    return Table("台账导入明细", columns, shown, caption=batch.name, as_of=as_of)
