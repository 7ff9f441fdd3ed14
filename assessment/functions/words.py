"""Numbers as a clerk reads them in a line of arithmetic, so that the line can be checked with a calculator.

Inputs are shown to their last digit (money in 万元 down to 分), results are rounded by the scheme; "≈" stands
wherever what is printed is not the whole number.
"""

from fractions import Fraction

from assessment.rules import Rounding
from assessment.sources import Input
from promo.rounding import round_to

NO_SCORE = "不计分（—）"

# unit -> (divide by, fewest decimals, most decimals, word)
_SHOWN = {
    "yuan": (10_000, 2, 6, "万元"),
    "usd": (10_000, 2, 6, "万美元"),
    "count": (1, 0, 4, "个"),
    "points": (1, 0, 6, "分"),
    "rate": (Fraction(1, 100), 2, 6, "%"),
    "days": (1, 0, 4, "天"),
}


def number(x: Fraction, fewest: int, most: int) -> str:
    """`x` with as many decimals as it has, within bounds; "约" in front when there would be more."""
    places = min(max(_decimals(x, most), fewest), most)
    printed = round_to(x, places)
    return f"{'' if x == Fraction(printed) else '约'}{printed:,f}"


def _decimals(x: Fraction, most: int) -> int:
    """How many decimals show `x` in full; `most` where no number of them does."""
    rest = Fraction(x).denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else most


def quantity(x: Fraction, unit: str) -> str:
    divisor, fewest, most, word = _SHOWN[unit]
    return f"{number(x / divisor, fewest, most)}{word}"


def shown(given: Input) -> str:
    return quantity(given.value, given.unit)


def plain(x: Fraction) -> str:
    """A parameter of the scheme: 40, 12.5."""
    return number(x, 0, 6)


def percent(x: Fraction) -> str:
    """A parameter of the scheme as a percentage: 100%, 120%."""
    return f"{plain(x * 100)}%"


def equals_percent(x: Fraction) -> str:
    """'= 30.00%', or '≈ 33.33%' where two decimals are not the whole rate."""
    return f"{'=' if is_whole_percent(x) else '≈'} {round_to(x * 100, 2):,f}%"


def is_whole_percent(x: Fraction) -> bool:
    """Whether two decimals of a percentage show the rate in full, so that one can go on reckoning with it."""
    return x * 100 == Fraction(round_to(x * 100, 2))


def equals_points(points: Fraction, rounding: Rounding) -> str:
    """'= 10.50' or '≈ 11.67'."""
    printed = rounding.of(points)
    return f"{'=' if points == Fraction(printed) else '≈'} {printed:f}"
