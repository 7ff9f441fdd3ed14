"""Doors to the office's calendar: a year at a glance, its exceptions, and the few who keep them."""

import calendar
from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from promo.models import CalendarDay, Event
from promo.refusal import Refused
from promo.web.writes import writes
from promo.workdays import SATURDAY
from units import actions
from units.access import ALL_ROLES, open_to
from units.exporting import send_tables
from units.forms.calendar import FIRST, LAST, CalendarDayForm, CalendarRemoveForm, CalendarYearForm
from units.models import Role
from units.tables import calendar_table

KEEPERS = frozenset({Role.OFFICE_DIRECTOR, Role.ADMINISTRATOR})
NEWEST = 20


def _year(request) -> int:
    """?year=, the present one where it is missing or wrong."""
    form = CalendarYearForm(request.GET)
    return form.cleaned_data["year"] if form.is_valid() else timezone.localdate().year


def _days_of(year: int) -> list[CalendarDay]:
    return list(CalendarDay.objects.filter(day__year=year).select_related("changed_by"))


def _months(year: int, days: list[CalendarDay], today: date) -> list[dict]:
    """Twelve months as weeks of days from Monday on; None where a week reaches into another month."""
    known = {row.day: row for row in days}
    months = []
    for month in range(1, 13):
        weeks = [
            [_cell(date(year, month, number), known, today) if number else None for number in week]
            for week in calendar.Calendar().monthdayscalendar(year, month)
        ]
        worked = sum(cell["is_workday"] for week in weeks for cell in week if cell)
        months.append({"number": month, "weeks": weeks, "worked": worked})
    return months


def _cell(day: date, known: dict, today: date) -> dict:
    row = known.get(day)
    return {
        "day": day,
        "number": day.day,
        "row": row,
        "is_workday": row.is_workday if row else day.weekday() < SATURDAY,
        "is_today": day == today,
    }


@open_to(ALL_ROLES)
@require_safe
def calendar_show(request):
    year, today = _year(request), timezone.localdate()
    days = _days_of(year)
    months = _months(year, days, today)
    about = Event.objects.filter(subject=CalendarDay._meta.label_lower).select_related("by")
    events = list(about.order_by("-at", "-pk")[:NEWEST])
    for event in events:
        event.lines = [_told(event.detail)]
    context = {
        "year": year,
        "before": year - 1 if year > FIRST.year else None,
        "after": year + 1 if year < LAST.year else None,
        "months": months,
        "worked": sum(month["worked"] for month in months),
        "days": days,
        "table": calendar_table(days, year=year),
        "waiting": sum(not row.is_confirmed for row in days),
        "may_keep": request.access.has(KEEPERS),
        "events": events,
    }
    return render(request, "units/calendar_show.html", context)


def _told(detail: dict) -> str:
    if "year" in detail:
        return f"{detail['year']}年，{detail['days']}天"
    arranged = {True: "上班", False: "休息"}.get(detail.get("is_workday"))
    if pair := (detail.get("changes") or {}).get("is_workday"):
        arranged = f"{'上班' if pair[0] else '休息'} → {'上班' if pair[1] else '休息'}"
    return "　".join(filter(None, [detail.get("day"), detail.get("name"), arranged]))


@open_to(ALL_ROLES)
@require_safe
def calendar_export(request):
    year = _year(request)
    table = calendar_table(_days_of(year), year=year)
    return send_tables(request, [table], table.title)


@open_to(KEEPERS)
@writes
def calendar_day(request):
    """One day: `?day=` names it; a day without a row is new."""
    asked = CalendarRemoveForm({"day": request.GET.get("day", ""), "version": 0})
    day = asked.cleaned_data["day"] if asked.is_valid() else None
    row = CalendarDay.objects.filter(day=day).first() if day else None
    form = CalendarDayForm(request.POST or None, initial=_initial(day, row))
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.set_calendar_day(by=request.user, at=timezone.now(), **form.for_action())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{saved.day:%Y-%m-%d}已设为{'上班' if saved.is_workday else '休息'}。")
            return redirect(_page_of(saved.day.year))
    context = {"form": form, "row": row, "back": _page_of(day.year if day else timezone.localdate().year)}
    return render(request, "units/calendar_day.html", context, status=422 if form.is_bound else 200)


def _initial(day: date | None, row: CalendarDay | None) -> dict:
    if row:
        return {
            "day": row.day,
            "is_workday": "yes" if row.is_workday else "no",
            "name": row.name,
            "version": row.version,
        }
    weekend = day is not None and day.weekday() >= SATURDAY
    return {"day": day, "is_workday": "yes" if weekend else "no", "version": 0}


def _page_of(year: int) -> str:
    return f"{reverse('units:calendar_show')}?year={year}"


@open_to(KEEPERS)
@writes
@require_POST
def calendar_remove(request):
    form = CalendarRemoveForm(request.POST)
    year = timezone.localdate().year
    if not form.is_valid():
        messages.error(request, "请刷新页面后再取消。")
        return redirect(_page_of(year))
    day = form.cleaned_data["day"]
    try:
        actions.remove_calendar_day(by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{day:%Y-%m-%d}恢复按星期安排。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(_page_of(day.year))


@open_to(KEEPERS)
@writes
@require_POST
def calendar_confirm(request):
    form = CalendarYearForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请选择年度。")
        return redirect("units:calendar_show")
    year = form.cleaned_data["year"]
    try:
        count = actions.confirm_calendar_year(year=year, by=request.user, at=timezone.now())
        messages.success(request, f"{year}年的{count}天假期已确认。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(_page_of(year))
