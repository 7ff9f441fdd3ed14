"""Whom the papers of assessment are told to: rankings to everybody they rank, reports to those who read them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from assessment.models import Report, ScoreRun
from promo.days import show_day
from promo.models import Event
from promo.notices import TELLERS, Telling
from units.access import BUSINESS_ROLES, REGION_ROLES, UNIT_ROLES
from units.audience import of_units, over_region


def ranking_published(event: Event) -> Iterator[Telling]:
    run = ScoreRun.objects.select_related("region", "scheme").filter(pk=event.subject_id).first()
    if run:
        on = timezone.localdate(event.at)
        ranked = of_units(run.lines.values_list("unit", flat=True), on=on, roles=UNIT_ROLES)
        to = ranked | over_region(run.region, on=on, roles=BUSINESS_ROLES - UNIT_ROLES)
        title = f"{run.scheme.name}第{run.number}期排名已发布，截至{show_day(run.until)}"
        yield Telling("report", title, reverse("assessment:run_show", args=[run.pk]), to)


def report_published(event: Event) -> Iterator[Telling]:
    report = Report.objects.select_related("region").filter(pk=event.subject_id).first()
    if report:
        to = over_region(report.region, on=timezone.localdate(event.at), roles=REGION_ROLES)
        title = f"{report.title}第{report.number}期已发布"
        yield Telling("report", title, reverse("assessment:report_show", args=[report.pk]), to)


def install() -> None:
    TELLERS.update({"run_published": ranking_published, "report_published": report_published})
