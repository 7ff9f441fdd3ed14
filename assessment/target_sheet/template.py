"""The blank form for targets: every unit and every measure, one sheet for the year or one for each quarter or month."""

from collections.abc import Iterable, Sequence

from assessment import parts
from assessment.countable import Countable
from assessment.facts import Member
from assessment.models import TargetSet
from assessment.reports.ranking import class_name
from assessment.reports.target_places import measure_head
from promo.sheets.filling import FillColumn, FillSheet, WordSheet, filling_workbook

LINES = (
    "目标任务填写说明",
    "1. 每个单位一行，每项指标一列；没有下达任务的不填，填0表示目标为0。表头和工作表名称不要改动。",
    "2. 金额按表头注明的单位填写，只填数字；项目数填整数。",
    "3. 季度、月份目标为年初至该时段末的累计数，后一时段不能少于前一时段。",
    "4. 需要同时下达保底、奋斗目标的，可增加一列，表头写“到位资金保底目标（万元）”“到位资金奋斗目标（万元）”。",
    "5. 总目标填在第一行，不必等于各单位之和。合计行只作核对，不导入。",
    "6. 已下达的目标填写新的数为调整，不填为保留。",
)


def template_workbook(
    region: str, members: Iterable[Member], known: Sequence[Countable], *, target_set: str, part: str
) -> bytes:
    """`part` may be 'quarters' or 'months' for one sheet each."""
    columns = [FillColumn("单位", width=24), FillColumn("类别", width=12)]
    columns += [FillColumn(measure_head(one), "amount", width=16) for one in known if one.is_active]
    empty = [""] * (len(columns) - 2)
    rows = [[f"{region}总目标", "", *empty]]
    rows += [[one.name, class_name(one.unit_class), *empty] for one in members]
    sheets = [
        FillSheet(sheet_name(target_set, one), columns, rows) for one in parts.SERIES.get(part, (part,))
    ]
    return filling_workbook([*sheets, WordSheet("填写说明", LINES)])


def sheet_name(target_set: str, part: str) -> str:
    """'上级下达，至二季度末': what the reading understands."""
    return "，".join(filter(None, (TargetSet(target_set).label, parts.words(part))))
