"""Whom the papers of assessment are told to: those they rank, those who read them, those who are asked to mark."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from assessment.models import MarkingRound, Report, ScoreRun
from promo.days import show_day
from promo.models import Event
from promo.notices import TELLERS, Telling
from promo.tables import shown
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, REGION_ROLES, UNIT_ROLES
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


def _round(event: Event) -> MarkingRound | None:
    return MarkingRound.objects.select_related("scheme__region").filter(pk=event.subject_id).first()


def round_opened(event: Event) -> Iterator[Telling]:
    if row := _round(event):
        title = f"请您评分：{row.title}，{shown(row.deadline_at, 'moment')}截止"
        to = row.markers.values_list("user", flat=True)
        yield Telling("asked", title, reverse("assessment:panel_fill", args=[row.pk]), to)


def round_extended(event: Event) -> Iterator[Telling]:
    if row := _round(event):
        title = f"{row.title}延长至{shown(row.deadline_at, 'moment')}截止"
        to = row.markers.values_list("user", flat=True)
        yield Telling("asked", title, reverse("assessment:panel_fill", args=[row.pk]), to)


def round_closed(event: Event) -> Iterator[Telling]:
    """Those who may confirm are asked; the person who opened it learns that it is over."""
    if row := _round(event):
        seconds = over_region(row.scheme.region, on=timezone.localdate(event.at), roles=OVERSIGHT_ROLES)
        keep_out = {row.opened_by_id, *row.markers.values_list("user", flat=True)}
        where = reverse("assessment:round_show", args=[row.pk])
        yield Telling("asked", f"{row.title}已截止，请核对确认", where, seconds - keep_out)
        yield Telling("decided", f"{row.title}已截止，等待确认", where, [row.opened_by_id])


def round_confirmed(event: Event) -> Iterator[Telling]:
    if row := _round(event):
        on = timezone.localdate(event.at)
        marked = of_units(row.units.values_list("unit", flat=True), on=on, roles=UNIT_ROLES)
        to = marked | over_region(row.scheme.region, on=on, roles=REGION_ROLES)
        yield Telling(
            "decided", f"{row.title}的结果已确认", reverse("assessment:round_show", args=[row.pk]), to
        )


def round_cancelled(event: Event) -> Iterator[Telling]:
    if row := _round(event):
        to = {row.opened_by_id, *row.markers.values_list("user", flat=True)}
        where = reverse("assessment:round_show", args=[row.pk])
        yield Telling("decided", f"{row.title}已作废：{row.cancel_reason}", where, to)


def install() -> None:
    TELLERS.update(
        {
            "run_published": ranking_published,
            "report_published": report_published,
            "round_opened": round_opened,
            "round_extended": round_extended,
            "round_closed": round_closed,
            "round_confirmed": round_confirmed,
            "round_cancelled": round_cancelled,
        }
    )
