"""What counts in a period although it belongs to another, as Tables: what came late, and what was adjusted."""

from collections.abc import Sequence
from fractions import Fraction

from assessment.facts import Adjustment, LateFact
from assessment.reports.links import fact_link, project_link
from assessment.reports.periods import UNITS
from projects.fact_tables import in_people_units
from projects.measures import MEASURES, Measure
from promo.tables import Column, Table


def late_table(found: Sequence[LateFact]) -> Table:
    """What came late: in the grace window, or carried out of a closed period."""
    return Table(
        title="补报",
        columns=[
            Column("项目", "fact.project.name", width=16, link=lambda one: project_link(one.fact.project_id)),
            Column("单位", "fact.project.lead_unit.short_name", width=8),
            Column("事项", "fact.title", width=8, link=lambda one: fact_link(one.fact.subject, one.fact.pk)),
            Column("所属日期", "belongs_on", kind="day"),
            Column("计入日期", "fact.statistical_on", kind="day"),
            Column("核实入账", "posted_at", kind="moment"),
            Column("说明", _late_words, width=12),
        ],
        rows=found,
    )


def _late_words(one: LateFact) -> str:
    if not one.is_carried:
        return "宽限期内补报"
    return "结账后补报，属上年度" if one.is_of_last_year else "结账后补报"


def adjustment_table(found: Sequence[Adjustment]) -> Table:
    """What was doubted, settled or joined after its own period was closed, and counts in this one."""
    return Table(
        title="调整",
        columns=[
            Column("项目", "fact.project.name", width=16, link=lambda one: project_link(one.fact.project_id)),
            Column("单位", "unit.short_name", width=8),
            Column("事项", "fact.title", width=8, link=lambda one: fact_link(one.fact.subject, one.fact.pk)),
            Column("指标", lambda one: f"{_measure(one).name}（{UNITS[_measure(one).unit]}）", width=10),
            Column("增减", _adjusted, kind="count", width=8),
            Column("所属日期", "belongs_on", kind="day"),
            Column("入账时间", "posted_at", kind="moment"),
        ],
        rows=found,
    )


def _measure(one: Adjustment) -> Measure:
    return MEASURES[one.measure]


def _adjusted(one: Adjustment) -> Fraction:
    """In the unit that the measure is named with."""
    amount = Fraction(in_people_units(one.quantity, _measure(one).unit))
    return amount if _measure(one).unit == "count" else amount / 10_000
