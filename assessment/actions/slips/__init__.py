"""All that can happen to a supervision slip."""

from assessment.actions.slips.answering import reply_slip, sign_slip
from assessment.actions.slips.checking import close_slip, return_slip, withdraw_slip
from assessment.actions.slips.colouring import ease_made_good, ease_slip, escalate_due_slips
from assessment.actions.slips.issuing import issue_slip

__all__ = [
    "close_slip",
    "ease_made_good",
    "ease_slip",
    "escalate_due_slips",
    "issue_slip",
    "reply_slip",
    "return_slip",
    "sign_slip",
    "withdraw_slip",
]
