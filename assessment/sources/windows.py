"""The days whose facts a number adds up: every window ends, at the latest, with the day a run is counted to."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from promo.periods import add_months, half_year_of, month_of, quarter_of

ONE_DAY = timedelta(days=1)


class Window(StrEnum):
    """Taxonomy M1/M2 and section 6. YEAR is the assessment year; BETWEEN has its own two days."""

    YEAR_TO_DATE = "year_to_date"
    CUMULATIVE_SINCE = "cumulative_since"
    ALL_TIME = "all_time"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    BETWEEN = "between"


WINDOW_WORDS = {
    Window.YEAR_TO_DATE: "本年度",
    Window.CUMULATIVE_SINCE: "累计",
    Window.ALL_TIME: "历年累计",
    Window.MONTH: "当月",
    Window.QUARTER: "当季",
    Window.HALF_YEAR: "当前半年",
    Window.BETWEEN: "规定期间",
}


@dataclass(frozen=True)
class Clock:
    """The assessment year, the month it begins in, and the last day that counts.

    A year that begins in December is named for the year it ends in: 2026 runs from 1 December 2025 to 30 November
    2026 (taxonomy section 6, W34).
    """

    year: int
    until: date
    first_month: int = 1

    @property
    def year_start(self) -> date:
        return date(self.year if self.first_month == 1 else self.year - 1, self.first_month, 1)

    @property
    def year_end(self) -> date:
        """Exclusive."""
        return add_months(self.year_start, 12)

    def contains(self, day: date) -> bool:
        return self.year_start <= day < self.year_end

    def shifted(self, years: int) -> "Clock":
        """The same day of another year: 29 February becomes the 28th."""
        year = self.until.year + years
        day = min(self.until.day, (add_months(date(year, self.until.month, 1), 1) - ONE_DAY).day)
        return Clock(self.year + years, self.until.replace(year=year, day=day), self.first_month)

    def months_begun(self) -> int:
        """How many months of the assessment year have begun, 0 to 12: October gives 10."""
        if self.until < self.year_start:
            return 0
        first = self.year_start
        return min(12, (self.until.year - first.year) * 12 + self.until.month - first.month + 1)

    def gone(self, mode: str) -> Fraction:
        """The share of the assessment year that has gone by: months begun ("month"), or days ("day")."""
        if mode == "month":
            return Fraction(self.months_begun(), 12)
        days = (min(self.until + ONE_DAY, self.year_end) - self.year_start).days
        return Fraction(max(days, 0), (self.year_end - self.year_start).days)


def days_of(
    window: Window, clock: Clock, *, since: date | None = None, last: date | None = None
) -> tuple[date, date]:
    """The half-open days of a window as seen on the clock; never beyond `clock.until`."""
    end = clock.until + ONE_DAY
    if window == Window.CUMULATIVE_SINCE:
        return since, end
    if window == Window.BETWEEN:
        return since, min(end, last + ONE_DAY)
    return _first_day(window, clock), end


def _first_day(window: Window, clock: Clock) -> date:
    if window == Window.ALL_TIME:
        return date(1978, 1, 1)
    if window == Window.MONTH:
        return month_of(clock.until).start
    if window == Window.QUARTER:
        return _within_year(clock, 3) if clock.first_month != 1 else quarter_of(clock.until).start
    if window == Window.HALF_YEAR:
        return _within_year(clock, 6) if clock.first_month != 1 else half_year_of(clock.until).start
    return clock.year_start


def _within_year(clock: Clock, months: int) -> date:
    """The quarter or half-year counted from the assessment year's own first month."""
    begun = max(clock.months_begun() - 1, 0) // months
    return add_months(clock.year_start, begun * months)
