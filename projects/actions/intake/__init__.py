"""What can happen to a ledger that came in as a file."""

from projects.actions.intake.deciding import (
    answer_columns,
    choose_row,
    correct_cells,
    forget_layout,
    judge_row,
)
from projects.actions.intake.importing import (
    RowRefused,
    confirm_import,
    continue_import,
    draft_rows,
    finish_import,
    give_up_import,
    import_rows,
)
from projects.actions.intake.likely import LikelyByRegion
from projects.actions.intake.receiving import (
    AlreadyImported,
    drop_import,
    have_it_read,
    keep_reading,
    keep_unreadable,
    receive_ledger,
)
from projects.actions.intake.sampling import SampleResult, check_sampled, draw_sample, result_of
from projects.actions.intake.undoing import undo_import
from projects.actions.intake.verifying import (
    LOOK,
    ask_bulk_verification,
    finish_bulk_verification,
    projects_to_verify,
    verify_imported,
    waiting_facts,
)

__all__ = [
    "LOOK",
    "SampleResult",
    "ask_bulk_verification",
    "check_sampled",
    "draw_sample",
    "finish_bulk_verification",
    "projects_to_verify",
    "result_of",
    "verify_imported",
    "waiting_facts",
    "AlreadyImported",
    "LikelyByRegion",
    "RowRefused",
    "answer_columns",
    "choose_row",
    "confirm_import",
    "continue_import",
    "correct_cells",
    "draft_rows",
    "drop_import",
    "finish_import",
    "forget_layout",
    "give_up_import",
    "have_it_read",
    "import_rows",
    "judge_row",
    "keep_reading",
    "keep_unreadable",
    "receive_ledger",
    "undo_import",
]
