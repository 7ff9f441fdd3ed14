"""One number of a unit's result, opened: every posting it is made of, with its factor, down to the last digit."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.functions.words import quantity
from assessment.reports.inputs import behind_input, behind_table
from assessment.reports.measure_words import measure_words
from assessment.views.lines import line_in_sight, number
from assessment.views.place import sheets
from promo.web.paging import page_of
from units.access import BUSINESS_ROLES, open_to


@open_to(BUSINESS_ROLES)
@require_safe
def input_show(request, pk: int, unit_pk: int, code: str, path: str):
    run, line = line_in_sight(request, pk, unit_pk)
    found = behind_input(run, line, code, path)
    if found is None:
        raise Http404
    title = f"{line.unit_name}{found.given['label']}明细"
    notes = [*measure_words(found.source), f"合计为全部{len(found.rows):,}条之和。"]
    if "export" in request.GET:
        table = behind_table(found, found.rows, title=title, notes=notes)
        return sheets(request, [table], title, subject=run)
    page = page_of(found.rows, request)
    value = number(found.given["value"])
    context = {
        "run": run,
        "line": line,
        "label": found.given["label"],
        "value": "—" if value is None else quantity(value, found.given["unit"]),
        "page": page,
        "table": behind_table(found, page.object_list, title=title, notes=notes),
    }
    return render(request, "assessment/input_show.html", context)
