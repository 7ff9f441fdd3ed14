"""Campaigns to look at: the list with the day count, one with its ranking, recognised projects and checkpoints."""

from datetime import date

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import facts
from assessment.models import Campaign, CampaignRecognition, CheckpointDecision, Report
from assessment.reports.campaigns import (
    Proposal,
    campaign_table,
    checkpoint_table,
    day_words,
    next_hearing,
    proposal_table,
    ranking_table,
    recognition_table,
)
from assessment.reports.papers import report_table
from assessment.views.place import acts_in, region_of, sees_all, sheets
from promo.calendar import exceptions_since
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, open_to
from units.models import Role

MAKERS = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
RECOGNISERS = OVERSIGHT_ROLES
DECIDERS = frozenset({Role.LEADER})


@open_to(BUSINESS_ROLES)
@require_safe
def campaign_list(request):
    region, today = region_of(request), timezone.localdate(timezone.now())
    rows = Campaign.objects.standing().filter(region=region).select_related("paper")
    table = campaign_table(rows, today=today)
    if "export" in request.GET:
        return sheets(request, [table], f"{region.name}专项行动", subject=region)
    context = {"region": region, "table": table, "may_make": acts_in(request.access, region, MAKERS)}
    return render(request, "assessment/campaign_list.html", context)


def campaign_in_sight(request, pk: int) -> Campaign:
    rows = Campaign.objects.visible_to(request.access).select_related(
        "region", "paper", "replaces", "replaced_by"
    )
    return get_object_or_404(rows, pk=pk)


@open_to(BUSINESS_ROLES)
@require_safe
def campaign_show(request, pk: int):
    """Everybody who runs in it sees the ranking; proposals only who oversees, and a unit its own."""
    now = timezone.now()
    campaign, today, known = campaign_in_sight(request, pk), timezone.localdate(now), facts.known_now(now)
    lines = facts.campaign_lines(campaign, until=today, as_of=known)
    everybody = sees_all(request.access, campaign.region)
    ranking = ranking_table(campaign, lines, until=today, as_of=known)
    recognised = CampaignRecognition.objects.filter(campaign=campaign.first)
    if not everybody:
        recognised = recognised.filter(state="granted")
    around = ("project__lead_unit", "asked_by", "decided_by", "paper")
    recognition = recognition_table(
        list(recognised.select_related(*around)),
        may_decide=everybody and acts_in(request.access, campaign.region, RECOGNISERS),
    )
    proposals = _proposals(campaign, today, known)
    if not everybody:
        proposals = [one for one in proposals if one.unit.pk in request.access.unit_ids]
    is_standing = not hasattr(campaign, "replaced_by")
    may_decide = is_standing and acts_in(request.access, campaign.region, DECIDERS)
    proposed = proposal_table(proposals, may_decide=may_decide)
    if "export" in request.GET:
        return sheets(request, [ranking, recognition, proposed], campaign.name, subject=campaign)
    may_make = is_standing and acts_in(request.access, campaign.region, MAKERS)
    context = {
        "campaign": campaign, "days": day_words(campaign, today), "ranking": ranking, "recognition": recognition,
        "proposed": proposed if proposals else None, "checkpoints": checkpoint_table(list(campaign.checkpoints.all())),
        "hearing": next_hearing(campaign, today, exceptions_since(today)), "is_standing": is_standing,
        "may_make": may_make, "reports": report_table(_reports(request, campaign)),
    }  # fmt: skip
    return render(request, "assessment/campaign_show.html", context)


def _reports(request, campaign: Campaign):
    """Those of the campaign that the reader may see, the newest first."""
    rows = Report.objects.visible_to(request.access).filter(campaign=campaign.first)
    return rows.select_related("published_by").defer("tables", "words", "drafted_words")


def _proposals(campaign: Campaign, today: date, known) -> list[Proposal]:
    """Of every checkpoint that is past; what was decided stands, although the campaign was changed since."""
    past = list(campaign.checkpoints.filter(on__lt=today))
    rows = CheckpointDecision.objects.filter(checkpoint__campaign__in=campaign.versions)
    decided = {
        (row.checkpoint.on, row.checkpoint.least, row.unit_id): row
        for row in rows.select_related("checkpoint")
    }
    found = []
    for one in past:
        one.campaign = campaign
        found += [
            Proposal(one, line, decided.get((one.on, one.least, line.unit.pk)))
            for line in facts.short_of(one, as_of=known)
        ]
    return found
