"""Changes of units as tables, and what one of them moves: numbers per unit and measure before and after, targets that
have to be issued again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from assessment.countable import countables
from assessment.facts import Years, all_targets, known_now
from assessment.ledger_series import UnitSums, region_totals, sums_by_unit
from assessment.reports.target_places import target_address, which_words
from projects.measures import MEASURES
from promo.days import EARLIEST
from promo.tables import Column, Table
from units.models import Region, Unit, UnitChange

__all__ = ["change_table", "known_now", "moved_between", "moved_table", "sums_of", "targets_to_issue"]
EVER = date(2101, 1, 1)
UNITS = {"yuan": (10_000, "万元"), "usd": (10_000, "万美元"), "count": (1, "个")}


def change_table(changes: Sequence[UnitChange]) -> Table:
    """Rows need their lines with units and the person loaded."""
    columns = [
        Column("生效日期", "effective_on", "day"),
        Column("变动", "get_kind_display"),
        Column("单位", _units, width=24),
        Column("业绩划转起始日期", "carry_from", "day"),
        Column("文件名称及文号", "document", width=18),
        Column("文件", lambda row: row.paper.name if row.paper else None,
               link=lambda row: row.paper.get_absolute_url() if row.paper else None),
        Column("决定人", "decided_by.name"),
        Column("决定时间", "decided_at", "moment"),
    ]  # fmt: skip
    return Table("单位变动台账", columns, changes)


def _units(change: UnitChange) -> str:
    """'农业办 → 农服中心 60.00%、林业站 40.00%', or the two names of a unit that was renamed."""
    if change.kind == "rename":
        return "；".join(_names(line.from_unit, change.effective_on) for line in change.lines.all())
    words: dict[str, list[str]] = {}
    for line in change.lines.all():
        heir = f"{line.to_unit.name} {Decimal(line.share).scaleb(-2):.2f}%" if line.to_unit else "无承接单位"
        words.setdefault(line.from_unit.name, []).append(heir)
    return "；".join(f"{unit} → {'、'.join(heirs)}" for unit, heirs in words.items())


def _names(unit: Unit, on: date) -> str:
    rows = list(unit.names.all())
    before = [row.name for row in rows if row.valid_from < on]
    after = [row.name for row in rows if row.valid_from == on]
    return f"{before[-1] if before else unit.name} → {after[0] if after else unit.name}"


@dataclass(frozen=True)
class Moved:
    """One measure of one unit before and after, in 元, 美元 or projects; `name` is 合计 for the region."""

    name: str
    measure: str
    before: Fraction
    after: Fraction

    @property
    def label(self) -> str:
        return f"{MEASURES[self.measure].name}（{UNITS[MEASURES[self.measure].unit][1]}）"

    def shown(self, amount: Fraction) -> Fraction:
        return amount / UNITS[MEASURES[self.measure].unit][0]


def sums_of(region: Region, *, as_of: datetime) -> UnitSums:
    """Everything that stands in the ledger."""
    return sums_by_unit(region, start=EARLIEST, end=EVER, as_of=as_of)


def moved_between(before: UnitSums, after: UnitSums, units: dict[int, str]) -> list[Moved]:
    """What differs, unit by unit, and the totals of the measures concerned, which stay."""
    keys = sorted(before.keys() | after.keys(), key=lambda key: (list(MEASURES).index(key[1]), key[0]))
    zero = Fraction(0)
    rows = [
        Moved(units.get(key[0], ""), key[1], before.get(key, zero), after.get(key, zero))
        for key in keys
        if before.get(key, zero) != after.get(key, zero)
    ]  # fmt: skip
    totals = region_totals(before), region_totals(after)
    touched = [measure for measure in MEASURES if any(row.measure == measure for row in rows)]
    return rows + [Moved("合计", measure, *(total[measure] for total in totals)) for measure in touched]


def moved_table(rows: Sequence[Moved]) -> Table:
    columns = [
        Column("单位", "name"),
        Column("指标", "label"),
        Column("变动前", lambda row: row.shown(row.before), "points"),
        Column("变动后", lambda row: row.shown(row.after), "points"),
    ]
    return Table("业绩划转", columns, rows)


def targets_to_issue(
    region: Region, units: Sequence[Unit], *, on: date, as_of: datetime
) -> list[tuple[str, str, str]]:
    """(unit, measure, address) of targets in force that units which end still hold: the office issues them anew."""
    year = Years(region).running(on).year
    found, known = all_targets(region, year=year, on=on, as_of=as_of), countables(region)
    names = {unit.pk: unit.name for unit in units}
    return [
        (
            names[unit_id],
            known[measure].name + which_words(*which),
            target_address(year, measure, unit_id, *which),
        )
        for unit_id, measure, *which in found
        if unit_id in names
    ]
