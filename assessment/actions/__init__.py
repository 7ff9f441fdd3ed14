"""All that can happen to targets, schemes, marks, rounds, runs, reports and records, with refusals and events."""

from assessment.actions.checks import finish_check, request_check
from assessment.actions.decisions import candidate_of, decide_consequence
from assessment.actions.errata import approve_erratum, refuse_erratum, request_erratum, withdraw_erratum
from assessment.actions.figure_kinds import add_figure_kind, add_ready_made_kinds, change_figure_kind
from assessment.actions.findings import (
    dismiss_finding,
    look_for_findings,
    record_superior_figure,
    reopen_finding,
    request_look,
)
from assessment.actions.marks import give_mark
from assessment.actions.objections import (
    answer_run_objection,
    confirm_run_objection,
    raise_run_objection,
    return_run_objection,
    withdraw_run_objection,
)
from assessment.actions.panel_marks import Given, Sheet, SheetRefused, save_sheet, sheet_of
from assessment.actions.publishing import publish_run, put_up_notice, void_run
from assessment.actions.records import (
    amend_record,
    confirm_record_import,
    discard_record_import,
    enter_record,
    read_record_import,
    return_record,
    reverse_record,
    verify_record,
    verify_records,
    withdraw_record,
)
from assessment.actions.reporting import (
    ask_exemption,
    correct_submission,
    decide_exemption,
    hand_in,
    make_calendar_duties,
    make_duty,
    plan_duties,
    remind_reporters,
    tell_period,
    withdraw_duty,
)
from assessment.actions.reports import draft_report, publish_report, reword_report
from assessment.actions.rounds import (
    askable,
    cancel_round,
    close_due_rounds,
    close_if_due,
    close_round,
    confirm_round,
    extend_round,
    open_round,
)
from assessment.actions.runs import (
    fail_run,
    finish_run,
    request_due_runs,
    request_run,
    standing_of,
)
from assessment.actions.scheme_drafts import adopt_scheme_draft, change_scheme_draft, start_scheme_draft
from assessment.actions.schemes import adopt_scheme, put_in_use, read_scheme
from assessment.actions.target_imports import (
    confirm_target_import,
    discard_target_import,
    read_target_import,
)
from assessment.actions.targets import TargetEntry, record_target, record_targets

__all__ = [
    "candidate_of",
    "decide_consequence",
    "Given",
    "Sheet",
    "SheetRefused",
    "TargetEntry",
    "add_figure_kind",
    "add_ready_made_kinds",
    "adopt_scheme",
    "adopt_scheme_draft",
    "amend_record",
    "answer_run_objection",
    "approve_erratum",
    "ask_exemption",
    "askable",
    "cancel_round",
    "change_figure_kind",
    "change_scheme_draft",
    "close_due_rounds",
    "close_if_due",
    "close_round",
    "confirm_record_import",
    "confirm_round",
    "confirm_run_objection",
    "confirm_target_import",
    "correct_submission",
    "decide_exemption",
    "discard_record_import",
    "discard_target_import",
    "dismiss_finding",
    "draft_report",
    "enter_record",
    "extend_round",
    "fail_run",
    "finish_check",
    "finish_run",
    "give_mark",
    "hand_in",
    "look_for_findings",
    "make_duty",
    "open_round",
    "plan_duties",
    "publish_report",
    "publish_run",
    "put_in_use",
    "put_up_notice",
    "raise_run_objection",
    "read_record_import",
    "read_scheme",
    "read_target_import",
    "record_superior_figure",
    "record_target",
    "record_targets",
    "refuse_erratum",
    "reopen_finding",
    "request_check",
    "request_due_runs",
    "request_erratum",
    "request_look",
    "request_run",
    "return_record",
    "return_run_objection",
    "reverse_record",
    "reword_report",
    "save_sheet",
    "sheet_of",
    "standing_of",
    "start_scheme_draft",
    "verify_record",
    "verify_records",
    "void_run",
    "make_calendar_duties",
    "remind_reporters",
    "tell_period",
    "withdraw_duty",
    "withdraw_erratum",
    "withdraw_record",
    "withdraw_run_objection",
]
