"""What can happen to a ledger that came in as a file."""

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
    choose_row,
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
    "choose_row",
    "confirm_import",
    "continue_import",
    "draft_rows",
    "drop_import",
    "finish_import",
    "give_up_import",
    "have_it_read",
    "import_rows",
    "keep_reading",
    "keep_unreadable",
    "receive_ledger",
    "undo_import",
]
