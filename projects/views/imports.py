"""Pages of ledger imports: upload, look through, choose, confirm, undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions, intake
from projects.forms.imports import LedgerForm, StepForm
from projects.models import CHECKERS, MAY_COME_IN, BatchState, ImportBatch, RowOutcome
from projects.views.common import send_out
from promo.refusal import Refused
from promo.web.forms import PromoForm
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, Access, open_to
from units.models import Region, Role, Unit

IMPORTERS = OFFICE_ROLES | {Role.UNIT_CLERK}
WORKING = (BatchState.READING, BatchState.IMPORTING)
CONSIDERED = (*MAY_COME_IN, RowOutcome.REFUSED)
OF_LATER = (RowOutcome.CHANGED, RowOutcome.SAME, RowOutcome.GONE)  # only of a ledger that comes again


def _batches(request):
    around = ("region", "uploaded_by", "confirmed_by", "undone_by", "job")
    return ImportBatch.objects.visible_to(request.access).select_related(*around)


def batch_of(request, pk: int) -> ImportBatch:
    return get_object_or_404(_batches(request), pk=pk)


def batch_to_act_on(request, pk: int) -> ImportBatch:
    """The office acts on every import of its region, a unit clerk on the own ones; seen but not the own is 403."""
    batch = batch_of(request, pk)
    if not request.access.has(OFFICE_ROLES) and batch.uploaded_by != request.user:
        raise PermissionDenied
    return batch


def _with_counts(batches):
    counts = {f"{code}_count": Count("rows", Q(rows__outcome=code)) for code in RowOutcome.values}
    done = Q(rows__imported_at__isnull=False, state=BatchState.DONE)
    return batches.annotate(**counts, imported_count=Count("rows", done)).order_by("-uploaded_at", "-pk")


def region_of(access: Access) -> Region:
    """The region a person's ledger belongs to: that of the office, otherwise that of the own unit."""
    offices = [row.unit.region for row in access.memberships if row.role in OFFICE_ROLES]
    return offices[0] if offices else access.units[0].region


@open_to(IMPORTERS)
@require_safe
def import_list(request):
    page = page_of(_with_counts(_batches(request)), request, per_page=20)
    table = intake.batch_table(page.object_list, as_of=timezone.now())
    return render(request, "projects/import_list.html", {"page": page, "table": table})


@open_to(IMPORTERS)
@require_safe
def import_list_export(request):
    table = intake.batch_table(list(_with_counts(_batches(request))), as_of=timezone.now())
    return send_out(request, [table], "台账导入")


@open_to(IMPORTERS)
@writes
def import_add(request):
    today = timezone.localdate()
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LedgerForm(*bound, initial={"cut_off_on": today}, today=today)
    same = None
    if form.is_valid():
        try:
            batch = actions.receive_ledger(
                region=region_of(request.access), by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
            same = getattr(refusal, "batch", None)
        else:
            return redirect("projects:import_show", batch.pk)
    if same and not ImportBatch.objects.visible_to(request.access).filter(pk=same.pk).exists():
        same = None
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/import_add.html", {"form": form, "same": same}, status=status)


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
    may_act = request.access.has(OFFICE_ROLES) or batch.uploaded_by_id == request.user.pk
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
        "overtaken": intake.overtaken(batch) if batch.state == BatchState.READY else (),
        "unit_names": _unit_names(request, batch) if asks_units else (),
        "asks_units": asks_units,
        "page": page,
        "rows": [intake.ShownRow(row, batch) for row in page],
        "remarks": intake.remarks_of(batch),
        "totals": intake.totals_of(batch),
        "sheets": [sheet for sheet in batch.columns if sheet["columns"]],
        "passed_over": [sheet for sheet in batch.columns if not sheet["columns"]],
        "may_check": request.access.has(CHECKERS),
        "may_act": may_act,
    }
    return render(request, "projects/import_show.html", context)


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
    own = intake.own_units_of(request.access)
    return (units if own is None else units.filter(pk__in=own)).values_list("name", flat=True)


def _filters(request) -> tuple[str, str]:
    outcome, kind = request.GET.get("outcome", ""), request.GET.get("kind", "")
    return outcome if outcome in RowOutcome.values else "", kind if kind in intake.KINDS else ""


def _kinds(batch: ImportBatch, outcome: str) -> list[tuple[str, str, int]]:
    """The kinds of problems among the rows shown, with how many rows have each."""
    rows = batch.rows.filter(outcome=outcome) if outcome else batch.rows.all()
    return intake.kinds_among(rows.exclude(kinds="").order_by().values_list("kinds").annotate(Count("pk")))


@open_to(IMPORTERS)
@require_POST
@writes
def import_confirm(request, pk: int):
    batch = batch_to_act_on(request, pk)
    names = intake.overtaken(batch) if batch.state == BatchState.READY else ()
    if names:
        told = f"“{names[0]}”等{len(names)}个项目" if len(names) > 1 else f"“{names[0]}”"
        messages.error(request, f"{told}在本批读取后已由其他台账导入，请重新核对后再确认。")
        return redirect("projects:import_show", pk)
    own_units = intake.own_units_of(request.access)
    return _press(request, pk, actions.confirm_import, "已确认导入。", own_units=own_units)


@open_to(IMPORTERS)
@require_POST
@writes
def import_drop(request, pk: int):
    return _press(request, pk, actions.drop_import, "已放弃本次导入，项目库没有改动。")


@open_to(IMPORTERS)
@require_POST
@writes
def import_undo(request, pk: int):
    return _press(request, pk, actions.undo_import, "已撤销导入，本批项目和记录均已撤回。")


def _press(request, pk: int, action, done: str, **more):
    """One button of a batch: act on it as it was shown, and say what came of it."""
    batch, form = batch_to_act_on(request, pk), StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(first_error(form))
        action(batch=batch, version=form.cleaned_data["version"], by=request.user, at=timezone.now(), **more)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("projects:import_show", batch.pk)


def first_error(form: PromoForm) -> str:
    return next(iter(form.errors.values()))[0]


@open_to(IMPORTERS)
@require_POST
@writes
def import_retry(request, pk: int):
    """Ask again for the work of a batch whose job gave up, or have one that waits held against the register anew."""
    batch = batch_to_act_on(request, pk)
    ways = {BatchState.READING: actions.have_it_read, BatchState.READY: actions.check_again}
    again = ways.get(batch.state, actions.continue_import)
    try:
        again(batch=batch, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:import_show", batch.pk)
