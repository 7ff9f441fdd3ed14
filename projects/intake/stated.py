"""The sums that a row of totals states, by currency; a formula that was never worked out states nothing."""

import re
from decimal import Decimal
from typing import Any

from projects.intake.cells import Formula
from projects.intake.units import Unit
from projects.intake.words import NOTHING
from promo.money import hear_amount, unit_of
from promo.rounding import round_to

BREAK = re.compile(r"[、;；+/]|(?<![0-9])[,，]|[\r\n]+")


def stated_sums(cell: Any, unit: Unit) -> dict[str, Decimal | None]:
    """{"CNY": 1234.00}; 736200万元、39350万美元 states two; None for what the file does not say."""
    counted_in = unit.of("domestic")
    if cell is None or isinstance(cell, str) and cell.strip() in NOTHING:
        return {}
    currency = unit_of(counted_in)[0] if counted_in else "CNY"
    if isinstance(cell, Formula) or isinstance(cell, str) and cell.lstrip().startswith("="):
        return {currency: None}
    if isinstance(cell, Decimal):
        return {currency: round_to(cell * unit_of(counted_in)[1], 2)} if counted_in else {}
    return _words(cell, counted_in) if isinstance(cell, str) else {}


def _words(text: str, counted_in: str) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for part in BREAK.split(text):
        said = hear_amount(part, unit=counted_in or None) if part.strip() else None
        if said is not None and said.value is not None:
            found[said.currency] = (found.get(said.currency) or Decimal(0)) + said.value
    return found
