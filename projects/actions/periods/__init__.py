"""The calendar of periods at work: closed by the timetable, opened by an approval, closed again."""

from projects.actions.periods.closing import close_due_periods, close_opened_period
from projects.actions.periods.reopening import ask_reopening, decide_reopening

__all__ = ["ask_reopening", "close_due_periods", "close_opened_period", "decide_reopening"]
