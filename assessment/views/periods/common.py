"""What the pages of periods share: the period an address names, who may do what with it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessment import facts
from assessment.reports.periods import period_address
from assessment.views.place import acts_in, regions_seen
from projects.closings import PeriodState
from projects.period_calendar import Due, PeriodCalendar
from promo.periods import Period, from_key
from units.access import OVERSIGHT_ROLES
from units.models import Region, Role

ASKERS = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
DECIDERS = OVERSIGHT_ROLES
EARLIEST, LATEST = 1978, 2100  # years


@dataclass(frozen=True)
class PeriodPlace:
    """A period of a region; out of sight, no period, or one that neither the rule nor a closing knows, is 404."""

    region: Region
    period: Period
    due: Due | None
    state: PeriodState
    known: datetime

    @classmethod
    def of(cls, request, pk: int, key: str, *, now: datetime) -> "PeriodPlace":
        region, period = get_object_or_404(regions_seen(request.access), pk=pk), _period(key)
        known = facts.known_now(now)
        due = PeriodCalendar.on(region, period.last_day).due(period)
        state = facts.period_state(region, period, as_of=known)
        if due is None and not state.rows:
            raise Http404
        return cls(region, period, due, state, known)

    @property
    def address(self) -> str:
        return period_address(self.region.pk, self.period)

    def may(self, access, roles) -> bool:
        return acts_in(access, self.region, roles)


def _period(key: str) -> Period:
    try:
        period = from_key(key)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if not EARLIEST <= period.start.year <= LATEST:
        raise Http404
    return period
