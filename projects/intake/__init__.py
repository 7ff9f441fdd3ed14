"""Ledgers come in: sheets -> layout -> cells -> rows -> plan -> decision. Nothing here changes the register."""

from projects.intake.comparable import as_comparable
from projects.intake.decision import decide, own_units_of, surroundings
from projects.intake.ledger import LedgerReading, read_ledger
from projects.intake.showing import BATCH_TONES, ShownRow, batch_table, preview_table, remarks_of
from projects.intake.template import reason_of, rejects_workbook, template_workbook

__all__ = [
    "BATCH_TONES",
    "LedgerReading",
    "ShownRow",
    "as_comparable",
    "batch_table",
    "decide",
    "own_units_of",
    "preview_table",
    "read_ledger",
    "reason_of",
    "rejects_workbook",
    "remarks_of",
    "surroundings",
    "template_workbook",
]
