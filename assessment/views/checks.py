"""A published ranking checked against the ledger: the button, the progress, what came out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment import actions
from assessment.models import RunState
from assessment.reports.verifying.differences import difference_table, from_data
from assessment.views.place import must_act_in, sheets
from assessment.views.runs import run_in_sight
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OVERSIGHT_ROLES, open_to

SHOWN = 5  # earlier checks


@open_to(OVERSIGHT_ROLES)
@writes
@require_http_methods(["GET", "HEAD", "POST"])
def run_check(request, pk: int):
    run = run_in_sight(request, pk)
    must_act_in(request.access, run.region, OVERSIGHT_ROLES)
    if run.state != RunState.PUBLISHED:
        raise Http404
    if request.method == "POST":
        try:
            actions.request_check(run=run, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect("assessment:run_check", pk)
    checks = list(run.checks.select_related("requested_by", "job")[: SHOWN + 1])
    latest = checks[0] if checks else None
    results = from_data(latest.result) if latest and latest.finished_at else []
    table = difference_table(results)
    if "export" in request.GET and results:
        return sheets(request, [table], f"{run.region.name}第{run.number}期排名复核结果", subject=run)
    context = {"run": run, "latest": latest, "results": results, "table": table, "earlier": checks[1:]}
    return render(request, "assessment/run_check.html", context)
