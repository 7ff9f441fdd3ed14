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
    return Decimal(f"{in_last_places(x, places, mode)[0]}E-{places}")


def in_last_places(x: Fraction | Decimal | int, places: int, mode: str = "half_up") -> tuple[int, bool]:
    """`x` rounded, counted in units of its last decimal place, and whether nothing was rounded away.

    2.345 at two places is (235, False). For whoever writes many numbers; raises as `round_to` does for `x`.
    """
    over, under = _ratio(x)
    whole, rest = divmod(abs(over) * 10**places, under)
    if (mode == "up" and rest) or (mode == "half_up" and 2 * rest >= under):
        whole += 1
    return (-whole if over < 0 else whole), not rest


def digits(whole: int, places: int, *, grouped: bool = False) -> str:
    """What `in_last_places` counted, as digits: (235, 2) is '2.35'; `grouped` puts commas between thousands."""
    scale = 10**places
    ahead, behind = divmod(abs(whole), scale)
    sign, comma = "-" if whole < 0 else "", "," if grouped else ""
    return f"{sign}{ahead:{comma}}.{behind:0{places}}" if places else f"{sign}{ahead:{comma}}"


def _ratio(x: Fraction | Decimal | int) -> tuple[int, int]:
    return x.as_integer_ratio() if type(x) is Fraction else as_fraction(x).as_integer_ratio()


def as_fraction(x: Fraction | Decimal | int) -> Fraction:
    """The same number as an exact rational. Raises as `round_to` does."""
    if type(x) is Fraction:
        return x
    if isinstance(x, bool) or not isinstance(x, Fraction | Decimal | int):
        raise TypeError(f"{type(x).__name__} is not an exact number")
    if isinstance(x, Decimal) and not x.is_finite():
        raise ValueError(f"{x} is not a finite number")
    return Fraction(x)
