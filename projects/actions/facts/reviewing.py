"""Facts are reviewed by another person than the recorder: verified and posted, returned, or rejected for good."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from projects import ledger
from projects.actions.equivalents import frozen_equivalents
from projects.actions.facts.acceptance import Acceptance, conditions_met
from projects.actions.facts.ground import change, not_before, refresh_stage, tell
from projects.actions.facts.supplements import SUPPLEMENT, check_increment, check_reversal
from projects.actions.settling import settle
from projects.actions.turns import take_turn
from projects.authors import hand_in
from projects.closings import counted_on
from projects.family import family_ids
from projects.models import Arrival, FactState, Milestone, Posting, Status
from promo.refusal import Refused

NOT_WAITING = "这条记录不在待核实状态，请刷新查看。"


@transaction.atomic
def verify_fact(
    *, fact: Milestone | Arrival, version: int, by, at: datetime, recognised: Decimal | None = None,
    cut_reason: str = "", statistical_on: date | None = None, is_counted: bool = True, uncounted_reason: str = "",
    excess_reason: str = "", **accepted,
):  # fmt: skip
    """Recognise a fact: freeze its sum in yuan and dollars and post it. Another person than the recorder must do it.

    Passed with `is_counted=False` it is frozen all the same but posts nothing. `accepted` are the fields of
    `Acceptance`: what the reviewer takes upon himself where something is missing.
    """
    take_turn(fact.project)
    _may_verify(fact, by)
    if fact.reverses_id:
        check_reversal(fact.reverses)
        if statistical_on:
            not_before(fact.reverses, statistical_on)
    if not is_counted and not uncounted_reason.strip():
        raise Refused("通过不计分的，请填写原因。", field="uncounted_reason")
    worth = _as_reversed(fact) if fact.reverses_id else _as_recognised(fact, recognised, cut_reason)
    noted = {} if fact.reverses_id else conditions_met(
        fact, worth, Acceptance(excess_reason=excess_reason, **accepted), on=timezone.localdate(at)
    )  # fmt: skip
    counted = {} if fact.reverses_id else {"is_counted": is_counted, "uncounted_reason": uncounted_reason}
    if isinstance(fact, Arrival) and not fact.reverses_id:
        counted["excess_reason"] = excess_reason
    counted |= _day_that_counts(fact, statistical_on or fact.statistical_on, at=at)
    change(fact, version, state=FactState.VERIFIED, verified_by=by, verified_at=at, **worth, **counted)
    if fact.reverses_id:
        original = type(fact).objects.get(pk=fact.reverses_id)
        ledger.answer(
            list(ledger.live_postings(original)), because=fact, statistical_on=fact.statistical_on, at=at
        )
    else:
        ledger.post(fact, at=at)
    settle(fact.project, at=at)
    refresh_stage(fact.project, at=at)
    settled = str(fact.recognised) if fact.recognised is not None else None
    tell(
        fact, "verified", by=by, at=at, recognised=settled, cut_reason=fact.cut_reason,
        uncounted_reason=fact.uncounted_reason, **noted, **_carried(fact),
    )  # fmt: skip
    return fact


def _day_that_counts(fact, day: date, *, at: datetime) -> dict:
    """What belongs to a closed period counts on the first day of the next open one, and says where it belongs. A
    reversal never counts before what it takes back, which a closing may have carried on."""
    ledger.hold(at)
    standing = ledger.live_postings(fact.reverses) if fact.reverses_id else Posting.objects.none()
    since = max([day, *standing.values_list("statistical_on", flat=True)])
    counted = counted_on(fact.project.region, since)
    return {"statistical_on": counted.day, "belongs_on": day if counted.day != day else None}


def _carried(fact) -> dict:
    if fact.belongs_on is None:
        return {}
    return {"belongs_on": fact.belongs_on, "counted_from": fact.statistical_on}


def _may_verify(fact, by) -> None:
    if fact.state != FactState.RECORDED:
        raise Refused(NOT_WAITING)
    if hand := hand_in(fact, by):
        raise Refused(hand.refusal)
    if not fact.project.is_open and not fact.reverses_id and not _came_in_time(fact):
        raise Refused("项目已终止或撤销，不能再核实。")
    if not fact.reverses_id and fact.import_row_id is None and not fact.evidence.exists():
        raise Refused("没有佐证材料，不能核实。请退回补充。")
    if isinstance(fact, Arrival) or getattr(fact, "kind", "") in (
        "started",
        "completed",
        "producing",
        "at_capacity",
        "supplement",
    ):
        ids = family_ids(fact.project)
        signed = Milestone.objects.verified().live().filter(project__in=ids, kind="signed")
        if not fact.reverses_id and not signed.exists():
            raise Refused("该项目的签约尚未核实，请先核实签约。")


def _came_in_time(fact) -> bool:
    """Of a project that was ended: what happened before still counts, such as the facts of an old ledger."""
    ended = fact.project.status == Status.TERMINATED
    return ended and (fact.project.status_on is None or fact.event_on <= fact.project.status_on)


def _as_recognised(fact, recognised: Decimal | None, cut_reason: str) -> dict:
    """All that was reported, unless a smaller sum is recognised for a reason."""
    recognised = fact.amount if recognised is None or fact.amount is None else recognised
    if getattr(fact, "kind", "") == SUPPLEMENT:
        check_increment(fact, recognised)
        if fact.amount < 0:  # a cut is recognised whole
            return frozen_equivalents(fact, fact.amount) | {"recognised": fact.amount, "cut_reason": ""}
    if fact.amount is not None and not 0 < recognised <= fact.amount:
        raise Refused("认定金额应大于0，且不超过上报金额。", field="recognised")
    if recognised != fact.amount and not cut_reason.strip():
        raise Refused("认定金额少于上报金额，请填写核减原因。", field="cut_reason")
    return frozen_equivalents(fact, recognised) | {"recognised": recognised, "cut_reason": cut_reason}


def _as_reversed(fact) -> dict:
    """A reversal has what was recognised of the fact it answers, and its equivalents, with the opposite sign."""
    original = fact.reverses
    return {
        "rate": original.rate, "rate_on": original.rate_on, "rate_source": original.rate_source,
        "cut_reason": original.cut_reason, "recognised": _opposite(original.recognised),
        "cny": _opposite(original.cny), "usd": _opposite(original.usd),
    }  # fmt: skip


def _opposite(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


@transaction.atomic
def return_fact(*, fact: Milestone | Arrival, reason: str, version: int, by, at: datetime):
    """Back to the recorder with a reason; nothing was counted, nothing is lost."""
    return _turn_down(fact, FactState.RETURNED, "returned", "退回", reason, version, by=by, at=at)


@transaction.atomic
def reject_fact(*, fact: Milestone | Arrival, reason: str, version: int, by, at: datetime):
    """Not recognised, for good: the row is closed with its reason, and another may be recorded."""
    if fact.reverses_id:
        raise Refused("冲销申请如不同意，请退回，由申请人撤回。")
    return _turn_down(fact, FactState.REJECTED, "rejected", "不予认定", reason, version, by=by, at=at)


def _turn_down(fact, state: str, verb: str, word: str, reason: str, version: int, *, by, at: datetime):
    take_turn(fact.project)
    if fact.state != FactState.RECORDED:
        raise Refused(NOT_WAITING)
    if fact.recorded_by_id == by.pk:
        raise Refused(f"录入人不能{word}自己录入的记录，如需取消请撤回。")
    if not reason.strip():
        raise Refused(f"请填写{word}原因。", field="reason")
    change(fact, version, state=state, return_reason=reason)
    refresh_stage(fact.project, at=at)
    tell(fact, verb, by=by, at=at, reason=reason)
    return fact
