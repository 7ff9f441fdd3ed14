"""The reporting calendar: duties, what is handed in and corrected, exemptions asked and decided."""

from assessment.actions.reporting.duties import make_duty, plan_duties, withdraw_duty
from assessment.actions.reporting.exemptions import ask_exemption, decide_exemption
from assessment.actions.reporting.submissions import correct_submission, hand_in

__all__ = [
    "ask_exemption",
    "correct_submission",
    "decide_exemption",
    "hand_in",
    "make_duty",
    "plan_duties",
    "withdraw_duty",
]
