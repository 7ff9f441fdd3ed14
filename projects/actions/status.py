"""Suspended, resumed, terminated, withdrawn: the overlay on the road. Money that came stays in the ledger (INV-12)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.turns import take_turn
from projects.models import Arrival, Milestone, Project, Status
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged


def _move(
    project: Project, *, status: str, verb: str, reason: str, version: int, by, at: datetime
) -> Project:
    update_if_unchanged(
        project, version=version, status=status, status_reason=reason, last_entry_on=timezone.localdate(at)
    )
    record(project, verb, by=by, at=at, reason=reason)
    return project


@transaction.atomic
def suspend(*, project: Project, reason: str, version: int, by, at: datetime) -> Project:
    take_turn(project)
    if project.status != Status.ACTIVE:
        raise Refused("只有在库项目可以暂停。")
    if not reason.strip():
        raise Refused("请填写暂停原因。", field="reason")
    return _move(
        project,
        status=Status.SUSPENDED,
        verb="project_suspended",
        reason=reason,
        version=version,
        by=by,
        at=at,
    )


@transaction.atomic
def resume(*, project: Project, version: int, by, at: datetime) -> Project:
    take_turn(project)
    if project.status != Status.SUSPENDED:
        raise Refused("只有暂停的项目可以恢复。")
    return _move(
        project, status=Status.ACTIVE, verb="project_resumed", reason="", version=version, by=by, at=at
    )


@transaction.atomic
def terminate(*, project: Project, reason: str, version: int, by, at: datetime) -> Project:
    """The project ends. Verified facts keep their postings; what waits for verification must be settled first."""
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已经终止或撤销。")
    if not reason.strip():
        raise Refused("请填写终止原因。", field="reason")
    if _waiting(project):
        raise Refused("该项目还有待核实的节点或资金，请先核实、退回或撤回。")
    return _move(
        project,
        status=Status.TERMINATED,
        verb="project_terminated",
        reason=reason,
        version=version,
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw(*, project: Project, reason: str, version: int, by, at: datetime) -> Project:
    """A project entered by mistake leaves the register; impossible once anything about it was verified."""
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已经终止或撤销。")
    if not reason.strip():
        raise Refused("请填写撤销原因。", field="reason")
    if Milestone.objects.verified().filter(project=project).exists() or (
        Arrival.objects.verified().filter(project=project).exists()
    ):
        raise Refused("该项目已有核实过的节点或资金，不能撤销，只能终止。")
    return _move(
        project,
        status=Status.WITHDRAWN,
        verb="project_withdrawn",
        reason=reason,
        version=version,
        by=by,
        at=at,
    )


def _waiting(project: Project) -> bool:
    return (
        Milestone.objects.recorded().filter(project=project).exists()
        or Arrival.objects.recorded().filter(project=project).exists()
    )
