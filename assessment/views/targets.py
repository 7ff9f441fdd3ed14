"""Targets: the year's matrix, giving one, its history, a new version, the workbook."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions, facts
from assessment.forms.targets import REGION, RevisionForm, TargetForm
from assessment.models import Scheme, Target
from assessment.reports.standing import document_of
from assessment.reports.targets import (
    TargetSheet,
    history_table,
    region_target_address,
    target_address,
)
from assessment.views.place import TARGET_ROLES, acts_in, must_act_in, region_of, sees_all, sheets, whole
from projects.measures import MEASURES
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Region, Unit

LAST = date(2100, 12, 31)


@open_to(BUSINESS_ROLES)
@require_safe
def target_list(request):
    now = timezone.now()
    region, year = region_of(request), year_of(request, now)
    tables = tables_of(request, region, year, now)
    context = {
        "region": region, "year": year, "years": years_of(region, year), "tables": tables,
        "may_add": acts_in(request.access, region, TARGET_ROLES), "any": has_any(tables),
    }  # fmt: skip
    return render(request, "assessment/target_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def target_export(request):
    now = timezone.now()
    region, year = region_of(request), year_of(request, now)
    tables = tables_of(request, region, year, now)
    return sheets(request, tables[::-1], f"{region.name}{year}年招商引资目标任务", subject=region)


def year_of(request, now) -> int:
    year = whole(request.GET.get("year", "") or str(timezone.localdate(now).year))
    if not 1978 <= year <= LAST.year:
        raise Http404
    return year


def years_of(region: Region, year: int) -> list[int]:
    found = Target.objects.filter(region=region).order_by().values_list("year", flat=True).distinct()
    return sorted({*found, year}, reverse=True)


def tables_of(request, region: Region, year: int, now) -> list:
    """The region's roles see the comparison and every unit; a unit sees its own line."""
    today = timezone.localdate(now)
    on = today if year == today.year else date(year, 12, 31)
    found = facts.targets(region, year=year, on=on, as_of=facts.known_now(now))
    members = facts.roster(region, on=on)
    everybody = sees_all(request.access, region)
    if not everybody:
        members = [one for one in members if one.unit_id in request.access.unit_ids]
    listed = {one.unit_id for one in members}
    others = (
        Unit.objects.filter(pk__in={holder for holder, _ in found if holder} - listed) if everybody else ()
    )
    found = found if everybody else {key: row for key, row in found.items() if key[0] in listed}
    sheet = TargetSheet(
        region,
        year=year,
        on=on,
        members=members,
        found=found,
        asked=asked_by_scheme(region, year),
        others=others,
    )
    by_unit = sheet.by_unit(with_total=everybody)
    return [sheet.against_region(), by_unit] if everybody else [by_unit]


def asked_by_scheme(region: Region, year: int) -> list[str]:
    """The measures for which the scheme in use needs targets, so that a gap is seen."""
    scheme = Scheme.objects.in_use().filter(region=region, year=year).first()
    groups = document_of(scheme).groups if scheme else ()
    needs = (need for group in groups for one in group.indicators for need in one.needs)
    return [need.source.code for need in needs if need.source.kind == "target"]


def has_any(tables: list) -> bool:
    return any(
        figure is not None for table in tables for row in table.rows for figure in row.figures.values()
    )


@open_to(TARGET_ROLES)
@writes
def target_add(request):
    now = timezone.now()
    region, today = region_of(request), timezone.localdate(now)
    must_act_in(request.access, region, TARGET_ROLES)
    units = Unit.objects.filter(region=region, is_assessed=True).active(on=today)
    start = {"year": today.year, "effective_from": date(today.year, 1, 1)}
    asked = {name: request.GET[name][:20] for name in ("unit", "measure", "year") if name in request.GET}
    form = TargetForm(request.POST or None, region=region, units=units, today=today, initial=start | asked)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_target(region=region, **form.for_action(), by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{row.unit or region}的{row.get_measure_display()}目标已下达。")
            return redirect(address_of(row, region))
    context = {"form": form, "region": region}
    return render(request, "assessment/target_add.html", context, status=422 if form.errors else 200)


def address_of(row: Target, region: Region) -> str:
    if row.unit_id:
        return target_address(row.year, row.measure, row.unit_id)
    return region_target_address(row.year, row.measure, region)


class Holder:
    """Whose target an address names: a unit the person sees, or a whole region."""

    def __init__(self, request, year: int, measure: str, unit_pk: int | None, region_pk: int | None) -> None:
        if measure not in MEASURES or not 1978 <= year <= LAST.year:
            raise Http404
        seen = Unit.objects.visible_to(request.access).select_related("region")
        self.unit = get_object_or_404(seen, pk=unit_pk) if unit_pk else None
        inside = Region.objects.filter(request.access.regions_q("path"))
        self.region = self.unit.region if self.unit else get_object_or_404(inside, pk=region_pk)
        self.year, self.measure = year, MEASURES[measure]
        rows = Target.objects.filter(region=self.region, unit=self.unit, year=year, measure=measure)
        self.versions = list(rows.select_related("recorded_by").order_by("-version"))
        self.latest = self.versions[0] if self.versions else None
        self.name = (self.unit or self.region).name
        self.title = f"{self.name}{year}年{self.measure.name}目标"
        self.address = (
            target_address(year, measure, self.unit.pk)
            if self.unit
            else region_target_address(year, measure, self.region)
        )


@open_to(BUSINESS_ROLES)
@require_safe
def target_history(
    request, year: int, measure: str, unit_pk: int | None = None, region_pk: int | None = None
):
    holder = Holder(request, year, measure, unit_pk, region_pk)
    table = history_table(holder.versions, title=holder.title, measure=holder.measure)
    if "export" in request.GET:
        return sheets(request, [table], holder.title, subject=holder.region)
    may_change = acts_in(request.access, holder.region, TARGET_ROLES)
    context = {"holder": holder, "table": table, "may_change": may_change, "whole_region": REGION}
    return render(request, "assessment/target_history.html", context)


@open_to(TARGET_ROLES)
@writes
def target_revise(request, year: int, measure: str, unit_pk: int | None = None, region_pk: int | None = None):
    holder = Holder(request, year, measure, unit_pk, region_pk)
    must_act_in(request.access, holder.region, TARGET_ROLES)
    if holder.latest is None:
        raise Http404
    form = RevisionForm(request.POST or None, measure=measure, initial={"version": holder.latest.version})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.record_target(
                region=holder.region, unit=holder.unit, year=year, measure=measure, expected=given.pop("version"),
                **given, by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "目标已调整。")
            return redirect(holder.address)
    context = {"form": form, "holder": holder}
    return render(request, "assessment/target_revise.html", context, status=422 if form.errors else 200)
