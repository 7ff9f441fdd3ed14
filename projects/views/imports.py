"""Pages of ledger imports: upload, look through, choose, confirm, undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions, intake
from projects.forms.imports import LedgerForm, StepForm
from projects.models import BatchState, ImportBatch, RowOutcome
from projects.views.common import send_out
from promo.refusal import Refused
from promo.web.forms import PromoForm
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, Access, open_to
from units.models import Region, Role

IMPORTERS = OFFICE_ROLES | {Role.UNIT_CLERK}


def _batches(request):
    around = ("region", "uploaded_by", "confirmed_by", "undone_by", "job")
    return ImportBatch.objects.visible_to(request.access).select_related(*around)


def batch_of(request, pk: int) -> ImportBatch:
    return get_object_or_404(_batches(request), pk=pk)


def batch_to_act_on(request, pk: int) -> ImportBatch:
    """The office acts on every import of its region, a unit clerk on the own ones; seen but not the own is 403."""
    batch = batch_of(request, pk)
    if not request.access.acts_in(batch.region, OFFICE_ROLES) and batch.uploaded_by != request.user:
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


@open_to(IMPORTERS)
@require_POST
@writes
def import_confirm(request, pk: int):
    own_units = intake.own_units_of(request.access, batch_of(request, pk).region)
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
    """One button of a batch."""
    batch = batch_to_act_on(request, pk)
    return press(request, action, done, to=("projects:import_show", batch.pk), batch=batch, **more)


def press(request, action, done: str, *, to: tuple, **given):
    """One button: act on what was shown in the version it was shown in, say what came of it, and go back."""
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(first_error(form))
        action(version=form.cleaned_data["version"], by=request.user, at=timezone.now(), **given)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(*to)


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
