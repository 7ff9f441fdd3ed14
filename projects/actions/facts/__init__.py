"""Facts: recorded with a document, returned or verified by another person, reversed by a new row."""

from projects.actions.facts.ground import refresh_stage
from projects.actions.facts.recording import amend_fact, record_arrival, record_milestone, withdraw_fact
from projects.actions.facts.reversing import reverse_fact
from projects.actions.facts.reviewing import reject_fact, return_fact, verify_fact
from projects.actions.facts.together import LOOK, verify_facts

__all__ = [
    "LOOK", "amend_fact", "record_arrival", "record_milestone", "refresh_stage", "reject_fact", "return_fact",
    "reverse_fact", "verify_fact", "verify_facts", "withdraw_fact",
]  # fmt: skip
