"""A verified fact is doubted: while that stands it counts nowhere; another person says what came of it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from projects import ledger
from projects.actions.turns import take_turn
from projects.models import Arrival, Dispute, DisputeState, FactState, Milestone
from projects.models.fact import DOUBTED
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged


def _tell(fact, verb: str, *, by, at: datetime, **detail) -> None:
    record(
        fact.project, f"{fact.subject}_{verb}", by=by, at=at, fact=fact.pk, title=fact.title,
        amount=str(fact.amount) if fact.amount else None, currency=fact.currency, **detail,
    )  # fmt: skip


@transaction.atomic
def raise_dispute(*, fact: Milestone | Arrival, reason: str, by, at: datetime) -> Dispute:
    """Doubt a verified fact: its postings are answered on their own statistical days (of a closed period: in the next
    open one), so that it counts nowhere from now on. What was published stays as it was."""
    take_turn(fact.project)
    if not reason.strip():
        raise Refused("请填写存疑原因。", field="reason")
    if not fact.is_verified or fact.reverses_id:
        raise Refused("只有已核实的原始记录可以列为存疑。")
    if fact.reversals.exclude(state=FactState.WITHDRAWN).exists():
        raise Refused("这条记录已经冲销或申请冲销，不必再列为存疑。")
    if fact.disputes.filter(state__in=DOUBTED).exists():
        raise Refused("这条记录已经列为存疑。")
    try:
        with transaction.atomic():
            dispute = Dispute.objects.create(
                **{fact.subject: fact}, reason=reason, raised_by=by, raised_at=at
            )
    except IntegrityError as error:
        raise Refused("这条记录刚由他人列为存疑，请刷新查看。") from error
    ledger.answer(list(ledger.live_postings(fact)), because=fact, at=at)
    _tell(fact, "doubted", by=by, at=at, reason=reason)
    return dispute


@transaction.atomic
def settle_dispute(
    *, dispute: Dispute, state: str, outcome: str, version: int, by, at: datetime
) -> Dispute:  # fmt: skip
    """Cleared, the fact is posted again by the shares in force on its event day; upheld, it stays out and waits for
    its reversal. Whoever raised the doubt does not settle it."""
    fact = dispute.milestone or dispute.arrival
    take_turn(fact.project)
    if dispute.state != DisputeState.OPEN:
        raise Refused("核查结论已经作出，请刷新查看。")
    if dispute.raised_by_id == by.pk:
        raise Refused("提出存疑的人不能作出核查结论，请由他人办理。")
    if state not in (DisputeState.CLEARED, DisputeState.UPHELD):
        raise Refused("请选择核查结论。", field="state")
    if not outcome.strip():
        raise Refused("请写明核查情况。", field="outcome")
    update_if_unchanged(dispute, version=version, state=state, outcome=outcome, settled_by=by, settled_at=at)
    if state == DisputeState.CLEARED:
        _count_again(fact, at=at)
    _tell(fact, "cleared" if state == DisputeState.CLEARED else "upheld", by=by, at=at, outcome=outcome)
    return dispute


def _count_again(fact: Milestone | Arrival, *, at: datetime) -> None:
    """Unless it counts in another fact since (a merged project)."""
    fact = type(fact).objects.select_related("project").get(pk=fact.pk)
    if not fact.set_asides.filter(ended_at=None).exists():
        ledger.post_again(fact, at=at)
