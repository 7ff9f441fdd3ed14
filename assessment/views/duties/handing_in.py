"""One unit and one duty: what was handed in and exempted, handing in, correcting, asking and deciding."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions
from assessment.forms.duties import (
    CorrectionForm,
    DecisionForm,
    ExemptionForm,
    OwnReportForm,
    ReceivedForm,
    RevokeForm,
)
from assessment.models import Exemption, Submission
from assessment.reports.duties import (
    duty_unit_address,
    outcome_words,
    submission_table,
)
from assessment.reports.exemptions import exemption_table
from assessment.views.duties.common import (
    ASKERS,
    REPORTERS,
    REVOKERS,
    SETTERS,
    Place,
    asks,
    enters,
    of_unit_in_sight,
)
from assessment.views.place import acts_in, must_act_in, sheets
from assessment.views.records.common import keeps, must
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to


@open_to(BUSINESS_ROLES)
@require_safe
def duty_unit(request, pk: int, unit_pk: int):
    place = Place.of(request, pk, unit_pk)
    page = unit_page(request, place)
    if "export" in request.GET:
        tables = [page["submissions"], *([page["exemptions"]] if page["exemptions"] else [])]
        return sheets(request, tables, f"{place.unit.name}{place.duty}报送记录", subject=place.duty)
    return render(request, "assessment/duty_unit.html", page)


def unit_page(request, place: Place) -> dict:
    stand = place.stand(timezone.now())
    exemptions = place.exemptions
    is_open = stand is not None and not hasattr(place.duty, "withdrawal")
    received = stand is not None and stand.is_received
    may_correct = acts_in(request.access, place.unit.region, SETTERS) and is_open
    exempt_or_asked = any(row.stands_in_the_way for row in exemptions)
    return {
        "place": place,
        "duty": place.duty,
        "unit": place.unit,
        "stand": stand,
        "words": outcome_words(stand) if stand else None,
        "submissions": submission_table(place.submissions, may_correct=may_correct),
        "exemptions": _exemptions(request, place, exemptions) if exemptions else None,
        "may_hand_in": is_open and not received and enters(request.access, place.unit),
        "may_ask": is_open and not received and not exempt_or_asked and asks(request.access, place.unit),
    }


def _exemptions(request, place: Place, rows: list[Exemption]):
    acts = {
        "may_decide": acts_in(request.access, place.unit.region, SETTERS),
        "may_revoke": acts_in(request.access, place.unit.region, REVOKERS),
    }
    return exemption_table(rows, **acts)


def _back(place: Place):
    return redirect(duty_unit_address(place.duty.pk, place.unit.pk))


def _page(request, template: str, place: Place, form):
    context = {"form": form, "place": place, "duty": place.duty, "unit": place.unit}
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@open_to(REPORTERS)
@writes
def duty_hand_in(request, pk: int, unit_pk: int):
    """A clerk for the own unit, today; the office and the supervisors for any, on the day of the stamp."""
    place = Place.of(request, pk, unit_pk)
    must(enters(request.access, place.unit))
    now = timezone.now()
    today = timezone.localdate(now)
    own = not keeps(request.access, place.unit.region)
    start = {} if own else {"received_on": today}
    form = (OwnReportForm if own else ReceivedForm)(
        request.POST or None, request.FILES or None, today=today, initial=start
    )
    if request.method == "POST" and form.is_valid():
        given = {"received_on": today, **form.cleaned_data}
        try:
            actions.hand_in(duty=place.duty, unit=place.unit, **given, by_unit=own, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已登记报送。")
            return _back(place)
    return _page(request, "assessment/duty_hand_in.html", place, form)


@open_to(SETTERS)
@writes
def submission_correct(request, pk: int):
    row = of_unit_in_sight(request, Submission, pk)
    must_act_in(request.access, row.duty.region, SETTERS)
    place, now = Place(row.duty, row.unit), timezone.now()
    form = CorrectionForm(
        request.POST or None, today=timezone.localdate(now), initial=CorrectionForm.start(row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_submission(row=row, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已更正，原登记保留备查。")
            return _back(place)
    return _page(request, "assessment/submission_correct.html", place, form)


@open_to(ASKERS)
@writes
def exemption_add(request, pk: int, unit_pk: int):
    place = Place.of(request, pk, unit_pk)
    must(asks(request.access, place.unit))
    form = ExemptionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_exemption(
                duty=place.duty, unit=place.unit, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已申请免报，待他人决定。")
            return _back(place)
    return _page(request, "assessment/exemption_add.html", place, form)


@open_to(SETTERS)
@writes
def exemption_decide(request, pk: int):
    row = of_unit_in_sight(request, Exemption, pk)
    must_act_in(request.access, row.duty.region, SETTERS)
    place = Place(row.duty, row.unit)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.decide_exemption(
                exemption=row, grant=data["grant"] == "yes", words=data["words"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已作出决定。")
            return _back(place)
    context = {"form": form, "place": place, "duty": place.duty, "unit": place.unit, "row": row}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/exemption_decide.html", context, status=status)


@open_to(REVOKERS)
@writes
def exemption_revoke(request, pk: int):
    row = of_unit_in_sight(request, Exemption, pk)
    must_act_in(request.access, row.duty.region, REVOKERS)
    place = Place(row.duty, row.unit)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke_exemption(
                exemption=row, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已撤销免报，该单位本期须报送。")
            return _back(place)
    context = {"form": form, "place": place, "duty": place.duty, "unit": place.unit, "row": row}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/exemption_revoke.html", context, status=status)
