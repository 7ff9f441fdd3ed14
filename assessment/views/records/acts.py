"""What is done to records: entered, amended, withdrawn, verified one by one or many, returned, taken back."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment import actions
from assessment.forms.records import AmendForm, RecordForm, ReturnForm, ReverseForm, VersionForm
from assessment.models import FigureKind, UnitRecord
from assessment.views.place import acts_in
from assessment.views.records.common import (
    KEEPERS,
    RECORDERS,
    VERIFIERS,
    clerk_units,
    keeps,
    may_change,
    must,
    record_in_sight,
)
from assessment.views.records.lists import shown
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to
from units.models import Unit

MANY = 200
REASONS_SHOWN = 5


@open_to(RECORDERS)
@writes
def record_add(request):
    """For every unit of the region, or for the own unit of a clerk."""
    now = timezone.now()
    today = timezone.localdate(now)
    kinds = FigureKind.objects.active().visible_to(request.access)
    mine = Q(pk__in=clerk_units(request.access))
    units = Unit.objects.filter(request.access.regions_q("region__path", KEEPERS) | mine).active(on=today)
    asked = {name: request.GET[name][:20] for name in ("unit", "kind") if name in request.GET}
    if len(own := units[:2]) == 1:
        asked = {"unit": own[0].pk} | asked
    form = RecordForm(
        request.POST or None, request.FILES or None, kinds=kinds, units=units, today=today, initial=asked
    )
    if request.method == "POST" and form.is_valid():
        given = form.for_action()
        own = not keeps(request.access, given["unit"].region)
        try:
            row = actions.enter_record(**given, by_unit=own, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{row.unit.name}的{row.kind.name}已登记，待他人核实。")
            return redirect(row)
    return _form(request, "assessment/record_add.html", {"form": form})


@open_to(RECORDERS)
@writes
def record_amend(request, pk: int):
    row = record_in_sight(request, pk)
    must(may_change(request.access, row))
    now = timezone.now()
    form = AmendForm(
        request.POST or None,
        request.FILES or None,
        kind=row.kind,
        today=timezone.localdate(now),
        initial=AmendForm.start(row),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_record(row=row, **form.for_action(), by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已保存，待他人核实。")
            return redirect(row)
    return _form(request, "assessment/record_amend.html", {"form": form, "row": row})


@open_to(RECORDERS)
@require_POST
@writes
def record_withdraw(request, pk: int):
    row = record_in_sight(request, pk)
    must(may_change(request.access, row))
    return _press(request, row, VersionForm(request.POST), actions.withdraw_record, "已撤回。")


@open_to(VERIFIERS)
@require_POST
@writes
def record_verify(request, pk: int):
    row = record_in_sight(request, pk)
    must(acts_in(request.access, row.kind.region, VERIFIERS))
    return _press(request, row, VersionForm(request.POST), actions.verify_record, "已核实。")


@open_to(VERIFIERS)
@require_POST
@writes
def record_return(request, pk: int):
    row = record_in_sight(request, pk)
    must(acts_in(request.access, row.kind.region, VERIFIERS))
    form = ReturnForm(request.POST)
    return _press(request, row, form, actions.return_record, "已退回。", return_form=form)


def _press(request, row: UnitRecord, form, action, done: str, **forms):
    if form.is_valid():
        try:
            action(row=row, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(row)
    if not forms:
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect(row)
    return render(request, "assessment/record_show.html", shown(request, row, **forms), status=422)


@open_to(VERIFIERS)
@require_POST
@writes
def record_verify_many(request):
    """Ticked rows as 'id:version'; those that cannot be verified are told and left."""
    seen = dict(pair for text in request.POST.getlist("record")[:MANY] if (pair := _pair(text)))
    rows = UnitRecord.objects.visible_to(request.access).filter(pk__in=seen)
    rows = rows.select_related("kind__region", "unit")
    mine = [row for row in rows if acts_in(request.access, row.kind.region, VERIFIERS)]
    done, refused = actions.verify_records(
        rows=[(row, seen[row.pk]) for row in mine], by=request.user, at=timezone.now()
    )
    if done:
        messages.success(request, f"已核实{len(done)}条。")
    elif not refused:
        messages.error(request, "没有勾选记录。")
    for sentence in refused[:REASONS_SHOWN]:
        messages.error(request, sentence)
    if len(refused) > REASONS_SHOWN:
        messages.error(request, f"另有{len(refused) - REASONS_SHOWN}条未核实，请逐条查看。")
    return redirect(f"{request.path.removesuffix('verify/')}?state=recorded")


def _pair(text: str) -> tuple[int, int] | None:
    parts = text.split(":")
    good = len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts)
    return (int(parts[0]), int(parts[1])) if good else None


@open_to(KEEPERS)
@writes
def record_reverse(request, pk: int):
    row = record_in_sight(request, pk)
    must(keeps(request.access, row.kind.region))
    now = timezone.now()
    today = timezone.localdate(now)
    form = ReverseForm(
        request.POST or None, request.FILES or None, today=today, initial={"statistical_on": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            against = actions.reverse_record(row=row, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已申请冲销，待他人核实后生效。")
            return redirect(against)
    return _form(request, "assessment/record_reverse.html", shown(request, row, form=form))


def _form(request, template: str, context: dict):
    return render(request, template, context, status=422 if request.method == "POST" else 200)
