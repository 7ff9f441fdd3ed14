"""What a periodic report is made from: the year so far, what was added, who stands where, all as of one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from django.utils import timezone

from assessment.facts import Member, Years, exact, target_sums, year_period
from assessment.ledger_series import Addition, additions
from assessment.models import Report, Scheme
from assessment.reports import places
from assessment.reports.links import year_links
from assessment.reports.overview import SHOWN, Line, YearToDate, year_to_date
from assessment.reports.report_kinds import KINDS, ReportKind
from assessment.reports.report_setup import Setup
from assessment.reports.standing import work_out
from assessment.reports.unsettled import Named
from promo.periods import Period
from units.models import Region

FOREIGN = ("signed_foreign", "arrived_foreign")


@dataclass(frozen=True)
class Material:
    """Everything a periodic report is made from. `since` is the moment the former report was made at, `setup` how the
    office wants it."""

    region: Region
    period: Period
    as_of: datetime
    since: datetime
    scheme: Scheme | None
    setup: Setup
    places_before: Mapping[str, int] | None
    named_before: Named | None = None

    @property
    def kind(self) -> ReportKind:
        return KINDS[self.period.kind]

    @property
    def until(self) -> date:
        return self.period.last_day

    @cached_property
    def year(self) -> YearToDate:
        clock = Years(self.region, self.as_of).running(self.until)
        given = target_sums(self.region, year=clock.year, on=self.until, as_of=self.as_of)
        mode = "month" if self.kind.by_month else "day"
        year, until = year_period(clock), self.until
        return year_to_date(self.region, year, until=until, as_of=self.as_of, targets=given, mode=mode)

    @cached_property
    def members(self) -> Sequence[Member]:
        return places.roll(self.region, on=self.until)

    @cached_property
    def _all_added(self) -> Mapping[str, Sequence[Addition]]:
        return additions(
            self.region, start=self.period.start, end=self.period.end, as_of=self.as_of, since=self.since,
            apart=self.year.year.start,
        )  # fmt: skip

    @cached_property
    def added(self) -> Mapping[str, Sequence[Addition]]:
        """What is new in this year's figures, so that it is a part of the sum it stands beside."""
        start = self.year.year.start
        return {
            code: [one for one in found if one.statistical_on >= start]
            for code, found in self._all_added.items()
        }

    @cached_property
    def added_earlier(self) -> Mapping[str, Sequence[Addition]]:
        """What is new and counts in an earlier year: told apart, in no sum of this year."""
        start = self.year.year.start
        return {
            code: [one for one in found if one.statistical_on < start]
            for code, found in self._all_added.items()
        }

    @cached_property
    def lines(self) -> list[Line]:
        """The overview; foreign capital only where there is or was or should be some."""
        lines = [self.year.line(code, added=self._added_sum(code)) for code in SHOWN]
        return [
            line
            for line in lines
            if line.measure.code not in FOREIGN or line.done or line.added or line.base or line.target
        ]

    def _added_sum(self, code: str) -> Fraction:
        return exact(code, sum(one.quantity for one in self.added.get(code, ())))

    @cached_property
    def placed(self) -> dict[str, list[places.Placed]]:
        return places.placed(self.members, self.year, self._scores, self.places_before)

    @property
    def _scores(self) -> places.Scores:
        if self.scheme is None:
            return places.completion_scores(self.members, self.year)
        standing = work_out(self.scheme, until=self.until, as_of=self.as_of)
        return {one.member.unit_id: one.score.total for one in standing.placed}

    @property
    def link(self):
        return year_links(self.year, as_of=self.as_of)


def midnight(day: date, zone) -> datetime:
    """The first moment of a day on the clock of the office."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def material_of(
    region: Region, period: Period, *, as_of: datetime, scheme: Scheme | None, setup: Setup
) -> Material:
    """With the former report of its kind, from whose moment on late facts are new."""
    former = Report.objects.filter(region=region, kind=period.kind, start__lt=period.start).first()
    since = former.as_of if former else midnight(period.start, timezone.get_default_timezone())
    before = _places(former) if former else None
    named = Named.of(former.tables) if former else None
    return Material(region, period, as_of, since, scheme, setup, before, named)


def _places(former: Report) -> dict[str, int]:
    return next((entry["places"] for entry in former.tables if "places" in entry), {})
