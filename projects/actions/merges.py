"""Two rows that are one project: the later joins the kept one, and can be parted again. Nothing moves, nothing goes."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from projects.actions.duplicates import OPEN_AGAIN, answered
from projects.actions.facts.ground import refresh_stage
from projects.actions.settling import recount, settle
from projects.actions.turns import take_turns
from projects.models import (
    Arrival,
    CaseState,
    DuplicateHint,
    FactState,
    FirstReferrer,
    HintState,
    Milestone,
    Project,
    ProjectMerge,
    ReferralCase,
    Status,
)
from promo.models.event import record
from promo.refusal import Refused

OPEN_FACTS = (FactState.RECORDED, FactState.RETURNED)
MERGEABLE = (Status.ACTIVE, Status.SUSPENDED, Status.TERMINATED)


@transaction.atomic
def merge_projects(
    *, kept: Project, merged: Project, reason: str, by, at: datetime, hint: DuplicateHint | None = None
) -> ProjectMerge:
    """`merged` is the same project as `kept`. Its facts, claims and credit stay where they are and count once with
    those of `kept`. Refused where the two cannot be read as one."""
    _turns(kept, merged)
    if not reason.strip():
        raise Refused("请填写认定为同一项目的依据。", field="reason")
    _may_be_one(kept, merged)
    try:
        with transaction.atomic():
            merge = ProjectMerge.objects.create(
                kept=kept, merged=merged, hint=hint, reason=reason, status_before=merged.status, merged_by=by,
                merged_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("该项目已经并入其他项目，请刷新查看。") from error
    _change(merged, status=Status.MERGED, merged_into=kept)
    for pair in _pairs_of(kept, merged):
        answered(pair, HintState.SAME, by=by, at=at, answer=reason)
    once = [f"{fact.title}（{fact.project.code}）" for fact in settle(kept, at=at)]
    _recount(kept, merged, at=at)
    _stages(kept, merged, at=at)
    record(merged, "project_merged", by=by, at=at, other=_named(kept), reason=reason)
    record(kept, "project_took_in", by=by, at=at, other=_named(merged), reason=reason, counted_once=once)
    return merge


def _turns(*projects: Project) -> None:
    """Both at once in the order of their ids, so that two merges cannot wait for each other."""
    take_turns(project.pk for project in projects)
    for project in projects:
        project.refresh_from_db()


def _change(project: Project, **changes) -> None:
    Project.objects.filter(pk=project.pk).update(version=F("version") + 1, **changes)
    project.refresh_from_db()


def _recount(kept: Project, merged: Project, *, at: datetime) -> None:
    """What was merged counts as the kept one does; an expansion counts by its money alone."""
    if (kept.expands_id is None) != (merged.expands_id is None):
        recount([merged.pk], at=at)


def _stages(*projects: Project, at: datetime) -> None:
    for project in projects:
        refresh_stage(project, at=at)


def _named(project: Project) -> str:
    return f"{project.name}（{project.code}）"


def _pairs_of(one: Project, other: Project):
    either = Q(project=one, other=other) | Q(project=other, other=one)
    return list(DuplicateHint.objects.open().filter(either))


def _may_be_one(kept: Project, merged: Project) -> None:
    if kept.pk == merged.pk:
        raise Refused("请选择两个不同的项目。")
    if kept.region_id != merged.region_id:
        raise Refused("只能合并同一地区的项目。")
    if Status.MERGED in (kept.status, merged.status):
        gone = merged if merged.status == Status.MERGED else kept
        raise Refused(f"“{gone.name}”已经并入其他项目，请刷新查看。")
    if not {kept.status, merged.status} <= set(MERGEABLE):
        raise Refused("项目已撤销或正在导入，不能合并。")
    if not kept.is_open and merged.is_open:
        raise Refused(f"保留的项目“{kept.name}”已终止，请保留另一个项目。", field="kept")
    if merged.merged_here.exists():
        raise Refused(f"“{merged.name}”已有并入的项目，请保留它，或先撤销原来的并入。", field="kept")
    if merged.pk == kept.expands_id or kept.pk == merged.expands_id:
        raise Refused("两个项目已认定为增资扩产，请先撤销该认定。")
    _nothing_waits(merged)
    _one_referrer(kept, merged)
    if kept.ownership != merged.ownership and (_has_verified(merged) or _has_verified(kept)):
        raise Refused("两个项目的资金性质不同，已核实的金额不能合并计算，请先核对资金性质。")


def _nothing_waits(merged: Project) -> None:
    waiting = [
        fact.title
        for model in (Milestone, Arrival)
        for fact in model.objects.filter(project=merged, state__in=OPEN_FACTS)
    ]
    if waiting:
        words = "、".join(dict.fromkeys(waiting))
        raise Refused(f"“{merged.name}”还有未办结的记录（{words}），请先核实或撤回，再并入。")


def _one_referrer(kept: Project, merged: Project) -> None:
    if FirstReferrer.objects.filter(project__in=(kept, merged)).count() > 1:
        raise Refused("两个项目都已认定第一引荐人，请先撤销其中一个。")
    if FirstReferrer.objects.filter(project=merged).exists():
        raise Refused(f"“{merged.name}”已认定第一引荐人，请保留它，或先撤销认定。", field="kept")
    under_way = (CaseState.NOTICE, CaseState.ARBITRATION)
    if ReferralCase.objects.filter(project=merged, state__in=under_way).exists():
        raise Refused(f"“{merged.name}”的第一引荐人正在公示或仲裁，请办结后再并入。")


def _has_verified(project: Project) -> bool:
    return any(model.objects.verified().filter(project=project).exists() for model in (Milestone, Arrival))


@transaction.atomic
def undo_merge(*, merge: ProjectMerge, reason: str, by, at: datetime) -> ProjectMerge:
    """The two were not one project after all: what was set aside counts again, and the pair waits in the queue."""
    kept, merged = merge.kept, merge.merged
    _turns(kept, merged)
    if not reason.strip():
        raise Refused("请填写撤销并入的原因。", field="reason")
    if FirstReferrer.objects.filter(project=kept, claim__project=merged).exists():
        raise Refused("保留的项目已按并入项目的申报认定第一引荐人，请先撤销认定。")
    open_merge = ProjectMerge.objects.filter(pk=merge.pk, undone_at=None)
    if not open_merge.update(undone_by=by, undone_at=at, undo_reason=reason):
        raise Refused("该并入已经撤销，请刷新查看。")
    merge.refresh_from_db()
    _change(merged, status=merge.status_before, merged_into=None)
    either = Q(project=kept, other=merged) | Q(project=merged, other=kept)
    DuplicateHint.objects.filter(either, state=HintState.SAME).update(**OPEN_AGAIN)
    for project in (merged, kept):
        settle(project, at=at)
    _recount(kept, merged, at=at)
    _stages(kept, merged, at=at)
    record(merged, "merge_undone", by=by, at=at, other=_named(kept), reason=reason)
    record(kept, "merge_undone", by=by, at=at, other=_named(merged), reason=reason)
    return merge
