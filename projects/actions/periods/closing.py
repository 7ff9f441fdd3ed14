"""Periods close by the timetable: softly after the deadline, firmly after the grace window, once each, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects import ledger
from projects.models import PeriodClosing, PeriodStep
from projects.period_calendar import Due, OfficeDays, PeriodCalendar
from promo.models.event import record
from promo.periods import Period, ended_between
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Region

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Planned:
    """A step that is due from `day` on; `due` belongs to a first closing."""

    day: date
    period: Period
    step: PeriodStep
    due: Due | None = None

    @property
    def place(self) -> tuple:
        return (self.day, self.period.end, self.period.kind, self.step == PeriodStep.FIRM)


def close_due_periods(*, region: Region, at: datetime) -> list[PeriodClosing]:
    """Every step that is due, in the order of the days they were due on, each in a transaction of its own; a second
    call finds nothing, and after days without power all that was missed is made up for."""
    planned = sorted(_planned(region, timezone.localdate(at)), key=lambda one: one.place)
    return [_take(region, one, at=at) for one in planned]


def _planned(region: Region, today: date) -> Iterator[Planned]:
    standing = PeriodClosing.objects.newest().filter(region=region).exclude(step=PeriodStep.FIRM)
    for row in standing.order_by("start", "end"):
        last_day = row.open_until if row.step == PeriodStep.OPENED else row.grace_until
        if today > last_day:
            yield Planned(last_day + ONE_DAY, row.period, PeriodStep.FIRM)
    for due in _unclosed(region, today):
        yield Planned(due.deadline_on + ONE_DAY, due.period, PeriodStep.SOFT, due)
        if today > due.grace_until:
            yield Planned(due.grace_until + ONE_DAY, due.period, PeriodStep.FIRM)


def _unclosed(region: Region, today: date) -> Iterator[Due]:
    """Ended periods of the kinds in use whose deadline is past and that nothing has closed yet, each by the rule of its
    last day."""
    now = PeriodCalendar.on(region, today)
    if now.begins is None:
        return
    closed = PeriodClosing.objects.filter(region=region)
    for kind in now.kinds:
        newest = closed.filter(kind=kind).order_by("-end").first()
        since = newest.end if newest else now.begins
        for period in _ended(now, kind, since, today, is_first=newest is None):
            due = _as_ruled(region, period, now.days)
            if due and today > due.deadline_on:
                yield due


def _ended(now: PeriodCalendar, kind: str, since: date, today: date, *, is_first: bool) -> Iterator[Period]:
    for period in ended_between(now.of_day(kind), since, today):
        if is_first or period.start >= since:
            yield period


def _as_ruled(region: Region, period: Period, days: OfficeDays) -> Due | None:
    return PeriodCalendar.on(region, period.last_day, days=days).due(period)


@transaction.atomic
def _take(region: Region, planned: Planned, *, at: datetime) -> PeriodClosing:
    due = planned.due
    if due is None:
        row = newest_of(region, planned.period)
        if row.step == PeriodStep.FIRM:
            raise Stale()  # closed by another worker, or by hand, since the steps were planned
        return add_step(row, PeriodStep.FIRM, by=None, at=at)
    first = {
        "region": region, "kind": due.period.kind, "start": due.period.start, "end": due.period.end, "number": 1,
        "step": PeriodStep.SOFT, "locks": due.locks, "deadline_on": due.deadline_on, "grace_until": due.grace_until,
    }  # fmt: skip
    return _written(first, by=None, at=at)


def add_step(row: PeriodClosing, step: str, *, by, at: datetime, **more) -> PeriodClosing:
    """The next step of a period, with the days it was closed by."""
    kept = ("region", "kind", "start", "end", "locks", "deadline_on", "grace_until")
    fields = {name: getattr(row, name) for name in kept}
    return _written({**fields, "number": row.number + 1, "step": step, **more}, by=by, at=at)


def _written(fields: dict, *, by, at: datetime) -> PeriodClosing:
    """One of two at once wins by the number; the stamp comes after every moment a figure was asked for."""
    try:
        with transaction.atomic():
            new = PeriodClosing.objects.create(**fields, recorded_by=by, recorded_at=ledger.stamp(at))
    except IntegrityError as error:
        raise Stale() from error
    verbs = {
        PeriodStep.SOFT: "period_closed_softly",
        PeriodStep.FIRM: "period_closed",
        PeriodStep.OPENED: "period_opened",
    }
    record(
        new, verbs[PeriodStep(new.step)], by=by, at=at, region=new.region.name, period=new.period.label,
        deadline_on=new.deadline_on, grace_until=new.grace_until,
    )  # fmt: skip
    return new


def newest_of(region: Region, period: Period) -> PeriodClosing | None:
    return PeriodClosing.objects.of(region, period).order_by("number").last()


@transaction.atomic
def close_opened_period(*, region: Region, period: Period, by, at: datetime) -> PeriodClosing:
    """What was opened is closed before its day, because what it was opened for is done."""
    row = newest_of(region, period)
    if row is None or row.step != PeriodStep.OPENED:
        raise Refused("本期没有重开，无须再次结账。")
    return add_step(row, PeriodStep.FIRM, by=by, at=at)
