"""The days of a period: what is in use in a region, when its figures are cut off, when it is due, when it is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings

from projects.models import OfficeRule
from projects.rules_in_force import RuleInForce, rule_for
from promo.calendar import A_WHILE
from promo.models import CalendarDay
from promo.periods import (
    Period,
    PeriodKind,
    fortnight_of,
    half_month_of,
    half_year_of,
    month_of,
    quarter_of,
    week_of,
    year_of,
)
from promo.workdays import add_workdays, next_workday
from units.models import Region

RULE = "periods"
A_YEAR = timedelta(days=400)
OF_DAY = {
    PeriodKind.HALF_MONTH: half_month_of,
    PeriodKind.WEEK: week_of,
    PeriodKind.MONTH: month_of,
    PeriodKind.QUARTER: quarter_of,
    PeriodKind.HALF_YEAR: half_year_of,
}


@dataclass(frozen=True)
class OfficeDays:
    """The office's calendar in memory: exceptions to the rule of the week, and which of them wait for the notice."""

    exceptions: Mapping[date, bool]
    unconfirmed: frozenset[date]

    @classmethod
    def since(cls, day: date) -> "OfficeDays":
        """One statement."""
        rows = list(
            CalendarDay.objects.filter(day__gte=day - A_WHILE).values_list(
                "day", "is_workday", "is_confirmed"
            )
        )
        return cls(
            {day: worked for day, worked, _ in rows}, frozenset(day for day, _, sure in rows if not sure)
        )


@dataclass(frozen=True)
class Due:
    """A period with its days. `cut_off_on`: figures are taken on that evening; `deadline_on`: units report by then;
    `grace_until`: the last day on which what belongs to it still counts in it. `is_provisional`: a holiday whose
    notice is not yet out lies on the way."""

    period: Period
    cut_off_on: date
    deadline_on: date
    grace_until: date
    asks: bool
    locks: bool
    what: str
    is_provisional: bool = False


def period_of(kind: str, day: date, *, first_month: int = 1) -> Period:
    """The period of a kind that holds a day."""
    if kind == PeriodKind.YEAR:
        return year_of(day, first_month)
    if kind == PeriodKind.FORTNIGHT:
        return fortnight_of(day, anchor=date.fromisoformat(str(settings.FORTNIGHT_ANCHOR)))
    return OF_DAY[PeriodKind(kind)](day)


def due_of(period: Period, row: Mapping[str, Any], days: OfficeDays) -> Due:
    """Pure: the days of a period by a row of the rule."""
    planned = period.last_day + timedelta(days=row["due"])
    deadline = next_workday(planned, days.exceptions)
    grace = add_workdays(deadline, row["grace"], days.exceptions)
    looked_at = {planned + timedelta(days=n) for n in range((grace - planned).days + 1)}
    return Due(
        period, period.last_day + timedelta(days=row["cut"]), deadline, grace, row["asks"], row["locks"], row["what"],
        bool(looked_at & days.unconfirmed),
    )  # fmt: skip


@dataclass(frozen=True)
class PeriodCalendar:
    """The kinds a region uses on a day, with their days."""

    region: Region
    rule: RuleInForce
    days: OfficeDays
    begins: date | None  # the first day that any rule holds for: what ended before is never closed

    @classmethod
    def on(cls, region: Region, day: date, *, days: OfficeDays | None = None) -> "PeriodCalendar":
        """Three statements; two where the calendar of days is given."""
        places = [int(part) for part in region.path.strip("/").split("/")]
        first = OfficeRule.objects.filter(kind=RULE, region__in=places).order_by("valid_from").first()
        rule = rule_for(RULE, region=region, on=day)
        return cls(region, rule, days or OfficeDays.since(day - A_YEAR), first.valid_from if first else None)

    @property
    def kinds(self) -> dict[str, Mapping[str, Any]]:
        return {row["kind"]: row for row in self.rule["kinds"]}

    def of_day(self, kind: str) -> partial:
        return partial(period_of, kind, first_month=self.rule["first_month"])

    def due(self, period: Period) -> Due | None:
        row = self.kinds.get(period.kind)
        return due_of(period, row, self.days) if row else None

    def around(self, day: date, *, back: int = 0, only: str = "") -> Iterator[Due]:
        """Of every kind, or of one, the period that holds `day`, after the `back` periods before it."""
        for kind in [only] if only else self.kinds:
            period, found = self.of_day(kind)(day), []
            for _ in range(back + 1):
                found.append(period)
                period = period.previous()
            for one in reversed(found):
                if (due := self.due(one)) and self._is_ours(one):
                    yield due

    def _is_ours(self, period: Period) -> bool:
        return self.begins is not None and period.end > self.begins


def cut_off_of(region: Region, period: Period) -> date:
    """The evening on which the figures of a period are taken: by the rule, else its last day."""
    due = PeriodCalendar.on(region, period.last_day).due(period)
    return due.cut_off_on if due else period.last_day
