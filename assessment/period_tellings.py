"""Whom closed and opened periods and campaigns are told to."""

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils import timezone

from assessment.models import Campaign, CampaignRecognition
from projects.models import PeriodClosing, PeriodReopening
from promo.days import show_day
from promo.models import Event
from promo.notices import Telling
from units.access import REGION_ROLES
from units.audience import of_units, over_region
from units.models import Role, Unit

SECOND = frozenset({Role.LEADER, Role.SUPERVISOR})


def campaign_created(event: Event) -> Iterator[Telling]:
    if row := Campaign.objects.select_related("region").filter(pk=event.subject_id).first():
        on = timezone.localdate(event.at)
        to = of_units(row.targets.values_list("unit", flat=True), on=on)
        to |= over_region(row.region, on=on, roles=REGION_ROLES)
        title = (
            f"专项行动：{row.name}，{show_day(row.first_on)}至{show_day(row.last_on)}，共{row.period.days}天"
        )
        yield Telling("public", title, reverse("assessment:campaign_show", args=[row.pk]), to)


def campaign_project_asked(event: Event) -> Iterator[Telling]:
    rows = CampaignRecognition.objects.select_related("campaign__region", "project")
    if row := rows.filter(pk=event.subject_id).first():
        to = over_region(row.campaign.region, on=timezone.localdate(event.at), roles=SECOND)
        where = reverse("assessment:campaign_recognition_decide", args=[row.pk])
        yield Telling("asked", f"{row.campaign.name}提请认定{row.project.name}", where, to)


def period_opening_asked(event: Event) -> Iterator[Telling]:
    if row := PeriodReopening.objects.select_related("region").filter(pk=event.subject_id).first():
        to = over_region(row.region, on=timezone.localdate(event.at), roles=SECOND)
        where = reverse("assessment:period_decide", args=[row.pk])
        yield Telling("asked", f"申请重开{row.period.label}：{row.reason}", where, to)


def period_opening_refused(event: Event) -> Iterator[Telling]:
    if row := PeriodReopening.objects.filter(pk=event.subject_id).first():
        where = reverse("assessment:period_show", args=[row.region_id, row.period.key])
        yield Telling("decided", f"不同意重开{row.period.label}：{row.words}", where, {row.asked_by_id})


def period_opened(event: Event) -> Iterator[Telling]:
    """Everybody who may still hand in something learns of it."""
    if row := PeriodClosing.objects.select_related("region").filter(pk=event.subject_id).first():
        on = timezone.localdate(event.at)
        units = Unit.objects.filter(region=row.region, is_assessed=True).values_list("pk", flat=True)
        to = of_units(units, on=on) | over_region(row.region, on=on, roles=REGION_ROLES)
        where = reverse("assessment:period_show", args=[row.region_id, row.period.key])
        yield Telling("public", f"{row.period.label}已批准重开，至{show_day(row.open_until)}", where, to)


PERIOD_TELLERS: dict[str, Callable[[Event], Iterator[Telling]]] = {
    "campaign_created": campaign_created,
    "campaign_changed": campaign_created,
    "campaign_project_asked": campaign_project_asked,
    "period_opening_asked": period_opening_asked,
    "period_opening_refused": period_opening_refused,
    "period_opened": period_opened,
}
