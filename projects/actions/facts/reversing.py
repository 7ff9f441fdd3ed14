"""A verified fact is taken back by a new row against it, which another person must verify."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.facts.ground import fact_name, not_before, tell
from projects.actions.facts.supplements import check_reversal
from projects.actions.turns import take_turn
from projects.models import Arrival, DisputeState, FactState, Milestone
from promo.refusal import Refused


@transaction.atomic
def reverse_fact(*, fact: Milestone | Arrival, reason: str, statistical_on: date, by, at: datetime, files=()):
    """Ask to take back a verified fact: a new row against it, which another person must verify."""
    take_turn(fact.project)
    if not fact.is_verified or fact.reverses_id:
        raise Refused("只有已核实的原始记录可以冲销。")
    if not reason.strip():
        raise Refused("请填写冲销原因。", field="reason")
    if statistical_on > timezone.localdate(at):
        raise Refused("统计日期不能晚于今天。", field="statistical_on")
    not_before(fact, statistical_on)
    check_reversal(fact)
    if fact.disputes.filter(state=DisputeState.OPEN).exists():
        raise Refused("这条记录正在核查，请先作出核查结论。")
    if fact.reversals.exclude(state=FactState.WITHDRAWN).exists():
        raise Refused("这条记录已经申请冲销。")
    extra = {"kind": fact.kind, **({} if isinstance(fact, Arrival) else {"round": fact.round})}
    row = type(fact).objects.create(
        project=fact.project, event_on=fact.event_on, precision=fact.precision, statistical_on=statistical_on,
        amount=-fact.amount if fact.amount is not None else None, currency=fact.currency, note=reason,
        recorded_by=by, recorded_at=at, reverses=fact, is_counted=fact.is_counted,
        uncounted_reason=fact.uncounted_reason, **extra,
    )  # fmt: skip
    attach(project=fact.project, files=files, by=by, at=at, **{fact_name(row): row})
    tell(row, "reversal_asked", by=by, at=at, reason=reason)
    return row
