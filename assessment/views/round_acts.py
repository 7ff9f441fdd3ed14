"""Marking rounds are run: opened, prolonged, closed, confirmed by a second person, given up."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment import actions
from assessment.forms.rounds import CancelRoundForm, ExtendRoundForm, OpenRoundForm, proposed_deadline
from assessment.models import MarkingRound, Scheme
from assessment.models.scheme import OVER
from assessment.reports.rounds import round_address
from assessment.views.asking import entry_choices, people_of
from assessment.views.marks import MARKERS
from assessment.views.place import SECOND_ROLES, must_act_in, region_of, whole
from assessment.views.rounds import find
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to


@open_to(MARKERS)
@writes
def round_add(request):
    region, now = region_of(request), timezone.now()
    must_act_in(request.access, region, MARKERS)
    today = timezone.localdate(now)
    schemes = Scheme.objects.filter(region=region).exclude(state__in=OVER)
    entries = entry_choices(schemes)
    people = people_of(region, on=today)
    start = {"marked_on": today, "deadline_at": proposed_deadline(today), "entry": request.GET.get("entry")}
    form = OpenRoundForm(request.POST or None, entries=entries, people=people, today=today, initial=start)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        scheme_pk, code = given["entry"].split(":", 1)
        fields = ("title", "marked_on", "deadline_at", "may_tie", "shows_names", "evidence_from",
                  "evidence_below")  # fmt: skip
        try:
            row = actions.open_round(
                scheme=schemes.select_related("region").get(pk=whole(scheme_pk)), code=code, markers=form.asked(),
                by=request.user, at=now, **{name: given[name] for name in fields},
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal if refusal.field != "code" else Refused(refusal.sentence, field="entry"))
        else:
            messages.success(request, f"已发起评分，并通知{row.markers.count()}名评分人。")
            return redirect(round_address(row))
    context = {"form": form, "entries": entries, "region": region}
    return render(request, "assessment/round_add.html", context, status=422 if form.errors else 200)


def _run_by(request, pk: int) -> MarkingRound:
    row = find(request, pk)
    must_act_in(request.access, row.scheme.region, MARKERS)
    return row


@open_to(MARKERS)
@writes
def round_extend(request, pk: int):
    row, now = _run_by(request, pk), timezone.now()
    if request.method == "POST" and actions.close_if_due(row=row, at=now):
        messages.error(request, "评分已经截止，不能再延长。")
        return redirect(round_address(row))
    start = {"expected": row.deadline_at.isoformat()}
    form = ExtendRoundForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_round(row=row, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "截止时间已延长，并通知评分人。")
            return redirect(round_address(row))
    return render(
        request,
        "assessment/round_extend.html",
        {"row": row, "form": form},
        status=422 if form.errors else 200,
    )


@open_to(MARKERS)
@writes
@require_POST
def round_close(request, pk: int):
    row = _run_by(request, pk)
    try:
        actions.close_round(row=row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "评分已结束，请由另一人核对后确认。")
    return redirect(round_address(row))


@open_to(SECOND_ROLES)
@writes
@require_POST
def round_confirm(request, pk: int):
    row, now = find(request, pk), timezone.now()
    must_act_in(request.access, row.scheme.region, SECOND_ROLES)
    actions.close_if_due(row=row, at=now)
    try:
        actions.confirm_round(row=row, by=request.user, at=now)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "评分结果已确认，计入考核。")
    return redirect(round_address(row))


@open_to(MARKERS)
@writes
def round_cancel(request, pk: int):
    row = _run_by(request, pk)
    form = CancelRoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_round(row=row, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "这一轮评分已作废，不计入考核。")
            return redirect(round_address(row))
    return render(
        request,
        "assessment/round_cancel.html",
        {"row": row, "form": form},
        status=422 if form.errors else 200,
    )
