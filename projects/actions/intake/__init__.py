"""What can happen to a ledger that came in as a file."""

from projects.actions.intake.deciding import (
    answer_columns,
    check_again,
    choose_row,
    correct_cells,
    forget_layout,
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
from projects.actions.intake.judging import judge_all, judge_row, update_all
from projects.actions.intake.likely import LikelyByRegion
from projects.actions.intake.naming import forget_unit_name, name_units
from projects.actions.intake.overtaken import overtaken
from projects.actions.intake.receiving import (
    AlreadyImported,
    drop_import,
    have_it_read,
    keep_reading,
    keep_unreadable,
    receive_ledger,
)
from projects.actions.intake.sampling import check_sampled, draw_sample, result_of
from projects.actions.intake.undoing import undo_import
from projects.actions.intake.verifying import (
    ask_bulk_verification,
    families_to_verify,
    finish_bulk_verification,
    verify_imported,
)

__all__ = [
    "AlreadyImported",
    "LikelyByRegion",
    "RowRefused",
    "answer_columns",
    "ask_bulk_verification",
    "check_again",
    "check_sampled",
    "choose_row",
    "confirm_import",
    "continue_import",
    "correct_cells",
    "draft_rows",
    "draw_sample",
    "drop_import",
    "finish_bulk_verification",
    "finish_import",
    "forget_layout",
    "forget_unit_name",
    "give_up_import",
    "have_it_read",
    "import_rows",
    "judge_all",
    "judge_row",
    "name_units",
    "overtaken",
    "keep_reading",
    "keep_unreadable",
    "families_to_verify",
    "receive_ledger",
    "result_of",
    "undo_import",
    "update_all",
    "verify_imported",
]
