"""The year so far against targets, elapsed time and last year: the figures of the dashboard and of every report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessment.ledger_series import UnitSums, region_totals, sums_by_unit
from assessment.rules import rate, time_lead, year_on_year
from projects.measures import MEASURES, Measure
from promo.periods import Period, elapsed_share
from promo.tables import Column, Table
from units.models import Region

SHOWN = (
    "signed_count", "signed_amount", "signed_foreign", "arrived_capital", "arrived_foreign", "started_count",
    "completed_count",
)  # fmt: skip
PEOPLE_UNIT = {"yuan": ("万元", 10_000), "usd": ("万美元", 10_000), "count": ("个", 1)}


@dataclass(frozen=True)
class Line:
    """One measure of a region or a unit. Amounts in 元, 美元 or projects, exact; `target` None where none was set."""

    measure: Measure
    done: Fraction
    target: Fraction | None
    base: Fraction
    elapsed: Fraction
    added: Fraction | None = None
    also: Fraction = Fraction(0)  # the part of a unit's `done` that enters no total (兼计)

    @property
    def counted(self) -> Fraction:
        """What enters a total."""
        return self.done - self.also

    @property
    def rate(self) -> Fraction | None:
        return rate(self.done, self.target)

    @property
    def lead(self) -> Fraction | None:
        """Ahead of (+) or behind (-) the elapsed share of the year, in percentage points."""
        return time_lead(self.rate, self.elapsed)

    @property
    def growth(self) -> Fraction | None:
        return year_on_year(self.done, self.base)

    @property
    def unit(self) -> str:
        return PEOPLE_UNIT[self.measure.unit][0]

    @property
    def label(self) -> str:
        return f"{self.measure.name}（{self.unit}）"

    def shown(self, amount: Fraction | None) -> Fraction | None:
        """An amount in the unit of the label."""
        return None if amount is None else amount / PEOPLE_UNIT[self.measure.unit][1]


@dataclass(frozen=True)
class YearToDate:
    """A region's year up to and including `until`: totals, units, and the same days of last year."""

    region: Region
    year: Period
    until: date
    by_unit: UnitSums
    base_by_unit: UnitSums
    targets: Mapping[tuple[int | None, str], Fraction]
    mode: str = "day"

    @property
    def number(self) -> int:
        """The year by its name: one that begins in December is named for the year it ends in."""
        return self.year.last_day.year

    @property
    def elapsed(self) -> Fraction:
        """By days where periods end in the middle of months; by months begun in monthly and longer notices."""
        return elapsed_share(self.year, self.until, mode=self.mode)

    def line(self, measure: str, *, added: Fraction | None = None) -> Line:
        done, base = (region_totals(sums)[measure] for sums in (self.by_unit, self.base_by_unit))
        return Line(MEASURES[measure], done, self.targets.get((None, measure)), base, self.elapsed, added)

    def unit_line(self, unit_id: int, measure: str) -> Line:
        key = (unit_id, measure)
        zero = Fraction(0)
        done, base = self.by_unit.get(key, zero), self.base_by_unit.get(key, zero)
        also = self.by_unit.also.get(key, zero)
        return Line(MEASURES[measure], done, self.targets.get(key), base, self.elapsed, also=also)


def year_to_date(
    region: Region, year: Period, *, until: date, as_of: datetime, targets: Mapping, mode: str = "day"
) -> YearToDate:
    """Two statements over the ledger; `targets` as assessment.facts gives them, in 元, 美元 or projects."""
    day = timedelta(days=1)
    now = sums_by_unit(region, start=year.start, end=until + day, as_of=as_of)
    base = sums_by_unit(region, start=year_before(year.start), end=year_before(until) + day, as_of=as_of)
    return YearToDate(region, year, until, now, base, targets, mode)


def year_before(day: date) -> date:
    """The same day a year ago; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


CURRENCY_NAMES = {"yuan": "人民币", "usd": "美元", "count": "—"}


def growth_table(lines: Sequence[Line]) -> Table:
    """同比 with its base and its currency: a rate alone cannot be checked."""
    return Table(
        title="同比情况",
        columns=[
            Column("指标", "label", width=14),
            Column("币种", lambda line: CURRENCY_NAMES[line.measure.unit], width=6),
            Column("本年累计", lambda line: line.shown(line.done), "count", width=10),
            Column("上年同期", lambda line: line.shown(line.base), "count", width=10),
            Column("增减额", lambda line: line.shown(line.done - line.base), "count", width=10),
            Column("同比增减", "growth", "rate", width=9),
        ],
        rows=list(lines),
        notes=["上年同期为零的，不计算增减幅度，以“—”表示。"],
    )


def overview_table(lines: Sequence[Line], *, until: date, link: Callable[[Line], str]) -> Table:
    """指标 against 年度任务, 累计, 完成率, 时序 and 同比; each line carries its own unit in its label."""
    return Table(
        title="主要指标完成情况",
        columns=[
            Column("指标", "label", width=14),
            Column("年度任务", lambda line: line.shown(line.target), "count", width=10),
            Column("本期新增", lambda line: line.shown(line.added), "count", width=10),
            Column("本年累计", lambda line: line.shown(line.done), "count", width=10, link=link),
            Column("完成率", "rate", "rate", width=9),
            Column("超（欠）时序（百分点）", "lead", "pp", width=11),
            Column("同比增减", "growth", "rate", width=9),
        ],
        rows=list(lines),
        caption=f"截至{until.year}年{until.month}月{until.day}日",
        notes=["同比为与上年同期相比，按同一币种计算；“—”表示未下达任务或上年同期为零。"],
    )
