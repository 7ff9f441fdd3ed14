"""Ledgers come in: sheets -> layout -> cells -> rows -> plan -> decision. Nothing here changes the register."""

from projects.intake.answers import UNITS, Answers, unit_from
from projects.intake.around import own_units_of, surroundings
from projects.intake.comparable import as_comparable
from projects.intake.correcting import columns_of, retype
from projects.intake.decision import decide, decide_again, kinds_of
from projects.intake.differing import differences, standings
from projects.intake.fields import AMOUNTS, FIELDS
from projects.intake.ledger import LedgerReading, read_ledger
from projects.intake.listing import batch_table, layout_lines, layout_table, totals_of
from projects.intake.showing import BATCH_TONES, KINDS, ShownRow, kinds_among, preview_table, remarks_of
from projects.intake.template import reason_of, rejects_workbook, template_workbook

__all__ = [
    "AMOUNTS",
    "BATCH_TONES",
    "FIELDS",
    "KINDS",
    "UNITS",
    "Answers",
    "LedgerReading",
    "ShownRow",
    "as_comparable",
    "batch_table",
    "columns_of",
    "decide",
    "decide_again",
    "differences",
    "kinds_among",
    "kinds_of",
    "layout_lines",
    "layout_table",
    "own_units_of",
    "preview_table",
    "read_ledger",
    "reason_of",
    "rejects_workbook",
    "remarks_of",
    "retype",
    "standings",
    "surroundings",
    "template_workbook",
    "totals_of",
    "unit_from",
]
