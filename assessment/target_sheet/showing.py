"""Imports of targets as Tables: the latest ones, and the units' sums beside the region's own after an import."""

from collections.abc import Sequence
from fractions import Fraction

from assessment import parts
from assessment.models import TargetImport
from assessment.reports.target_places import which_words
from assessment.target_sheet.plan import Plan
from promo.tables import Column, Table

WAN = 10_000


def imports_table(rows: Sequence[TargetImport]) -> Table:
    return Table(
        title="目标导入记录",
        columns=[
            Column("上传时间", "read_at", "moment", link=lambda row: row.get_absolute_url()),
            Column("文件", "source.name", width=18),
            Column("年度", "year"),
            Column("目标类别", "get_target_set_display"),
            Column("时段", part_name),
            Column("状态", "get_state_display"),
            Column("下达项数", lambda row: row.count or None, "count"),
            Column("下达文件", lambda row: row.document or None, width=14),
            Column("上传人", "read_by.name"),
        ],
        rows=rows,
    )


def part_name(batch: TargetImport) -> str:
    return parts.SERIES_NAMES.get(batch.part) or parts.NAMES[batch.part]


def sums_table(plan: Plan) -> Table:
    """What the units would have together, and the region's own target: compared, never made to agree."""
    places = dict.fromkeys(
        cell.key[1:] for sheet in plan.sheets for row in sheet.rows for cell in row.cells if cell.key
    )
    rows = [row for place in places if (row := _Sum(plan, place)).whole or row.own]
    return Table(
        title="导入后各单位之和与总目标对照",
        columns=[
            Column("指标", "name", width=14),
            Column("各单位合计", "whole", "count"),
            Column("总目标", "own", "count"),
            Column("合计减总目标", "rest", "count"),
        ],
        rows=rows,
    )


class _Sum:
    """One measure, set and part, in the unit of its name."""

    def __init__(self, plan: Plan, place: tuple[str, str, str]) -> None:
        one = plan.known[place[0]]
        scale = 1 if one.unit == "count" else WAN
        self.name = f"{one.name}{which_words(*place[1:])}（{one.unit_word}）"
        found = {
            key[0]: one.exact(quantity) / scale for key, quantity in plan.then.items() if key[1:] == place
        }
        self.own = found.pop(None, None)
        self.whole = sum(found.values(), Fraction(0)) if found else None

    @property
    def rest(self) -> Fraction | None:
        return None if self.own is None or self.whole is None else self.whole - self.own
