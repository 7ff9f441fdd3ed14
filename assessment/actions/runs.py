"""Score runs: asked for and worked out by a worker; how they go out stands in actions.publishing."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.facts import asks_for_traits, year_words
from assessment.models import RunState, Scheme, SchemeState, ScoreItem, ScoreLine, ScoreRun
from assessment.reports.ranking import freeze_standing
from assessment.reports.standing import Standing, as_rows, document_of, last_published, work_out
from assessment.scheme_document import Scheme as Document
from projects import ledger
from projects.traits import catch_up
from promo import jobs
from promo.days import show_day
from promo.inserting import insert_rows
from promo.models.event import record
from promo.refusal import Refused
from promo.tables import digest
from units.models import Region

MORNING = 6  # o'clock, local: the timetable leaves the night to late entries


@transaction.atomic
def request_run(*, scheme: Scheme, until: date, by, at: datetime) -> ScoreRun:
    """A run of a scheme in use for the days up to `until`, as known now. `by` None is the timetable.

    Raises Refused for a scheme that is not in use and for a day outside its year or in the future.
    """
    if scheme.state != SchemeState.IN_USE:
        raise Refused("只能按施行中的考核办法计算。", field="scheme")
    if until > timezone.localdate(at):
        raise Refused("截止日期不能晚于今天。", field="until")
    document = document_of(scheme)
    _check_day(document, until)
    as_of = _moment_of(scheme.region, document, at)
    run = ScoreRun.objects.create(
        region=scheme.region, scheme=scheme, until=until, as_of=as_of, requested_by=by,
        requested_at=at, previous=last_published(scheme),
    )  # fmt: skip
    title = f"考核计算：截至{show_day(until)}"
    run.job = jobs.enqueue("score", title=title, by=by, at=at, key=f"score:{run.pk}", run=run.pk)
    run.save(update_fields=["job"])
    record(run, "run_requested", by=by, at=at, until=until, scheme=scheme.name, version=scheme.version)
    return run


def _moment_of(region: Region, document: Document, at: datetime) -> datetime:
    """The moment whose knowledge counts: where projects are sorted, what they are like is kept at that very moment."""
    return catch_up(region, at) if asks_for_traits(document) else ledger.moment(at)


def _check_day(document: Document, until: date) -> None:
    clock = document.clock(until)
    if not clock.contains(until):
        raise Refused(f"截止日期应在{year_words(clock)}之内。", field="until")
    if document.effective_from and until < document.effective_from:
        raise Refused(f"考核办法自{show_day(document.effective_from)}起施行。", field="until")
    if document.effective_to and until > document.effective_to:
        raise Refused(f"考核办法施行至{show_day(document.effective_to)}为止。", field="until")


def request_due_runs(*, now: datetime) -> list[ScoreRun]:
    """One run for yesterday per scheme in use, from six in the morning on; what was missed earlier stays missed."""
    local = timezone.localtime(now)
    until = local.date() - timedelta(days=1)
    if local.hour < MORNING:
        return []
    made = ScoreRun.objects.filter(until=until, requested_by__isnull=True).values("scheme")
    years = (until.year, until.year + 1)  # a year that begins in December is named for the one it ends in
    due = Scheme.objects.in_use().filter(year__in=years).exclude(pk__in=made).select_related("region")
    return [run for scheme in due if _is_due(scheme, until) and (run := _request_once(scheme, until, now))]


def _is_due(scheme: Scheme, until: date) -> bool:
    try:
        _check_day(document_of(scheme), until)
    except Refused:
        return False
    return True


def _request_once(scheme: Scheme, until: date, now: datetime) -> ScoreRun | None:
    """None when another timetable was quicker: the database keeps one such run a day."""
    try:
        with transaction.atomic():
            return request_run(scheme=scheme, until=until, by=None, at=now)
    except IntegrityError:
        return None


@transaction.atomic
def finish_run(*, run: ScoreRun, standing: Standing, at: datetime) -> None:
    """Keep the lines, the tables and their checksum. A run that is finished already stays as it is."""
    waiting = ScoreRun.objects.filter(pk=run.pk, state=RunState.WAITING)
    rows = as_rows(standing)
    frozen = freeze_standing(standing, rows)
    if not waiting.update(state=RunState.DONE, frozen=frozen, sha256=digest(frozen), finished_at=at):
        return
    lines = ScoreLine.objects.bulk_create(
        ScoreLine(
            run=run, unit_id=one.member.unit_id, order=order,
            group=one.member.group, details={name: row[name] for name in ("blocks", "sum", "verdict", "holds")},
            **{name: row[name] for name in ("unit_name", "unit_class", "exact", "total", "rank", "rank_before")},
        )
        for order, (one, row) in enumerate(zip(standing.placed, rows, strict=True), start=1)
    )  # fmt: skip
    items = (
        {**item, "line_id": line.pk, "order": order}
        for line, row in zip(lines, rows, strict=True)
        for order, item in enumerate(row["items"], start=1)
    )
    insert_rows(ScoreItem, items)


def fail_run(*, run_id: int) -> None:
    """The work could not be done; the job says why."""
    ScoreRun.objects.filter(pk=run_id, state=RunState.WAITING).update(state=RunState.FAILED)


def standing_of(run: ScoreRun) -> Standing:
    """The run's result worked out from the ledger as known at its moment."""
    return work_out(run.scheme, until=run.until, as_of=run.as_of, previous=run.previous)
