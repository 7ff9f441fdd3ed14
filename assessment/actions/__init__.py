"""All that can happen to targets, schemes, marks, rounds, runs and reports: keyword-only, with refusals and events."""

from assessment.actions.marks import give_mark
from assessment.actions.panel_marks import Given, Sheet, SheetRefused, save_sheet, sheet_of
from assessment.actions.reports import draft_report, publish_report, reword_report
from assessment.actions.rounds import (
    askable,
    cancel_round,
    close_due_rounds,
    close_if_due,
    close_round,
    confirm_round,
    extend_round,
    most_of,
    open_round,
)
from assessment.actions.runs import (
    fail_run,
    finish_run,
    publish_run,
    request_due_runs,
    request_run,
    standing_of,
)
from assessment.actions.schemes import adopt_scheme, put_in_use, read_scheme
from assessment.actions.targets import record_target

__all__ = [
    "Given",
    "Sheet",
    "SheetRefused",
    "adopt_scheme",
    "askable",
    "cancel_round",
    "close_due_rounds",
    "close_if_due",
    "close_round",
    "confirm_round",
    "draft_report",
    "extend_round",
    "fail_run",
    "finish_run",
    "give_mark",
    "most_of",
    "open_round",
    "publish_report",
    "publish_run",
    "put_in_use",
    "read_scheme",
    "record_target",
    "request_due_runs",
    "request_run",
    "reword_report",
    "save_sheet",
    "sheet_of",
    "standing_of",
]
