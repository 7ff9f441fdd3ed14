"""How a period stands, and on which day a fact counts that belongs to a closed one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from projects.models import PeriodClosing, PeriodStep
from promo.periods import Period
from units.models import Region

MANY = 400  # kinds in use times periods that touch; more is a loop


@dataclass(frozen=True)
class PeriodState:
    """`step` is '' for a period that has never been closed. `closed_at` is the moment of the first soft closing, from
    which on what belongs to the period comes late; `firm_at` that of the last firm one that still stands."""

    period: Period
    step: str = ""
    closed_at: datetime | None = None
    firm_at: datetime | None = None
    open_until: date | None = None
    rows: tuple[PeriodClosing, ...] = ()

    @property
    def is_firm(self) -> bool:
        return self.step == PeriodStep.FIRM

    @property
    def words(self) -> str:
        return PeriodStep(self.step).label if self.step else "未结账"


def period_state(region: Region, period: Period, *, as_of: datetime) -> PeriodState:
    """How a period stood at a moment. One statement."""
    return state_of(period, PeriodClosing.objects.of(region, period).known_at(as_of).order_by("number"))


def state_of(period: Period, rows: Iterable[PeriodClosing]) -> PeriodState:
    """From the rows of one period in their order."""
    rows = tuple(rows)
    if not rows:
        return PeriodState(period)
    last = rows[-1]
    firm_at = last.recorded_at if last.step == PeriodStep.FIRM else None
    return PeriodState(period, last.step, rows[0].recorded_at, firm_at, last.open_until, rows)


@dataclass(frozen=True)
class Counted:
    """`day` is the day a fact counts on; `closed` the closed periods it was carried out of, first to last."""

    day: date
    closed: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Closed:
    """The periods of a region that are firmly closed for counting."""

    spans: tuple[Period, ...] = ()

    def holding(self, day: date) -> Period | None:
        return next((span for span in self.spans if span.contains(day)), None)

    def counted_on(self, day: date) -> Counted:
        """The day itself unless it lies in a closed period: then the first day of the next open one."""
        left: list[Period] = []
        for _ in range(MANY):
            closed = self.holding(day)
            if closed is None:
                break
            left.append(closed)
            day = closed.end
        return Counted(day, tuple(left))


def closed_since(region_id: int, day: date) -> Closed:
    """Those that end after a day. One statement. Ask while the head of the ledger is held, so that no closing comes
    between."""
    firm = PeriodClosing.objects.newest().filter(
        region=region_id, locks=True, step=PeriodStep.FIRM, end__gt=day
    )
    return Closed(tuple(row.period for row in firm.order_by("start", "end")))


def counted_on(region: Region, day: date) -> Counted:
    """One statement, under the same condition."""
    return closed_since(region.pk, day).counted_on(day)
