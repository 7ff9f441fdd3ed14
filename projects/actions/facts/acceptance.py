"""What stands between a reported fact and its recognition, and what a reviewer may take upon himself with a reason.

Each check refuses with the field where the reviewer answers it; what was accepted goes into the event.
"""

from dataclasses import dataclass
from datetime import date

from projects.actions.facts.papers import accepted_paper_missing
from projects.contracts import excess_words
from projects.gates import gate_of_fact
from projects.known import Known
from projects.models import Arrival, Milestone, OpinionResult
from promo.days import show_day
from promo.refusal import Refused


@dataclass(frozen=True)
class Acceptance:
    """`accept_missing` with its note: verified though a required condition is not met. `opinion_reason`: although a
    department disagrees. `excess_reason`: although the money passes the contract."""

    accept_missing: bool = False
    acceptance_note: str = ""
    opinion_reason: str = ""
    excess_reason: str = ""


def conditions_met(
    fact: Milestone | Arrival, worth: dict, given: Acceptance, *, on: date, known: Known
) -> dict:
    """The details that the event keeps; Refused where a condition is neither met nor accepted. `worth` holds what
    would be recognised and its equivalents, `on` is today."""
    if isinstance(fact, Arrival):
        return _money_proven(fact, known) | _within_contract(fact, worth, given, known)
    return _gate_passed(fact, given, known) | _departments_heard(fact, given, on=on, known=known)


def _gate_passed(fact: Milestone, given: Acceptance, known: Known) -> dict:
    gate = gate_of_fact(fact, known)
    if not gate.missing:
        return {"rule": gate.rule_id}
    if not given.accept_missing:
        raise Refused(
            f"还缺{gate.missing_words}，请退回补充，或勾选同意缺项并说明理由。", field="accept_missing"
        )
    if not given.acceptance_note.strip():
        raise Refused("请说明同意缺项的理由。", field="acceptance_note")
    return {"rule": gate.rule_id, "missing": gate.missing_words, "acceptance_note": given.acceptance_note}


def _departments_heard(fact: Milestone, given: Acceptance, *, on: date, known: Known) -> dict:
    opinions = known.opinions(fact)
    silent = [row for row in opinions if row.given_at is None]
    waiting = [row for row in silent if on <= row.due_on]
    if waiting:
        words = "、".join(f"{row.unit.short_name}（时限{show_day(row.due_on)}）" for row in waiting)
        raise Refused(f"{words}的意见尚未反馈，反馈后或逾期后再核实。")
    against = [row for row in opinions if row.result == OpinionResult.DISAGREE]
    if against and not given.opinion_reason.strip():
        words = "、".join(row.unit.short_name for row in against)
        raise Refused(f"{words}不同意，仍要核实的，请说明理由。", field="opinion_reason")
    heard = {"unheard": "、".join(row.unit.name for row in silent), "opinion_reason": given.opinion_reason}
    return {key: value for key, value in heard.items() if value}


def _money_proven(fact: Arrival, known: Known) -> dict:
    wanted = accepted_paper_missing(fact, known)
    if wanted:
        raise Refused(
            f"{fact.get_kind_display()}没有认可的凭证，不能核实。认可的凭证：{wanted}。请退回补充。"
        )
    return {}


def _within_contract(fact: Arrival, worth: dict, given: Acceptance, known: Known) -> dict:
    rule = known.rule("arrivals", region=fact.project.region, on=fact.event_on)
    words = excess_words(fact, worth, known.family(fact), tolerance=rule["tolerance"])
    if words and not given.excess_reason.strip():
        raise Refused(f"{words}请核对，确属增资等情况的请说明理由。", field="excess_reason")
    return {"excess_reason": given.excess_reason} if words else {}
