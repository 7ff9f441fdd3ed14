"""An investor who is there already puts more in (增资扩产): it counts by its money, never as a project (INV-11)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from projects.actions.duplicates import OPEN_AGAIN, answered
from projects.actions.settling import recount
from projects.actions.turns import take_turn, take_turns
from projects.family import family_ids
from projects.models import DuplicateHint, HintState, Kind, Project, Status
from promo.models import Event
from promo.models.event import record
from promo.refusal import Refused

MARKED = "expansion_marked"


@transaction.atomic
def mark_expansion(*, project: Project, original: Project, reason: str, by, at: datetime) -> Project:
    """`project` enlarges `original` (or what that one enlarges itself). What was counted as a project is answered."""
    take_turns(pk for pk in (project.pk, original.pk, original.expands_id) if pk)
    for row in (project, original):
        row.refresh_from_db()
    first = original.expands or original
    _may_expand(project, first)
    changes = {"kind": [project.kind, Kind.EXPANSION], "expands": [None, first.code]}
    Project.objects.filter(pk=project.pk).update(expands=first, kind=Kind.EXPANSION, version=F("version") + 1)
    project.refresh_from_db()
    for pair in _pairs_of(project, original):
        answered(pair, HintState.EXPANSION, by=by, at=at, answer=reason)
    recount(family_ids(project), at=at)
    record(
        project, MARKED, by=by, at=at, other=f"{first.name}（{first.code}）", reason=reason, changes=changes
    )
    record(first, "expansion_added", by=by, at=at, other=f"{project.name}（{project.code}）", reason=reason)
    return project


def _may_expand(project: Project, first: Project) -> None:
    if project.pk == first.pk:
        raise Refused("请选择另一个项目作为原项目。", field="original")
    if project.region_id != first.region_id:
        raise Refused("原项目应为本地区的项目。", field="original")
    if Status.MERGED in (project.status, first.status):
        raise Refused("项目已并入其他项目，请按并入后的项目办理。", field="original")
    if project.expands_id:
        raise Refused(f"该项目已认定为“{project.expands.name}”的增资扩产。", field="original")
    if project.expansions.exists():
        raise Refused(f"“{project.name}”已有增资扩产项目，应作为原项目。", field="original")


def _pairs_of(one: Project, other: Project) -> list[DuplicateHint]:
    either = Q(project=one, other=other) | Q(project=other, other=one)
    return list(DuplicateHint.objects.open().filter(either))


@transaction.atomic
def unmark_expansion(*, project: Project, reason: str, by, at: datetime) -> Project:
    """It is a project of its own after all and counts as one; the pair waits in the queue again."""
    take_turn(project)
    project.refresh_from_db()
    if not project.expands_id:
        raise Refused("该项目没有认定为增资扩产，请刷新查看。")
    if not reason.strip():
        raise Refused("请填写撤销认定的原因。", field="reason")
    first, before = project.expands, _kind_before(project)
    changes = {"kind": [project.kind, before], "expands": [first.code, None]}
    Project.objects.filter(pk=project.pk).update(expands=None, kind=before, version=F("version") + 1)
    project.refresh_from_db()
    near = {first.pk, *first.expansions.values_list("pk", flat=True)}  # it may have been paired with a sister
    either = Q(project=project, other__in=near) | Q(project__in=near, other=project)
    DuplicateHint.objects.filter(either, state=HintState.EXPANSION).update(**OPEN_AGAIN)
    recount(family_ids(project), at=at)
    record(
        project,
        "expansion_unmarked",
        by=by,
        at=at,
        other=f"{first.name}（{first.code}）",
        reason=reason,
        changes=changes,
    )
    return project


def _kind_before(project: Project) -> str:
    event = Event.objects.about(project).filter(verb=MARKED).order_by("-at", "-pk").first()
    kind = event.detail["changes"]["kind"][0] if event else Kind.NEW
    return kind if kind in Kind.values else Kind.NEW
