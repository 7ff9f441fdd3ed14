"""Corrections of published rankings: asking for one, its page, its workbook, the second person's answer."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.forms.publishing import ErratumForm, RefuseErratumForm
from assessment.models import Erratum, ErratumState, ScoreRun
from assessment.reports.stamps import erratum_stamp
from assessment.reports.standing import document_of
from assessment.views.place import RUN_ROLES, SECOND_ROLES, acts_in, must_act_in, sees_all, sheets
from assessment.views.runs import run_in_sight
from promo.refusal import Refused
from promo.tables import thaw
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to

AROUND = ("run__scheme", "run__region", "requested_by", "decided_by", "base", "unit")


@open_to(RUN_ROLES)
@writes
def erratum_add(request, pk: int):
    run = run_in_sight(request, pk)
    must_act_in(request.access, run.region, RUN_ROLES)
    form = ErratumForm(request.POST or None, request.FILES or None, run=run, items=_items(run))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.request_erratum(run=run, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已按现在的数据算出更正结果，由另一人核对批准后生效。")
            return redirect("assessment:erratum_show", row.pk)
    context = {"form": form, "run": run}
    return render(request, "assessment/erratum_add.html", context, status=422 if form.errors else 200)


def _items(run: ScoreRun) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for group in document_of(run.scheme).groups:
        for one in group.indicators:
            found.setdefault(one.code, one.name)
    return list(found.items())


def _erratum(request, pk: int) -> Erratum:
    return get_object_or_404(Erratum.objects.visible_to(request.access).select_related(*AROUND), pk=pk)


@open_to(BUSINESS_ROLES)
@require_safe
def erratum_show(request, pk: int):
    return _page(request, _erratum(request, pk))


def _page(request, erratum: Erratum, *, refuse=None):
    run, access = erratum.run, request.access
    waits = erratum.state == ErratumState.PROPOSED
    own = erratum.requested_by_id == request.user.pk
    decides = waits and not own and acts_in(access, run.region, SECOND_ROLES)
    everything = sees_all(access, run.region)
    tables = [thaw(frozen) for frozen in erratum.frozen["tables"]]
    others = run.errata.approved().exclude(pk=erratum.pk).defer("frozen")
    context = {
        "erratum": erratum,
        "run": run,
        "tables": tables,
        # what it stands on names projects, which a unit sees of its own only
        "facts": [thaw(frozen) for frozen in erratum.frozen["facts"]] if everything else [],
        "files": erratum.files.all() if everything else [],
        "others": others,
        "stamp": erratum_stamp(erratum, rows=sum(len(table.rows) for table in tables)),
        "waits_for_another": waits and own,
        "may_decide": decides,
        "refuse_form": refuse or (RefuseErratumForm() if decides else None),
    }
    status = 422 if refuse is not None and refuse.errors else 200
    return render(request, "assessment/erratum_show.html", context, status=status)


@open_to(BUSINESS_ROLES)
@require_safe
def erratum_export(request, pk: int):
    erratum = _erratum(request, pk)
    frozen = erratum.frozen["tables"]
    if sees_all(request.access, erratum.run.region):
        frozen = [*frozen, *erratum.frozen["facts"]]
    tables = [thaw(one) for one in frozen]
    tables = [
        replace(table, notes=[*table.notes, erratum_stamp(erratum, rows=len(table.rows))]) for table in tables
    ]
    name = f"{erratum.run.region.name}招商引资考核排名第{erratum.run.number}期{erratum.title}"
    return sheets(request, tables, name, subject=erratum)


@open_to(SECOND_ROLES)
@writes
@require_POST
def erratum_approve(request, pk: int):
    erratum = _erratum(request, pk)
    must_act_in(request.access, erratum.run.region, SECOND_ROLES)
    try:
        actions.approve_erratum(erratum=erratum, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已批准，{erratum.title}。原排名不变，标明“已更正”。")
    return redirect("assessment:erratum_show", pk)


@open_to(SECOND_ROLES)
@writes
@require_POST
def erratum_refuse(request, pk: int):
    erratum = _erratum(request, pk)
    must_act_in(request.access, erratum.run.region, SECOND_ROLES)
    form = RefuseErratumForm(request.POST)
    if form.is_valid():
        try:
            actions.refuse_erratum(erratum=erratum, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已记录：不批准更正。")
            return redirect("assessment:erratum_show", pk)
    return _page(request, erratum, refuse=form)


@open_to(RUN_ROLES)
@writes
@require_POST
def erratum_withdraw(request, pk: int):
    erratum = _erratum(request, pk)
    must_act_in(request.access, erratum.run.region, RUN_ROLES)
    try:
        actions.withdraw_erratum(erratum=erratum, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "更正申请已撤回。")
    return redirect("assessment:erratum_show", pk)
