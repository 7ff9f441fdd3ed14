"""Records to look at: the list with its sums, one record, its paper, and the rows behind a number of a score."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import facts
from assessment.actions.records.ground import written_by
from assessment.forms.records import BehindFilter, RecordFilter, ReturnForm, VersionForm
from assessment.models import FigureKind, KeptFile, UnitRecord
from assessment.reports.record_words import figure_words, told
from assessment.reports.records import behind_table, paper_of, record_table, sum_table, title_of
from assessment.views.place import acts_in, sheets
from assessment.views.records.common import KEEPERS, LOADED, RECORDERS, VERIFIERS, record_in_sight, steps
from promo.models import Event
from promo.models.event import record
from promo.web.downloads import attachment
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from units.access import BUSINESS_ROLES, REGION_ROLES, open_to

EXPORT_MOST = 200_000
TOO_MANY = f"符合条件的记录超过{EXPORT_MOST:,}条，请缩小筛选范围后再导出。"


@open_to(BUSINESS_ROLES)
@require_safe
def record_list(request):
    form, own = RecordFilter(request.GET, access=request.access), own_only(request)
    rows = form.rows()
    shown = rows.select_related(*LOADED).prefetch_related("reversals").order_by("-statistical_on", "-pk")
    if "export" in request.GET:
        if rows.count() > EXPORT_MOST:
            return sentence_page(request, TOO_MANY, status=400)
        tables = [record_table(list(shown), own_only=own), sum_table(rows)]
        return sheets(request, tables, "登记事项", subject=request.user, note=form.words())
    page = page_of(shown, request)
    ticks = ticks_of(request, page.object_list)
    context = {
        "form": form,
        "page": page,
        "ticks": ticks,
        "table": None if ticks else record_table(page.object_list, own_only=own),
        "sums": sum_table(rows) if page.paginator.count else None,
        "may_add": request.access.has(RECORDERS),
        "may_import": request.access.has(KEEPERS),
        "has_kinds": FigureKind.objects.visible_to(request.access).exists(),
        "may_set": request.access.has(VERIFIERS),
    }
    return render(request, "assessment/record_list.html", context)


def own_only(request) -> bool:
    """Whether the person comes for a unit alone."""
    return not request.access.has(REGION_ROLES)


def ticks_of(request, rows) -> list[UnitRecord]:
    """The page's rows with `may_tick`, where all of them wait and some are for this person to verify."""
    rows = list(rows)
    if request.GET.get("state") != "recorded" or not request.access.has(VERIFIERS):
        return []
    wrote = written_by(request.user, rows)
    for row in rows:
        here = acts_in(request.access, row.kind.region, VERIFIERS)
        proven = bool(row.file_id or row.source_id or row.reverses_id)
        row.is_own = here and row.pk in wrote
        row.may_tick = here and proven and not row.is_own
        row.words, row.title = figure_words(row.kind, row.quantity), title_of(row)
        row.paper_name, row.paper_url = paper_of(row, own_only=False)
    return rows if any(row.may_tick for row in rows) else []


@open_to(BUSINESS_ROLES)
@require_safe
def record_show(request, pk: int):
    return render(request, "assessment/record_show.html", shown(request, record_in_sight(request, pk)))


def shown(request, row: UnitRecord, **forms) -> dict:
    """The page of a record; `forms` are those that came back unaccepted."""
    events = Event.objects.about(row).select_related("by").order_by("-at", "-pk")
    start = {"version": row.version}
    return {
        "row": row,
        "title": title_of(row),
        "words": figure_words(row.kind, row.quantity),
        "paper": paper_of(row, own_only=own_only(request)),
        "reversals": [one for one in row.reversals.all() if one.state != "withdrawn"],
        "may": steps(request.access, row),
        "events": told(events, row),
        "version_form": VersionForm(initial=start),
        "return_form": ReturnForm(initial=start),
    } | forms


@open_to(BUSINESS_ROLES)
@require_safe
def kept_file(request, pk: int):
    """A paper of a record, a report or an exemption, under its own name; who took it is noted."""
    file = get_object_or_404(KeptFile.objects.visible_to(request.access), pk=pk)
    try:
        content = file.file.open("rb")
    except OSError:
        return sentence_page(request, "文件暂时无法读取，请联系管理员。", status=503)
    if request.method == "GET":
        record(file, "downloaded", by=request.user, at=timezone.now(), what=file.name)
    return attachment(content, file.name, file.content_type)


@open_to(BUSINESS_ROLES)
@require_safe
def record_behind(request):
    """The records whose sum is one number of a score: the same window, the same moment."""
    now = timezone.now()
    form = BehindFilter(request.GET or None, access=request.access)
    context = {"form": form, "table": None}
    if form.is_valid():
        data = form.cleaned_data
        unit = data["unit"]
        kind = get_object_or_404(FigureKind, region=unit.region, code=data["kind"])
        as_of = data["as_of"] or facts.known_now(now)
        rows = facts.record_rows(kind.code, [unit.pk], unit.region, data["start"], data["end"], as_of)
        found = list(rows.select_related(*LOADED))
        table = behind_table(found, kind, own_only=own_only(request), as_of=as_of)
        if "export" in request.GET:
            return sheets(request, [table], f"{unit.name}{kind.name}明细", subject=unit, note=form.words())
        context |= {"table": table, "unit": unit, "kind": kind, "as_of": data["as_of"], "any": bool(found)}
    return render(request, "assessment/record_behind.html", context)
