"""Read an amount typed in a form box whose unit stands beside it: one strict grammar, nothing guessed."""

import re
from decimal import Decimal

from promo.money.currencies import unit_of
from promo.money.field import LIMIT, hundredths, major_units
from promo.money.showing import shifted
from promo.reading import Unreadable, fold

PLAIN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
MOST_DIGITS = 40


def read_amount(text: str, *, unit: str) -> Decimal:
    """The amount in major units (元, 美元) of digits typed in `unit` (元, 万元, 亿元, 万美元 ...).

    Full-width digits and proper thousands commas are accepted; a leading '-' gives a negative amount for
    the caller to judge. Raises Unreadable with one Chinese sentence for anything else, for a part smaller
    than 分 and for more than 10万亿; KeyError for an unknown unit.
    """
    _, scale = unit_of(unit)
    digits = fold(text)
    if not digits:
        raise Unreadable("请填写金额。")
    if not PLAIN.fullmatch(digits):
        raise Unreadable(f"金额只能填写数字，单位为{unit}，例如 5000 或 1,250.5。")
    if len(digits) > MOST_DIGITS:
        raise Unreadable("金额位数过多，请核对。")
    amount = shifted(Decimal(digits.replace(",", "")), len(str(int(scale))) - 1)
    if abs(amount) > LIMIT:
        raise Unreadable("金额过大，请核对数字和单位。")
    try:
        return major_units(hundredths(amount))
    except ValueError as refusal:
        raise Unreadable(str(refusal)) from refusal
