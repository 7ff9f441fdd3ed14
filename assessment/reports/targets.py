"""The year's targets as Tables: unit by measure, and the region's own beside the sum of its units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assessment import parts
from assessment.countable import LEDGER, Countable
from assessment.facts import Key, Member
from assessment.models import Target, TargetSet
from assessment.reports.ranking import class_name
from assessment.reports.target_places import (
    BESIDE,
    measure_head,
    region_target_address,
    target_address,
    which_words,
)
from promo.days import show_day
from promo.tables import Column, Table
from units.models import Region, Unit

NO_CLASS = "其他单位"
Place = tuple[str, str]  # measure and set: a column


@dataclass
class Row:
    """A line of figures by measure and set, each with the address it opens."""

    name: str
    group: str = ""
    figures: dict[Place, Fraction | None] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)


class TargetSheet:
    """The targets of one set and part in force on a day, ready to be laid out; beside the own stand base and stretch.

    `found` comes from assessment.facts.all_targets, `known` from assessment.countable.
    """

    def __init__(
        self, region: Region, *, year: int, on: date, members: Sequence[Member], found: Mapping[Key, Target],
        asked: Sequence[str], known: Mapping[str, Countable], others: Sequence[Unit] = (),
        target_set: str = TargetSet.OWN, part: str = parts.YEAR,
    ) -> None:  # fmt: skip
        """`asked` are measures shown even without a target; `others` are units with a target but without a class."""
        self.region, self.year, self.on, self.found = region, year, on, found
        self.target_set, self.part, self.known = target_set, part, known
        self.columns = list(self._columns(asked))
        self.rows = [self._row(one.unit_id, one.name, class_name(one.unit_class)) for one in members]
        self.rows += [self._row(unit.pk, unit.name, NO_CLASS) for unit in others]

    def _columns(self, asked: Sequence[str]) -> Iterable[Place]:
        here = {(measure, one) for _, measure, one, part in self.found if part == self.part}
        beside = BESIDE if self.target_set == TargetSet.OWN else ()
        used = {measure for measure, one in here if one in (self.target_set, *beside)} | set(asked)
        for code in self.known:
            if code in used or (not used and code in LEDGER):
                yield code, self.target_set
                yield from ((code, str(one)) for one in beside if (code, one) in here)

    def _row(self, unit_id: int, name: str, group: str) -> Row:
        row = Row(name, group)
        for place in self.columns:
            row.figures[place] = self._figure(unit_id, *place)
            row.links[place] = target_address(self.year, place[0], unit_id, place[1], self.part)
        return row

    def _figure(self, holder: int | None, measure: str, target_set: str) -> Fraction | None:
        target = self.found.get((holder, measure, target_set, self.part))
        return self.known[measure].exact(target.quantity) if target else None

    def by_unit(self, *, with_total: bool) -> Table:
        """One row per unit, class after class."""
        order = list(dict.fromkeys(row.group for row in self.rows))
        rows = sorted(self.rows, key=lambda row: order.index(row.group))
        first = [Column("单位", "name", width=10), Column("类别", "group", width=6)]
        return self._table("招商引资目标任务", first, rows, total_row=with_total)

    def against_region(self) -> Table:
        """The region's own target, the sum of its units (they need not agree) and the difference."""
        own, whole, rest = Row(f"{self.region.name}总目标"), Row("各单位合计"), Row("各单位合计减总目标")
        for place in self.columns:
            own.figures[place] = self._figure(None, *place)
            own.links[place] = region_target_address(self.year, place[0], self.region, place[1], self.part)
            whole.figures[place] = _sum(row.figures[place] for row in self.rows)
            rest.figures[place] = _less(whole.figures[place], own.figures[place])
        classes = [self._of_class(name, whole) for name in dict.fromkeys(row.group for row in self.rows)]
        rows = [*self._from_above(), own, whole, *classes, rest]
        return self._table("总目标与各单位目标对照", [Column("项目", "name", width=12)], rows)

    def _from_above(self) -> list[Row]:
        """What the superior set the region, above what the region set itself."""
        row, above = Row(f"{self.region.name}总目标（上级下达）"), TargetSet.SUPERIOR
        if self.target_set != TargetSet.OWN:
            return []
        for place in self.columns:
            plain = place[1] == TargetSet.OWN
            row.figures[place] = self._figure(None, place[0], above) if plain else None
            row.links[place] = (
                region_target_address(self.year, place[0], self.region, above, self.part) if plain else ""
            )
        return [row] if any(figure is not None for figure in row.figures.values()) else []

    def _of_class(self, name: str, whole: Row) -> Row:
        rows = [row for row in self.rows if row.group == name]
        sums = {place: _sum(row.figures[place] for row in rows) for place in whole.figures}
        return Row(f"其中：{name}", figures=sums)

    def _table(
        self, title: str, first: list[Column], rows: Sequence[Row], *, total_row: bool = False
    ) -> Table:
        return Table(
            title=f"{self.region.name}{self.year}年{title}{which_words(self.target_set, self.part)}",
            columns=[*first, *(self._column(place) for place in self.columns)],
            rows=rows,
            caption=f"{show_day(self.on)}有效的目标",
            total_row=total_row,
            signature="制表：　　　　　　　　审核：" if total_row else "",
        )

    def _column(self, place: Place) -> Column:
        one = self.known[place[0]]
        return Column(
            measure_head(one, "" if place[1] == self.target_set else place[1]),
            lambda row: row.figures[place],
            kind=one.table_kind,
            total=lambda rows: _sum(row.figures[place] for row in rows),
            link=lambda row: row.links.get(place),
        )


def _sum(figures) -> Fraction | None:
    """None when nothing was given at all: no target is not a target of zero."""
    present = [one for one in figures if one is not None]
    return sum(present, Fraction(0)) if present else None


def _less(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b
