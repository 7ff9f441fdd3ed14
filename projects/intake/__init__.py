"""Ledgers come in: sheets -> layout -> cells -> rows -> plan -> decision. Nothing here changes the register."""

from projects.intake.comparable import as_comparable
from projects.intake.decision import decide, surroundings
from projects.intake.ledger import LedgerReading, read_ledger

__all__ = ["LedgerReading", "as_comparable", "decide", "read_ledger", "surroundings"]
