"""Corrections of a published ranking: worked out when they are asked for, approved by another person, then closed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessment.actions.run_files import keep_files
from assessment.actions.turns import take_run
from assessment.models import Erratum, ErratumState, RunState, ScoreItem, ScoreLine, ScoreRun
from assessment.reports.errata import erratum_digest, freeze_worked, worked_out
from assessment.reports.restating import NotAdditive
from projects import ledger
from promo.models.event import record
from promo.refusal import Refused

UNSOUND = (
    "按存档的数据时点重新计算，结果与已发布的排名或上一次更正不一致，不能只更正其中一部分。"
    "请先复核本期排名，或选择“全部单位”和“全部指标”更正。"
)
NO_CHANGE = "按现在的数据重新计算，所选单位和指标没有变化。请先更正有关事项、目标或评分，再申请更正排名。"


@transaction.atomic
def request_erratum(
    *,
    run: ScoreRun,
    line: ScoreLine | None,
    item: str,
    reason: str,
    document: str,
    by,
    at: datetime,
    files=(),
) -> Erratum:
    """The ranking worked out once more as known now; only `line` (None: all) and `item` ('' : all) are corrected.

    Raises Refused where nothing changes, and while another correction of this ranking waits.
    """
    take_run(run)
    if run.state != RunState.PUBLISHED:
        raise Refused("只有已发布的排名可以更正；未发布的请重新计算。")
    if line and line.run_id != run.pk:
        raise Refused("请从本次排名的单位中选择。", field="line")
    named = _item_name(run, line, item)
    base = run.errata.approved().last()
    as_of = ledger.moment(at)
    try:
        worked = worked_out(run, base=base, unit_code=line.unit.code if line else "", item=item, as_of=as_of)
    except NotAdditive as error:
        raise Refused(UNSOUND) from error
    if not worked.changes_anything:
        raise Refused(NO_CHANGE)
    row = _kept(
        run=run, base=base, unit=line.unit if line else None, unit_name=line.unit_name if line else "", item=item,
        item_name=named, reason=reason, document=document, as_of=as_of, requested_by=by, requested_at=at,
        frozen=freeze_worked(worked, base=base),
    )  # fmt: skip
    keep_files(files, by=by, at=at, erratum=row)
    record(run, "erratum_requested", by=by, at=at, erratum=row.pk, about=row.about, grounds=reason[:80])
    return row


def _kept(**values) -> Erratum:
    try:
        with transaction.atomic():
            return Erratum.objects.create(**values)
    except IntegrityError as error:
        raise Refused("本期排名已有一项更正待批准，请先办结。") from error


def _item_name(run: ScoreRun, line: ScoreLine | None, item: str) -> str:
    if not item:
        return ""
    rows = ScoreItem.objects.filter(line__run=run, code=item)
    found = (rows.filter(line=line) if line else rows).first()
    if found:
        return found.name
    raise Refused("所选单位没有这项指标。", field="item")


@transaction.atomic
def approve_erratum(*, erratum: Erratum, by, at: datetime) -> Erratum:
    """Numbered and closed for ever. Never by the person who asked for it."""
    _take(erratum)
    if erratum.requested_by_id == by.pk:
        raise Refused("申请更正的人不能批准，请由另一人核对后批准。")
    last = erratum.run.errata.aggregate(last=Max("number"))["last"] or 0
    erratum.number, erratum.decided_by, erratum.decided_at = last + 1, by, at
    erratum.state = ErratumState.APPROVED
    erratum.sha256 = erratum_digest(erratum)
    erratum.save(update_fields=["number", "decided_by", "decided_at", "state", "sha256"])
    record(
        erratum.run, "erratum_approved", by=by, at=at, erratum=erratum.pk, number=erratum.number, about=erratum.about,
        document=erratum.document, sha256=erratum.sha256,
    )  # fmt: skip
    return erratum


@transaction.atomic
def refuse_erratum(*, erratum: Erratum, reason: str, by, at: datetime) -> Erratum:
    """The second person does not agree; the ranking stands."""
    _take(erratum)
    if erratum.requested_by_id == by.pk:
        raise Refused("申请更正的人不能自行办理，可以撤回。")
    if not reason.strip():
        raise Refused("请写明不批准的理由。", field="reason")
    return _end(erratum, ErratumState.REFUSED, "erratum_refused", reason, by=by, at=at)


@transaction.atomic
def withdraw_erratum(*, erratum: Erratum, by, at: datetime) -> Erratum:
    _take(erratum)
    if erratum.requested_by_id != by.pk:
        raise Refused("只有申请人可以撤回。")
    return _end(erratum, ErratumState.WITHDRAWN, "erratum_withdrawn", "", by=by, at=at)


def _take(erratum: Erratum) -> None:
    take_run(erratum.run)
    erratum.refresh_from_db()
    if erratum.state != ErratumState.PROPOSED:
        raise Refused(f"这项更正的状态是“{erratum.get_state_display()}”，请刷新后核对。")


def _end(erratum: Erratum, state: str, verb: str, reason: str, *, by, at: datetime) -> Erratum:
    Erratum.objects.filter(pk=erratum.pk).update(
        state=state, decided_by=by, decided_at=at, decision_note=reason
    )
    erratum.refresh_from_db()
    record(erratum.run, verb, by=by, at=at, erratum=erratum.pk, about=erratum.about, grounds=reason)
    return erratum
