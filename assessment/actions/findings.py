"""Findings: doubts and matters are looked for over a region, dismissed by somebody who entered nothing of it, opened
again."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessment.facts import known_now
from assessment.facts.finding_rows import entered_by
from assessment.facts.suspicions import Suspicion, suspicions
from assessment.models import Finding, FindingState, SuperiorFigure
from assessment.models.finding import DOUBTS, MATTERS
from assessment.reports.matters import matters
from projects.measures import MEASURES
from promo import jobs
from promo.models import Job
from promo.models.event import record
from promo.money import LIMIT
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Region

AT_ONCE = 500
MOST = int(LIMIT) * 100
OWN = "您录入或登记了有关内容，不能排除这项{}，请由其他人核查后办理。"
WRITTEN = (
    "words", "project_id", "unit_id", "amount", "behind", "figure", "last_found_at", "state", "version",
)  # fmt: skip
CLEARED = {"reason": "", "decided_by": None, "decided_at": None}


@transaction.atomic
def request_look(*, region: Region, by, at: datetime) -> Job:
    """In the background; a look that has not ended yet is returned instead of a second one."""
    job = jobs.enqueue(
        "look_for_findings",
        title=f"查找{region.name}疑点",
        by=by,
        at=at,
        key=f"look:{region.pk}",
        region_id=region.pk,
    )
    record(region, "look_requested", by=by, at=at, job=job.pk)
    return job


@transaction.atomic
def look_for_findings(*, region: Region, by, at: datetime) -> Counter:
    """Hold the register against every detector; the second look of the same register changes nothing but the day of
    the last look. Counts what was found, came back and is gone."""
    Region.take_turn(region.pk)
    found = suspicions(region, on=timezone.localdate(at), as_of=known_now(at))
    return _held_against(region, found, kinds=DOUBTS, verb="findings_looked", by=by, at=at)


@transaction.atomic
def look_for_matters(*, region: Region, by, at: datetime) -> Counter:
    """The same for what supervision presses for: what was due and did not come."""
    Region.take_turn(region.pk)
    found = matters(region, on=timezone.localdate(at), as_of=known_now(at))
    return _held_against(region, found, kinds=MATTERS, verb="matters_looked", by=by, at=at)


def _held_against(
    region: Region, suspected: Iterable[Suspicion], *, kinds, verb: str, by, at: datetime
) -> Counter:
    """The rows are locked once everything is found: what is dismissed while the look goes on stays dismissed."""
    found = {(str(one.kind), one.key): one for one in suspected}
    rows = Finding.objects.select_for_update(no_key=True).filter(region=region, kind__in=kinds).order_by("pk")
    known = {(row.kind, row.key): row for row in rows}
    told, new, kept = Counter(), [], []
    for key, one in found.items():
        row = known.get(key)
        if row is None:
            told["found"] += 1
            new.append(_made(one, region, at))
        else:
            told["returned"] += _found_again(row, one, at)
            kept.append(row)
    gone = [row for key, row in known.items() if key not in found and row.state == FindingState.OPEN]
    for row in gone:
        row.state, row.version = FindingState.GONE, row.version + 1
    told["gone"] = len(gone)
    Finding.objects.bulk_create(new, batch_size=AT_ONCE)
    Finding.objects.bulk_update(
        [*kept, *gone], [name.removesuffix("_id") for name in (*WRITTEN, *CLEARED)], batch_size=AT_ONCE
    )
    record(
        region,
        verb,
        by=by,
        at=at,
        **{name: told[name] for name in ("found", "returned", "gone")},
    )
    return told


def _made(one: Suspicion, region: Region, at: datetime) -> Finding:
    return Finding(
        region=region, kind=one.kind, key=one.key, first_found_at=at, last_found_at=at, **_told(one)
    )


def _told(one: Suspicion) -> dict:
    return {
        "words": one.words,
        "project_id": one.project_id,
        "unit_id": one.unit_id,
        "amount": one.amount,
        "behind": [list(pair) for pair in one.behind],
        "figure": dict(one.figure),
    }


def _found_again(row: Finding, one: Suspicion, at: datetime) -> bool:
    """Bring a row up to date; whether it is open again: it was gone, or what was dismissed says something else now."""
    changed, was = row.words != one.words, row.state
    back = was == FindingState.GONE or (was == FindingState.DISMISSED and changed)
    for name, value in _told(one).items():
        setattr(row, name, value)
    row.last_found_at = max(at, row.last_found_at)
    row.version += changed or back
    if back:
        row.state = FindingState.OPEN
        told = {"grounds": row.reason} if row.reason else {}
        record(row, "finding_returned", by=None, at=at, words=one.words, **told)
        for name, value in CLEARED.items():
            setattr(row, name, value)
    return back


@transaction.atomic
def dismiss_finding(*, finding: Finding, reason: str, version: int, by, at: datetime) -> Finding:
    """It was looked into and is in order. Never by somebody who entered what it is about."""
    _take(finding, version)
    if finding.state != FindingState.OPEN:
        raise Refused(f"这项{finding.word}的状态是“{finding.get_state_display()}”，不能排除。")
    if not reason.strip():
        raise Refused("请写明排除理由。", field="reason")
    if by.pk in entered_by(finding):
        raise Refused(OWN.format(finding.word))
    finding.state, finding.reason = FindingState.DISMISSED, reason.strip()
    finding.decided_by, finding.decided_at, finding.version = by, at, version + 1
    finding.save(update_fields=["state", *CLEARED, "version"])
    record(finding, "finding_dismissed", by=by, at=at, words=finding.words, grounds=finding.reason)
    return finding


@transaction.atomic
def reopen_finding(*, finding: Finding, version: int, by, at: datetime) -> Finding:
    """A dismissed one is looked into again; what was said stays in its history."""
    _take(finding, version)
    if finding.state != FindingState.DISMISSED:
        raise Refused(f"这项{finding.word}的状态是“{finding.get_state_display()}”，不用恢复。")
    before = finding.reason
    finding.state, finding.version = FindingState.OPEN, version + 1
    for name, value in CLEARED.items():
        setattr(finding, name, value)
    finding.save(update_fields=["state", *CLEARED, "version"])
    record(finding, "finding_reopened", by=by, at=at, words=finding.words, grounds=before)
    return finding


def _take(finding: Finding, version: int) -> None:
    Finding.objects.select_for_update(no_key=True).values_list("pk").get(pk=finding.pk)
    finding.refresh_from_db()
    if finding.version != version:
        raise Stale()


@transaction.atomic
def record_superior_figure(
    *, region: Region, measure: str, until: date, quantity: int, document: str, by, at: datetime
) -> SuperiorFigure:
    """What the superior counts from 1 January to a day; a later row for the same day stands for the earlier one."""
    if measure not in MEASURES:
        raise Refused("请从列表中选择指标。", field="measure")
    if not 0 <= quantity <= MOST:
        raise Refused("上级认定数不能为负，也不能过大，请核对数字和单位。", field="quantity")
    if until > timezone.localdate(at):
        raise Refused("截至日期不能晚于今天。", field="until")
    if not document.strip():
        raise Refused("请填写依据文件。", field="document")
    row = SuperiorFigure.objects.create(
        region=region, measure=measure, until=until, quantity=quantity, document=document.strip(), recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    record(
        row, "superior_figure_recorded", by=by, at=at, measure=measure, until=until.isoformat(), quantity=quantity,
        document=row.document,
    )  # fmt: skip
    return row
