"""What the units themselves reported for the period: problems, causes, measures; and who did not report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.facts import Member, UnitReturn
from assessment.reports import wording
from promo.tables import Column, Table


@dataclass(frozen=True)
class Returned:
    member: Member
    told: UnitReturn


def returned(members: Sequence[Member], found: Mapping[int, UnitReturn]) -> list[Returned]:
    return [Returned(one, found[one.unit_id]) for one in members if one.unit_id in found]


def return_words(rows: Sequence[Returned]) -> list[str]:
    missing = [one.member.name for one in rows if one.told.is_missing]
    late = [f"{one.member.name}（迟报{one.told.late_days}天）" for one in rows if one.told.late_days]
    changed = [one.member.name for one in rows if one.told.is_changed]
    said = [f"应报送单位{len(rows)}个，未报送{len(missing)}个：{wording.listed(missing)}。"]
    said += [f"迟报{len(late)}个：{wording.listed(late)}。"] if late else []
    said += [f"确认后数据有变动的单位：{wording.listed(changed)}。"] if changed else []
    return said


def return_table(rows: Sequence[Returned]) -> Table | None:
    """Those who wrote something; None where nobody did."""
    told = [one for one in rows if one.told.problems or one.told.causes or one.told.measures]
    if not told:
        return None
    return Table(
        title="各单位查找的问题、原因和措施",
        columns=[
            Column("单位", "member.name", width=10),
            Column("存在问题", "told.problems", width=20),
            Column("原因分析", "told.causes", width=20),
            Column("下步措施", "told.measures", width=20),
        ],
        rows=told,
    )
