"""Targets: the year's matrix by set and part, its workbook, giving one."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions, facts
from assessment.countable import countables
from assessment.forms.targets import TargetForm, WhichForm
from assessment.models import Scheme, Target, TargetSet
from assessment.parts import YEAR
from assessment.reports.standing import document_of
from assessment.reports.target_history import address_of
from assessment.reports.targets import TargetSheet
from assessment.views.place import TARGET_ROLES, acts_in, must_act_in, region_of, sees_all, sheets
from assessment.views.target_ground import Asked
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Region, Unit


@open_to(BUSINESS_ROLES)
@require_safe
def target_list(request):
    now = timezone.now()
    asked = Asked.of(request, now)
    tables = tables_of(request, asked, now)
    usual = {"year": asked.running, "set": TargetSet.OWN, "part": YEAR, "region": asked.region.pk}
    form = WhichForm(asked.fields, initial=usual, years=years_of(asked))
    context = {
        "region": asked.region, "year": asked.year, "asked": asked, "form": form, "tables": tables,
        "reset_url": f"{request.path}?region={asked.region.pk}",
        "nothing": f"{asked.year}年还没有下达目标任务{asked.words}。",
        "may_add": acts_in(request.access, asked.region, TARGET_ROLES), "any": has_any(tables),
    }  # fmt: skip
    return render(request, "assessment/target_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def target_export(request):
    now = timezone.now()
    asked = Asked.of(request, now)
    name = f"{asked.region.name}{asked.year}年招商引资目标任务{asked.words}"
    return sheets(request, tables_of(request, asked, now)[::-1], name, subject=asked.region)


def years_of(asked: Asked) -> list[int]:
    found = Target.objects.filter(region=asked.region).order_by().values_list("year", flat=True).distinct()
    return sorted({*found, asked.year, asked.running}, reverse=True)


def tables_of(request, asked: Asked, now) -> list:
    """The region's roles see the comparison and every unit; a unit sees its own line."""
    region, on = asked.region, asked.on
    found = facts.all_targets(region, year=asked.year, on=on, as_of=facts.known_now(now))
    members = facts.roster(region, on=on)
    everybody = sees_all(request.access, region)
    if not everybody:
        members = [one for one in members if one.unit_id in request.access.unit_ids]
    listed = {one.unit_id for one in members}
    others = Unit.objects.filter(pk__in={key[0] for key in found if key[0]} - listed) if everybody else ()
    sheet = TargetSheet(
        region, year=asked.year, on=on, members=members, others=others, known=countables(region),
        found=found if everybody else {key: row for key, row in found.items() if key[0] in listed},
        asked=asked_by_scheme(asked), target_set=asked.target_set, part=asked.part,
    )  # fmt: skip
    by_unit = sheet.by_unit(with_total=everybody)
    return [sheet.against_region(), by_unit] if everybody else [by_unit]


def asked_by_scheme(asked: Asked) -> list[str]:
    """The measures for which the scheme in use needs targets, so that a gap is seen."""
    if asked.part != YEAR:
        return []
    scheme = Scheme.objects.in_use().filter(region=asked.region, year=asked.year).first()
    groups = document_of(scheme).groups if scheme else ()
    needs = (need.source for group in groups for one in group.indicators for need in one.needs)
    return [one.code for one in needs if one.kind == "target" and one.target_set == asked.target_set]


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
    known = countables(region)
    form = TargetForm(
        request.POST or None, region=region, units=units_to_give(region, today), known=known, today=today,
        initial=_start(request, region, today),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_target(region=region, **form.for_action(), by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{row.unit or region}的{known[row.measure].name}目标已下达。")
            return redirect(address_of(row))
    context = {"form": form, "region": region}
    return render(request, "assessment/target_add.html", context, status=422 if form.errors else 200)


def units_to_give(region: Region, today: date):
    return Unit.objects.filter(region=region, is_assessed=True).active(on=today)


def _start(request, region: Region, today: date) -> dict:
    asked = {
        name: request.GET[name][:40] for name in ("unit", "measure", "year", "part") if name in request.GET
    }
    if "set" in request.GET:
        asked["target_set"] = request.GET["set"][:10]
    clock = facts.Years(region).running(today)
    return {"year": clock.year, "effective_from": clock.year_start} | asked
