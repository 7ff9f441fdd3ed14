"""Ledgers come in: sheets -> layout -> cells -> rows -> plan -> decision. Nothing here changes the register."""

from projects.intake.comparable import as_comparable
from projects.intake.decision import decide, own_units_of, surroundings
from projects.intake.ledger import LedgerReading, read_ledger

__all__ = ["LedgerReading", "as_comparable", "decide", "own_units_of", "read_ledger", "surroundings"]
