"""Everything that can happen to targets, schemes, marks, runs and reports: keyword-only, with refusals and events."""

from assessment.actions.marks import give_mark
from assessment.actions.reports import draft_report, publish_report, reword_report
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
    "adopt_scheme",
    "draft_report",
    "fail_run",
    "finish_run",
    "give_mark",
    "publish_report",
    "publish_run",
    "put_in_use",
    "read_scheme",
    "record_target",
    "request_due_runs",
    "request_run",
    "reword_report",
    "standing_of",
]
