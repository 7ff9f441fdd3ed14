"""An import taken back as one act, as long as nothing that came with it was verified."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from projects.actions.intake.updating import take_updates_back
from projects.actions.telling import tell_all, told
from projects.models import Arrival, BatchState, FactState, ImportBatch, Milestone, Project, Status
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged

UNVERIFIED = (FactState.RECORDED, FactState.RETURNED)


def verified_project(batch: ImportBatch) -> Project | None:
    """A project of the batch about which something was verified, the first of them."""
    facts = [
        model.objects.verified().filter(project__import_row__batch=batch).values("project_id")
        for model in (Milestone, Arrival)
    ]
    verified = Project.objects.filter(pk__in=facts[0]) | Project.objects.filter(pk__in=facts[1])
    return verified.order_by("pk").first()


def related_project(batch: ImportBatch) -> Project | None:
    """A project of the batch that was merged with another or is the original of an expansion, the first of them."""
    rows = Project.objects.filter(import_row__batch=batch)
    bound = Q(merged_into__isnull=False) | Q(merged_here__isnull=False) | Q(expansions__isnull=False)
    return rows.filter(bound).order_by("pk").first()


@transaction.atomic
def undo_import(*, batch: ImportBatch, version: int, by, at: datetime) -> ImportBatch:
    """Facts and projects of the import are withdrawn together; the same file can then be imported again.

    An import whose job gave up half-way can be undone as well. Refused, naming the project, once anything was
    verified.
    """
    stopped = batch.state == BatchState.IMPORTING and not (batch.job and batch.job.is_live)
    if batch.state != BatchState.DONE and not stopped:
        raise Refused("该批次不在已导入状态，不能撤销。")
    if related := related_project(batch):
        raise Refused(
            f"项目“{related.name}”（{related.code}）已与其他项目合并，或已认定增资扩产，请先撤销这些认定，再撤销导入。"
        )
    update_if_unchanged(batch, version=version, state=BatchState.UNDONE, undone_by=by, undone_at=at)
    count = take_everything_back(batch, reason="撤销导入", by=by, at=at)
    updated = take_updates_back(batch, by=by, at=at)
    verified = verified_project(batch)  # asked after the withdrawal, which waits for a verification under way
    if verified:
        raise Refused(f"项目“{verified.name}”（{verified.code}）已有核实的节点或资金，不能撤销本次导入。")
    more = {"updated": updated} if updated else {}
    record(batch, "import_undone", by=by, at=at, name=batch.name, projects=count, **more)
    return batch


def take_everything_back(batch: ImportBatch, *, reason: str, by, at: datetime) -> int:
    """Withdraw every project of the batch and what is unverified about it; returns how many projects."""
    projects = Project.objects.filter(import_row__batch=batch).exclude(status=Status.WITHDRAWN)
    ids = list(projects.values_list("pk", flat=True))
    for model in (Milestone, Arrival):
        facts = model.objects.filter(project__import_row__batch=batch, state__in=UNVERIFIED)
        facts.update(state=FactState.WITHDRAWN, version=F("version") + 1)
    projects.update(
        status=Status.WITHDRAWN,
        status_reason=reason,
        stage="lead",
        verified_stage="lead",
        version=F("version") + 1,
    )
    tell_all(
        told(pk, "project_withdrawn", by=by, at=at, **{"reason": reason, "import": batch.pk}) for pk in ids
    )
    return len(ids)
