"""Everything that can happen to a project: keyword-only functions with `by=` and `at=`, refusals and events."""

from projects.actions.credit import share_credit
from projects.actions.duplicates import find_alike, mark_different, note_duplicates
from projects.actions.facts import (
    amend_fact,
    record_arrival,
    record_milestone,
    return_fact,
    reverse_fact,
    verify_fact,
    withdraw_fact,
)
from projects.actions.leads import change_project, claim_referral, record_progress, register_lead
from projects.actions.rates import record_rate
from projects.actions.status import resume, suspend, terminate, withdraw

__all__ = [
    "amend_fact",
    "change_project",
    "claim_referral",
    "find_alike",
    "mark_different",
    "note_duplicates",
    "record_arrival",
    "record_milestone",
    "record_progress",
    "record_rate",
    "register_lead",
    "resume",
    "return_fact",
    "reverse_fact",
    "share_credit",
    "suspend",
    "terminate",
    "verify_fact",
    "withdraw",
    "withdraw_fact",
]
