"""Projects are put on lists of the government and taken off again: rankings ask for them by name."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects import ledger
from projects.actions.turns import take_turn
from projects.models import Project, ProjectLabel
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def add_label(
    *, project: Project, label: str, valid_from: date, document: str, by, at: datetime
) -> ProjectLabel:
    """On a list from a day on, by a document; known from a moment that no ranking worked out before has seen."""
    take_turn(project)
    label, document = label.strip(), document.strip()
    if project.merged_into_id:
        raise Refused("项目已并入其他项目，请在保留的项目上登记。")
    if not label:
        raise Refused("请填写名录名称。", field="label")
    if not document:
        raise Refused("请填写依据文件。", field="document")
    if valid_from > timezone.localdate(at):
        raise Refused("列入日期不能晚于今天。", field="valid_from")
    if ProjectLabel.objects.standing().filter(project=project, label=label).exists():
        raise Refused(f"项目已列入“{label}”。", field="label")
    row = ProjectLabel.objects.create(
        project=project, label=label, valid_from=valid_from, document=document, recorded_by=by,
        recorded_at=ledger.stamp(at),
    )  # fmt: skip
    record(
        project, "label_added", by=by, at=at, label=label, on=show_day(valid_from), document=document,
        name=label,
    )  # fmt: skip
    return row


@transaction.atomic
def end_label(*, row: ProjectLabel, reason: str, by, at: datetime) -> ProjectLabel:
    """Off the list; rankings worked out before keep it."""
    take_turn(row.project)
    if not reason.strip():
        raise Refused("请填写移出原因。", field="reason")
    ended_at = ledger.stamp(at)
    standing = ProjectLabel.objects.standing().filter(pk=row.pk)
    if not standing.update(ended_by=by, ended_at=ended_at, end_reason=reason.strip()):
        raise Refused("项目已移出该名录。")
    row.refresh_from_db()
    record(row.project, "label_ended", by=by, at=at, label=row.label, name=row.label, reason=reason.strip())
    return row
