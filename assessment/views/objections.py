"""Objections to a ranking: the list, raising one, its page, the answer and the second pair of eyes."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.forms.publishing import ReturnForm, RunAnswerForm, RunObjectionForm, StepForm
from assessment.models import RunFile, RunObjection, RunObjectionState
from assessment.reports.objections import objection_table
from assessment.views.place import SECOND_ROLES, acts_in, must_act_in, region_of, sheets
from assessment.views.publishing import SUPERVISION
from assessment.views.runs import run_in_sight
from promo.models.event import record
from promo.refusal import Refused
from promo.web.downloads import attachment
from promo.web.paging import page_of
from promo.web.uploads import CONTENT_TYPES, suffix_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, UNIT_ROLES, open_to
from units.models import Unit

AROUND = ("run__scheme", "run__region", "unit", "line", "item", "raised_by", "answered_by", "confirmed_by")


@open_to(BUSINESS_ROLES)
@require_safe
def run_objection_list(request):
    rows = RunObjection.objects.visible_to(request.access).select_related(*AROUND).defer("run__frozen")
    rows = rows.order_by("-raised_at", "-pk")
    if "export" in request.GET:
        return sheets(request, [objection_table(rows)], "考核排名异议", subject=region_of(request))
    page = page_of(rows, request)
    context = {"page": page, "table": objection_table(page.object_list)}
    return render(request, "assessment/run_objection_list.html", context)


@open_to(UNIT_ROLES)
@writes
def run_objection_add(request, pk: int):
    run = run_in_sight(request, pk)
    units = Unit.objects.filter(pk__in=request.access.unit_ids, region=run.region)
    if not units:
        raise Http404
    about = request.GET.get("about", "")
    form = RunObjectionForm(
        request.POST or None, request.FILES or None, run=run, units=units, initial={"about": about}
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.raise_run_objection(
                run=run, by=request.user, at=timezone.now(), **form.for_action()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "异议已提交，督查办将书面答复。")
            return redirect("assessment:run_objection_show", row.pk)
    context = {"form": form, "run": run}
    return render(request, "assessment/run_objection_add.html", context, status=422 if form.errors else 200)


def _objection(request, pk: int) -> RunObjection:
    rows = RunObjection.objects.visible_to(request.access).select_related(*AROUND)
    return get_object_or_404(rows, pk=pk)


@open_to(BUSINESS_ROLES)
@require_safe
def run_objection_show(request, pk: int):
    return _page(request, _objection(request, pk))


def _page(request, objection: RunObjection, *, answer=None, back=None):
    access, region = request.access, objection.run.region
    answers = objection.state == RunObjectionState.OPEN and acts_in(access, region, SUPERVISION)
    seconds = (
        objection.state == RunObjectionState.ANSWERED
        and acts_in(access, region, SECOND_ROLES)
        and objection.answered_by_id != request.user.pk
    )
    kept = {name: getattr(objection, name) for name in ("finding", "remedy", "answer", "document", "version")}
    files = list(objection.files.all())
    is_wrong = any(form is not None and form.errors for form in (answer, back))
    context = {
        "objection": objection,
        "run": objection.run,
        "files": [one for one in files if not one.is_answer],
        "answer_files": [one for one in files if one.is_answer],
        # a unit sees the answer when it is given, not while it is being looked over
        "shows_answer": bool(objection.answer)
        and (objection.state == RunObjectionState.CLOSED or acts_in(access, region, SECOND_ROLES)),
        "answer_form": answer or (RunAnswerForm(initial=kept) if answers else None),
        "return_form": back or (ReturnForm(initial={"version": objection.version}) if seconds else None),
        "may_confirm": seconds,
        "may_withdraw": objection.state == RunObjectionState.OPEN
        and objection.raised_by_id == request.user.pk,
    }
    return render(request, "assessment/run_objection_show.html", context, status=422 if is_wrong else 200)


@open_to(SUPERVISION)
@writes
@require_POST
def run_objection_answer(request, pk: int):
    objection = _objection(request, pk)
    must_act_in(request.access, objection.run.region, SUPERVISION)
    form = RunAnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.answer_run_objection(
                objection=objection, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "答复已提交，由另一人确认后生效。")
            return redirect("assessment:run_objection_show", pk)
    return _page(request, objection, answer=form)


@open_to(SECOND_ROLES)
@writes
@require_POST
def run_objection_confirm(request, pk: int):
    objection = _objection(request, pk)
    must_act_in(request.access, objection.run.region, SECOND_ROLES)
    return _stepped(request, objection, actions.confirm_run_objection, "答复已确认并告知提出单位。")


@open_to(SECOND_ROLES)
@writes
@require_POST
def run_objection_return(request, pk: int):
    objection = _objection(request, pk)
    must_act_in(request.access, objection.run.region, SECOND_ROLES)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            actions.return_run_objection(
                objection=objection, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已退回重新答复。")
            return redirect("assessment:run_objection_show", pk)
    return _page(request, objection, back=form)


@open_to(UNIT_ROLES)
@writes
@require_POST
def run_objection_withdraw(request, pk: int):
    return _stepped(request, _objection(request, pk), actions.withdraw_run_objection, "异议已撤回。")


def _stepped(request, objection: RunObjection, act, said: str):
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("页面已过期，请刷新后再办理。")
        act(objection=objection, version=form.cleaned_data["version"], by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("assessment:run_objection_show", objection.pk)


@open_to(BUSINESS_ROLES)
@require_safe
@transaction.atomic
def run_file(request, pk: int):
    """A paper of an objection, of its answer once that is given, or of a correction."""
    row = get_object_or_404(
        RunFile.objects.visible_to(request.access).select_related("objection__run__region"), pk=pk
    )
    is_given = not row.is_answer or row.objection.state == RunObjectionState.CLOSED
    if not is_given and not acts_in(request.access, row.objection.run.region, SECOND_ROLES):
        raise Http404
    record(row, "downloaded", by=request.user, at=timezone.now(), what=row.name)
    kind = CONTENT_TYPES.get(suffix_of(row.name), "application/octet-stream")
    return attachment(row.file.open("rb"), row.name, kind)
