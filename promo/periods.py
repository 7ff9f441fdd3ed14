"""The statistical periods: half-open ranges of days with a Chinese name, a stable key and neighbours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import total_ordering

from django.db import models


class PeriodKind(models.TextChoices):
    """What a period is called; the stored value is the first half of its key."""

    FORTNIGHT = "fortnight", "双周"
    HALF_MONTH = "half_month", "半月"
    WEEK = "week", "周"
    MONTH = "month", "月度"
    QUARTER = "quarter", "季度"
    HALF_YEAR = "half_year", "半年"
    YEAR = "year", "年度"
    CAMPAIGN = "campaign", "专项行动"


MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DAYS = {"week": 7, "fortnight": 14}


@total_ordering
@dataclass(frozen=True)
class Period:
    """`start` <= day < `end`. Ordered by start, then end, then kind."""

    kind: str
    start: date
    end: date
    name: str = ""

    def __post_init__(self) -> None:
        proper = self.kind in PeriodKind.values and self.start < self.end
        if (
            not proper
            or (self.kind in MONTHS and self.start.day != 1)
            or (self.kind in DAYS and self.start.weekday())
        ):
            raise ValueError(f"no period: {self.kind} {self.start}..{self.end}")

    def __lt__(self, other: "Period") -> bool:
        return (self.start, self.end, self.kind, self.name) < (other.start, other.end, other.kind, other.name)

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def key(self) -> str:
        """Stable and unique: 'fortnight:2026-11-09'; a campaign adds its last day and its name."""
        tail = f":{self.last_day}:{self.name}" if self.kind == PeriodKind.CAMPAIGN else ""
        return f"{self.kind}:{self.start}{tail}"

    @property
    def label(self) -> str:
        """The name as an office writes it: '2026年11月上半月', '2026年度', '2026年第47周'."""
        return LABELS[self.kind](self)

    def next(self) -> "Period":
        """The period that begins where this one ends. Raises ValueError for a campaign, which has none."""
        return _beginning(self.kind, self.end)

    def previous(self) -> "Period":
        """The period that ends where this one begins. Raises ValueError for a campaign, which has none."""
        if self.kind in MONTHS:
            return _beginning(self.kind, add_months(self.start, -MONTHS[self.kind]))
        if self.kind in DAYS:
            return _beginning(self.kind, self.start - timedelta(days=DAYS[self.kind]))
        if self.kind == PeriodKind.HALF_MONTH:
            return half_month_of(self.start - timedelta(days=1))
        raise ValueError("a campaign has no neighbour")


def fortnight_of(day: date, *, anchor: date) -> Period:
    """The fourteen days that hold `day`, counted from `anchor`. Raises ValueError unless that is a Monday."""
    if anchor.weekday() != 0:
        raise ValueError("the anchor of the fortnights must be a Monday")
    return _beginning(PeriodKind.FORTNIGHT.value, day - timedelta(days=(day - anchor).days % 14))


def half_month_of(day: date) -> Period:
    """From the 1st to the 15th, or from the 16th to the end of the month: 24 a year."""
    if day.day < 16:
        return Period(PeriodKind.HALF_MONTH.value, day.replace(day=1), day.replace(day=16))
    return Period(PeriodKind.HALF_MONTH.value, day.replace(day=16), add_months(day.replace(day=1), 1))


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    return _beginning(PeriodKind.WEEK.value, day - timedelta(days=day.weekday()))


def month_of(day: date) -> Period:
    return _beginning(PeriodKind.MONTH.value, day.replace(day=1))


def quarter_of(day: date) -> Period:
    return _beginning(PeriodKind.QUARTER.value, date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


def half_year_of(day: date) -> Period:
    return _beginning(PeriodKind.HALF_YEAR.value, date(day.year, 1 if day.month < 7 else 7, 1))


def year_of(day: date, first_month: int = 1) -> Period:
    """The year of `day` that begins with `first_month`, named for the year it ends in (12: Dec - Nov)."""
    year = day.year if day.month >= first_month else day.year - 1
    return _beginning(PeriodKind.YEAR.value, date(year, first_month, 1))


def campaign(start: date, last_day: date, name: str) -> Period:
    """A drive with its own dates, both days counted: 21 August to 30 November is 102 days."""
    return Period(PeriodKind.CAMPAIGN.value, start, last_day + timedelta(days=1), name)


def from_key(key: str) -> Period:
    """The period a key stands for. Raises ValueError for a text that is no key."""
    kind, start, *rest = key.split(":", 3)
    if kind == PeriodKind.CAMPAIGN and len(rest) == 2:
        return campaign(date.fromisoformat(start), date.fromisoformat(rest[0]), rest[1])
    period = _beginning(kind, date.fromisoformat(start))
    if period.key != key:
        raise ValueError(f"no period begins so: {key!r}")
    return period


def ended_between(kind_function: Callable[[date], Period], since: date, until: date) -> Iterator[Period]:
    """Every period whose `end` lies in (since, until], in order: what a timetable has to catch up on.

    `kind_function` gives the period of a day, for instance `partial(fortnight_of, anchor=monday)`.
    """
    period = kind_function(since)
    while period.end <= until:
        yield period
        period = period.next()


def elapsed_share(period: Period, on: date, *, mode: str) -> Fraction:
    """How much of `period` has gone by on the evening of `on`, from 0 to 1 (时序进度).

    'month': months begun, n/12 of a year as public notices count; every day of October gives 10/12. Only for
    periods made of whole months. 'day': days gone, `on` included, of all days. Raises ValueError otherwise.
    """
    if mode not in ("month", "day"):
        raise ValueError(f"unknown mode {mode!r}")
    if mode == "month" and period.kind not in MONTHS:
        raise ValueError(f"a {period.kind} is not made of whole months")
    if on < period.start:
        return Fraction(0)
    if on >= period.end:
        return Fraction(1)
    if mode == "day":
        return Fraction((on - period.start).days + 1, period.days)
    begun = (on.year - period.start.year) * 12 + on.month - period.start.month + 1
    return Fraction(begun, MONTHS[period.kind])


def add_months(first: date, count: int) -> date:
    """The first of the month `count` months after the month that begins on `first`."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _beginning(kind: str, start: date) -> Period:
    if kind in DAYS:
        return Period(kind, start, start + timedelta(days=DAYS[kind]))
    if kind in MONTHS:
        return Period(kind, start, add_months(start, MONTHS[kind]))
    if kind == PeriodKind.HALF_MONTH:
        return half_month_of(start)
    raise ValueError(f"a {kind} is not known by its first day")


def _fortnight_label(period: Period) -> str:
    """Fortnights are numbered by the calendar year their last day falls in: 26 a year, seldom 27."""
    last = period.last_day
    number = (last.timetuple().tm_yday - 1) // 14 + 1
    begins = f"{period.start.year}年" if period.start.year != last.year else ""
    span = f"{begins}{period.start.month}月{period.start.day}日—{last.month}月{last.day}日"
    return f"{last.year}年第{number}期双周（{span}）"


def _half_month_label(period: Period) -> str:
    return f"{period.start.year}年{period.start.month}月{'上' if period.start.day == 1 else '下'}半月"


def _campaign_label(period: Period) -> str:
    first, last = period.start, period.last_day
    ends = f"{last.year}年" if last.year != first.year else ""
    return f"{period.name}（{first.year}年{first.month}月{first.day}日—{ends}{last.month}月{last.day}日）"


LABELS: dict[str, Callable[[Period], str]] = {
    "fortnight": _fortnight_label,
    "half_month": _half_month_label,
    "week": lambda p: "{}年第{}周".format(*p.start.isocalendar()),
    "month": lambda p: f"{p.start.year}年{p.start.month}月",
    "quarter": lambda p: f"{p.start.year}年第{'一二三四'[(p.start.month - 1) // 3]}季度",
    "half_year": lambda p: f"{p.start.year}年{'上' if p.start.month == 1 else '下'}半年",
    "year": lambda p: f"{p.last_day.year}年度",
    "campaign": _campaign_label,
}
