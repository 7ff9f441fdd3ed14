"""The ledger opened, and the facts behind it: lists whose totals are the figures that lead here."""

from django.db.models import QuerySet
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.fact_tables import ALSO_NOTE, FEN_NOTE, fact_table, measure_table, posting_table
from projects.forms.fact_filters import FactFilter, PostingFilter
from projects.models import Arrival, Milestone
from projects.sums import by_measure, counted_of, with_counted
from projects.views.common import refused_page, send_out, too_many
from promo.web.paging import page_of
from units.access import BUSINESS_ROLES, REGION_ROLES, open_to
from units.models import unit_names_on

OWN_ONLY = "仅列出本单位可查看的项目。"
NAMES = {"milestone": "项目节点明细", "arrival": "到位资金明细"}
LOADED = ("unit", "project", "milestone", "arrival", "answers")


def _asked(request) -> tuple[PostingFilter, QuerySet, list[dict]]:
    """The filter, its postings in the ledger's order, and their sum per measure in ledger integers."""
    form = PostingFilter(request.GET, access=request.access)
    rows = form.rows()
    of_one_unit = form.is_valid() and form.cleaned_data["unit"] is not None
    return form, rows, by_measure(rows, with_also=of_one_unit)


def _table(form: PostingFilter, rows, sums: list[dict], request):
    data = form.cleaned_data if form.is_valid() else {}
    measure = data.get("measure", "")
    total = sum(row["quantity"] for row in sums) if measure else None
    notes = [FEN_NOTE, *([] if request.access.has(REGION_ROLES) else [OWN_ONLY])]
    if measure:
        notes.insert(0, f"合计为符合条件的全部{sums[0]['count'] if sums else 0:,}条之和。")
    if not data.get("unit") and any(row.is_also for row in rows):
        notes.append(ALSO_NOTE)
    as_of = data.get("as_of")
    then = unit_names_on({row.unit_id for row in rows}, on=timezone.localdate(as_of)) if as_of else None
    return posting_table(rows, measure=measure, total=total, as_of=as_of, notes=notes, names=then)


@open_to(BUSINESS_ROLES)
@require_safe
def posting_list(request):
    form, rows, sums = _asked(request)
    page = page_of(rows.select_related(*LOADED).order_by("number"), request)
    data = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "page": page,
        "table": _table(form, page.object_list, sums, request),
        "sums": measure_table(sums) if sums and not data.get("measure") else None,
        "as_of": data.get("as_of"),
        "project": data.get("project"),
    }
    return render(request, "projects/posting_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def posting_export(request):
    form, rows, sums = _asked(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    tables = [_table(form, list(rows.select_related(*LOADED).order_by("number")), sums, request)]
    if not (form.is_valid() and form.cleaned_data["measure"]):
        tables.append(measure_table(sums))
    return send_out(request, tables, "入账明细", filter_note=form.words())


def _facts(request, model) -> tuple[FactFilter, QuerySet, dict]:
    """The filter, its facts by statistical day, and the counted sums of all of them."""
    form = FactFilter(request.GET, access=request.access, subject=model._meta.model_name)
    rows = form.rows(model, on=timezone.localdate())
    around = ("project__lead_unit", "recorded_by", "verified_by")
    shown = with_counted(rows).select_related(*around).prefetch_related("disputes")
    return form, shown.order_by("-statistical_on", "-pk"), counted_of(rows)


def _fact_list(request, model):
    form, rows, sums = _facts(request, model)
    subject = model._meta.model_name
    page = page_of(rows, request)
    notes = [f"合计为符合条件的全部{page.paginator.count:,}条之和。"]
    notes += [] if request.access.has(REGION_ROLES) else [OWN_ONLY]
    context = {
        "form": form,
        "page": page,
        "title": NAMES[subject],
        "table": fact_table(page.object_list, subject=subject, sums=sums, notes=notes),
        "export": f"projects:{subject}_export",
    }
    return render(request, f"projects/{subject}_list.html", context)


def _fact_export(request, model):
    form, rows, sums = _facts(request, model)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    subject = model._meta.model_name
    table = fact_table(list(rows), subject=subject, sums=sums)
    return send_out(request, [table], NAMES[subject], filter_note=form.words())


@open_to(BUSINESS_ROLES)
@require_safe
def arrival_list(request):
    return _fact_list(request, Arrival)


@open_to(BUSINESS_ROLES)
@require_safe
def arrival_export(request):
    return _fact_export(request, Arrival)


@open_to(BUSINESS_ROLES)
@require_safe
def milestone_list(request):
    return _fact_list(request, Milestone)


@open_to(BUSINESS_ROLES)
@require_safe
def milestone_export(request):
    return _fact_export(request, Milestone)
