"""Ledgers come in: sheets -> layout -> cells -> rows -> plan -> decision. Nothing here changes the register."""

from projects.intake.answers import UNITS, Answers, unit_from
from projects.intake.around import own_units_of, surroundings
from projects.intake.carried import tells_the_whole_alone
from projects.intake.checking import checking_table, sample_table, side_by_side
from projects.intake.comparable import as_comparable
from projects.intake.correcting import columns_of, may_name_a_number, retype
from projects.intake.decision import decide, decide_again, kinds_of
from projects.intake.differing import differences, standings
from projects.intake.fields import AMOUNTS, FIELDS
from projects.intake.ledger import LedgerReading, read_ledger, without_pauses
from projects.intake.listing import batch_table, layout_lines, layout_table, totals_of
from projects.intake.pasted import MOST_ROWS as MOST_PASTED
from projects.intake.pasted import heads as paste_heads
from projects.intake.pasted import ledger_of, unknown_units
from projects.intake.returning import differences_of, news_of
from projects.intake.sending import register_workbook
from projects.intake.showing import BATCH_TONES, KINDS, ShownRow, kinds_among, preview_table, remarks_of
from projects.intake.template import reason_of, rejects_workbook, template_workbook
from projects.intake.unit_names import NameToTell, names_to_tell, told_and_settled, unit_name_table

__all__ = [
    "AMOUNTS",
    "BATCH_TONES",
    "FIELDS",
    "KINDS",
    "MOST_PASTED",
    "UNITS",
    "Answers",
    "LedgerReading",
    "NameToTell",
    "ShownRow",
    "as_comparable",
    "batch_table",
    "columns_of",
    "decide",
    "decide_again",
    "differences",
    "differences_of",
    "kinds_among",
    "kinds_of",
    "layout_lines",
    "layout_table",
    "names_to_tell",
    "news_of",
    "own_units_of",
    "checking_table",
    "ledger_of",
    "may_name_a_number",
    "paste_heads",
    "preview_table",
    "read_ledger",
    "reason_of",
    "register_workbook",
    "rejects_workbook",
    "remarks_of",
    "retype",
    "sample_table",
    "side_by_side",
    "standings",
    "surroundings",
    "tells_the_whole_alone",
    "template_workbook",
    "told_and_settled",
    "totals_of",
    "unit_from",
    "unit_name_table",
    "unknown_units",
    "without_pauses",
]
