"""Targets from Excel: the blank form, the upload, the preview, one confirmation.

A workbook is read before the transaction of the upload begins: reading takes its time and holds nobody up.
"""

from datetime import date
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions, facts, parts, target_sheet
from assessment.countable import countables
from assessment.forms.target_imports import ConfirmForm, TargetImportForm
from assessment.models import ImportState, TargetImport, TargetSet
from assessment.reports.target_places import which_words
from assessment.target_sheet.showing import part_name
from assessment.views.place import TARGET_ROLES, acts_in, must_act_in, region_of, whole
from assessment.views.place import sheets as sheets_out
from assessment.views.target_ground import day_to_offer
from promo.models.event import record
from promo.refusal import Refused
from promo.sheets.reading import BadWorkbook
from promo.web.downloads import XLSX, attachment
from promo.web.writes import writes
from units.access import open_to
from units.models import Region

LATEST = 20


def reads_first(view):
    """Bind the form and read the workbook of a POST, both kept on the request, before `view` opens its transaction."""

    @wraps(view)
    def door(request):
        region, today = region_of(request), timezone.localdate()
        must_act_in(request.access, region, TARGET_ROLES)
        bound = (request.POST, request.FILES) if request.method == "POST" else ()
        form = TargetImportForm(*bound, today=today, initial=_start(request, region, today))
        sheets = None
        if form.is_valid():
            try:
                sheets = target_sheet.read_sheets(form.cleaned_data["file"], countables(region))
            except BadWorkbook as bad:
                form.add_error("file", str(bad))
        return view(request, region, form, sheets)

    return door


def _start(request, region: Region, today: date) -> dict:
    asked = {name: request.GET[name][:10] for name in ("year", "part") if name in request.GET}
    running = facts.Years(region).running(today).year
    return {"year": running, "target_set": request.GET.get("set", "")[:10] or TargetSet.OWN} | asked


@open_to(TARGET_ROLES)
@reads_first
@writes
def target_import_add(request, region, form, sheets):
    if sheets is not None:
        given = form.cleaned_data
        batch = actions.read_target_import(
            region=region, sheets=sheets, by=request.user, at=timezone.now(),
            **{name: given[name] for name in ("year", "target_set", "part", "file")},
        )  # fmt: skip
        return redirect(batch)
    rows = TargetImport.objects.visible_to(request.access).filter(region=region)
    latest = list(rows.select_related("source", "read_by").defer("sheets")[:LATEST])
    context = {
        "form": form,
        "region": region,
        "sets": TargetSet.choices,
        "latest": target_sheet.imports_table(latest) if latest else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/target_import_add.html", context, status=status)


@open_to(TARGET_ROLES)
@require_safe
def target_import_template(request):
    """The blank form for `?year=&set=&part=`; the part may be quarters or months."""
    now = timezone.now()
    region, today = region_of(request), timezone.localdate(now)
    years = facts.Years(region)
    year = whole(request.GET.get("year", "") or str(years.running(today).year))
    target_set, part = request.GET.get("set") or TargetSet.OWN.value, request.GET.get("part", "")
    if (
        target_set not in TargetSet.values
        or part not in (*parts.PARTS, *parts.SERIES)
        or not 1978 <= year <= 2100
    ):
        raise Http404
    on = years.seen_on(year, today).until
    content = target_sheet.template_workbook(
        region.name, facts.roster(region, on=on), list(countables(region).values()), target_set=target_set, part=part
    )  # fmt: skip
    named = f"（{parts.SERIES_NAMES[part]}）" if part in parts.SERIES else which_words(target_set, part)
    name = f"{region.name}{year}年目标任务表{named}"
    record(region, "downloaded", by=request.user, at=now, what=name, rows=0)
    return attachment(content, f"{name}.xlsx", XLSX)


def _seen(request, pk: int) -> TargetImport:
    rows = TargetImport.objects.visible_to(request.access).select_related("region", "source", "read_by")
    return get_object_or_404(rows, pk=pk)


@open_to(TARGET_ROLES)
@require_safe
def target_import_show(request, pk: int):
    batch = _seen(request, pk)
    if "export" in request.GET and batch.state == ImportState.READ:
        plan = target_sheet.judged(batch, today=timezone.localdate())
        return sheets_out(request, [target_sheet.sums_table(plan)], "目标导入合计", subject=batch)
    return _show(request, batch)


def _show(request, batch: TargetImport, form: ConfirmForm | None = None):
    """Before it is closed the preview against today's targets; afterwards what became of it."""
    now = timezone.now()
    is_open = batch.state == ImportState.READ
    plan = target_sheet.judged(batch, today=timezone.localdate(now)) if is_open else None
    changes = plan.changes if plan else []
    start = {"seen": plan.digest if plan else "", "effective_from": first_day(changes, batch, now)}
    if form is not None and plan:
        form.data = form.data.copy()
        form.data["seen"] = plan.digest  # what is shown now is what the next click confirms
    context = {
        "batch": batch, "plan": plan, "part": part_name(batch), "form": form or ConfirmForm(initial=start),
        "sums": target_sheet.sums_table(plan) if changes else None, "changes": changes,
        "new_count": sum(cell.before is None for _, cell in changes),
        "revised_count": sum(cell.before is not None for _, cell in changes),
        "may_act": is_open and acts_in(request.access, batch.region, TARGET_ROLES),
    }  # fmt: skip
    return render(request, "assessment/target_import_show.html", context, status=422 if form else 200)


def first_day(changes: list, batch: TargetImport, now) -> date:
    clock = facts.Years(batch.region).clock(batch.year, until=timezone.localdate(now))
    return day_to_offer(clock, is_revised=any(cell.before for _, cell in changes))


def _to_act_on(request, pk: int) -> TargetImport:
    batch = _seen(request, pk)
    must_act_in(request.access, batch.region, TARGET_ROLES)
    return batch


@open_to(TARGET_ROLES)
@require_POST
@writes
def target_import_confirm(request, pk: int):
    batch = _to_act_on(request, pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            rows = actions.confirm_target_import(
                batch=batch, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
            batch.refresh_from_db()
        else:
            messages.success(request, f"已导入，共下达或调整目标{len(rows)}项。")
            return redirect(batch)
    return _show(request, batch, form)


@open_to(TARGET_ROLES)
@require_POST
@writes
def target_import_discard(request, pk: int):
    batch = _to_act_on(request, pk)
    try:
        actions.discard_target_import(batch=batch, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已取消本次导入，目标没有改动。")
    return redirect(batch)


@open_to(TARGET_ROLES)
@require_safe
def target_import_file(request, pk: int):
    """The workbook as it came in."""
    batch = _seen(request, pk)
    record(batch, "downloaded", by=request.user, at=timezone.now(), what=batch.source.name)
    return attachment(batch.source.file.open("rb"), batch.source.name, batch.source.content_type)
