"""One number of a unit's result, opened: every posting it is made of, with its factor, down to the last digit."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.functions.words import quantity
from assessment.reports.inputs import BehindInput, behind_input, behind_table, listed_input, listed_table
from assessment.reports.measure_words import measure_words
from assessment.reports.unit_names import with_unit_names
from assessment.views.lines import line_in_sight, number
from assessment.views.place import sheets
from assessment.views.records.lists import own_only
from promo.web.paging import page_of
from units.access import BUSINESS_ROLES, open_to

COUNTED = "入账、按本考核办法计入的记录。"
KNOWN = "核实、登记的记录，包括计入本行的各单位。"
NOTHING = "截止日期前没有符合条件的记录，本数为0。"


@open_to(BUSINESS_ROLES)
@require_safe
def input_show(request, pk: int, unit_pk: int, code: str, path: str):
    """The ledger's postings behind a number; of a line of several units also its records and reports."""
    run, line = line_in_sight(request, pk, unit_pk)
    found = behind_input(run, line, code, path) or listed_input(run, line, code, path)
    if found is None:
        raise Http404
    title = f"{line.unit_name}{found.given['label']}明细"
    if isinstance(found, BehindInput):
        notes = [*measure_words(with_unit_names(found.source)), f"合计为全部{len(found.rows):,}条之和。"]
        draw, note = partial(behind_table, found, title=title, notes=notes), COUNTED
    else:
        draw, note = (
            partial(listed_table, found, title=title, own_only=own_only(request), as_of=run.as_of),
            KNOWN,
        )
    if "export" in request.GET:
        return sheets(request, [draw(found.rows)], title, subject=run)
    page = page_of(found.rows, request)
    value = number(found.given["value"])
    context = {
        "run": run,
        "line": line,
        "label": found.given["label"],
        "value": "—" if value is None else quantity(value, found.given["unit"]),
        "page": page,
        "table": draw(page.object_list),
        "note": note,
        "nothing": NOTHING,
    }
    return render(request, "assessment/input_show.html", context)
