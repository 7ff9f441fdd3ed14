"""The log of a project: what was done on a day, with its papers, and what is to be done next."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.service.ground import touch
from projects.actions.service.steps import plan_step
from projects.actions.turns import take_turn
from projects.models import NoteKind, ProgressNote, Project
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def record_progress(
    *, project: Project, happened_on: date, text: str, by, at: datetime, kind: str = NoteKind.PROGRESS,
    place: str = "", people: str = "", files=(), following: Mapping[str, Any] | None = None,
) -> ProgressNote:  # fmt: skip
    """One entry about what was done; it also shows that the project does not stand still.

    `following` holds text, due_on and owner of the next step that was agreed with it.
    """
    take_turn(project)
    if happened_on > timezone.localdate(at):
        raise Refused("日期不能晚于今天。", field="happened_on")
    if not project.is_open:
        raise Refused("项目已终止或撤销，不再登记进展。")
    note = ProgressNote.objects.create(
        project=project, kind=kind, happened_on=happened_on, place=place, people=people, text=text, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    papers = attach(project=project, files=files, by=by, at=at, about=note)
    touch(project, at)
    record(
        project, "progress_recorded", by=by, at=at, text=text[:80], note=note.pk, way=NoteKind(kind).label,
        papers=len(papers),
    )  # fmt: skip
    if following:
        plan_step(project=project, note=note, by=by, at=at, **following)
    return note
