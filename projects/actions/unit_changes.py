"""What a change of units does to credit: standing shares go to the successors from the day on, and earlier credit too
where the document says so. Every answer and every new posting is in the ledger; nothing is lost or made."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from projects import ledger
from projects.actions.splits import (
    Line,
    add_split,
    lines_of,
    post_anew,
    refuse_closed_periods,
    refuse_posted_in_closed,
    standing_from,
)
from projects.actions.turns import take_turn, take_turns
from projects.models import Arrival, CreditSplitLine, Milestone, Posting, Project
from projects.models.project import OUTSIDE_REGISTER
from promo.models.event import record
from promo.money import split_exactly
from promo.refusal import Refused
from units import actions as unit_actions
from units.actions import Handover
from units.models import ChangeKind, UnitChange

Heirs = dict[int, list[tuple[int, int]]]  # unit id -> [(unit id, 1/10000)]


@transaction.atomic
def decide_unit_change(*, lines: Sequence[Handover], kind: str, by, at: datetime, **decision) -> UnitChange:
    """As units.actions.change_units, and from the day on the credit follows.

    Splits in force with a unit that ends are followed by splits of its successors; with `carry_from`, credit of a
    statistical day since then is answered and posted to them; they lead the projects that the unit led. Refused for a
    unit without successor that still has a share in an open project.
    """
    heirs = _heirs(lines) if kind != ChangeKind.RENAME else {}
    alone = {row.from_unit.pk for row in lines} - heirs.keys() if kind != ChangeKind.RENAME else set()
    projects = list(concerned(set(heirs) | alone))
    take_turns(project.pk for project in projects)
    change = unit_actions.change_units(lines=lines, kind=kind, by=by, at=at, **decision)
    if heirs:
        _refuse_in_closed(projects, change, set(heirs), at=at)
    for project in projects:
        _refuse_orphan(project, alone, since=change.effective_on)
        if heirs:
            _follow(project, change, heirs, by=by, at=at)
    if heirs and change.carry_from:
        for fact in _carried(set(heirs), since=change.carry_from):
            ledger.post_anew(fact, at=at)
    return change


def _refuse_in_closed(
    projects: Sequence[Project], change: UnitChange, unit_ids: set[int], *, at: datetime
) -> None:
    """Neither the new shares nor the credit that is handed over may move what is posted in a closed period."""
    for project in projects:
        refuse_closed_periods(project, since=change.effective_on, at=at, field="effective_on", units=unit_ids)
    if change.carry_from and projects:
        rows = _standing(unit_ids, since=change.carry_from)
        refuse_posted_in_closed(projects[0].region_id, rows, at=at, field="carry_from")


def _heirs(lines: Sequence[Handover]) -> Heirs:
    found: Heirs = {}
    for row in lines:
        if row.to_unit:
            found.setdefault(row.from_unit.pk, []).append((row.to_unit.pk, row.share))
    return found


def concerned(unit_ids: set[int]) -> QuerySet[Project]:
    """Projects of the register in which the units ever had a share, in a fixed order."""
    shared = CreditSplitLine.objects.filter(unit__in=unit_ids).values("split__project")
    return Project.objects.filter(pk__in=shared).exclude(status__in=OUTSIDE_REGISTER).order_by("pk")


def _refuse_orphan(project: Project, alone: set[int], *, since: date) -> None:
    if not alone or not project.is_open:
        return
    for split in standing_from(project, since=since):
        if alone & {unit_id for unit_id, *_ in lines_of(split)}:
            raise Refused(
                f"该单位在“{project.name}”等在库项目还有份额，请先办理流转，或指定承接单位。", field="heirs"
            )


def _follow(project: Project, change: UnitChange, heirs: Heirs, *, by, at: datetime) -> None:
    take_turn(project)
    followed = []
    for split in standing_from(project, since=change.effective_on):
        lines = lines_of(split)
        if not heirs.keys() & {unit_id for unit_id, *_ in lines}:
            continue
        followed.append(
            add_split(
                project=project, measure=split.measure, valid_from=max(split.valid_from, change.effective_on),
                reason=f"{change.get_kind_display()}：{change.document}"[:200], lines=inherited(lines, heirs),
                by=by, at=at,
            )
        )  # fmt: skip
    lead = _first_heir(project.lead_unit_id, heirs)
    if not followed and lead == project.lead_unit_id:
        return
    today = timezone.localdate(at)
    Project.objects.filter(pk=project.pk).update(lead_unit=lead, version=F("version") + 1)
    project.refresh_from_db()
    if followed:
        post_anew(project, since=change.effective_on, at=at)
    record(
        project, "units_followed", by=by, at=at, document=change.document, on=today,
        shares=[[line.unit.name, line.share] for line in _plain_lines(followed)],
    )  # fmt: skip


def _plain_lines(splits) -> list[CreditSplitLine]:
    """The counted lines of the split for all measures, for the event."""
    whole = [split for split in splits if not split.measure][-1:]
    return list(CreditSplitLine.objects.filter(split__in=whole, is_also=False).select_related("unit"))


def _first_heir(unit_id: int, heirs: Heirs) -> int:
    """The successor with the largest part leads; of equal parts the one named first."""
    return max(heirs[unit_id], key=lambda pair: pair[1])[0] if unit_id in heirs else unit_id


def inherited(lines: Sequence[Line], heirs: Heirs) -> list[Line]:
    """The lines with each unit that ends replaced by its successors, to the last 1/10000 of the share."""
    sums: dict[tuple[int, bool], int] = {}
    for unit_id, share, is_also in lines:
        to = heirs.get(unit_id, [(unit_id, 10_000)])
        parts = split_exactly(share, [weight for _, weight in to])
        for (heir, _), part in zip(to, parts, strict=True):
            sums[heir, is_also] = sums.get((heir, is_also), 0) + part
    counted = {unit for (unit, is_also), share in sums.items() if share and not is_also}
    return [
        (unit, min(share, 10_000), is_also)
        for (unit, is_also), share in sums.items()
        if share and not (is_also and unit in counted)
    ]


def _standing(unit_ids: set[int], *, since: date) -> QuerySet[Posting]:
    return Posting.objects.filter(
        unit__in=unit_ids, statistical_on__gte=since, answers__isnull=True, answered_by__isnull=True
    )


def _carried(unit_ids: set[int], *, since: date) -> list[Milestone | Arrival]:
    """Facts with standing credit of the units and a statistical day since then, in the ledger's order."""
    found: dict[tuple, Milestone | Arrival] = {}
    for row in (
        _standing(unit_ids, since=since)
        .select_related("milestone__project", "arrival__project")
        .order_by("number")
    ):
        fact = row.milestone or row.arrival
        found[type(fact).__name__, fact.pk] = fact
    return list(found.values())
