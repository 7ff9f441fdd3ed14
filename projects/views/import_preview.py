"""The page of a ledger import: what it is, its rows by outcome and problem, and what can be done about it."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions, intake
from projects.models import CHECKERS, MAY_COME_IN, BatchState, ImportBatch, RowOutcome
from projects.views.imports import IMPORTERS, batch_of
from promo.web.paging import page_of
from units.access import OFFICE_ROLES, open_to
from units.models import Unit

WORKING = (BatchState.READING, BatchState.IMPORTING)
CONSIDERED = (*MAY_COME_IN, RowOutcome.REFUSED)
OF_LATER = (RowOutcome.CHANGED, RowOutcome.SAME, RowOutcome.GONE)  # only of a ledger that comes again


def _tally(batch: ImportBatch) -> tuple[dict[str, int], int, int]:
    """How many rows of each outcome there are, how many of all are chosen, and how many of these change a project."""
    chosen, known = Count("pk", Q(is_chosen=True)), Count("pk", Q(is_chosen=True, target__isnull=False))
    rows = list(
        batch.rows.order_by().values_list("outcome").annotate(all=Count("pk"), chosen=chosen, known=known)
    )
    return {row[0]: row[1] for row in rows}, sum(row[2] for row in rows), sum(row[3] for row in rows)


@open_to(IMPORTERS)
@require_safe
def import_show(request, pk: int):
    batch = batch_of(request, pk)
    counts, chosen, updated = _tally(batch)
    outcome, kind = _filters(request)
    rows = batch.rows.filter(outcome=outcome) if outcome else batch.rows.all()
    if kind:
        rows = rows.filter(kinds__contains=f" {kind} ")
    page = page_of(rows.select_related("project", "target").order_by("pk"), request)
    kinds = _kinds(batch, outcome)
    may_act = request.access.acts_in(batch.region, OFFICE_ROLES) or batch.uploaded_by_id == request.user.pk
    asks_units = (
        may_act and batch.state == BatchState.READY and any(one[0] == "unit_unknown" for one in kinds)
    )
    live = batch.state in WORKING and batch.job is not None and batch.job.is_live
    context = {
        "batch": batch,
        "tone": intake.BATCH_TONES[batch.state],
        "is_live": live,
        "is_stuck": batch.state in WORKING and not live,
        "counts": [
            (code, name, counts.get(code, 0))
            for code, name in RowOutcome.choices
            if counts.get(code) or code not in OF_LATER
        ],
        "total": sum(counts.values()),
        "chosen": chosen,
        "alike": counts.get(RowOutcome.ALIKE, 0),
        "twin": _waiting_twin(request, batch),
        "unjudged": _unjudged(batch, counts) if may_act else 0,
        "updated": updated,
        "created": chosen - updated,
        "left_out": sum(counts.get(code, 0) for code in CONSIDERED) - chosen,
        "outcome": outcome,
        "kind": kind,
        "kinds": kinds,
        "overtaken": actions.overtaken(batch) if batch.state == BatchState.READY else (),
        "unit_names": _unit_names(request, batch) if asks_units else (),
        "asks_units": asks_units,
        "page": page,
        "rows": [intake.ShownRow(row, batch) for row in page],
        "remarks": intake.remarks_of(batch),
        "whole_alone": _tells_the_whole_alone(batch),
        "totals": intake.totals_of(batch),
        **_sheets(batch),
        "may_check": request.access.has(CHECKERS),
        "may_act": may_act,
    }
    return render(request, "projects/import_show.html", context)


def _sheets(batch: ImportBatch) -> dict:
    return {
        "sheets": [sheet for sheet in batch.columns if sheet["columns"]],
        "passed_over": [sheet for sheet in batch.columns if not sheet["columns"]],
    }


def _tells_the_whole_alone(batch: ImportBatch) -> bool:
    meanings = ([column.get("field", "") for column in sheet["columns"]] for sheet in batch.columns)
    return batch.state == BatchState.READY and any(map(intake.tells_the_whole_alone, meanings))


def _waiting_twin(request, batch: ImportBatch) -> ImportBatch | None:
    """The same file, uploaded once more and waiting as well."""
    if batch.state != BatchState.READY:
        return None
    same = ImportBatch.objects.visible_to(request.access).filter(region=batch.region_id, sha256=batch.sha256)
    return same.filter(state=BatchState.READY).exclude(pk=batch.pk).select_related("uploaded_by").first()


def _unjudged(batch: ImportBatch, counts: dict[str, int]) -> int:
    """Likenesses that wait for a person's word."""
    if batch.state != BatchState.READY or not counts.get(RowOutcome.ALIKE):
        return 0
    return batch.rows.filter(outcome=RowOutcome.ALIKE, verdict="").count()


def _unit_names(request, batch: ImportBatch):
    """The names to choose from where a cell is put right."""
    units = Unit.objects.active(on=timezone.localdate()).filter(region__path__startswith=batch.region.path)
    own = intake.own_units_of(request.access, batch.region)
    return (units if own is None else units.filter(pk__in=own)).values_list("name", flat=True)


def _filters(request) -> tuple[str, str]:
    outcome, kind = request.GET.get("outcome", ""), request.GET.get("kind", "")
    return outcome if outcome in RowOutcome.values else "", kind if kind in intake.KINDS else ""


def _kinds(batch: ImportBatch, outcome: str) -> list[tuple[str, str, int]]:
    """The kinds of problems among the rows shown, with how many rows have each."""
    rows = batch.rows.filter(outcome=outcome) if outcome else batch.rows.all()
    return intake.kinds_among(rows.exclude(kinds="").order_by().values_list("kinds").annotate(Count("pk")))
