"""Looking over what a ledger brought: rows drawn at random beside their source cells, then everything verified."""

from secrets import token_hex

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions, intake
from projects.authors import hand_in_batch, has_corrected
from projects.awaiting import awaited_ledgers
from projects.forms.sampling import CheckForm, DrawForm, VerifyForm
from projects.models import CHECKERS, Arrival, BatchState, FactState, ImportBatch, Milestone, SampledRow
from projects.views.common import send_out
from promo.models import Event
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import open_to
from units.models import Role

SHOWN = 5  # samples on the page; all stand in its workbook
USUAL = 20


def _batches(request):
    around = ("region", "uploaded_by", "confirmed_by", "job")
    return ImportBatch.objects.checked_by(request.access).select_related(*around)


def _told(batches: list[ImportBatch]) -> list[ImportBatch]:
    """With how many facts wait and were verified, and what its samples found; three statements."""
    counts: dict[tuple[int, str], int] = {}
    states = (FactState.RECORDED, FactState.VERIFIED)
    for model in (Milestone, Arrival):
        rows = model.objects.filter(import_row__batch__in=batches, state__in=states).order_by()
        for batch, state, count in rows.values_list("import_row__batch", "state").annotate(Count("pk")):
            counts[batch, state] = counts.get((batch, state), 0) + count
    found: dict[int, dict[str, int]] = {}
    drawn = SampledRow.objects.filter(sample__batch__in=batches).order_by()
    for batch, verdict, count in drawn.values_list("sample__batch", "verdict").annotate(Count("pk")):
        found.setdefault(batch, {})[verdict] = count
    for batch in batches:
        batch.waiting_count = counts.get((batch.pk, FactState.RECORDED), 0)
        batch.verified_count = counts.get((batch.pk, FactState.VERIFIED), 0)
        batch.sample_words = _words(found.get(batch.pk, {}))
    return batches


def _words(found: dict[str, int]) -> str:
    if not found:
        return "未抽查"
    words = f"抽查{sum(found.values())}行，不一致{found.get('differs', 0)}行"
    return f"{words}，{found['']}行未核对" if found.get("") else words


@open_to(CHECKERS)
@require_safe
def import_check_list(request):
    rows = _batches(request).filter(state=BatchState.DONE).order_by("-confirmed_at", "-pk")
    page = page_of(rows, request, per_page=20)
    table = intake.checking_table(_told(list(page.object_list)), as_of=timezone.now())
    return render(request, "projects/import_check_list.html", {"page": page, "table": table})


@open_to(CHECKERS)
@require_safe
def import_check_list_export(request):
    rows = _batches(request).filter(state=BatchState.DONE).order_by("-confirmed_at", "-pk")
    return send_out(
        request, [intake.checking_table(_told(list(rows)), as_of=timezone.now())], "台账抽查与核实"
    )


@open_to(CHECKERS)
@writes
def import_check(request, pk: int):
    """What waits of an import, its samples, and a further one to draw."""
    batch = get_object_or_404(_batches(request), pk=pk)
    form = DrawForm(request.POST or None, initial={"size": USUAL})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.draw_sample(
                batch=batch, size=said["size"], seed=said["seed"] or token_hex(4), by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("projects:import_check", batch.pk)
    return _page(request, batch, form, VerifyForm())


def _page(request, batch: ImportBatch, form: DrawForm, verify_form: VerifyForm):
    (batch,) = _told([batch])
    now, own = timezone.now(), hand_in_batch(batch, request.user)
    drawn = batch.samples.order_by("-pk")
    samples = [
        {"sample": sample, "result": actions.result_of(sample), "table": _table(sample, now)}
        for sample in drawn.select_related("drawn_by", "batch")[:SHOWN]
    ]
    context = {
        "batch": batch, "form": form, "verify_form": verify_form, "samples": samples,
        "drawn_count": drawn.count(), "own": own,
        "is_done": batch.state == BatchState.DONE,
        "is_live": batch.state == BatchState.DONE and batch.job is not None and batch.job.is_live,
        "is_open": any(one["result"].left for one in samples),
        "awaited": _awaited(request, batch), "left": _left(batch),
        "may_verify": request.access.has({Role.OFFICE_DIRECTOR}) and not own,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/import_check.html", context, status=status)


def _awaited(request, batch: ImportBatch) -> list[dict]:
    """Ledgers that come before this one, with how many facts wait for each; a link where the person sees it."""
    rows = awaited_ledgers(batch) if batch.waiting_count else []
    seen = (
        set(_batches(request).filter(pk__in=[one.pk for one, _ in rows]).values_list("pk", flat=True))
        if rows
        else ()
    )
    return [{"batch": one, "count": count, "in_sight": one.pk in seen} for one, count in rows]


def _left(batch: ImportBatch) -> str:
    """Why the last run left what it left."""
    if not batch.waiting_count:
        return ""
    last = Event.objects.about(batch).filter(verb="import_verified").order_by("-pk").first()
    return last.detail.get("reason", "") if last else ""


def _table(sample, now):
    return intake.sample_table(sample, _drawn(sample), as_of=now)


def _drawn(sample):
    return sample.rows.select_related("row", "checked_by").order_by("place")


@open_to(CHECKERS)
@require_safe
def import_check_export(request, pk: int):
    """Every sample of an import, a sheet each."""
    batch = get_object_or_404(_batches(request), pk=pk)
    now = timezone.now()
    tables = [_table(sample, now) for sample in batch.samples.select_related("batch").order_by("-pk")]
    (batch,) = _told([batch])
    tables = tables or [intake.checking_table([batch], as_of=now)]
    return send_out(request, tables, "台账抽查", filter_note=batch.name)


@open_to(CHECKERS)
@writes
def import_check_row(request, pk: int, row_pk: int):
    """One imported row: every source cell beside what the register holds, and what the person finds of it."""
    batch = get_object_or_404(_batches(request), pk=pk)
    row = get_object_or_404(batch.rows.select_related("target"), pk=row_pk)
    drawn = SampledRow.objects.filter(sample__batch=batch, row=row).select_related("sample__batch", "row")
    one = drawn.order_by("-sample").first()
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if one is None:
                raise Refused("该行未被抽中。")
            actions.check_sampled(one=one, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _next_row(request, batch, one)
    context = {
        "batch": batch, "row": row, "one": one, "form": form, "cells": intake.side_by_side(batch, row),
        "project": getattr(row, "project", None) or row.target,
        "own": hand_in_batch(batch, request.user), "has_typed": has_corrected(row, request.user),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/import_check_row.html", context, status=status)


def _next_row(request, batch: ImportBatch, one: SampledRow):
    """On to the next row that nobody opened yet, or back to the sample."""
    waiting = SampledRow.objects.filter(sample=one.sample, verdict="").order_by("place").first()
    messages.success(request, f"第{one.place}行已核对。" if waiting else "抽取的行已全部核对。")
    if waiting is None:
        return redirect("projects:import_check", batch.pk)
    return redirect("projects:import_check_row", batch.pk, waiting.row_id)


@open_to(Role.OFFICE_DIRECTOR)
@require_POST
@writes
def import_check_verify(request, pk: int):
    """Have all verified that the import brought, beside what its samples found; where the person is the director, not
    where he only looks over."""
    directs = request.access.regions_q("region__path", {Role.OFFICE_DIRECTOR})
    batch = get_object_or_404(_batches(request).filter(directs), pk=pk)
    form = VerifyForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.ask_bulk_verification(batch=batch, reason=reason, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已开始成批核实。")
            return redirect("projects:import_check", batch.pk)
    return _page(request, batch, DrawForm(initial={"size": USUAL}), form)
