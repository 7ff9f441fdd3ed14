"""Departments' opinions: the list with each unit's delay, the page where a unit answers, asking more units."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.fact_rights import steps
from projects.forms.opinions import AskForm, OpinionFilter, OpinionForm
from projects.models import DepartmentOpinion, Milestone
from projects.opinion_rights import may_answer, opinions_seen_by
from projects.review_tables import delay_table, delays_of, opinion_state, opinion_table
from projects.views.common import answer, fact_in_sight, refuse, refused_page, send_out, too_many
from projects.views.fact_page import with_paper_names
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, REGION_ROLES, UNIT_ROLES, open_to
from units.models import Role, Unit

AROUND = ("unit", "given_by", "milestone__project__lead_unit")


def _asked(request):
    form = OpinionFilter(request.GET, access=request.access)
    today = timezone.localdate()
    rows = form.rows(on=today).select_related(*AROUND).prefetch_related("milestone__disputes")
    return form, rows.order_by("-asked_at", "-pk"), today


@open_to(BUSINESS_ROLES)
@require_safe
def opinion_list(request):
    form, rows, today = _asked(request)
    page = page_of(rows, request)
    delays = delays_of(rows, on=today) if request.access.has(REGION_ROLES) else []
    context = {
        "form": form,
        "page": page,
        "table": opinion_table(page.object_list, on=today),
        "delays": delay_table(delays, on=today) if delays else None,
    }
    return render(request, "projects/opinion_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def opinion_export(request):
    form, rows, today = _asked(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    rows = list(rows)
    tables = [opinion_table(rows, on=today), delay_table(delays_of(rows, on=today), on=today)]
    return send_out(request, tables, "部门意见", filter_note=form.words())


@open_to(BUSINESS_ROLES)
@require_safe
def opinion_show(request, pk: int):
    """The milestone and its papers for those who are asked, and the form of the answer."""
    opinion = _in_sight(request, pk)
    may = may_answer(request.access, opinion)
    form = OpinionForm(initial={"version": opinion.version}) if may else None
    return render(request, "projects/opinion_show.html", _page(request, opinion, form))


@open_to(UNIT_ROLES)
@writes
def opinion_give(request, pk: int):
    opinion = _in_sight(request, pk)
    if opinion.unit_id not in request.access.unit_ids:
        raise PermissionDenied
    if request.method != "POST":
        return redirect("projects:opinion_show", pk)
    form = OpinionForm(request.POST)
    if form.is_valid():
        try:
            actions.give_opinion(
                opinion=opinion, by=request.user, at=timezone.localtime(), **form.cleaned_data
            )
        except Refused as refusal:
            refuse(form, refusal, opinion)
        else:
            messages.success(request, "意见已反馈。")
            return redirect("projects:opinion_show", pk)
    return answer(request, "projects/opinion_show.html", _page(request, opinion, form))


def _in_sight(request, pk: int) -> DepartmentOpinion:
    rows = opinions_seen_by(request.access).select_related(
        "unit", "asked_by", "given_by", "milestone__project__lead_unit", "milestone__project__region",
        "milestone__recorded_by", "milestone__verified_by", "milestone__import_row__batch",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


def _page(request, opinion, form) -> dict:
    fact = opinion.milestone
    evidence = with_paper_names(fact, list(fact.evidence.select_related("uploaded_by")))
    sees = type(fact.project).objects.visible_to(request.access).filter(pk=fact.project_id).exists()
    return {
        "opinion": opinion,
        "fact": fact,
        "project": fact.project,
        "evidence": evidence,
        "form": form,
        "words": opinion_state(opinion, on=timezone.localdate()),
        "sees_project": sees,
    }


@open_to(Role.OFFICE_DIRECTOR)
@writes
def opinion_add(request, pk: int):
    """The director asks a further unit while the milestone waits."""
    fact = fact_in_sight(request, "milestone", pk)
    if not isinstance(fact, Milestone):
        raise Http404
    if not steps(request.access, fact).ask:
        messages.error(request, "这个节点不在待核实状态，不再征求意见。")
        return redirect(fact)
    today = timezone.localdate()
    units = Unit.objects.active(on=today).filter(region=fact.project.region_id)
    units = units.exclude(pk__in=fact.opinions.values("unit"))
    form = AskForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.ask_opinion(
                milestone=fact, by=request.user, at=timezone.localtime(), **form.cleaned_data
            )
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            messages.success(request, f"已征求{row.unit.name}的意见。")
            return redirect(fact)
    return answer(request, "projects/opinion_add.html", {"form": form, "fact": fact, "project": fact.project})
