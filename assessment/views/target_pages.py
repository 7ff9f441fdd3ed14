"""One target: its history, a new version, its quarters and months."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions, parts
from assessment.forms.targets import REGION, RevisionForm, SeriesForm
from assessment.models import TargetSet
from assessment.reports.target_history import history_table, rankings_by_version, siblings_table
from assessment.views.place import TARGET_ROLES, acts_in, must_act_in, sheets
from assessment.views.target_ground import Holder, day_to_offer
from promo.reading import Unreadable
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to


@open_to(BUSINESS_ROLES)
@require_safe
def target_history(
    request, year: int, measure: str, unit_pk: int | None = None, region_pk: int | None = None
):
    holder = Holder(request, year, measure, unit_pk, region_pk)
    rankings = rankings_by_version(holder.unit, holder.latest) if holder.unit and holder.latest else {}
    table = history_table(holder.versions, title=holder.title, measure=holder.measure, rankings=rankings)
    siblings = siblings_table(holder.all, measure=holder.measure)
    if "export" in request.GET:
        return sheets(request, [table, siblings], holder.title, subject=holder.region)
    context = {
        "holder": holder, "table": table, "whole_region": REGION, "export_url": export_address(request),
        "siblings": siblings if len(siblings.rows) > len(holder.versions[:1]) else None,
        "may_change": acts_in(request.access, holder.region, TARGET_ROLES),
        "series": series_pages(holder),
    }  # fmt: skip
    return render(request, "assessment/target_history.html", context)


@open_to(TARGET_ROLES)
@writes
def target_revise(request, year: int, measure: str, unit_pk: int | None = None, region_pk: int | None = None):
    holder = Holder(request, year, measure, unit_pk, region_pk)
    must_act_in(request.access, holder.region, TARGET_ROLES)
    if holder.latest is None:
        raise Http404
    form = RevisionForm(
        request.POST or None, measure=holder.measure, initial={"version": holder.latest.version}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.record_target(
                region=holder.region, unit=holder.unit, year=year, measure=measure, expected=given.pop("version"),
                target_set=holder.target_set, part=holder.part, **given, by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "目标已调整。")
            return redirect(holder.address)
    context = {"form": form, "holder": holder}
    return render(request, "assessment/target_revise.html", context, status=422 if form.errors else 200)


@open_to(TARGET_ROLES)
@writes
def target_series(request, year: int, measure: str, unit_pk: int | None = None, region_pk: int | None = None):
    """All quarters or all months of one measure at once; the last need not be the target of the year."""
    holder = Holder(request, year, measure, unit_pk, region_pk)
    must_act_in(request.access, holder.region, TARGET_ROLES)
    named = request.GET.get("series", "quarters")
    if named not in parts.SERIES:
        raise Http404
    today = timezone.localdate()
    clock = holder.clock(today)
    series, rows = parts.in_order(named, clock.first_month), holder.by_part()
    is_revised = any(part in rows for part in series)
    start = {"effective_from": day_to_offer(clock, is_revised=is_revised)}
    form = SeriesForm(
        request.POST or None, measure=holder.measure, rows=rows, series=series, first_month=clock.first_month,
        initial=start,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            kept = _give_series(request, holder, form)
        except (Refused, Unreadable) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已下达{len(kept)}项时序目标。")
            return redirect(holder.series_page(named))
    context = {
        "form": form, "holder": holder, "named": named, "series": series_pages(holder),
        "annual": as_words(rows, holder), "differs": _differs(rows, series), "last": parts.words(series[-1]),
        "set_words": TargetSet(holder.target_set).label,
    }  # fmt: skip
    return render(request, "assessment/target_series.html", context, status=422 if form.errors else 200)


def export_address(request) -> str:
    asked = request.GET.copy()
    asked["export"] = "xlsx"
    return f"?{asked.urlencode()}"


def series_pages(holder: Holder) -> list[tuple[str, str, str]]:
    """(code, name, address) of the pages of quarters and of months."""
    return [(code, name, holder.series_page(code)) for code, name in parts.SERIES_NAMES.items()]


def _give_series(request, holder: Holder, form: SeriesForm) -> list:
    seen = form.expected()
    entries = [
        actions.TargetEntry(holder.unit, holder.measure.code, quantity, holder.target_set, part, seen[part])
        for part, quantity in form.cleaned_data["changed"].items()
    ]
    return actions.record_targets(
        region=holder.region, year=holder.year, entries=entries, by=request.user, at=timezone.now(),
        effective_from=form.cleaned_data["effective_from"], document=form.cleaned_data["document"],
    )  # fmt: skip


def as_words(rows: dict, holder: Holder) -> str:
    """The target of the year as it would be typed, with its unit; '' where there is none."""
    row, measure = rows.get(parts.YEAR), holder.measure
    return f"{measure.typed(row.quantity)}{measure.unit_word}" if row else ""


def _differs(rows: dict, series: tuple[str, ...]) -> bool:
    """Whether the last cumulative target is another than that of the year: both are kept, neither is worked out."""
    year, last = rows.get(parts.YEAR), rows.get(series[-1])
    return bool(year and last and year.quantity != last.quantity)
