"""Facts are reviewed by another person than the recorder: verified and posted, returned, or rejected for good."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from projects import ledger
from projects.actions.equivalents import frozen_equivalents
from projects.actions.facts.acceptance import Acceptance, conditions_met
from projects.actions.facts.ground import change, not_before, refresh_stage, tell, tell_of_many
from projects.actions.facts.supplements import SUPPLEMENT, check_increment, check_reversal
from projects.actions.settling import settle
from projects.actions.turns import take_turn
from projects.authors import hands_in
from projects.awaiting import missing_contract
from projects.known import Known
from projects.models import Arrival, FactState, Milestone, Status
from promo.refusal import Refused
from promo.versions import Stale

Fact = Milestone | Arrival
NOT_WAITING = "这条记录不在待核实状态，请刷新查看。"


@dataclass(frozen=True)
class Terms:
    """What the reviewer says beside his yes. Passed with `is_counted=False` the fact is frozen all the same but posts
    nothing; `accepted` is what he takes upon himself where something is missing."""

    recognised: Decimal | None = None
    cut_reason: str = ""
    statistical_on: date | None = None
    is_counted: bool = True
    uncounted_reason: str = ""
    accepted: Acceptance = field(default_factory=Acceptance)


class Sitting:
    """One reviewer decides about some facts one after the other: each is judged by itself and what it leaves in its own
    row is written at once, its postings, stage and event when the sitting closes. One fact is a sitting of one.

    Made when the turns of the projects have been taken. A project with which others were merged sits alone, because
    what counts in its family is settled after every single fact.
    """

    def __init__(self, facts: Sequence[Fact], known: Known, *, by, at: datetime) -> None:
        self.by, self.at, self.known = by, at, known
        for fact in facts:
            fact.project = known.projects[fact.project_id]
        self.hands = hands_in(by, facts)
        self.pen = ledger.Pen()
        self.verified: list[tuple[Fact, dict]] = []

    def verify(self, fact: Fact, version: int, terms: Terms) -> None:
        """Recognise a fact: freeze its sum in yuan and dollars and post it. Another person than the recorder must do
        it. Refused before anything is written."""
        known, at = self.known, self.at
        self._may_verify(fact)
        if fact.reverses_id:
            check_reversal(fact.reverses)
            if terms.statistical_on:
                not_before(fact.reverses, terms.statistical_on)
        if not terms.is_counted and not terms.uncounted_reason.strip():
            raise Refused("通过不计分的，请填写原因。", field="uncounted_reason")
        worth = _as_reversed(fact) if fact.reverses_id else _as_recognised(fact, terms, known)
        noted = {} if fact.reverses_id else conditions_met(
            fact, worth, terms.accepted, on=timezone.localdate(at), known=known
        )  # fmt: skip
        if fact.version != version:
            raise Stale()
        counted = _counted(fact, terms) | _day_that_counts(fact, terms.statistical_on, known, at=at)
        change(
            fact, version, state=FactState.VERIFIED, verified_by=self.by, verified_at=at, **worth, **counted
        )
        known.family(fact).took(fact)
        if fact.reverses_id:
            original = type(fact).objects.get(pk=fact.reverses_id)
            ledger.answer(
                list(ledger.live_postings(original)), because=fact, statistical_on=fact.statistical_on, at=at
            )
        else:
            ledger.post(fact, pen=self.pen, known=known)
        self.verified.append((fact, noted))

    def _may_verify(self, fact: Fact) -> None:
        if fact.state != FactState.RECORDED:
            raise Refused(NOT_WAITING)
        if hand := self.hands.get((fact.subject, fact.pk)):
            raise Refused(hand.refusal)
        if not fact.project.is_open and not fact.reverses_id and not _came_in_time(fact):
            raise Refused("项目已终止或撤销，不能再核实。")
        if not fact.reverses_id and fact.import_row_id is None and not self.known.papers(fact):
            raise Refused("没有佐证材料，不能核实。请退回补充。")
        if sentence := missing_contract(fact, self.known):
            raise Refused(sentence)

    def close(self) -> None:
        """What the facts leave beside their rows. Call it in the transaction in which they were verified."""
        self.pen.lay_down(at=self.at)
        for project in {fact.project_id: fact.project for fact, _ in self.verified}.values():
            family = self.known.families[project.pk]
            if not family.is_alone:
                settle(project, at=self.at)
            refresh_stage(project, at=self.at, family=family)
        told = [(fact, self._said(fact, noted)) for fact, noted in self.verified]
        tell_of_many(told, "verified", by=self.by, at=self.at)
        self.verified = []

    def _said(self, fact: Fact, noted: dict) -> dict:
        settled = str(fact.recognised) if fact.recognised is not None else None
        said = {
            "recognised": settled,
            "cut_reason": fact.cut_reason,
            "uncounted_reason": fact.uncounted_reason,
        }
        return said | noted | _carried(fact)


@transaction.atomic
def verify_fact(
    *, fact: Fact, version: int, by, at: datetime, recognised: Decimal | None = None, cut_reason: str = "",
    statistical_on: date | None = None, is_counted: bool = True, uncounted_reason: str = "", **accepted,
):  # fmt: skip
    """Recognise a fact as Sitting.verify says. `accepted` are the fields of Acceptance."""
    take_turn(fact.project)
    sitting = Sitting([fact], Known([fact]), by=by, at=at)
    given = Acceptance(**accepted)
    sitting.verify(
        fact, version, Terms(recognised, cut_reason, statistical_on, is_counted, uncounted_reason, given)
    )
    sitting.close()
    return fact


def _counted(fact: Fact, terms: Terms) -> dict:
    if fact.reverses_id:
        return {}
    said = {"is_counted": terms.is_counted, "uncounted_reason": terms.uncounted_reason}
    return said | ({"excess_reason": terms.accepted.excess_reason} if isinstance(fact, Arrival) else {})


def _day_that_counts(fact: Fact, said: date | None, known: Known, *, at: datetime) -> dict:
    """What belongs to a closed period counts on the first day of the next open one, and says where it belongs. A
    reversal never counts before what it takes back, which a closing may have carried on."""
    day = said or fact.statistical_on
    known.once("head", lambda: ledger.hold(at))
    standing = (
        ledger.live_postings(fact.reverses).values_list("statistical_on", flat=True)
        if fact.reverses_id
        else ()
    )
    since = max([day, *standing])
    counted = known.closed(fact.project.region_id, since).counted_on(since)
    return {"statistical_on": counted.day, "belongs_on": day if counted.day != day else None}


def _carried(fact) -> dict:
    if fact.belongs_on is None:
        return {}
    return {"belongs_on": fact.belongs_on, "counted_from": fact.statistical_on}


def _came_in_time(fact) -> bool:
    """Of a project that was ended: what happened before still counts, such as the facts of an old ledger."""
    ended = fact.project.status == Status.TERMINATED
    return ended and (fact.project.status_on is None or fact.event_on <= fact.project.status_on)


def _as_recognised(fact: Fact, terms: Terms, known: Known) -> dict:
    """All that was reported, unless a smaller sum is recognised for a reason."""
    cut_reason = terms.cut_reason
    recognised = fact.amount if terms.recognised is None or fact.amount is None else terms.recognised
    if getattr(fact, "kind", "") == SUPPLEMENT:
        check_increment(fact, recognised)
        if fact.amount < 0:  # a cut is recognised whole
            return frozen_equivalents(fact, fact.amount, known) | {
                "recognised": fact.amount,
                "cut_reason": "",
            }
    if fact.amount is not None and not 0 < recognised <= fact.amount:
        raise Refused("认定金额应大于0，且不超过上报金额。", field="recognised")
    if recognised != fact.amount and not cut_reason.strip():
        raise Refused("认定金额少于上报金额，请填写核减原因。", field="cut_reason")
    return frozen_equivalents(fact, recognised, known) | {"recognised": recognised, "cut_reason": cut_reason}


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
