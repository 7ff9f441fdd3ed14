"""Who is in charge of a project, and by when it is to be built."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.service.ground import take_open
from projects.models import Project
from projects.service_rights import people_for
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged


@transaction.atomic
def put_in_charge(
    *, project: Project, version: int, owner, sponsor: str, planned_start_on: date | None,
    planned_completion_on: date | None, by, at: datetime,
) -> Project:  # fmt: skip
    """`owner` (or nobody) works for the unit that leads or for the economic office of the place."""
    take_open(project)
    if owner and owner != project.owner and not _works_here(project, owner, timezone.localdate(at)):
        raise Refused("责任人须为引资单位或经济办的现任人员。", field="owner")
    if planned_start_on and planned_completion_on and planned_completion_on < planned_start_on:
        raise Refused("计划竣工日期不能早于计划开工日期。", field="planned_completion_on")
    changes = update_if_unchanged(
        project, version=version, owner=owner, sponsor=sponsor, planned_start_on=planned_start_on,
        planned_completion_on=planned_completion_on,
    )  # fmt: skip
    if not changes:
        raise Refused("没有需要保存的修改。")
    record(project, "project_charged", by=by, at=at, changes=changes)
    return project


def _works_here(project: Project, owner, on: date) -> bool:
    return people_for(project, on=on).filter(pk=owner.pk).exists()
