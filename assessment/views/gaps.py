"""How far each unit of a finished run is from the place above, and what would close it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessment.models import ScoreRun
from assessment.reports.gaps import gap_tables
from assessment.views.place import may_try, sheets
from promo.days import show_day
from units.access import REGION_ROLES, open_to


@open_to(REGION_ROLES)
@require_safe
def run_gaps(request, pk: int):
    """Worked out from the run's own figures each time it is opened; nothing is saved."""
    runs = ScoreRun.objects.visible_to(request.access).finished().select_related("scheme", "region")
    run = get_object_or_404(runs, pk=pk)
    tables = gap_tables(run)
    if "export" in request.GET:
        name = f"{run.region.name}考核排名差距测算（截至{show_day(run.until)}）"
        return sheets(request, tables, name, subject=run)
    context = {"run": run, "tables": tables, "may_try": may_try(request.access, run.region)}
    return render(request, "assessment/run_gaps.html", context)
