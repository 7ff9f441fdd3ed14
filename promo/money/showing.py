"""Money as people see it: in 元, 万元 or 亿元, rounded once and half up, with thousands commas."""

from decimal import Decimal
from fractions import Fraction

from promo.money.currencies import UNIT_WORDS
from promo.rounding import round_to

WAN = 10**4
YI = 10**8
DASH = "—"

Exact = Decimal | Fraction | int


def round_half_up(x: Exact, places: int) -> Decimal:
    """`x` rounded exactly, a half away from zero."""
    return round_to(x, places)


def in_wan(yuan: Decimal) -> Decimal:
    """Yuan as 万元 without rounding."""
    return shifted(yuan, -4)


def shifted(amount: Decimal, places: int) -> Decimal:
    """`amount` times 10**places, exactly, whatever the decimal context."""
    sign, digits, exponent = Decimal(amount).as_tuple()
    return Decimal((sign, digits, exponent + places))


def show_yuan(yuan: Exact | None, places: int = 2) -> str:
    """'12,345.60'; None is '—'."""
    return _scaled(yuan, 1, places)


def show_wan(yuan: Exact | None, places: int = 2) -> str:
    """Yuan shown in 万元 without the unit: '5,000.00'; None is '—'."""
    return _scaled(yuan, WAN, places)


def show_yi(yuan: Exact | None, places: int = 2) -> str:
    """Yuan shown in 亿元 without the unit: '1.25'; None is '—'."""
    return _scaled(yuan, YI, places)


def show_money(amount: Exact | None, currency: str = "CNY") -> str:
    """A sum with its unit, 万 below one 亿 and 亿 from there: '5,000万元', '1.25亿元', '800万美元', or '—'.

    At most two places, without trailing zeros; a sum under 100 stays in the major unit ('99.5元').
    """
    if amount is None:
        return DASH
    word = UNIT_WORDS.get(currency, currency)
    size = abs(Fraction(amount))
    # A sum that rounds up to one 亿 is written as one 亿, not as 10,000万.
    scale, name = (YI, "亿") if round_to(size / WAN, 2) >= WAN else (WAN, "万") if size >= 100 else (1, "")
    return f"{stripped(_scaled(amount, scale, 2))}{name}{word}"


def stripped(digits: str) -> str:
    """A shown number without zeros behind its point: '5,000.00' -> '5,000'."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _scaled(amount: Exact | None, scale: int, places: int) -> str:
    if amount is None:
        return DASH
    return f"{round_to(Fraction(amount) / scale, places):,f}"
