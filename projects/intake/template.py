"""The ledger's blank form, and the rows that stayed out sent back in the same shape with the reason before them."""

from collections.abc import Iterable, Sequence

from projects.intake.fields import FIELDS
from projects.intake.ledger_form import BLANK, DIRECTORY, KINDS, NAME, WIDTHS, column_of
from projects.intake.units import unit_in_head
from projects.models import ImportBatch, ImportRow, RowOutcome
from promo.sheets.filling import FillColumn, FillSheet, WordSheet, filling_workbook

LINES = (
    "招商引资项目台账填写说明",
    "1. 每个项目填一行，不合并单元格，不加小计、合计行；表头不要改动。",
    "2. 项目名称、引资单位必填。引资单位填全称、简称或编码，须与“单位名录”一致。",
    "3. 金额单位为万元，只填数字；外币金额请连同币种填写，如“800万美元”。",
    "4. 日期按“2024-03-15”填写；只知道月份的填“2024-03”。日期不能晚于数据截止日期。",
    "5. 项目阶段从列表中选择。已签约的项目须填合同投资额。没有填写日期的阶段，按截至数据截止日期已达到登记。",
    "6. 累计到位资金填至数据截止日期；其中今年到位的另填当年到位资金，没有的填0，其余登记为往年到位，不计入今年。",
    "7. 多个联系电话用顿号隔开。",
)


def template_workbook(units: Iterable[str]) -> bytes:
    """The blank form with the names of `units` as a list to choose from."""
    ledger = FillSheet(NAME, [column_of(code) for code in BLANK])
    directory = FillSheet(DIRECTORY, [FillColumn("单位", width=30)], [[name] for name in units])
    return filling_workbook([WordSheet("填写说明", LINES), ledger, directory], opened_at=1)


def rejects_workbook(batch: ImportBatch, rows: Sequence[ImportRow]) -> bytes:
    """Rows that stay out, sheet by sheet under their own heads; put right, the file can be imported as it is."""
    sheets = [
        FillSheet(
            sheet["sheet"],
            [_as_it_was(column) for column in sheet["columns"]],
            [[row.texts.get(column["col"], "") for column in sheet["columns"]] for row in mine],
            [reason_of(row) for row in mine],
        )
        for sheet in batch.columns
        if (mine := [row for row in rows if row.sheet == sheet["sheet"][:100]])
    ]
    return filling_workbook(sheets or [WordSheet("说明", ("没有未导入的行。",))])


def _as_it_was(column: dict) -> FillColumn:
    kind = KINDS.get(FIELDS[column["field"]].kind, "text") if column["field"] else "text"
    unit, head = column.get("unit") or "", column["header"]
    if unit and not unit_in_head(head):  # it stood over the table, where the list that comes back has nothing
        head = f"{head}（{unit}）"
    return FillColumn(head, kind, WIDTHS.get(column["field"], 14))


def reason_of(row: ImportRow) -> str:
    """Why a row stays out, in one line."""
    refusals = [problem["why"] for problem in row.problems if problem.get("refuses")]
    if row.outcome == RowOutcome.ALIKE and not row.is_chosen:
        refusals += [f"与“{alike['name']}”疑似重复（{alike['why']}），未选择导入。" for alike in row.alike]
    if row.outcome in (RowOutcome.NEW, RowOutcome.CHANGED) and not row.is_chosen:
        refusals.append("未选择导入。")
    return f"第{row.number}行：{''.join(refusals)}"
