"""The reporting calendar: duties, what is handed in and corrected, exemptions asked and decided."""

from assessment.actions.reporting.calendar_duties import make_calendar_duties
from assessment.actions.reporting.duties import make_duty, plan_duties, withdraw_duty
from assessment.actions.reporting.exemptions import ask_exemption, decide_exemption, revoke_exemption
from assessment.actions.reporting.reminding import remind_reporters
from assessment.actions.reporting.returning import tell_period
from assessment.actions.reporting.submissions import correct_submission, hand_in

__all__ = [
    "ask_exemption",
    "correct_submission",
    "decide_exemption",
    "hand_in",
    "make_calendar_duties",
    "make_duty",
    "plan_duties",
    "remind_reporters",
    "revoke_exemption",
    "tell_period",
    "withdraw_duty",
]
