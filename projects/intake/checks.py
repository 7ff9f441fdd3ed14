"""What shows only when values are held against one another: outliers of a column, sums of a row, days of a row."""

import re
from collections import defaultdict
from decimal import Decimal
from statistics import median

from projects import stages
from projects.intake.fields import AMOUNTS
from projects.intake.rows import RowReading

Money = tuple[str, Decimal]
PHASE_ONLY = re.compile(
    r"(?:其中[:：]?)?(?:首期|第?[一二三四五六七八九十0-9]{1,2}期)(?:建设)?(?:工程|项目|投资)?"
)
AGREEMENT = re.compile(r"协议|意向|框架|备忘")
CONTRACT = re.compile(r"合同|投资协议|正式")
FAR = 1_000  # times the median, or its thousandth
DATED = {
    "signed_on": "signed", "registered_on": "registered", "filed_on": "filed", "started_on": "started",
    "completed_on": "completed", "produced_on": "producing", "at_capacity_on": "at_capacity",
}  # fmt: skip

# Told of a row as a whole; told anew whenever one of its cells is read again.
RECHECKED = frozenset(
    {
        "phase_only", "agreement_only", "arrived_exceeds_contract", "arrived_below_year", "arrived_not_sum",
        "arrived_two_currencies", "day_order",
        "stage_behind", "no_amount", "zero_amount", "no_name", "no_unit_name",
        "unit_unknown", "not_updated", "stale_row", "unknown_key",
    }
)  # fmt: skip


def mark_outliers(rows: list[RowReading]) -> None:
    """Within a sheet and a column, each currency for itself, zeros left out. Size never decides on a unit."""
    columns: dict[tuple, list[tuple[RowReading, Decimal]]] = defaultdict(list)
    for row in rows:
        for name in AMOUNTS:
            amount = row.amount(name)
            if amount and amount[1] > 0:
                columns[name, amount[0]].append((row, amount[1]))
    for (name, _), values in columns.items():
        middle = median(value for _, value in values)
        for row, value in values:
            if value > middle * FAR:
                _add(row, name, "outlier_large", "是本列中位数的1000倍以上，请核对单位。")
            elif value * FAR < middle:
                _add(row, name, "outlier_small", "不到本列中位数的千分之一，请核对单位。")


def _add(row: RowReading, name: str, code: str, why: str) -> None:
    header = row.columns[name].header if name in row.columns else name
    row.add(code, f"{header}{why}", field_name=name, refuses=False, about="file")


def check_row(row: RowReading) -> None:
    """Add what a row says against itself, and what the register needs beyond what the row says."""
    _sums(row)
    _days(row)
    _register(row)
    if PHASE_ONLY.fullmatch(row.values.get("name") or ""):
        why = f"“{row.values['name']}”不是项目名称，像是上面项目的一期，金额可能已含在内，请核对。"
        row.add("phase_only", why, field_name="name", about="both")


def _sums(row: RowReading) -> None:
    contract, arrived = row.amount("contract_amount"), row.amount("arrived_amount")
    if contract and arrived and contract[0] == arrived[0] and arrived[1] > contract[1] > 0:
        why = "累计到位资金大于合同投资额，请核对。"
        row.add("arrived_exceeds_contract", why, field_name="arrived_amount", refuses=False, about="file")
    year = row.amount("arrived_year_amount")
    if arrived and year and arrived[0] == year[0] and year[1] > arrived[1]:
        why = "当年到位资金大于累计到位资金，累计可能只到上年底，请核对。"
        row.add("arrived_below_year", why, field_name="arrived_amount", refuses=False, about="file")
    before = row.amount("arrived_opening_amount")
    if before and year and arrived and not _is_whole(arrived, before, year):
        why = "累计到位资金不等于上年底累计与当年到位之和，请核对。"
        row.add("arrived_not_sum", why, field_name="arrived_amount", refuses=False, about="file")


def _is_whole(whole: Money, *parts: Money) -> bool:
    """Whether the parts make up the whole, where all are of one currency."""
    return any(part[0] != whole[0] for part in parts) or sum(part[1] for part in parts) == whole[1]


def _days(row: RowReading) -> None:
    started, completed = row.values.get("started_on"), row.values.get("completed_on")
    if started and completed and _begins(completed) < _begins(started, completed):
        row.add("day_order", "竣工日期早于开工日期，请核对。", field_name="completed_on", about="both")
    if is_behind(row):
        row.add("stage_behind", "项目阶段早于已填日期的节点，按日期登记。", field_name="stage", refuses=False)


def _begins(day: dict, other: dict | None = None) -> str:
    """The day as far as both are known: a month is not after a day within it."""
    length = min({"year": 4, "month": 7}.get(one["precision"], 10) for one in (day, other or day))
    return day["value"][:length]


def _register(row: RowReading) -> None:
    contract = row.amount("contract_amount")
    milestones = {DATED[name] for name in DATED if row.values.get(name)} | {row.values.get("stage")}
    if is_agreement(row) and "signed" in milestones:
        milestones.discard("signed")
        why = f"签约类型为“{row.values['signing_kind'][:20]}”，按框架协议处理，不计入签约。"
        row.add("agreement_only", why, field_name="signing_kind", refuses=False, about="file")
    if "signed" in milestones and not contract:
        if "contract_amount" in row.unread or "contract_amount" not in row.columns:
            why = "没有确定的合同投资额，签约节点暂不登记，请导入后补录。"
            row.add("no_amount", why, field_name="contract_amount", refuses=False)
        else:
            row.add("no_amount", "已签约的项目须填写合同投资额。", field_name="contract_amount")
    elif contract and contract[1] == 0:
        row.add("zero_amount", "合同投资额应大于0。", field_name="contract_amount")


def is_agreement(row: RowReading) -> bool:
    """Whether a column of its own says that what was signed is no contract."""
    said = row.values.get("signing_kind") or ""
    return bool(AGREEMENT.search(said)) and not CONTRACT.search(said)


def is_behind(row: RowReading) -> bool:
    """Whether the stage word stands before a step that has its day."""
    stage = row.values.get("stage")
    dated = [stages.BY_CODE[DATED[name]].order for name in DATED if row.values.get(name)]
    return stage in stages.BY_CODE and bool(dated) and stages.BY_CODE[stage].order < max(dated)
