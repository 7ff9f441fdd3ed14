"""Score runs: the list, asking for one, the ranking, its workbook, publishing."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from assessment import actions
from assessment.forms.runs import RunForm
from assessment.models import RunState, Scheme, ScoreRun
from assessment.reports.lists import run_table
from assessment.reports.ranking import group_name
from assessment.reports.standing import document_of
from assessment.views.place import RUN_ROLES, SECOND_ROLES, acts_in, must_act_in, region_of, sees_all, sheets
from promo.days import show_day
from promo.refusal import Refused
from promo.tables import Cell, FrozenTable, shown, thaw
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to


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
    run = _run(request, pk)
    if run.state not in (RunState.DONE, RunState.PUBLISHED):
        return render(request, "assessment/run_waiting.html", {"run": run})
    if request.htmx:  # the waiting page asks; the whole page comes anew, with its buttons alive
        return HttpResponseClientRefresh()
    tables = _with_links(run, request)
    context = {
        "run": run,
        "groups": tables,
        "notes": tables[0][1].notes if tables else [],
        "may_publish": _may_publish(request, run),
        "waits_for_another": run.state == RunState.DONE and run.requested_by_id == request.user.pk,
        "sees_all": sees_all(request.access, run.region),
    }
    context["groups"] = [(name, replace(table, notes=())) for name, table in context["groups"]]
    return render(request, "assessment/run_show.html", context)


def _run(request, pk: int) -> ScoreRun:
    runs = ScoreRun.objects.visible_to(request.access)
    people = ("requested_by", "published_by", "previous", "job")
    return get_object_or_404(runs.select_related("scheme", "region", *people), pk=pk)


def _may_publish(request, run: ScoreRun) -> bool:
    waits = run.state == RunState.DONE and run.requested_by_id != request.user.pk
    return waits and acts_in(request.access, run.region, SECOND_ROLES)


def _with_links(run: ScoreRun, request) -> list[tuple[str, FrozenTable]]:
    """(group, frozen table) with a link to each unit the person may open; the frozen content itself has none."""
    everybody = sees_all(request.access, run.region)
    units: dict[int, list[str | None]] = {}
    for unit_id, group in run.lines.values_list("unit_id", "group"):
        opens = everybody or unit_id in request.access.unit_ids
        link = reverse("assessment:line_show", args=[run.pk, unit_id]) if opens else None
        units.setdefault(group, []).append(link)
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
    note = _standing_words(run)
    tables = [thaw(frozen) for frozen in run.frozen["tables"]]
    tables = [replace(table, notes=[*table.notes, note]) for table in tables]
    number = f"第{run.number}期" if run.number else "未发布"
    name = f"{run.region.name}招商引资考核排名（{number}，截至{show_day(run.until)}）"
    return sheets(request, tables, name, subject=run)


def _standing_words(run: ScoreRun) -> str:
    if run.state != RunState.PUBLISHED:
        return "本表尚未发布，仅供核对。"
    return f"第{run.number}期，{shown(run.published_at, 'moment')}发布，校验值 {run.sha256[:16]}。"


@open_to(SECOND_ROLES)
@writes
@require_POST
def run_publish(request, pk: int):
    run = _run(request, pk)
    must_act_in(request.access, run.region, SECOND_ROLES)
    try:
        run = actions.publish_run(run=run, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"第{run.number}期排名已发布。")
    return redirect("assessment:run_show", pk)
