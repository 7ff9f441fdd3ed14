"""Whom the papers of assessment are told to: those they rank, those who read them, those who are asked to mark."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from assessment.models import Erratum, MarkingRound, RunObjection, ScoreRun
from assessment.period_tellings import PERIOD_TELLERS
from assessment.report_tellings import enclosed, report_published
from assessment.slip_tellings import SLIP_TELLERS
from promo.days import show_day
from promo.mailing import ENCLOSED
from promo.models import Event
from promo.notices import TELLERS, Telling
from promo.tables import shown
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, REGION_ROLES, UNIT_ROLES
from units.audience import of_units, over_region
from units.models import Role

SECOND = frozenset({Role.LEADER, Role.SUPERVISOR})


def ranking_published(event: Event) -> Iterator[Telling]:
    run = _run(event)
    if run:
        to = _everybody(run, event)
        title = f"{run.scheme.name}第{run.number}期排名已发布，截至{show_day(run.until)}"
        yield Telling("report", title, reverse("assessment:run_show", args=[run.pk]), to)


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


def ranking_noticed(event: Event) -> Iterator[Telling]:
    run = _run(event)
    if run:
        until = show_day(run.notice.last_on)
        title = f"截至{show_day(run.until)}的考核排名开始公示，{until}截止，有异议请在公示期内提出"
        yield Telling(
            "public", title, reverse("assessment:run_notice", args=[run.pk]), _everybody(run, event)
        )


def ranking_voided(event: Event) -> Iterator[Telling]:
    run = _run(event)
    if run:
        title = f"截至{show_day(run.until)}的考核排名已作废：{run.void_reason}"
        yield Telling("public", title, reverse("assessment:run_show", args=[run.pk]), _everybody(run, event))


def objection_raised(event: Event) -> Iterator[Telling]:
    yield from _objection(event, "asked", "{unit}对考核排名提出异议，请答复", {Role.SUPERVISOR})


def objection_answered(event: Event) -> Iterator[Telling]:
    yield from _objection(event, "asked", "{unit}的排名异议已有答复，请另一人确认", SECOND)


def objection_closed(event: Event) -> Iterator[Telling]:
    """The unit is told by name; its answer counts from now on."""
    row = _objected(event)
    if row:
        title = f"贵单位对考核排名的异议已答复：{row.get_finding_display()}"
        to = of_units([row.unit_id], on=timezone.localdate(event.at)) | {row.raised_by_id}
        yield Telling("decided", title, reverse("assessment:run_objection_show", args=[row.pk]), to)


def objection_returned(event: Event) -> Iterator[Telling]:
    row = _objected(event)
    if row:
        title = f"{row.unit_name}排名异议的答复被退回：{row.return_reason}"
        where = reverse("assessment:run_objection_show", args=[row.pk])
        yield Telling("returned", title, where, {row.answered_by_id})


def erratum_requested(event: Event) -> Iterator[Telling]:
    row = _erratum(event)
    if row:
        to = over_region(row.run.region, on=timezone.localdate(event.at), roles=SECOND)
        title = f"第{row.run.number}期考核排名的更正待批准：{row.about}"
        yield Telling("asked", title, reverse("assessment:erratum_show", args=[row.pk]), to)


def erratum_approved(event: Event) -> Iterator[Telling]:
    row = _erratum(event)
    if row:
        title = f"第{row.run.number}期考核排名已更正（{row.title}）：{row.about}"
        where = reverse("assessment:erratum_show", args=[row.pk])
        yield Telling("public", title, where, _everybody(row.run, event))


def erratum_ended(event: Event) -> Iterator[Telling]:
    row = _erratum(event)
    if row:
        title = f"第{row.run.number}期考核排名的更正未批准：{row.decision_note}"
        where = reverse("assessment:erratum_show", args=[row.pk])
        yield Telling("decided", title, where, {row.requested_by_id})


def _run(event: Event) -> ScoreRun | None:
    return ScoreRun.objects.select_related("region", "scheme").filter(pk=event.subject_id).first()


def _everybody(run: ScoreRun, event: Event) -> set[int]:
    """The ranked units, and who oversees them."""
    on = timezone.localdate(event.at)
    ranked = of_units(run.lines.values_list("unit", flat=True), on=on, roles=UNIT_ROLES)
    return ranked | over_region(run.region, on=on, roles=BUSINESS_ROLES - UNIT_ROLES)


def _objected(event: Event) -> RunObjection | None:
    return RunObjection.objects.filter(pk=event.detail.get("objection")).first()


def _objection(event: Event, kind: str, sentence: str, roles) -> Iterator[Telling]:
    row, run = _objected(event), _run(event)
    if row and run:
        to = over_region(run.region, on=timezone.localdate(event.at), roles=roles)
        where = reverse("assessment:run_objection_show", args=[row.pk])
        yield Telling(kind, sentence.format(unit=row.unit_name), where, to)


def _erratum(event: Event) -> Erratum | None:
    rows = Erratum.objects.select_related("run__region").defer("frozen", "run__frozen")
    return rows.filter(pk=event.detail.get("erratum")).first()


def install() -> None:
    TELLERS.update(PERIOD_TELLERS | SLIP_TELLERS)
    ENCLOSED["copy"] = enclosed
    TELLERS["report_published"] = report_published
    TELLERS.update(
        {
            "run_published": ranking_published,
            "round_opened": round_opened,
            "round_extended": round_extended,
            "round_closed": round_closed,
            "round_confirmed": round_confirmed,
            "round_cancelled": round_cancelled,
            "run_noticed": ranking_noticed,
            "run_voided": ranking_voided,
            "run_objection_raised": objection_raised,
            "run_objection_answered": objection_answered,
            "run_objection_closed": objection_closed,
            "run_objection_returned": objection_returned,
            "erratum_requested": erratum_requested,
            "erratum_approved": erratum_approved,
            "erratum_refused": erratum_ended,
        }
    )
