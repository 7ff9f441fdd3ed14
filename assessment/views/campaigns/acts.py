"""Campaigns are laid down and changed, projects proposed and recognised, checkpoints decided on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessment import actions, facts
from assessment.forms.campaigns import CampaignForm, CheckpointForm, RecognitionDecisionForm, RecognitionForm
from assessment.models import Campaign, CampaignCheckpoint, CampaignRecognition
from assessment.views.campaigns.looking import DECIDERS, MAKERS, RECOGNISERS, campaign_in_sight
from assessment.views.place import must_act_in, region_of
from projects.models import Posting, Project
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to
from units.models import Region, Unit


def _status(request) -> int:
    return 422 if request.method == "POST" else 200


def _units(region: Region, on, row: Campaign | None) -> list[Unit]:
    """Who may take part, and who does: a change takes nobody's target away unasked."""
    units = Unit.objects.filter(region=region)
    found = list(units.filter(is_assessed=True).active(on=on).order_by("order", "code"))
    part = units.filter(pk__in=row.targets.values("unit")).order_by("order", "code") if row else ()
    return [*found, *(unit for unit in part if unit not in found)]


def _save(request, region: Region, row: Campaign | None):
    now = timezone.now()
    today = timezone.localdate(now)
    form = CampaignForm(
        request.POST or None, request.FILES or None, today=today, units=_units(region, today, row),
        asks_reason=row is not None, initial=CampaignForm.start(row) if row else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_campaign(
                region=region, **form.for_action(), replaces=row, by=request.user, at=now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已保存，原内容保留备查。" if row else "已部署专项行动。")
            return redirect(made)
    context = {"form": form, "region": region, "row": row}
    return render(request, "assessment/campaign_form.html", context, status=_status(request))


@open_to(MAKERS)
@writes
def campaign_add(request):
    region = region_of(request)
    must_act_in(request.access, region, MAKERS)
    return _save(request, region, None)


@open_to(MAKERS)
@writes
def campaign_change(request, pk: int):
    row = campaign_in_sight(request, pk)
    must_act_in(request.access, row.region, MAKERS)
    return _save(request, row.region, row)


@open_to(MAKERS)
@writes
def campaign_recognise(request, pk: int):
    """Projects that brought something within the days."""
    row = campaign_in_sight(request, pk)
    must_act_in(request.access, row.region, MAKERS)
    brought = Posting.objects.filter(
        unit__in=row.targets.values("unit"), statistical_on__gte=row.first_on, statistical_on__lte=row.last_on
    )
    projects = (
        Project.objects.visible_to(request.access).filter(pk__in=brought.values("project")).order_by("name")
    )
    form = RecognitionForm(request.POST or None, request.FILES or None, projects=projects)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_recognition(campaign=row, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已提请认定，待他人认定。")
            return redirect(row)
    return render(
        request, "assessment/campaign_recognise.html", {"form": form, "row": row}, status=_status(request)
    )


@open_to(RECOGNISERS)
@writes
def campaign_recognition_decide(request, pk: int):
    seen = Campaign.objects.visible_to(request.access)
    rows = CampaignRecognition.objects.filter(campaign__in=seen)
    row = get_object_or_404(rows.select_related("campaign__region", "project", "paper", "asked_by"), pk=pk)
    must_act_in(request.access, row.campaign.region, RECOGNISERS)
    form = RecognitionDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_recognition(row=row, **form.for_action(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已作出决定。")
            return redirect(row.campaign)
    return render(
        request,
        "assessment/campaign_recognition_decide.html",
        {"form": form, "row": row},
        status=_status(request),
    )


@open_to(DECIDERS)
@writes
def campaign_checkpoint_decide(request, pk: int, unit_pk: int):
    now = timezone.now()
    seen = Campaign.objects.visible_to(request.access)
    rows = CampaignCheckpoint.objects.filter(campaign__in=seen).select_related("campaign__region")
    row = get_object_or_404(rows, pk=pk)
    must_act_in(request.access, row.campaign.region, DECIDERS)
    unit = get_object_or_404(Unit, pk=unit_pk, region=row.campaign.region)
    form = CheckpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_checkpoint(checkpoint=row, unit=unit, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已登记决定。")
            return redirect(row.campaign)
    line = next((one for one in facts.short_of(row, as_of=facts.known_now(now)) if one.unit == unit), None)
    context = {
        "form": form,
        "row": row,
        "unit": unit,
        "reasons": facts.short_words(line, row) if line else "",
    }
    return render(request, "assessment/campaign_checkpoint_decide.html", context, status=_status(request))
