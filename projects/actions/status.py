"""Suspended, resumed, terminated, revived, withdrawn: the overlay on the road. Money that came stays in the ledger
(INV-12); reasons are codes of the office's list (rule "endings") with words."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.turns import take_turn
from projects.endings import effects_of, open_things, waiting_facts
from projects.family import merged_here
from projects.models import Arrival, Milestone, Project, Status
from projects.models.transfer import TransferState
from projects.rules_in_force import rule_for
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged

ENDED = "项目已终止"


def _move(
    project: Project, *, status: str, verb: str, reason: str, version: int, by, at: datetime, code: str = "",
    on: date | None = None, **detail,
) -> Project:  # fmt: skip
    day = on or timezone.localdate(at)
    if day > timezone.localdate(at):
        raise Refused("日期不能晚于今天。", field="on")
    update_if_unchanged(
        project, version=version, status=status, status_reason=reason, status_code=code, status_on=day,
        last_entry_on=timezone.localdate(at),
    )  # fmt: skip
    record(project, verb, by=by, at=at, reason=reason, on=show_day(day), **detail)
    return project


def _named(project: Project, key: str, code: str, day: date) -> str:
    """The office's words for a reason code; '' where none is given."""
    names = rule_for("endings", region=project.region, on=day).names(key)
    if code and code not in names:
        raise Refused("请从列表中选择原因。", field="code")
    return names.get(code, "")


@transaction.atomic
def suspend(
    *, project: Project, reason: str, version: int, by, at: datetime, code: str = "", on: date | None = None
) -> Project:
    take_turn(project)
    if project.status != Status.ACTIVE:
        raise Refused("只有在库项目可以暂停。")
    if not reason.strip():
        raise Refused("请填写暂停原因。", field="reason")
    name = _named(project, "suspensions", code, on or timezone.localdate(at))
    return _move(
        project, status=Status.SUSPENDED, verb="project_suspended", reason=reason, version=version, by=by, at=at,
        code=code, on=on, code_name=name,
    )  # fmt: skip


@transaction.atomic
def resume(*, project: Project, version: int, by, at: datetime) -> Project:
    take_turn(project)
    if project.status != Status.SUSPENDED:
        raise Refused("只有暂停的项目可以恢复。")
    return _move(
        project, status=Status.ACTIVE, verb="project_resumed", reason="", version=version, by=by, at=at
    )


@transaction.atomic
def terminate(
    *, project: Project, reason: str, version: int, by, at: datetime, code: str = "", on: date | None = None, files=()
) -> Project:  # fmt: skip
    """The project ends on a day. Verified facts keep their postings; what waits for verification must be settled
    first; protection, next steps, blockers and an open transfer close with it. What became of each number is kept in
    the event."""
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已经终止或撤销。")
    if not reason.strip():
        raise Refused("请填写终止原因。", field="reason")
    if waiting_facts(project):
        raise Refused("该项目还有待核实的节点或资金（含已退回的），请先核实、不予认定或撤回。")
    day = on or timezone.localdate(at)
    name = _named(project, "terminations", code, day)
    _after_every_fact(project, day)
    effects = [[one.name, one.now, one.then] for one in effects_of(project)]
    _close(project, day, by=by, at=at)
    _move(
        project, status=Status.TERMINATED, verb="project_terminated", reason=reason, version=version, by=by, at=at,
        code=code, on=on, code_name=name, effects=effects,
    )  # fmt: skip
    attach(project=project, files=files, by=by, at=at, about=project, kind="ending")
    return project


def _after_every_fact(project: Project, day: date) -> None:
    """A project does not end before what is verified of it."""
    for model in (Milestone, Arrival):
        last = model.objects.verified().live().filter(project=project).order_by("-event_on").first()
        if last and last.event_on > day:
            raise Refused(
                f"终止日期不能早于最后一次节点或到位的日期（{show_day(last.event_on)}）。", field="on"
            )


def _close(project: Project, day: date, *, by, at: datetime) -> None:
    things = open_things(project)
    for row in things["首谈保护"]:
        type(row).objects.filter(pk=row.pk).update(ended_at=at, ended_by=by, end_reason=ENDED)
    for row in things["下一步工作"]:
        type(row).objects.filter(pk=row.pk).update(done_on=day, done_by=by, done_at=at, result=ENDED)
    for row in things["未解决难点"]:
        type(row).objects.filter(pk=row.pk).update(
            resolved_on=day, resolved_by=by, resolved_at=at, resolution=ENDED
        )
    for row in things["待办流转"]:
        type(row).objects.filter(pk=row.pk).update(
            state=TransferState.REFUSED, refusal=ENDED, decided_by=by, decided_at=at
        )


@transaction.atomic
def revive(*, project: Project, reason: str, version: int, by, at: datetime, files=()) -> Project:
    """A terminated project comes back with a reason and its document, and everything counts as before."""
    take_turn(project)
    if project.status != Status.TERMINATED:
        raise Refused("只有已终止的项目可以重新启动。")
    if not reason.strip():
        raise Refused("请填写重新启动的原因。", field="reason")
    if not files:
        raise Refused("请上传重新启动的文件。", field="files")
    _move(project, status=Status.ACTIVE, verb="project_revived", reason=reason, version=version, by=by, at=at)
    attach(project=project, files=files, by=by, at=at, about=project, kind="revival")
    Project.objects.filter(pk=project.pk).update(status_reason="")
    project.refresh_from_db()
    return project


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
    if merged_here(project).exists() or project.expansions.in_register().exists():
        raise Refused("有项目并入本项目，或以本项目为增资扩产的原项目，请先撤销这些认定。")
    return _move(
        project, status=Status.WITHDRAWN, verb="project_withdrawn", reason=reason, version=version, by=by, at=at,
    )  # fmt: skip
