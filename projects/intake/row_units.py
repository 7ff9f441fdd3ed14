"""The unit of a single row's money, where a column of its own (币种, 金额单位) says it beside the head of the sum."""

import re
from typing import Any

from projects.intake.faults import Unclear
from projects.intake.units import UNIT, Unit, proper_unit
from promo.money import unit_of
from promo.money.currencies import CODE_OF_WORD, UNIT_WORDS
from promo.reading import fold

SAYS_ITS_SCALE = re.compile(r"[万亿萬億]")
SCALE = re.compile(r"^(?:[百千]?亿|[十百千]?万)?")


def counted_in(said: str | None, cell: Any, unit: Unit, ownership: str | None) -> Unit:
    """The unit for a sum of a row that says `said` of its currency. Raises Unclear where both do not go together."""
    base = unit.of(ownership)
    words = "".join(fold(said).split()).upper() if said else ""
    if not words:
        return unit
    currency = CODE_OF_WORD.get(words)
    if currency is None:
        return _of_unit(words, said, base, unit)
    if not base or unit_of(base)[0] == currency:
        return unit
    other = next((one for one in (unit.plain, unit.foreign) if one and unit_of(one)[0] == currency), "")
    if other and unit.is_divided:
        return Unit(other)
    if isinstance(cell, str) and SAYS_ITS_SCALE.search(cell):
        return Unit(f"万{UNIT_WORDS[currency]}")  # 500万 of dollars; a currency in the cell itself goes first
    raise _unclear(said, base, SCALE.match(base)[0] + UNIT_WORDS[currency])


def _of_unit(words: str, said: str, base: str, unit: Unit) -> Unit:
    """万美元, 万人民币: the row's own unit, unless the head counts in another scale."""
    scale = SCALE.match(words)[0]
    currency = CODE_OF_WORD.get(words[len(scale) :])
    own = (
        f"{scale}{UNIT_WORDS[currency]}" if currency else proper_unit(words) if UNIT.fullmatch(words) else ""
    )
    if not own:
        raise Unclear("currency_unknown", f"币种或单位“{said[:10]}”无法识别，请改为元、万元、万美元等写法。")
    if base and SCALE.match(base)[0] != SCALE.match(own)[0]:
        raise _unclear(said, base, own)
    return Unit(own)


def _unclear(said: str, base: str, other: str) -> Unclear:
    why = f"该行币种或单位为“{said[:10]}”，而列名或说明中是{base}，请在金额后注明是{other}还是{base}。"
    return Unclear("currency_unknown", why)
