"""Candidates of a ranking, decisions about them, and the list of all decisions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions
from assessment.forms.decisions import DecisionForm
from assessment.models import ConsequenceDecision, RunState, ScoreRun
from assessment.reports.candidates import candidate_table, candidates_of, decision_table
from assessment.reports.talks import talks_after
from assessment.views.place import acts_in, must_act_in, region_of, sees_all, sheets
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, REGION_ROLES, open_to
from units.models import Role, Unit

DECIDERS = frozenset({Role.LEADER})


@open_to(REGION_ROLES)
@require_safe
def candidate_list(request, pk: int):
    run = _run(request, pk)
    may_decide = acts_in(request.access, run.region, DECIDERS)
    table = candidate_table(run, candidates_of(run), may_decide=may_decide)
    if "export" in request.GET:
        return sheets(request, [table], table.title, subject=run)
    context = {
        "run": run, "table": table, "is_published": run.state == RunState.PUBLISHED,
        "may_decide": may_decide,
    }  # fmt: skip
    return render(request, "assessment/candidate_list.html", context)


def _run(request, pk: int) -> ScoreRun:
    runs = ScoreRun.objects.visible_to(request.access).finished().select_related("scheme", "region")
    run = get_object_or_404(runs.defer("frozen"), pk=pk)
    if not sees_all(request.access, run.region):
        raise Http404
    return run


@open_to(DECIDERS)
@writes
def decision_add(request, pk: int, unit_pk: int, rule: str):
    """What a candidate is proposed for, and what was decided; a leader decides here."""
    run = _run(request, pk)
    must_act_in(request.access, run.region, DECIDERS)
    unit = get_object_or_404(Unit.objects.filter(region=run.region), pk=unit_pk)
    try:
        candidate = actions.candidate_of(run, unit, rule)
    except Refused as refusal:
        raise Http404 from refusal
    start = {
        "decided_on": timezone.localdate(),
        "measure": candidate.rule.text,
        "expected": candidate.decision.pk if candidate.decision else None,
    }
    form = DecisionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_consequence(
                run=run, unit=unit, rule=rule, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "决定已登记。")
            return redirect("assessment:candidate_list", run.pk)
    rows = ConsequenceDecision.objects.filter(run=run, unit=unit, rule=rule).select_related(
        "unit", "decided_by"
    )
    context = {
        "run": run, "candidate": candidate, "form": form,
        "may_decide": run.state == RunState.PUBLISHED,
        "history": decision_table(list(rows), title="已作决定"),
    }  # fmt: skip
    return render(request, "assessment/decision_add.html", context, status=422 if form.errors else 200)


@open_to(BUSINESS_ROLES)
@require_safe
def decision_list(request):
    """All decisions a person may see: the region's, or those about the own unit."""
    rows = ConsequenceDecision.objects.visible_to(request.access).filter(run__region=region_of(request))
    rows = rows.select_related("unit", "decided_by")
    title = "考核结果运用决定"
    if "export" in request.GET:
        table = decision_table(list(rows), title=title)
        return sheets(request, [table], title, subject=region_of(request))
    page = page_of(rows, request)
    found = list(page.object_list)
    oversees = acts_in(request.access, region_of(request), OVERSIGHT_ROLES)
    talks = talks_after(row.pk for row in found) if oversees else None
    table = decision_table(found, title=title, talks=talks)
    return render(request, "assessment/decision_list.html", {"page": page, "table": table})
