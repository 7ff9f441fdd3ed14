"""Marking rounds to look at: the list, progress and result of one, the marks of a unit, the papers behind them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.models import MarkingRound, PanelMark, RoundState
from assessment.reports.rounds import (
    board_table,
    list_table,
    marks_of,
    marks_table,
    result_tables,
    results_of,
    with_counts,
)
from assessment.views.asking import posts_of
from assessment.views.marks import MARKERS
from assessment.views.place import SECOND_ROLES, acts_in, region_of, sheets
from assessment.views.seeing import Seeing
from promo.models.event import record
from promo.web.downloads import attachment
from promo.web.paging import page_of
from promo.web.uploads import CONTENT_TYPES, suffix_of
from units.access import BUSINESS_ROLES, open_to

PAPER = (
    "评分佐证材料"  # the record of a download is read by others: the name of a file may tell what was marked
)


@open_to(BUSINESS_ROLES)
@require_safe
def round_list(request):
    rows = with_counts(MarkingRound.objects.visible_to(request.access))
    if "export" in request.GET:
        return sheets(request, [list_table(list(rows))], "多人评分", subject=region_of(request))
    page = page_of(rows, request)
    context = {
        "page": page,
        "table": list_table(page.object_list),
        "may_open": request.access.has(MARKERS),
    }
    return render(request, "assessment/round_list.html", context)


def find(request, pk: int) -> MarkingRound:
    people = ("opened_by", "closed_by", "confirmed_by", "cancelled_by")
    rows = MarkingRound.objects.visible_to(request.access).select_related("scheme__region", *people)
    return get_object_or_404(rows, pk=pk)


@open_to(BUSINESS_ROLES)
@require_safe
def round_show(request, pk: int):
    row, now = find(request, pk), timezone.now()
    seeing = Seeing(request.access, row)
    markers = list(row.markers.select_related("user"))
    board = board_table(markers, posts_of(markers, on=timezone.localdate(now))) if seeing.board else None
    results = _results(seeing)
    if "export" in request.GET:
        tables = [*results, *([board] if board else []), *_all_marks(seeing)]
        if not tables:
            raise Http404
        return sheets(request, tables, row.title, subject=row)
    in_region = row.scheme.region
    context = {
        "row": row,
        "board": board,
        "results": results,
        "seeing": seeing,
        "mine": next((one for one in markers if one.user_id == request.user.pk), None),
        "asked": len(markers),
        "handed_in": sum(one.has_handed_in for one in markers),
        "takes_marks": row.takes_marks(at=now),
        "is_over": row.state == RoundState.OPEN and not row.takes_marks(at=now),
        "may_run": acts_in(request.access, in_region, MARKERS),
        "may_confirm": acts_in(request.access, in_region, SECOND_ROLES)
        and row.opened_by_id != request.user.pk
        and all(one.user_id != request.user.pk for one in markers),
    }  # fmt: skip
    return render(request, "assessment/round_show.html", context)


def _results(seeing: Seeing) -> list:
    units = seeing.units()
    if not units:
        return []
    return result_tables(seeing.row, results_of(seeing.row, units), opens=lambda unit_id: True)


def _all_marks(seeing: Seeing) -> list:
    if not seeing.names or not seeing.everybody:
        return []
    return [marks_table(seeing.row, marks_of(seeing.row), title="评分明细", with_unit=True)]


@open_to(BUSINESS_ROLES)
@require_safe
def round_unit(request, pk: int, unit_pk: int):
    """One unit: what its marks come to, and every mark for those who may see it."""
    row = find(request, pk)
    seeing = Seeing(request.access, row)
    unit = next((one for one in seeing.units() if one.unit_id == unit_pk), None)
    if unit is None:
        raise Http404
    (result,) = results_of(row, [unit])
    marks = marks_of(row, unit_id=unit_pk) if seeing.names else []
    if not seeing.everybody:
        marks = [one for one in marks if one.version == one.marker.version]
    title = f"{unit.unit_name}：{row.title}"
    table = marks_table(row, marks, title=title) if seeing.names else None
    if "export" in request.GET:
        if table is None:
            raise Http404
        return sheets(request, [table], title, subject=row)
    context = {"row": row, "unit": unit, "result": result, "table": table}
    return render(request, "assessment/round_unit.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def panel_file(request, pk: int):
    """The paper behind a mark: the marker's own, and of a closed round for those who see its marks."""
    rows = PanelMark.objects.exclude(file_name="").select_related("marker__round__scheme__region")
    mark = get_object_or_404(
        rows.filter(marker__round__in=MarkingRound.objects.visible_to(request.access)), pk=pk
    )
    if mark.marker.user_id != request.user.pk:
        seeing = Seeing(request.access, mark.marker.round)
        if mark.handed_in_at is None or not seeing.paper_of(mark.unit_id):
            raise Http404
    record(mark.marker.round, "downloaded", by=request.user, at=timezone.now(), what=PAPER)
    kind = CONTENT_TYPES.get(suffix_of(mark.file_name), "application/octet-stream")
    return attachment(mark.file.open("rb"), mark.file_name, kind)
