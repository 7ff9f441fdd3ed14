"""A finished run beside an earlier one of the same scheme: who moved, by what, and what each fact was worth."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessment.models import ScoreRun
from assessment.reports.comparison import cause_table, change_tables, compare, earlier_runs
from assessment.views.place import may_try, sheets, whole
from projects.models import Posting
from promo.days import show_day
from promo.web.paging import page_of
from units.access import REGION_ROLES, open_to


@open_to(REGION_ROLES)
@require_safe
def run_compare(request, pk: int):
    """Against ?with=, otherwise the run's own previous one; worked out each time, nothing is saved."""
    runs = ScoreRun.objects.visible_to(request.access).finished().select_related("scheme", "region")
    run = get_object_or_404(runs, pk=pk)
    choices = earlier_runs(run).filter(pk__in=runs).defer("frozen").select_related("scheme", "region")
    earlier = _asked(request, run, choices)
    if earlier is None:
        alone = {"run": run, "may_try": may_try(request.access, run.region)}
        return render(request, "assessment/run_compare.html", alone)
    postings = Posting.objects.visible_to(request.access).filter(region=run.region)
    found = compare(earlier, run, postings)
    tables = change_tables(found)
    if "export" in request.GET:
        name = f"{run.region.name}考核排名对比（{show_day(earlier.until)}至{show_day(run.until)}）"
        return sheets(request, [*tables, cause_table(found)], name, subject=run)
    page = page_of(found.worths, request)
    context = {
        "run": run, "earlier": earlier, "choices": choices[:30], "tables": tables, "page": page,
        "causes": cause_table(found, list(page.object_list)), "count": len(found.worths),
        "may_try": may_try(request.access, run.region),
    }  # fmt: skip
    return render(request, "assessment/run_compare.html", context)


def _asked(request, run: ScoreRun, choices) -> ScoreRun | None:
    if asked := request.GET.get("with"):
        return get_object_or_404(choices, pk=whole(asked))
    return choices.filter(pk=run.previous_id).first() or choices.first()
