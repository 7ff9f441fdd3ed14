"""Doors of the administrator to regions and units: the list, one unit, its class from a day on."""

from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from promo.refusal import Refused
from promo.versions import Stale
from promo.web.paging import page_of
from promo.web.writes import writes
from units import actions
from units.access import open_to
from units.exporting import send_tables
from units.filters import UnitNarrowing
from units.forms.units import ClassifyForm, RegionForm, UnitEditForm, UnitForm
from units.models import Region, Role, Unit
from units.tables import (
    CLASS_NAMES,
    NO_CLASS,
    classing_table,
    staff_table,
    unit_sheet,
    unit_state,
    unit_table,
)
from units.telling import events_about

UNITS_PER_PAGE = 100


def _asked(request, on):
    """The filter as typed, and the units it leaves, region by region."""
    form = UnitNarrowing(request.GET or None)
    rows = Unit.objects.administered_by(request.access).with_class(on=on).with_people_count(on=on)
    found = form.narrowed(rows, on=on) if form.is_bound else rows
    return form, found.select_related("region").order_by("region__path", "order", "code")


@open_to(Role.ADMINISTRATOR)
@require_safe
def unit_list(request):
    today = timezone.localdate()
    form, units = _asked(request, today)
    page = page_of(units, request, per_page=UNITS_PER_PAGE)
    groups = [
        {"region": region, "table": unit_table(list(rows), on=today)}
        for region, rows in groupby(page.object_list, key=attrgetter("region"))
    ]
    shown = {
        "form": form,
        "page": page,
        "groups": groups,
        "head": unit_table([], on=today),
        "regions": _tree(request.access),
        "is_narrowed": form.is_bound and bool(form.changed_data),
    }
    return render(request, "units/unit_list.html", shown)


def _tree(access) -> list[Region]:
    """The regions from the top down, each with how far it is set in."""
    regions = list(Region.objects.administered_by(access).annotate(unit_count=Count("units")))
    top = min((region.depth for region in regions), default=0)
    for region in regions:
        region.set_in = region.depth - top
    return regions


@open_to(Role.ADMINISTRATOR)
@require_safe
def unit_export(request):
    today = timezone.localdate()
    form, units = _asked(request, today)
    rows, note = list(units), form.sentence if form.is_bound else ""
    table = unit_sheet(rows, on=today, place=request.access.home_unit.region.name)
    return send_tables(request, [table], table.title, note=note, what="单位名单")


@open_to(Role.ADMINISTRATOR)
@writes
def unit_add(request):
    regions = Region.objects.administered_by(request.access)
    start = {"valid_from": timezone.localdate(), "region": request.GET.get("region", "")[:9]}
    form = UnitForm(request.POST or None, regions=regions, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.create_unit(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"已登记{unit.name}。")
            return redirect("units:unit_show", unit.pk)
    return render(request, "units/unit_add.html", {"form": form}, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@require_safe
def unit_show(request, pk: int):
    unit = _unit(request, pk)
    today = timezone.localdate()
    staff = unit.memberships.in_force(on=today).select_related("user").order_by("role", "valid_from")
    if "export" in request.GET:
        tables = [staff_table(staff), classing_table(unit)]
        return send_tables(request, tables, f"{unit.name}人员和类别", subject=unit)
    shown = {
        "unit": unit,
        "class_name": CLASS_NAMES.get(unit.class_on(today), NO_CLASS),
        "state": unit_state(unit, today),
        "classings": classing_table(unit),
        "staff": staff_table(staff),
        "events": events_about(unit),
    }
    return render(request, "units/unit_show.html", shown)


@open_to(Role.ADMINISTRATOR)
@writes
def unit_edit(request, pk: int):
    unit = _unit(request, pk)
    form = UnitEditForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_unit(unit=unit, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
            if isinstance(refusal, Stale):
                unit.refresh_from_db()
                form.show_both(form.now(unit))
        else:
            messages.success(request, "单位信息已修改。")
            return redirect("units:unit_show", unit.pk)
    return render(request, "units/unit_edit.html", {"form": form, "unit": unit}, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@writes
def unit_classify(request, pk: int):
    unit = _unit(request, pk)
    form = ClassifyForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.classify_unit(unit=unit, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "类别已调整。")
            return redirect("units:unit_show", unit.pk)
    page = {"form": form, "unit": unit, "classings": classing_table(unit)}
    return render(request, "units/unit_classify.html", page, status=_status(form))


@open_to(Role.ADMINISTRATOR)
@writes
def region_add(request):
    regions = Region.objects.administered_by(request.access)
    start = {"parent": request.GET.get("parent", "")[:9]}
    form = RegionForm(request.POST or None, regions=regions, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            region = actions.create_region(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"已新增{region.name}。")
            return redirect("units:unit_list")
    return render(request, "units/region_add.html", {"form": form}, status=_status(form))


def _unit(request, pk: int) -> Unit:
    rows = Unit.objects.administered_by(request.access).select_related("region")
    return get_object_or_404(rows, pk=pk)


def _status(form) -> int:
    return 422 if form.is_bound else 200
