"""The calendar is laid down: one duty, a whole year, one withdrawn."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment import actions
from assessment.forms.duties import DutyForm, ReasonForm, YearForm
from assessment.reports.fortnight import the_fortnight
from assessment.views.duties.board import duty_page
from assessment.views.duties.common import SETTERS, duty_in_sight
from assessment.views.place import must_act_in, region_of
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to


@open_to(SETTERS)
@writes
def duty_add(request):
    now = timezone.now()
    region = region_of(request)
    must_act_in(request.access, region, SETTERS)
    form = DutyForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            duty = actions.make_duty(region=region, **form.for_action(), by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "报送要求已下达。")
            return redirect(duty)
    context = {"form": form, "region": region}
    return render(request, "assessment/duty_add.html", context, status=422 if form.errors else 200)


@open_to(SETTERS)
@writes
def duty_plan(request):
    """A whole year at once; the days off of the office's calendar are stepped over."""
    now = timezone.now()
    region, today = region_of(request), timezone.localdate(now)
    must_act_in(request.access, region, SETTERS)
    form = YearForm(request.POST or None, today=today, initial={"year": today.year, "day": 25})
    if request.method == "POST" and form.is_valid():
        try:
            duties = actions.plan_duties(
                region=region, **form.for_action(), anchor=the_fortnight(today).start, by=request.user, at=now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"已下达{len(duties)}期报送要求。")
            return redirect("assessment:duty_list")
    context = {"form": form, "region": region}
    return render(request, "assessment/duty_plan.html", context, status=422 if form.errors else 200)


@open_to(SETTERS)
@require_POST
@writes
def duty_withdraw(request, pk: int):
    duty = duty_in_sight(request, pk)
    must_act_in(request.access, duty.region, SETTERS)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw_duty(duty=duty, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "报送要求已撤销。")
            return redirect(duty)
    return render(request, "assessment/duty_show.html", duty_page(request, duty, form=form), status=422)
