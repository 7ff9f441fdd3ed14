"""The calendar to look at: all periods of a region with their days, and one period with who has not reported."""

from collections import defaultdict
from datetime import date

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import facts
from assessment.facts import Fulfilled
from assessment.forms.periods import PeriodFilter
from assessment.models import ReportDuty
from assessment.reports.period_changes import adjustment_table, late_table
from assessment.reports.periods import (
    WAITED_FOR,
    PeriodRow,
    last_days,
    opening_table,
    period_table,
    return_table,
    state_words,
    step_table,
)
from assessment.views.periods.common import ASKERS, DECIDERS, PeriodPlace
from assessment.views.place import acts_in, region_of, sees_all, sheets
from projects.closings import state_of
from projects.models import PeriodClosing, PeriodReopening
from projects.period_calendar import PeriodCalendar
from promo.periods import PeriodKind
from units.access import BUSINESS_ROLES, open_to
from units.models import Region, Role, Unit

BACK = {PeriodKind.WEEK: 8, PeriodKind.FORTNIGHT: 6, PeriodKind.HALF_MONTH: 6, PeriodKind.MONTH: 6}
BACK_MOST = 60  # of one kind, when only that is shown
SELDOM = 3


@open_to(BUSINESS_ROLES)
@require_safe
def period_list(request):
    """The running periods and those before them; of one kind, further back."""
    now = timezone.now()
    region, today = region_of(request), timezone.localdate(now)
    form = PeriodFilter(request.GET, today=today)
    calendar = PeriodCalendar.on(region, today)
    everybody = sees_all(request.access, region)
    rows = _rows(
        region, calendar, form.kind_chosen, today=today, known=facts.known_now(now), counted=everybody
    )
    table = period_table(rows, title=f"{region.name}统计周期", counted=everybody)
    if "export" in request.GET:
        return sheets(request, [table], table.title, subject=region)
    context = {
        "region": region, "form": form, "table": table, "any": bool(calendar.kinds) and calendar.begins is not None,
        "may_rule": acts_in(request.access, region, {Role.OFFICE_DIRECTOR}),
    }  # fmt: skip
    status = 200 if form.is_valid() else 422
    return render(request, "assessment/period_list.html", context, status=status)


def _rows(
    region: Region, calendar: PeriodCalendar, kind: str, *, today: date, known, counted: bool
) -> list[PeriodRow]:
    """Eleven statements, however many periods there are."""
    dues = [
        due
        for code in calendar.kinds
        if kind in ("", code)
        for due in calendar.around(
            today, back=BACK_MOST if kind else BACK.get(PeriodKind(code), SELDOM), only=code
        )
    ]
    if not dues:
        return []
    since = min(due.period.start for due in dues)
    steps = defaultdict(list)
    for row in (
        PeriodClosing.objects.filter(region=region, start__gte=since).known_at(known).order_by("number")
    ):
        steps[row.period.key].append(row)
    tally = _tally(region, since, known) if counted else {}
    rows = [
        PeriodRow(
            region,
            due,
            state_of(due.period, steps[due.period.key]),
            today,
            *tally.get(due.period.key, (None, None)),
        )
        for due in dues
    ]
    return sorted(rows, key=lambda row: (row.due.period.end, row.due.period.days), reverse=True)


def _tally(region: Region, since: date, known) -> dict[str, tuple[int, int]]:
    """Key of a period -> (units asked, units that have not reported)."""
    rows = ReportDuty.objects.filter(region=region, period_start__gte=since).exclude(period_kind="")
    duties = list(rows.known_at(known).order_by("pk"))
    found: dict[int, list[Fulfilled]] = defaultdict(list)
    for one in facts.fulfilled(duties, region=region, as_of=known):
        found[one.duty.pk].append(one)
    return {
        f"{duty.period_kind}:{duty.period_start}": (
            len(found[duty.pk]),
            sum(one.outcome in WAITED_FOR for one in found[duty.pk]),
        )
        for duty in duties
    }


@open_to(BUSINESS_ROLES)
@require_safe
def period_show(request, pk: int, key: str):
    now = timezone.now()
    place = PeriodPlace.of(request, pk, key, now=now)
    page = period_page(request, place, today=timezone.localdate(now))
    if "export" in request.GET:
        tables = [
            one for one in (page["returns"], page["late"], page["adjusted"], page["steps"]) if one is not None
        ]
        return sheets(request, tables, f"{place.region.name}{place.period.label}", subject=place.region)
    return render(request, "assessment/period_show.html", page)


def period_page(request, place: PeriodPlace, *, today: date) -> dict:
    """Everything about one period that the person may see; a unit sees its own line."""
    region, period, known = place.region, place.period, place.known
    everybody = sees_all(request.access, region)
    duty = facts.duty_of(region, period, as_of=known)
    found = list(facts.returns_of(region, period, as_of=known).values()) if duty else []
    seen = [one for one in found if everybody or one.unit_id in request.access.unit_ids]
    units = Unit.objects.in_bulk({one.unit_id for one in seen})
    late = [
        one
        for one in facts.late_facts(region, period, as_of=known)
        if everybody or one.fact.project.lead_unit_id in request.access.unit_ids
    ]
    adjusted = [
        one
        for one in facts.adjustments(region, period, as_of=known)
        if everybody or one.unit.pk in request.access.unit_ids
    ]
    openings = PeriodReopening.objects.of(region, period).select_related("asked_by", "decided_by")
    is_taken = place.due is None or today > place.due.cut_off_on
    deadline_on, grace_until = last_days(place.due, place.state)
    opening = place.may(request.access, DECIDERS)
    return {
        "place": place, "region": region, "period": period, "due": place.due, "duty": duty,
        "state": state_words(place.state, place.due, today), "deadline_on": deadline_on, "grace_until": grace_until,
        "returns": return_table(duty, seen, units) if seen else None,
        "waited": sum(one.outcome in WAITED_FOR for one in found) if everybody else None, "asked": len(found),
        "mine": [one for one in seen if not everybody and is_taken and one.outcome in WAITED_FOR],
        "late": late_table(late) if late else None, "everybody": everybody,
        "adjusted": adjustment_table(adjusted) if adjusted else None,
        "steps": step_table(_steps(place)) if place.state.rows else None,
        "openings": opening_table(openings, may_decide=opening) if everybody and openings else None,
        "may_ask": place.state.is_firm and place.may(request.access, ASKERS),
        "may_close": place.state.step == "opened" and place.may(request.access, ASKERS),
    }  # fmt: skip


def _steps(place: PeriodPlace) -> list[PeriodClosing]:
    rows = PeriodClosing.objects.of(place.region, place.period).known_at(place.known)
    return list(rows.select_related("recorded_by", "reopening__paper").order_by("number"))
