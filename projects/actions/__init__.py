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
from projects.actions.intake import (
    AlreadyImported,
    LikelyByRegion,
    RowRefused,
    choose_row,
    confirm_import,
    continue_import,
    draft_rows,
    drop_import,
    finish_import,
    give_up_import,
    have_it_read,
    import_rows,
    keep_reading,
    keep_unreadable,
    receive_ledger,
    undo_import,
)
from projects.actions.leads import change_project, claim_referral, record_progress, register_lead
from projects.actions.rates import record_rate
from projects.actions.status import resume, suspend, terminate, withdraw

__all__ = [
    "AlreadyImported",
    "LikelyByRegion",
    "RowRefused",
    "amend_fact",
    "change_project",
    "choose_row",
    "claim_referral",
    "confirm_import",
    "continue_import",
    "draft_rows",
    "drop_import",
    "find_alike",
    "finish_import",
    "give_up_import",
    "have_it_read",
    "import_rows",
    "keep_reading",
    "keep_unreadable",
    "mark_different",
    "note_duplicates",
    "receive_ledger",
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
    "undo_import",
    "verify_fact",
    "withdraw",
    "withdraw_fact",
]
