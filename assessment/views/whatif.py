"""A ranking on a scratch copy: other weights, targets, facts or marks, and who would move. Writes nothing."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.facts import known_now
from assessment.forms.whatif import WhatIfForm
from assessment.models import ScoreRun
from assessment.reports.grounds import Grounds
from assessment.reports.ranking import group_name
from assessment.reports.supposed import BANNER, would_be, would_table
from assessment.views.place import TRYING_ROLES, must_act_in, sheets, whole
from promo.days import show_day
from units.access import open_to


@open_to(TRYING_ROLES)
@require_safe
def run_whatif(request, pk: int):
    """Everything travels in the address; the first look shows the empty form."""
    runs = ScoreRun.objects.visible_to(request.access).finished().select_related("scheme", "region")
    run = get_object_or_404(runs, pk=pk)
    must_act_in(request.access, run.region, TRYING_ROLES)
    grounds = _grounds(run, request.GET.get("data_of") == "today")
    number = _group_asked(request, grounds)
    if number is None:
        return render(request, "assessment/run_whatif.html", {"run": run, "banner": BANNER, "may_try": True})
    form = WhatIfForm(
        request.GET if "data_of" in request.GET else None,
        group=grounds.document.groups[number], members=grounds.members_in(number), clock=grounds.clock,
    )  # fmt: skip
    table = None
    if form.is_bound and form.is_valid():
        words = form.words()
        rows = would_be(grounds, number, form.points(), form.supposed())
        table = would_table(grounds, number, rows, words)
        if "export" in request.GET:
            name = f"{run.region.name}考核排名测算（截至{show_day(run.until)}）"
            return sheets(request, [table], name, subject=run, note=BANNER)
    context = {
        "run": run, "form": form, "table": table, "banner": BANNER, "may_try": True, "number": number,
        "groups": [(one, group_name(group)) for one, group in grounds.groups.items()],
    }  # fmt: skip
    return render(request, "assessment/run_whatif.html", context, status=422 if form.errors else 200)


def _grounds(run: ScoreRun, is_today: bool) -> Grounds:
    return Grounds(run, as_of=known_now(timezone.now())) if is_today else Grounds(run)


def _group_asked(request, grounds: Grounds) -> int | None:
    """The group of ?group=, otherwise the first that has units."""
    numbers = list(grounds.groups)
    if asked := request.GET.get("group"):
        if whole(asked) not in numbers:
            raise Http404
        return whole(asked)
    return numbers[0] if numbers else None
