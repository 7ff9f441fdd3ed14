"""Which days an assessment year has in a region: its scheme says in which month the year begins."""

from datetime import date, datetime, timedelta

from django.db.models import Case, Q, SmallIntegerField, When

from assessment.models import Scheme
from assessment.models.scheme import SchemeState
from assessment.sources import Clock
from promo.days import show_day
from promo.periods import Period, year_of
from units.models import Region

JANUARY = 1


class Years:
    """The assessment years of a region. One statement.

    A year is as its scheme in use says, else as the newest version written for it; a year without a scheme of its own
    begins as the one before, and before the first scheme with January. `as_of` asks what was known then.
    """

    def __init__(self, region: Region, as_of: datetime | None = None) -> None:
        known = ~Q(state=SchemeState.WITHDRAWN) if as_of is None else _known(as_of)
        in_use = Q(state=SchemeState.IN_USE) if as_of is None else Q(put_in_use_at__lte=as_of)
        used = Case(When(in_use, then=1), default=0, output_field=SmallIntegerField())
        since = Case(
            When(in_use, then="put_in_use_at")
        )  # an older version may have been put in use again later
        rows = Scheme.objects.filter(known, region=region).annotate(used=used, since=since)
        rows = rows.order_by("year", "used", "since", "version")
        self.begin = {
            year: month or JANUARY for year, month in rows.values_list("year", "content__first_month")
        }

    def clock(self, year: int, *, until: date) -> Clock:
        earlier = [one for one in self.begin if one <= year]
        return Clock(year, until, self.begin[max(earlier)] if earlier else JANUARY)

    def running(self, on: date) -> Clock:
        """The year that holds a day, seen on that day; of two the one that began first."""
        clocks = [self.clock(year, until=on) for year in (on.year, on.year + 1)]
        return next((one for one in clocks if one.contains(on)), clocks[0])

    def seen_on(self, year: int, today: date) -> Clock:
        """A year seen today, or on the last day of one that is over or has not begun."""
        clock = self.clock(year, until=today)
        return clock if clock.contains(today) else self.clock(year, until=last_day_of(clock))


def _known(as_of: datetime) -> Q:
    return Q(recorded_at__lte=as_of) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of))


def year_period(clock: Clock) -> Period:
    """The days of an assessment year as a period, named for the year it ends in."""
    return year_of(clock.year_start, clock.first_month)


def last_day_of(clock: Clock) -> date:
    return clock.year_end - timedelta(days=1)


def year_words(clock: Clock) -> str:
    """'2026年度', with its days where it does not begin in January."""
    if clock.first_month == JANUARY:
        return f"{clock.year}年度"
    return f"{clock.year}年度（{show_day(clock.year_start)}至{show_day(last_day_of(clock))}）"
