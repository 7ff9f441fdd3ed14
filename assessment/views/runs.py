"""Score runs: the list, asking for one, the ranking, its workbook."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from assessment import actions
from assessment.forms.runs import RunForm
from assessment.models import RunNotice, RunState, Scheme, ScoreRun
from assessment.models.run import FINISHED, SHOWN_TO_UNITS
from assessment.reports.errata import erratum_table
from assessment.reports.half_year import half_year_table, half_year_words, half_years
from assessment.reports.lists import run_table
from assessment.reports.ranking import group_name, members_of
from assessment.reports.stamps import corrected_words, stamp
from assessment.reports.standing import document_of
from assessment.views.place import (
    RUN_ROLES,
    SECOND_ROLES,
    acts_in,
    may_try,
    must_act_in,
    region_of,
    sees_all,
    sheets,
)
from promo.days import show_day
from promo.refusal import Refused
from promo.tables import Cell, FrozenTable, Table, thaw
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, open_to
from units.models import KEEPERS, Role, TableLayout


@open_to(BUSINESS_ROLES)
@require_safe
def run_list(request):
    runs = _runs(request).order_by("-until", "-as_of")
    if "export" in request.GET:
        return sheets(request, [run_table(runs)], "考核排名计算记录", subject=region_of(request))
    page = page_of(runs, request)
    may_add = acts_in(request.access, region_of(request), RUN_ROLES)
    context = {"page": page, "table": run_table(page.object_list), "may_add": may_add}
    return render(request, "assessment/run_list.html", context)


def _runs(request) -> QuerySet:
    people = ("requested_by", "published_by")
    return (
        ScoreRun.objects.visible_to(request.access)
        .select_related("scheme", "region", *people)
        .defer("frozen")
    )


@open_to(RUN_ROLES)
@writes
def run_add(request):
    region = region_of(request)
    must_act_in(request.access, region, RUN_ROLES)
    schemes = Scheme.objects.in_use().filter(region=region)
    form = RunForm(
        request.POST or None,
        schemes=schemes,
        initial={"until": timezone.localdate(), "scheme": schemes.first()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.request_run(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已开始计算，请稍候。")
            return redirect("assessment:run_show", run.pk)
    context = {"form": form, "has_scheme": schemes.exists(), "region": region}
    return render(request, "assessment/run_add.html", context, status=422 if form.errors else 200)


@open_to(BUSINESS_ROLES)
@require_safe
def run_show(request, pk: int):
    run = run_in_sight(request, pk)
    if run.state not in FINISHED:
        return render(request, "assessment/run_waiting.html", {"run": run})
    if request.htmx:  # the waiting page asks; the whole page comes anew, with its buttons alive
        return HttpResponseClientRefresh()
    tables = linked_tables(run, request)
    errata = list(
        run.errata.visible_to(request.access)
        .select_related("run", "requested_by", "decided_by")
        .defer("frozen")
    )
    approved = [one for one in errata if one.number]
    context = {
        "run": run,
        "groups": tables,
        "notes": tables[0][1].notes if tables else [],
        "sees_all": sees_all(request.access, run.region),
        "stamp": stamp(run, rows=sum(len(table.rows) for _, table in tables), errata=approved),
        "corrected": corrected_words(approved),
        "errata_table": erratum_table(errata) if errata else None,
        **steps_of(request, run),
        "halves": _halves(run),
        "may_try": may_try(request.access, run.region),
        "layouts": list(TableLayout.objects.for_export(request.access, "assessment:run_export")),
        "sets_layouts": request.access.has(KEEPERS),
    }
    context["groups"] = [(name, replace(table, notes=())) for name, table in context["groups"]]
    return render(request, "assessment/run_show.html", context)


def _halves(run: ScoreRun) -> list[tuple[str, Table]]:
    """(sentence, table) of 双过半 for each group whose method asks for progress, once the year's middle is past."""
    groups = document_of(run.scheme).groups
    return [
        (half_year_words(rows), half_year_table(groups[number], rows))
        for number, rows in half_years(run).items()
    ]


def run_in_sight(request, pk: int) -> ScoreRun:
    runs = ScoreRun.objects.visible_to(request.access)
    people = ("requested_by", "published_by", "voided_by", "previous", "job")
    return get_object_or_404(runs.select_related("scheme", "region", *people), pk=pk)


def steps_of(request, run: ScoreRun) -> dict:
    """What this person may do with the ranking next, and why not where he may not."""
    access, region = request.access, run.region
    today = timezone.localdate()
    own = run.requested_by_id == request.user.pk
    on_way = run.state in (RunState.DONE, RunState.NOTICE)
    notice = RunNotice.objects.filter(run=run).first() if run.state in SHOWN_TO_UNITS else None
    hangs = run.state == RunState.NOTICE and notice.hangs_on(today)
    is_over = run.state == RunState.NOTICE and today > notice.last_on
    supervises = acts_in(access, region, {Role.SUPERVISOR})
    return {
        "notice": notice,
        "hangs": hangs,
        "is_over": is_over,
        "waits_for_another": on_way and own,
        "may_publish": (run.state == RunState.DONE or is_over)
        and not own
        and acts_in(access, region, SECOND_ROLES),
        "may_notice": run.state == RunState.DONE and supervises,
        "may_void": run.state == RunState.NOTICE and supervises,
        "may_object": hangs and any(unit.region_id == region.pk for unit in access.units),
        "may_correct": run.state == RunState.PUBLISHED and acts_in(access, region, RUN_ROLES),
        "may_check": run.state == RunState.PUBLISHED and acts_in(access, region, OVERSIGHT_ROLES),
    }


def linked_tables(run: ScoreRun, request) -> list[tuple[str, FrozenTable]]:
    """(group, frozen table) with a link to each unit the person may open; the frozen content itself has none."""
    everybody = sees_all(request.access, run.region)
    units: dict[int, list[str | None]] = {}
    group_of = {one.unit_id: one.group for one in members_of(run)}  # lines of older runs kept no group
    for unit_id in run.lines.values_list("unit_id", flat=True):
        opens = everybody or unit_id in request.access.unit_ids
        link = reverse("assessment:line_show", args=[run.pk, unit_id]) if opens else None
        units.setdefault(group_of[unit_id], []).append(link)
    groups = document_of(run.scheme).groups
    tables = [thaw(frozen) for frozen in run.frozen["tables"]]
    return [
        (
            group_name(groups[number]),
            replace(table, body=[_linked(row, link) for row, link in zip(table.body, links, strict=True)]),
        )
        for (number, links), table in zip(units.items(), tables, strict=True)
    ]


def _linked(row: list[Cell], link: str | None) -> list[Cell]:
    return [row[0], replace(row[1], link=link), *row[2:]]


@open_to(BUSINESS_ROLES)
@require_safe
def run_export(request, pk: int):
    """The frozen tables as the official workbook; a draft says that it is one."""
    run = get_object_or_404(
        ScoreRun.objects.visible_to(request.access).finished().select_related("region", "scheme"), pk=pk
    )
    tables = stamped([thaw(frozen) for frozen in run.frozen["tables"]], run)
    number = f"第{run.number}期" if run.number else "未发布"
    name = f"{run.region.name}招商引资考核排名（{number}，截至{show_day(run.until)}）"
    return sheets(request, tables, name, subject=run)


def stamped(tables: list[FrozenTable], run: ScoreRun) -> list[FrozenTable]:
    """Each table with the line that says what it is; the frozen content itself has none."""
    errata = list(run.errata.approved())
    return [
        replace(table, notes=[*table.notes, stamp(run, rows=len(table.rows), errata=errata)])
        for table in tables
    ]
