"""A closed period is opened: asked for, decided on by another, closed again before its day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment.forms.periods import OpeningDecisionForm, OpeningForm
from assessment.views.periods.common import ASKERS, DECIDERS, PeriodPlace
from assessment.views.place import must_act_in
from projects.actions import ask_reopening, close_opened_period, decide_reopening
from projects.models import PeriodReopening
from promo.refusal import Refused
from promo.web.errors import sentence_page
from promo.web.writes import writes
from units.access import open_to


@open_to(ASKERS)
@writes
def period_ask(request, pk: int, key: str):
    now = timezone.now()
    place = PeriodPlace.of(request, pk, key, now=now)
    must_act_in(request.access, place.region, ASKERS)
    form = OpeningForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            ask_reopening(
                region=place.region, period=place.period, **form.cleaned_data, by=request.user, at=now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已申请重开，待他人批准。")
            return redirect(place.address)
    context = {"form": form, "place": place}
    return render(request, "assessment/period_ask.html", context, status=422 if request.POST else 200)


@open_to(ASKERS)
@require_POST
@writes
def period_close(request, pk: int, key: str):
    now = timezone.now()
    place = PeriodPlace.of(request, pk, key, now=now)
    must_act_in(request.access, place.region, ASKERS)
    try:
        close_opened_period(region=place.region, period=place.period, by=request.user, at=now)
    except Refused as refusal:
        return sentence_page(request, refusal.sentence, status=422)
    messages.success(request, "已再次结账。")
    return redirect(place.address)


@open_to(DECIDERS)
@writes
def period_decide(request, pk: int):
    now = timezone.now()
    rows = PeriodReopening.objects.visible_to(request.access).select_related("region", "asked_by")
    row = get_object_or_404(rows, pk=pk)
    place = PeriodPlace.of(request, row.region_id, row.period.key, now=now)
    must_act_in(request.access, row.region, DECIDERS)
    form = OpeningDecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_reopening(row=row, **form.for_action(), by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已作出决定。")
            return redirect(place.address)
    context = {"form": form, "place": place, "row": row}
    return render(request, "assessment/period_decide.html", context, status=422 if request.POST else 200)
