"""The same ranking asked of today's facts, beside the one that was kept."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.countable import countables
from assessment.facts import changed_since, known_now, moved_since
from assessment.models import ScoreRun
from assessment.reports.standing import work_out
from assessment.reports.today import changed_table, comparison_tables, moved_table, names_of_marks
from assessment.views.place import may_try, sheets
from projects.models import Posting
from promo.days import show_day
from units.access import REGION_ROLES, open_to


@open_to(REGION_ROLES)
@require_safe
def run_today(request, pk: int):
    """Nothing is saved: the page is worked out anew each time it is opened."""
    runs = ScoreRun.objects.visible_to(request.access).finished().select_related("scheme__region", "previous")
    run = get_object_or_404(runs.defer("frozen"), pk=pk)
    now = known_now(timezone.now())
    standing = work_out(run.scheme, until=run.until, as_of=now, previous=run.previous)
    compared = comparison_tables(list(run.lines.all()), standing)
    postings = Posting.objects.visible_to(request.access).filter(region=run.region)
    moved = moved_since(
        run.scheme, standing.document, until=run.until, postings=postings, after=run.as_of, as_of=now
    )
    changed = changed_since(run.scheme, until=run.until, after=run.as_of, as_of=now)
    altered = changed_table(changed, names_of_marks(standing.document), countables(run.region))
    tables = [*compared, moved_table(moved), altered]
    if "export" in request.GET:
        name = f"{run.region.name}考核排名对照（截至{show_day(run.until)}）"
        return sheets(request, tables, name, subject=run)
    context = {
        "run": run, "now": now, "compared": compared, "moved": moved, "moved_table": tables[-2],
        "changed": changed, "changed_table": altered, "may_try": may_try(request.access, run.region),
    }  # fmt: skip
    return render(request, "assessment/run_today.html", context)
