"""What a report asks of its period: how it stands, what came late into it, and what each unit returned for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from assessment.facts.fulfilment import Fulfilled, Outcome, fulfilled
from assessment.facts.period_figures import digest_of, period_figures
from assessment.facts.years import Years
from assessment.models import PeriodReturn, ReportDuty, Submission
from projects import closings
from projects.closings import PeriodState
from projects.models import Arrival, Milestone, Posting
from promo.periods import Period
from units.models import Region, Unit


@dataclass(frozen=True)
class UnitReturn:
    """How one unit reported for a period. `outcome` says late, missing, exempt; without words where a report came on
    paper. `is_changed`: the ledger's figures are no longer those that were confirmed."""

    unit_id: int
    outcome: Outcome
    duty_id: int
    late_days: int = 0
    confirmed_at: datetime | None = None
    progress: str = ""
    problems: str = ""
    causes: str = ""
    measures: str = ""
    is_zero: bool = False
    is_changed: bool = False

    @property
    def is_missing(self) -> bool:
        return self.outcome == Outcome.MISSING


@dataclass(frozen=True)
class LateFact:
    """A fact that appears as 补报 in a period. `belongs_on` is its own day; `is_carried`: the period of that day was
    closed, so it counts in this one; otherwise it came in the grace window and counts on its day. `is_of_last_year`:
    it belongs to a year before this period's."""

    fact: Milestone | Arrival
    posted_at: datetime
    belongs_on: date
    is_carried: bool
    is_of_last_year: bool


def period_state(region: Region, period: Period, *, as_of: datetime) -> PeriodState:
    """How a period stood at a moment: '', soft, firm or opened, with all its steps. One statement."""
    return closings.period_state(region, period, as_of=as_of)


def late_facts(region: Region, period: Period, *, as_of: datetime) -> list[LateFact]:
    """The verified facts that appear as 补报 in a period, as known at a moment, in the order they were posted. Those
    that were taken back later stay here: their reversal counts beside them. Four statements."""
    state = period_state(region, period, as_of=as_of)
    first_posted = _first_posted(region, period, as_of)
    year_start = first_of_year(region, period, as_of=as_of)
    found = []
    for fact in _facts(first_posted):
        posted_at = first_posted[fact.subject, fact.pk]
        carried = fact.belongs_on is not None
        if carried or (state.closed_at is not None and posted_at > state.closed_at):
            day = fact.belongs_on or fact.statistical_on
            found.append(LateFact(fact, posted_at, day, carried, day < year_start))
    return sorted(found, key=lambda one: (one.posted_at, one.fact.subject, one.fact.pk))


@dataclass(frozen=True)
class Adjustment:
    """What was taken back from, or given anew to, a unit after the period of `belongs_on` was closed (调整); it counts
    in the period in hand. `quantity` in the ledger's integers."""

    fact: Milestone | Arrival
    unit: Unit
    measure: str
    quantity: int
    belongs_on: date
    posted_at: datetime


def adjustments(region: Region, period: Period, *, as_of: datetime) -> list[Adjustment]:
    """What counts in a period as an adjustment of a closed one, as known at a moment; what came to nothing is left out.
    One statement."""
    rows = Posting.objects.filter(region=region, belongs_on__isnull=False).known_at(as_of)
    rows = rows.counted_in(period.start, period.end).order_by("number")
    sums: dict[tuple, Adjustment] = {}
    for row in rows.select_related("unit", "milestone__project", "arrival__project"):
        fact = row.milestone or row.arrival
        key = (fact.subject, fact.pk, row.unit_id, row.measure)
        before = sums[key].quantity if key in sums else 0
        sums[key] = Adjustment(
            fact, row.unit, row.measure, before + row.quantity, row.belongs_on, row.posted_at
        )
    return [one for one in sums.values() if one.quantity]


def first_of_year(region: Region, period: Period, *, as_of: datetime) -> date:
    """The first day of the assessment year that holds the last day of a period. One statement."""
    return Years(region, as_of).running(period.last_day).year_start


def _first_posted(region: Region, period: Period, as_of: datetime) -> dict[tuple[str, int], datetime]:
    """(kind of fact, id) -> the moment it first counted, of what counts in the period; one statement."""
    rows = Posting.objects.filter(
        region=region, statistical_on__gte=period.start, statistical_on__lt=period.end, posted_at__lte=as_of,
        answers__isnull=True, belongs_on__isnull=True,
    )  # fmt: skip
    summed = rows.order_by().values("milestone", "arrival").annotate(first=Min("posted_at"))
    return {
        ("milestone", milestone) if milestone else ("arrival", arrival): first
        for milestone, arrival, first in summed.values_list("milestone", "arrival", "first")
    }


def _facts(keys: Mapping[tuple[str, int], datetime]) -> list[Milestone | Arrival]:
    found: list[Milestone | Arrival] = []
    for kind, model in (("milestone", Milestone), ("arrival", Arrival)):
        wanted = [pk for name, pk in keys if name == kind]
        found += model.objects.filter(pk__in=wanted).select_related("project__lead_unit") if wanted else []
    return found


def duty_of(region: Region, period: Period, *, as_of: datetime) -> ReportDuty | None:
    """The duty that the calendar laid down for a period, when it stood at that moment."""
    rows = ReportDuty.objects.filter(
        region=region, period_kind=period.kind, period_start=period.start, period_end=period.end
    )
    return rows.known_at(as_of).order_by("-round").first()


def returns_of(region: Region, period: Period, *, as_of: datetime) -> dict[int, UnitReturn]:
    """Unit id -> what it returned for a period, as known at a moment, of every unit that was asked, in their fixed
    order; empty where nothing was asked. `is_changed` compares with the figures of `as_of`. Ten statements, however
    many units there are."""
    duty = duty_of(region, period, as_of=as_of)
    if duty is None:
        return {}
    told = _told(duty, as_of)
    year_start = first_of_year(region, period, as_of=as_of)
    now = period_figures(region=region, period=period, year_start=year_start, as_of=as_of)
    return {
        one.unit_id: _return_of(one, told.get(one.unit_id), now[one.unit_id].kept)
        for one in fulfilled([duty], region=region, as_of=as_of)
    }


def _told(duty: ReportDuty, as_of: datetime) -> dict[int, PeriodReturn]:
    """Unit id -> the words that stand: a corrected day of receipt keeps them, a void report takes them back."""
    rows = list(Submission.objects.filter(duty=duty, recorded_at__lte=as_of).order_by("pk"))
    words = {
        row.submission_id: row for row in PeriodReturn.objects.filter(submission__in=[row.pk for row in rows])
    }
    first: dict[int, int] = {}
    replaced, found = {row.replaces_id for row in rows}, {}
    for row in rows:
        first[row.pk] = first.get(row.replaces_id or row.pk, row.pk)
        if row.pk not in replaced and not row.is_void and (told := words.get(first[row.pk])):
            found[row.unit_id] = told
    return found


def _return_of(one: Fulfilled, told: PeriodReturn | None, kept_now: list[list]) -> UnitReturn:
    if told is None:
        return UnitReturn(one.unit_id, one.outcome, one.duty.pk, one.late_days)
    return UnitReturn(
        one.unit_id, one.outcome, one.duty.pk, one.late_days, told.as_of, told.progress, told.problems, told.causes,
        told.measures, told.is_zero, told.sha256 != digest_of(kept_now),
    )  # fmt: skip
