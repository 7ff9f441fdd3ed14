"""The year's targets as Tables: unit by measure, and the region's own beside the sum of its units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.urls import reverse

from assessment.facts import Member, exact
from assessment.models import Target
from assessment.reports.ranking import class_name
from projects.measures import MEASURES, Measure
from promo.days import show_day
from promo.tables import Column, Table
from units.models import Region, Unit

WORDS = {"yuan": "万元", "usd": "万美元", "count": "个"}
KINDS = {"yuan": "amount_wan", "usd": "amount_wan", "count": "count"}
NO_CLASS = "其他单位"


@dataclass
class Row:
    """A line of figures by measure, each with the address it opens."""

    name: str
    group: str = ""
    figures: dict[str, Fraction | None] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def target_address(year: int, measure: str, unit_id: int) -> str:
    kwargs = {"year": year, "measure": measure, "unit_pk": unit_id}
    return reverse("assessment:target_history", kwargs=kwargs)


def region_target_address(year: int, measure: str, region: Region) -> str:
    kwargs = {"year": year, "measure": measure, "region_pk": region.pk}
    return reverse("assessment:target_history", kwargs=kwargs)


def measure_head(measure: Measure) -> str:
    """'签约金额（万元）'."""
    return f"{measure.name}（{WORDS[measure.unit]}）"


class TargetSheet:
    """All targets in force on a day, ready to be laid out. `found` comes from assessment.facts.targets."""

    def __init__(
        self, region: Region, *, year: int, on: date, members: Sequence[Member], found: Mapping, asked: Sequence[str],
        others: Sequence[Unit] = (),
    ) -> None:  # fmt: skip
        """`asked` are measures shown even without a target; `others` are units with a target but without a class."""
        self.region, self.year, self.on, self.found = region, year, on, found
        used = {measure for _, measure in found} | set(asked)
        self.measures = [one for code, one in MEASURES.items() if code in used] or list(MEASURES.values())
        self.rows = [self._row(one.unit_id, one.name, class_name(one.unit_class)) for one in members]
        self.rows += [self._row(unit.pk, unit.name, NO_CLASS) for unit in others]

    def _row(self, unit_id: int, name: str, group: str) -> Row:
        row = Row(name, group)
        for one in self.measures:
            row.figures[one.code] = _figure(self.found.get((unit_id, one.code)))
            row.links[one.code] = target_address(self.year, one.code, unit_id)
        return row

    def by_unit(self, *, with_total: bool) -> Table:
        """One row per unit, class after class."""
        order = list(dict.fromkeys(row.group for row in self.rows))
        rows = sorted(self.rows, key=lambda row: order.index(row.group))
        return self._table(
            f"{self.region.name}{self.year}年招商引资目标任务",
            [Column("单位", "name", width=10), Column("类别", "group", width=6)],
            rows,
            total_row=with_total,
        )

    def against_region(self) -> Table:
        """The region's own target, the sum of its units (they need not agree) and the difference."""
        own = Row(f"{self.region.name}总目标")
        whole = Row("各单位合计")
        rest = Row("各单位合计减总目标")
        for one in self.measures:
            own.figures[one.code] = _figure(self.found.get((None, one.code)))
            own.links[one.code] = region_target_address(self.year, one.code, self.region)
            whole.figures[one.code] = _sum(row.figures[one.code] for row in self.rows)
            rest.figures[one.code] = _less(whole.figures[one.code], own.figures[one.code])
        classes = [self._of_class(name, whole) for name in dict.fromkeys(row.group for row in self.rows)]
        title = f"{self.region.name}{self.year}年总目标与各单位目标对照"
        return self._table(title, [Column("项目", "name", width=12)], [own, whole, *classes, rest])

    def _of_class(self, name: str, whole: Row) -> Row:
        rows = [row for row in self.rows if row.group == name]
        return Row(
            f"其中：{name}", figures={code: _sum(row.figures[code] for row in rows) for code in whole.figures}
        )

    def _table(
        self, title: str, first: list[Column], rows: Sequence[Row], *, total_row: bool = False
    ) -> Table:
        return Table(
            title=title,
            columns=[*first, *(_column(one) for one in self.measures)],
            rows=rows,
            caption=f"{show_day(self.on)}有效的目标",
            total_row=total_row,
            signature="制表：　　　　　　　　审核：" if total_row else "",
        )


def _column(one: Measure) -> Column:
    return Column(
        measure_head(one),
        lambda row: row.figures[one.code],
        kind=KINDS[one.unit],
        total=lambda rows: _sum(row.figures[one.code] for row in rows),
        link=lambda row: row.links.get(one.code),
    )


def _figure(target: Target | None) -> Fraction | None:
    return exact(target.measure, target.quantity) if target else None


def _sum(figures) -> Fraction | None:
    """None when nothing was given at all: no target is not a target of zero."""
    present = [one for one in figures if one is not None]
    return sum(present, Fraction(0)) if present else None


def _less(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b


def history_table(rows: Sequence[Target], *, title: str, measure: Measure) -> Table:
    """Every version of one target, newest first."""
    return Table(
        title=title,
        columns=[
            Column("版本", lambda row: f"第{row.version}版", width=4),
            Column(f"目标数（{WORDS[measure.unit]}）", _figure, kind=KINDS[measure.unit]),
            Column("生效日期", "effective_from", kind="day"),
            Column("下达文件", "document", width=18),
            Column("登记人", "recorded_by.name"),
            Column("登记时间", "recorded_at", kind="moment"),
        ],
        rows=rows,
    )
