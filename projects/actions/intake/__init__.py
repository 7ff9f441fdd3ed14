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
from projects.actions.intake.undoing import undo_import

__all__ = [
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
