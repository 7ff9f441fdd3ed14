"""Round an exact number once, at the end: money, rates and points are all shown through this one function."""

from decimal import Decimal
from fractions import Fraction

MODES = ("half_up", "up", "cut")


def round_to(x: Fraction | Decimal | int, places: int, mode: str = "half_up") -> Decimal:
    """Give `x` with exactly `places` decimals, worked out in integers so that no digit is lost on the way.

    half_up   四舍五入: a half goes away from zero, so -2.5 becomes -3 as 2.5 becomes 3.
    up        进一法: any remainder goes away from zero.
    cut       去尾法: the remainder is dropped.

    Raises TypeError for a float or bool (it has lost digits already, or is no number at all) and ValueError
    for NaN, infinity, negative places or an unknown mode.
    """
    if mode not in MODES or places < 0:
        raise ValueError(f"cannot round to {places} places, mode {mode!r}")
    exact = as_fraction(x)
    whole, rest = divmod(abs(exact.numerator) * 10**places, exact.denominator)
    if (mode == "up" and rest) or (mode == "half_up" and 2 * rest >= exact.denominator):
        whole += 1
    negative = exact < 0 and whole != 0
    return Decimal(f"{'-' if negative else ''}{whole}E-{places}")


def as_fraction(x: Fraction | Decimal | int) -> Fraction:
    """The same number as an exact rational. Raises as `round_to` does."""
    if isinstance(x, bool) or not isinstance(x, Fraction | Decimal | int):
        raise TypeError(f"{type(x).__name__} is not an exact number")
    if isinstance(x, Decimal) and not x.is_finite():
        raise ValueError(f"{x} is not a finite number")
    return Fraction(x)
