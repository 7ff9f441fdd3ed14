"""What the office does with a lead: accept it, screen it, decide, tell whoever brought it, take it up again."""

from projects.actions.screening.deciding import decide_screening, return_proposal
from projects.actions.screening.leads import accept_lead, give_feedback, reopen_lead, resubmit_lead
from projects.actions.screening.rounds import open_screening, propose_result, renew_screening, save_lines

__all__ = [
    "accept_lead",
    "decide_screening",
    "give_feedback",
    "open_screening",
    "propose_result",
    "renew_screening",
    "reopen_lead",
    "resubmit_lead",
    "return_proposal",
    "save_lines",
]
